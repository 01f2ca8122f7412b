package openapi

import (
	"net/http"
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/internal/tree"
	"github.com/docwright/docwright/parser/model"
)

// variant is a type whose schema names its subtypes by oneOf or anyOf.
type variant struct {
	typ   *model.Type
	parts []*tree.Node
}

// derive gives the subtypes in oneOf and anyOf their base type, unless they have one.
func (d *document) derive() {
	for _, v := range d.variants {
		for _, part := range v.parts {
			var sub model.Ref
			if d.ref(&sub, part, use{name: v.typ.Name + "/variant"}); sub.Struct != nil && sub.Struct != v.typ && sub.Struct.BaseType == nil {
				sub.Struct.BaseType = v.typ
			}
		}
		d.drain()
	}
}

// maxBases limits the number of base types of a type.
const maxBases = 50

// cutBases removes the base type of each type that derives from itself, or from too
// many others. It visits each type once.
func (d *document) cutBases() {
	height := map[*model.Type]int{} // the number of base types; -1 while it is being determined
	for _, t := range d.model.Types {
		var line []*model.Type
		for ; t != nil && height[t] == 0; t = t.BaseType {
			height[t] = -1
			line = append(line, t)
		}
		above := 0
		if t != nil {
			above = height[t]
		}
		for _, sub := range slices.Backward(line) {
			if sub.BaseType != nil && (above < 0 || above >= maxBases) {
				d.findings.Add(sub.Position(), ruleBaseCycle, "%s derives from itself, or from more than %d others; the base type is dropped", sub.Name, maxBases)
				sub.BaseType, above = nil, 0
			}
			above++
			height[sub] = above
		}
	}
	for _, t := range d.model.Types {
		if t.BaseType != nil {
			t.Base = t.BaseType.Qualified()
		}
	}
}

// requirement has the required names of a type that are not properties of its own.
type requirement struct {
	typ   *model.Type
	names map[string]bool
}

// require adds the required properties that types inherit.
func (d *document) require() {
	for _, r := range d.requires {
		for name := range r.names {
			if r.typ.Property(name) != nil {
				r.typ.Requires = append(r.typ.Requires, name)
			}
		}
		slices.Sort(r.typ.Requires)
	}
}

// wrapper is what an object holds that is a body, and not a value: a list, or one value.
type wrapper struct{ value *tree.Field }

// valueProperty is the name of the property with the value of a body (OData JSON Format
// 4.01, sections 11 and 12).
const valueProperty = "value"

// wrapper examines a schema. It returns nil if the object has other properties than its
// value and annotations.
func (d *document) wrapper(n *tree.Node) *wrapper {
	w, known := d.wrappers[n]
	if !known {
		w = &wrapper{}
		if !d.unwrap(w, n, map[*tree.Node]bool{}, 0) || w.value == nil {
			w = nil
		}
		d.wrappers[n] = w
	}
	return w
}

// unwrap finds the value of a wrapper. It reports whether there are no other properties.
func (d *document) unwrap(w *wrapper, n *tree.Node, seen map[*tree.Node]bool, hops int) bool {
	if n = d.deref(n); n == nil || seen[n] || hops > maxHops {
		return true
	}
	seen[n] = true
	if !d.isObject(n, hops) {
		return false
	}
	for _, f := range n.Get("allOf").Each() {
		if !d.unwrap(w, f.Value, seen, hops+1) {
			return false
		}
	}
	for i, f := range n.Get("properties").Each() {
		switch {
		case f.Key == valueProperty:
			w.value = &n.Get("properties").Fields[i]
		case !isAnnotation(f.Key):
			return false
		}
	}
	return true
}

// isAnnotation reports whether a property is an annotation of OData, as some tools
// spell them.
func isAnnotation(name string) bool {
	return strings.Contains(name, "@") || strings.HasPrefix(name, "odata.")
}

// isWrapper reports whether a type is that of bodies with a list.
func isWrapper(t *model.Type) bool {
	return len(t.Properties) == 1 && t.Properties[0].Name == valueProperty && t.Properties[0].Collection
}

// isAnnotations reports whether a type has nothing that pages describe.
func isAnnotations(t *model.Type) bool {
	isNamed := func(sub *model.Type) bool { return !sub.Implied }
	return len(t.Properties) == 0 && t.BaseType == nil && t.Entries == nil && !t.Open && !slices.ContainsFunc(t.Derived, isNamed)
}

// implyErrors marks the types that only errors have. Pages rarely describe them.
func (d *document) implyErrors() {
	used := map[*model.Type]bool{}
	for _, op := range d.model.Operations {
		for _, p := range slices.Concat(op.PathParameters, op.QueryParameters, op.Headers) {
			reach(used, p.Struct)
		}
		if op.Request != nil {
			reach(used, op.Request.Struct)
		}
		for _, r := range op.Responses {
			if r.Status < http.StatusBadRequest {
				reach(used, r.Struct)
			}
		}
	}
	errors := map[*model.Type]bool{}
	for _, t := range d.errors {
		reach(errors, t)
	}
	for t := range errors {
		t.Implied = t.Implied || !used[t]
	}
}

// reach marks a type, its base types and subtypes, and the types of its properties.
func reach(seen map[*model.Type]bool, t *model.Type) {
	for todo := []*model.Type{t}; len(todo) > 0; {
		t, todo = todo[len(todo)-1], todo[:len(todo)-1]
		if t == nil || seen[t] {
			continue
		}
		seen[t] = true
		todo = append(append(todo, t.BaseType), t.Derived...)
		for _, p := range t.Properties {
			todo = append(todo, p.Struct)
		}
	}
}
