package lines

import (
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/model"
)

// paths has the types that paths lead to. The key is the path of a collection
// or of a single value, without a key segment.
type paths struct {
	votes map[string][]*model.Type
	known map[string]*model.Type
}

// newPaths collects the types of paths from the pages about their lines.
func newPaths(all []*Line) *paths {
	p := &paths{votes: map[string][]*model.Type{}, known: map[string]*model.Type{}}
	for _, l := range all {
		at := collection(l.Shape)
		for _, u := range l.Uses {
			if t := u.typ(); t != nil && u.Own && !IsRoot(t) {
				p.votes[at] = append(p.votes[at], t)
			}
		}
	}
	return p
}

const key = "/{}"

// collection returns the path without the key at its end.
func collection(shape string) string { return strings.TrimSuffix(shape, key) }

var resourceKinds = map[model.OperationKind]bool{model.List: true, model.Get: true, model.Create: true, model.Update: true, model.Delete: true}

// of returns the type that a line leads to, if the line reads or changes values
// of a type, and the declared type of the path.
func (p *paths) of(l *Line) (t, declared *model.Type) {
	if !slices.ContainsFunc(l.Uses, func(u *Use) bool { return u.Own && resourceKinds[u.Operation.Kind] }) {
		return nil, nil
	}
	path := collection(l.Shape)
	return p.at(path), p.declared(path)
}

// at returns the type at a path: the common type of the pages, or the declared
// type if that is a base type of it.
func (p *paths) at(path string) *model.Type {
	if t, ok := p.known[path]; ok {
		return t
	}
	p.known[path] = nil // ends cycles
	votes := p.votes[path]
	t := common(votes)
	if declared := p.declared(path); declared != nil && (len(votes) == 0 || t.DerivesFrom(declared)) {
		t = declared
	}
	p.known[path] = t
	return t
}

// declared returns the type of the property with the last name of the path, in
// the type that the path leads through.
func (p *paths) declared(path string) *model.Type {
	i := strings.LastIndexByte(path, '/')
	if i <= 0 {
		return nil
	}
	q := p.at(collection(path[:i])).PropertyFold(path[i+1:])
	if q == nil || q.Struct == nil || IsRoot(q.Struct) {
		return nil
	}
	return q.Struct
}

// typ returns the type that the operation of a use reads or sends.
func (u *Use) typ() *model.Type {
	op := u.Operation
	switch {
	case (op.Kind == model.List || op.Kind == model.Get) && u.result != nil:
		return u.result.Struct
	case (op.Kind == model.Create || op.Kind == model.Update) && op.Request != nil:
		return op.Request.Struct
	}
	return nil
}

// IsRoot reports whether a type is the base type of all types with a key. Such
// a type does not identify a resource.
func IsRoot(t *model.Type) bool {
	return t.Base == "" && t.BaseType == nil && t.Kind == model.Entity && len(t.Derived) > 0 &&
		!slices.ContainsFunc(t.Properties, func(q *model.Property) bool { return !q.Key && q.Name != "id" })
}

// common returns the nearest type that each of the types is equal to or derives
// from, except for the root. It returns nil if there is none.
func common(types []*model.Type) *model.Type {
	if len(types) == 0 {
		return nil
	}
	t := types[0]
	for _, other := range types[1:] {
		if t = t.CommonBase(other); t == nil || IsRoot(t) {
			return nil
		}
	}
	return t
}
