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

// shownType returns the type that the body of a response shows, if it is not
// the declared type. That is a subtype named by the annotation, unless the
// value has an "@odata.type" of its own, or a type with a property of the
// declared type. Otherwise shownType returns nil.
func shownType(declared *model.Type, e *note.Example, v *lenient.Value, types *Types) *model.Type {
	if items := v.Get("value"); items != nil && items.Kind == lenient.Array && len(items.Items) > 0 {
		v = items.Items[0]
	}
	annotated := e.Answered.Annotated.Struct
	if annotated != nil && declared != nil && annotated.Subtype(declared.Qualified()) == nil && v.Get("@odata.type") == nil {
		return annotated
	}
	return carrier(declared, e.Request.Path, v, types)
}

// carrier returns the type of the resource that a path leads to, if the body is
// such a resource and has a property of the declared type. Pages that add a
// value to a resource, or expand it, show the whole resource. carrier returns
// nil if the body is of the declared type.
func carrier(declared *model.Type, path string, body *lenient.Value, types *Types) *model.Type {
	if declared == nil || body.Kind != lenient.Object {
		return nil
	}
	for _, m := range body.Members {
		if payload.IsAnnotation(m.Key) || declared.Property(m.Key) != nil {
			continue
		}
		if !slices.ContainsFunc(types.properties[m.Key], func(p property) bool { return p.Struct == declared }) {
			continue
		}
		for _, t := range types.list {
			p := t.Property(m.Key)
			if p != nil && p.Struct == declared && leadsTo(path, t, types) {
				return t
			}
		}
	}
	return nil
}

// leadsTo reports whether the last segment of the path that names a resource
// names resources of type t. The segment is either the name of the type or a
// navigation property of that type.
func leadsTo(path string, t *model.Type, types *Types) bool {
	segments := strings.Split(path, "/")
	for _, segment := range slices.Backward(segments) {
		name, _, _ := strings.Cut(segment, "(")
		if strings.EqualFold(dialect.Singular(name), t.Name) {
			return true
		}
		known := false
		for _, p := range types.properties[name] {
			if p.Struct != nil && p.Navigation {
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

// isUnrelated reports whether a request that matches no request line goes to a
// resource that no request line leads to. The request itself is a finding;
// differences between its bodies and the operation are not.
func isUnrelated(op *model.Operation, e *note.Example, types *Types) bool {
	if e.Sent.Unfit == "" {
		return false
	}
	segments := strings.Split(e.Request.Path, "/")
	for _, segment := range slices.Backward(segments) {
		name, _, _ := strings.Cut(segment, "(")
		if slices.ContainsFunc(op.Routes, func(route *model.Route) bool { return lastName(route) == dialect.Singular(strings.ToLower(name)) }) {
			return false
		}
		if slices.ContainsFunc(types.properties[name], func(p property) bool { return p.Struct != nil }) {
			return true
		}
	}
	return false
}

// ownProperty returns the property that t itself declares with the name, or
// nil.
func ownProperty(t *model.Type, name string) *model.Property {
	for _, p := range t.Properties {
		if p.Name == name {
			return p
		}
	}
	return nil
}

// lastName returns the last name in a request line, in lower case and in the
// singular.
func lastName(r *model.Route) string {
	for _, s := range slices.Backward(r.Segments) {
		if len(s) > 0 && s[0].Param == nil {
			name, _, _ := strings.Cut(s[0].Text, "(")
			return dialect.Singular(strings.ToLower(name))
		}
	}
	return ""
}
