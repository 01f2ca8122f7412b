package settle

import (
	"strings"

	"github.com/docwright/docwright/parser/dialect"
	"github.com/docwright/docwright/parser/internal/payload"
	"github.com/docwright/docwright/parser/lenient"
	"github.com/docwright/docwright/parser/model"
)

// isOutvoted reports whether the body of an example is of the type in the text
// instead of the annotated type.
func isOutvoted(e *model.ExampleResponse, annotated, said *model.Type) bool {
	if said == nil || annotated == nil || e.JSON == "" || said.IsRelated(annotated) {
		return false
	}
	v, _, err := lenient.Parse(string(e.JSON))
	if err != nil || v.Kind != lenient.Object {
		return false
	}
	if name := contextType(v); name != "" {
		return said.Subtype(name) != nil
	}
	objects := payload.Objects(v)
	if tag := sharedTag(objects); tag != "" && (said.Subtype(tag) != nil || annotated.Subtype(tag) != nil) {
		return said.Subtype(tag) != nil
	}
	return knowsMore(objects, said, annotated)
}

// byPlace changes the type of a body to the type at the end of the paths, and reports
// whether it did. The text must name an unrelated type, and the bodies of the
// examples must have properties that only the type of the paths has. Types whose
// names differ only in number count as the same type, because most texts do not
// distinguish them.
func byPlace(ref *model.Ref, place model.Ref, shown []*lenient.Value) bool {
	if ref.Struct == nil || place.Struct == nil || place.Struct.IsRelated(ref.Struct) || len(shown) == 0 ||
		dialect.Fold(ref.Struct.Name) == dialect.Fold(place.Struct.Name) {
		return false
	}
	for _, v := range shown {
		if !knowsMore(payload.Objects(v), place.Struct, ref.Struct) {
			return false
		}
	}
	ref.Type, ref.Struct, ref.Enum = place.Type, place.Struct, nil
	return true
}

// contextType returns the type in the context of a body:
// "…$metadata#harbor.port.berth", or a collection of it. It is empty if the
// context is a path.
func contextType(v *lenient.Value) string {
	_, name, _ := strings.Cut(v.Get("@odata.context").Str(), "#")
	name, _ = payload.CutCollection(strings.TrimSuffix(name, "/$entity"))
	if !strings.Contains(name, ".") || strings.ContainsAny(name, "/('") {
		return ""
	}
	return name
}

// sharedTag returns the "@odata.type" that all objects have, or an empty
// string.
func sharedTag(objects []*lenient.Value) string {
	shared := ""
	for i, v := range objects {
		tag, _ := payload.CutCollection(payload.Tag(v))
		if i > 0 && !strings.EqualFold(tag, shared) {
			return ""
		}
		shared = tag
	}
	return shared
}

// knowsMore reports whether t has every property of the objects that the other
// type has, and at least one more. Properties that only an open type allows
// don't count.
func knowsMore(objects []*lenient.Value, t, than *model.Type) bool {
	more := false
	for _, v := range objects {
		for i := range v.Members {
			key := v.Members[i].Key
			if payload.IsAnnotation(key) {
				continue
			}
			has, other := t.Property(key) != nil, than.Property(key) != nil
			if !has && other {
				return false
			}
			more = more || has && !other
		}
	}
	return more
}
