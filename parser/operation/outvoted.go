package operation

import (
	"strings"

	"github.com/docwright/docwright/parser/lenient"
	"github.com/docwright/docwright/parser/model"
)

// outvoted reports whether the body of an example is of the type that the text
// names, and not of the annotated one.
func outvoted(e *model.ExampleResponse, said *model.Type) bool {
	annotated := e.Ref.Struct
	if said == nil || annotated == nil || e.JSON == "" || related(said, annotated) {
		return false
	}
	v, _, err := lenient.Parse(string(e.JSON))
	if err != nil || v.Kind != lenient.Object {
		return false
	}
	if name := contextType(v); name != "" {
		return derived(said, name, 0) != nil
	}
	objects := shownObjects(v)
	if tag := sharedTag(objects); tag != "" && (derived(said, tag, 0) != nil || derived(annotated, tag, 0) != nil) {
		return derived(said, tag, 0) != nil
	}
	return knowsMore(objects, said, annotated)
}

// contextType is the type that the context of a body names: "…$metadata#harbor.port.berth",
// or a collection of it. It is empty where the context leads by way of paths.
func contextType(v *lenient.Value) string {
	_, name, _ := strings.Cut(v.Get("@odata.context").Str(), "#")
	name, _ = collectionOf(strings.TrimSuffix(name, "/$entity"))
	if !strings.Contains(name, ".") || strings.ContainsAny(name, "/('") {
		return ""
	}
	return name
}

// shownObjects are the objects that a body answers with: the elements of a list, or
// what stands alone.
func shownObjects(v *lenient.Value) []*lenient.Value {
	switch shapeOf(v) {
	case shapeObject:
		return []*lenient.Value{v}
	case shapeWrapped:
		return []*lenient.Value{v.Get("value")}
	case shapeList:
		return v.Get("value").Items
	}
	return nil
}

// sharedTag is the type that all objects say they are of; it is empty where they say
// none, or several.
func sharedTag(objects []*lenient.Value) string {
	shared := ""
	for i, v := range objects {
		tag, _ := collectionOf(v.Get("@odata.type").Str())
		if i > 0 && !strings.EqualFold(tag, shared) {
			return ""
		}
		shared = tag
	}
	return shared
}

// knowsMore reports whether a type has all properties of the objects that another one
// has, and some besides. What an open type takes without having it says nothing.
func knowsMore(objects []*lenient.Value, t, than *model.Type) bool {
	more := false
	for _, v := range objects {
		for i := range v.Members {
			key := v.Members[i].Key
			if strings.Contains(key, "@") {
				continue
			}
			has := hasProperty(t, key)
			if !has && hasProperty(than, key) {
				return false
			}
			more = more || has && !hasProperty(than, key)
		}
	}
	return more
}
