package check

import (
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/dialect"
	"github.com/docwright/docwright/parser/internal/note"
	"github.com/docwright/docwright/parser/internal/payload"
	"github.com/docwright/docwright/parser/lenient"
	"github.com/docwright/docwright/parser/model"
)

// shownType returns the type that the body of a response is shown to be of, where
// that is not the documented one: one that derives from it, as the annotation
// says unless the value says it itself, or one that carries values of it. It is
// nil where there is none.
func shownType(declared *model.Type, e *note.Example, v *lenient.Value, types []*model.Type) *model.Type {
	if items := v.Get("value"); items != nil && items.Kind == lenient.Array && len(items.Items) > 0 {
		v = items.Items[0]
	}
	annotated := e.Answered.Annotated.Struct
	if annotated != nil && declared != nil && annotated.Subtype(declared.Qualified()) == nil && v.Get("@odata.type") == nil {
		return annotated
	}
	return carrier(declared, e.Request.Path, v, types)
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
		if payload.IsAnnotation(m.Key) || declared.Property(m.Key) != nil {
			continue
		}
		for _, t := range types {
			p := t.Property(m.Key)
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
	for _, segment := range slices.Backward(segments) {
		name, _, _ := strings.Cut(segment, "(")
		if strings.EqualFold(dialect.Singular(name), t.Name) {
			return true
		}
		known := false
		for _, owner := range types {
			if p := ownProperty(owner, name); p != nil && p.Struct != nil && p.Navigation {
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
func strays(op *model.Operation, e *note.Example, types []*model.Type) bool {
	if e.Sent.Unfit == "" {
		return false
	}
	segments := strings.Split(e.Request.Path, "/")
	for _, segment := range slices.Backward(segments) {
		name, _, _ := strings.Cut(segment, "(")
		if slices.ContainsFunc(op.Routes, func(route *model.Route) bool { return lastName(route) == dialect.Singular(strings.ToLower(name)) }) {
			return false
		}
		if slices.ContainsFunc(types, func(t *model.Type) bool {
			p := ownProperty(t, name)
			return p != nil && p.Struct != nil
		}) {
			return true
		}
	}
	return false
}

// ownProperty returns the property of the name that a type declares itself.
func ownProperty(t *model.Type, name string) *model.Property {
	for _, p := range t.Properties {
		if p.Name == name {
			return p
		}
	}
	return nil
}

// lastName is the last name in a request line, in lower case and in the singular.
func lastName(r *model.Route) string {
	for _, s := range slices.Backward(r.Segments) {
		if len(s) > 0 && s[0].Param == nil {
			name, _, _ := strings.Cut(s[0].Text, "(")
			return dialect.Singular(strings.ToLower(name))
		}
	}
	return ""
}
