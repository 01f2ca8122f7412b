// Package navigate follows request paths through the types of a model (OData
// URL Conventions 4.01, section 4). A path begins with an entity set, a
// singleton or an import. It exists if the type before each segment has a
// member with the name of the segment. Segments are compared regardless of
// case.
package navigate

import (
	"strings"

	"github.com/docwright/docwright/parser/model"
)

// Map is an index of a model for following paths.
type Map struct {
	index   *model.Index
	roots   map[string]*model.Property
	calls   map[string][]*model.Operation // by name in lower case
	imports map[string][]*model.Operation // by path in lower case
}

// New returns the map of a linked model.
func New(m *model.Model, index *model.Index) *Map {
	n := &Map{index: index, roots: map[string]*model.Property{}, calls: map[string][]*model.Operation{}, imports: map[string][]*model.Operation{}}
	for _, r := range m.Roots {
		n.roots[strings.ToLower(r.Name)] = r
	}
	for _, op := range m.Operations {
		name := strings.ToLower(op.Name)
		n.calls[name] = append(n.calls[name], op)
		for _, path := range op.Paths {
			path = strings.ToLower(path)
			n.imports[path] = append(n.imports[path], op)
		}
	}
	return n
}

// Follow returns the end of a path.
func (n *Map) Follow(segments []model.Segment) End {
	if len(segments) == 0 {
		return End{How: Unclear, Segment: "the path is empty"}
	}
	first := newStep(segments[0])
	root := n.roots[strings.ToLower(first.name)]
	if root == nil {
		ops := n.imports["/"+strings.ToLower(first.name)]
		if len(ops) == 0 {
			return End{How: unrooted, Segment: first.name}
		}
		return n.follow(Place{Calls: ops, Arguments: first.arguments, Ref: result(ops)}, segments[1:], false)
	}
	at := Place{Ref: root.Ref, Root: root, Element: root}
	if unknown := at.choose(first); unknown != "" {
		return End{at, nowhere, unknown}
	}
	return n.follow(at, segments[1:], first.byPath)
}

// Calls returns the actions and functions with the name of the last path
// segment, regardless of their binding.
func (n *Map) Calls(segments []model.Segment) []*model.Operation {
	if len(segments) == 0 {
		return nil
	}
	return n.named(newStep(segments[len(segments)-1]))
}

// named returns the actions and functions with the name of the step.
func (n *Map) named(s step) []*model.Operation { return n.calls[strings.ToLower(model.Short(s.name))] }

// follow continues from a place. If byPath is set, the segments are a path of
// the caller, as after "root:", up to a segment that ends in a colon.
func (n *Map) follow(at Place, segments []model.Segment, byPath bool) End {
	name := ""
	for _, segment := range segments {
		s := newStep(segment)
		if byPath {
			byPath = !s.byPath
			continue
		}
		name = s.name
		if strings.HasPrefix(s.name, "$") {
			at.Option = strings.ToLower(s.name)
			return End{Place: at}
		}
		next, how := n.step(at, s)
		if how != Arrived {
			return End{at, how, s.name}
		}
		at, byPath = next, s.byPath
		if unknown := at.choose(s); unknown != "" {
			return End{at, nowhere, unknown}
		}
	}
	if at.Guessed {
		return End{at, Unclear, name}
	}
	return End{Place: at}
}

func (n *Map) step(at Place, s step) (Place, Ending) {
	if s.name == "" { // a key, or a name that the caller chooses
		if !at.Ref.Collection {
			return at, Unclear
		}
		at.Ref.Collection = false
		at.Calls, at.Arguments = nil, nil
		return at, Arrived
	}
	if at.Ref.Struct == nil {
		return at, beyond(at)
	}
	if next, ok := n.member(at, s); ok {
		return next, Arrived
	}
	if next, ok := n.call(at, s); ok {
		return next, Arrived
	}
	if t := n.index.Type(s.name); t != nil { // a cast
		at.Ref = model.Ref{Type: t.Qualified(), Struct: t, Collection: at.Ref.Collection}
		at.Calls, at.Arguments = nil, nil
		return at, Arrived
	}
	if at.Ref.Collection && len(n.named(s)) == 0 {
		return Place{Ref: model.Ref{Type: at.Ref.Type, Struct: at.Ref.Struct}, Guessed: true}, Arrived
	}
	if at.Ref.Struct.Open {
		return at, Unclear
	}
	return at, nowhere
}

// beyond returns the ending of a path that continues after a value that is not
// of a structured type.
func beyond(at Place) Ending {
	if len(at.Calls) > 0 || at.Ref.Type == "" || !strings.HasPrefix(at.Ref.Type, "Edm.") {
		return Unclear
	}
	return nowhere
}

// member follows a property. Paths may omit casts, so properties of subtypes
// are found, too.
func (n *Map) member(at Place, s step) (Place, bool) {
	if at.Ref.Collection {
		return Place{}, false
	}
	p := at.Ref.Struct.PropertyFold(s.name)
	for sub := range at.Ref.Struct.Subtypes() {
		if p != nil {
			break
		}
		p = sub.PropertyFold(s.name)
	}
	if p == nil {
		return Place{}, false
	}
	next := Place{Ref: p.Ref, Root: at.Root, Element: p, Path: p.Name}
	if at.Path != "" {
		next.Path = at.Path + "/" + p.Name
	}
	return next, true
}

// call follows an action or function that is bound to the type, a base type or
// a subtype.
func (n *Map) call(at Place, s step) (Place, bool) {
	next := Place{Arguments: s.arguments}
	for _, op := range n.named(s) {
		if op.Binding != nil && op.Binding.Collection == at.Ref.Collection && at.Ref.Struct.IsRelated(op.Binding.Struct) {
			next.Calls = append(next.Calls, op)
		}
	}
	next.Ref = result(next.Calls)
	return next, len(next.Calls) > 0
}

// result returns the result type of the operations, or the zero Ref if they
// differ.
func result(ops []*model.Operation) model.Ref {
	var ref model.Ref
	for i, op := range ops {
		r := op.Result()
		if r == nil || i > 0 && (r.Type != ref.Type || r.Collection != ref.Collection) {
			return model.Ref{}
		}
		ref = r.Ref
	}
	return ref
}
