package operation

import (
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/lenient"
	"github.com/docwright/docwright/parser/model"
)

// shownType returns the type that the body of a response is shown to be of, where
// that is not the documented one: one that derives from it, as the annotation
// says unless the value says it itself, or one that carries values of it. It is
// nil where there is none.
func shownType(op *model.Operation, request *model.ExampleRequest, e *model.ExampleResponse, v *lenient.Value, types []*model.Type) *model.Type {
	declared := op.Result().Struct
	if items := v.Get("value"); items != nil && items.Kind == lenient.Array && len(items.Items) > 0 {
		v = items.Items[0]
	}
	if t := e.Ref.Struct; t != nil && declared != nil && derived(t, declared.Qualified(), 0) == nil && v.Get("@odata.type") == nil {
		return t
	}
	return carrier(declared, request.Path, v, types)
}

// carrier returns the type of the resource that a path leads to, where the body
// is one of those and has values of the declared type in a property: pages that
// document how something is added to, or got with, what has it, show the whole.
// It is nil where the body is of the declared type.
func carrier(declared *model.Type, path string, body *lenient.Value, types []*model.Type) *model.Type {
	if declared == nil || body.Kind != lenient.Object {
		return nil
	}
	for _, m := range body.Members {
		if strings.Contains(m.Key, "@") || hasProperty(declared, m.Key) {
			continue
		}
		for _, t := range types {
			p := property(t, m.Key)
			if p != nil && p.Struct == declared && leadsTo(path, t, types) {
				return t
			}
		}
	}
	return nil
}

// leadsTo reports whether the last segment of a path that names resources, not one
// of them, names those of a type: by its name, or as a property of that type does.
func leadsTo(path string, t *model.Type, types []*model.Type) bool {
	segments := strings.Split(path, "/")
	for i := len(segments) - 1; i >= 0; i-- {
		word, _, _ := strings.Cut(segments[i], "(")
		if strings.EqualFold(singular(word), t.Name) {
			return true
		}
		known := false
		for _, owner := range types {
			if p := findProperty(owner.Properties, word); p != nil && p.Struct != nil && p.Navigation {
				if p.Struct == t {
					return true
				}
				known = true
			}
		}
		if known {
			return false
		}
	}
	return false
}

// strays reports whether a request that fits no request line goes to a resource that
// none of them leads to. That it does is a finding; that its bodies aren't those of
// the operation is none.
func strays(op *model.Operation, r *model.ExampleRequest, types []*model.Type) bool {
	if r.Gap != ruleURLMismatch {
		return false
	}
	segments := strings.Split(r.Path, "/")
	for _, segment := range slices.Backward(segments) {
		word, _, _ := strings.Cut(segment, "(")
		if slices.ContainsFunc(op.Routes, func(route *model.Route) bool { return lastWord(route) == singular(strings.ToLower(word)) }) {
			return false
		}
		if slices.ContainsFunc(types, func(t *model.Type) bool {
			p := findProperty(t.Properties, word)
			return p != nil && p.Struct != nil
		}) {
			return true
		}
	}
	return false
}

func findProperty(list []*model.Property, name string) *model.Property {
	for _, p := range list {
		if p.Name == name {
			return p
		}
	}
	return nil
}

// narrow holds a value once more, against the type that it is shown to be of. What
// that has is no contradiction; what contradicts it is none that code stumbles
// over which knows the documented type alone. Whether a page may send a property
// is a question about the documented type.
func (c *Checker) narrow(hold func(*Checker)) {
	shown := &Checker{Request: c.Request}
	hold(shown)
	var list []Mismatch
	for _, x := range c.Mismatches {
		if x.Gap {
			list = append(list, x)
		}
	}
	for _, x := range shown.Mismatches {
		if x.Gap = false; x.Rule != ruleReadOnlySent {
			list = append(list, x)
		}
	}
	c.Mismatches = list
}
