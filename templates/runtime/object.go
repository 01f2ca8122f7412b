package runtime

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
)

// Object is a field of every model. It keeps the properties that the fields of
// the struct can't hold, in order, so that they are written back. Call its
// methods on the field, as in v.Object.Unknown(). The field is not embedded,
// because each of several hundred models would then have a copy of every
// method.
type Object struct {
	kept    []member     // names are unique
	invalid []ValueError // the invalid values that were read
	null    bool         // the model is null
}

// member is a kept property: its name and its JSON text.
type member struct {
	name, raw string
	hasField  bool // the field can't hold the whole value
}

// odataType is the annotation with the type of a value.
const odataType = "@odata.type"

// ODataType returns the type that the service sent for the value, without a URL
// before the name: "microsoft.graph.user". It is empty if the service sent
// none; the value then has the requested type.
func (o *Object) ODataType() string {
	raw, _ := find(o.kept, odataType)
	var name string
	if json.Unmarshal([]byte(raw), &name) != nil {
		return ""
	}
	return name[strings.LastIndexByte(name, '#')+1:]
}

// Unknown returns the names of the properties that were kept because the struct
// has no field for them, sorted. They include annotations such as
// "@odata.etag".
func (o *Object) Unknown() []string {
	var names []string
	for _, m := range o.kept {
		if !m.hasField {
			names = append(names, m.name)
		}
	}
	slices.Sort(names)
	return names
}

// IsNull reports whether the service sent null for a property that is a list or
// another model. The field of such a property is nil. For an [Opt], use
// [Opt.IsNull].
func (o *Object) IsNull(name string) bool {
	raw, _ := find(o.kept, name)
	return raw == "null"
}

// Invalid returns the values that the service sent and the fields can't hold,
// because their type differs from the pages. Each has its error and its path.
// The values are those of this model and of the models in its fields. The field
// of such a value is absent. Raw returns the value, which is written back
// unchanged. A time without an offset is not invalid: it is read as UTC.
func (o *Object) Invalid() []*ValueError {
	var list []*ValueError
	for i := range o.invalid {
		e := o.invalid[i]
		list = append(list, &e)
	}
	return list
}

// Raw returns the JSON of a kept property, and whether the property was kept.
func (o *Object) Raw(name string) (json.RawMessage, bool) {
	raw, ok := find(o.kept, name)
	if !ok {
		return nil, false
	}
	return json.RawMessage(raw), true
}

// SetNull sends null for properties whose fields are absent. Use it to clear a
// list. See also [Null] and [NullOf].
func (o *Object) SetNull(names ...string) {
	for _, name := range names {
		o.SetRaw(name, json.RawMessage("null"))
	}
}

// Equal reports whether both keep the same properties. Packages such as cmp
// call it to compare models.
func (o Object) Equal(other Object) bool {
	return o.null == other.null && slices.Equal(sorted(o.kept), sorted(other.kept))
}

// sorted returns the members sorted by name, with their JSON in compact form.
func sorted(members []member) []string {
	texts := make([]string, len(members))
	for i, m := range members {
		var b bytes.Buffer
		if json.Compact(&b, []byte(m.raw)) != nil {
			b.WriteString(m.raw)
		}
		texts[i] = m.name + "\x00" + b.String()
	}
	slices.Sort(texts)
	return texts
}

// SetRaw sets the JSON of a property that has no field, or whose field can't
// hold the value and is absent. A nil raw removes the property. Encoding the
// model fails if raw is not valid JSON.
func (o *Object) SetRaw(name string, raw json.RawMessage) {
	kept := slices.DeleteFunc(slices.Clone(o.kept), func(m member) bool { return m.name == name })
	if raw != nil {
		kept = append(kept, member{name: name, raw: string(bytes.TrimSpace(raw))})
	}
	o.kept = kept
}

// find returns the text of the member with the given name.
func find(members []member, name string) (string, bool) {
	for _, m := range members {
		if m.name == name {
			return m.raw, true
		}
	}
	return "", false
}

// lastOfEach returns the last member of each name. It leaves out members
// without text.
func lastOfEach(members []member) []member {
	const few = 16
	if len(members) <= few {
		out := members[:0]
		for i, m := range members {
			later := slices.ContainsFunc(members[i+1:], func(n member) bool { return n.name == m.name })
			if !later && m.raw != "" {
				out = append(out, m)
			}
		}
		return out
	}
	last := make(map[string]int, len(members))
	for i, m := range members {
		last[m.name] = i
	}
	out := make([]member, 0, len(last))
	for i, m := range members {
		if last[m.name] == i && m.raw != "" {
			out = append(out, m)
		}
	}
	return out
}

// As converts v, a model or a pointer to one, to another type. A value of a
// base type becomes the type in its @odata.type, with all properties that the
// service sent:
//
//	if Is[User](member) {
//		user, err := As[User](member)
//		…
//	}
//
// A value of a subtype becomes a value of its base type, for a field or
// parameter of that type. Its @odata.type then names the subtype. It is an
// error if neither type is a base type of the other.
func As[T any](v any) (*T, error) {
	from, to := lineageOf(v), lineageOf((*T)(nil))
	if from == nil || to == nil || isNil(v) {
		return nil, fmt.Errorf("%T can't be read as %v", v, reflect.TypeFor[T]())
	}
	is := typeOf(v)
	up := slices.Contains(from[1:], to[0])
	down := slices.Contains(to[1:], from[0]) && (is == from[0] || Is[T](v))
	if !up && !down && to[0] != is && to[0] != from[0] {
		return nil, fmt.Errorf("a value of type %s is not a %s", is, to[0])
	}
	text, err := encode(v)
	if err != nil {
		return nil, err
	}
	x := new(T)
	if err := decode(text, x); err != nil {
		return nil, err
	}
	if up {
		o := objectOf(reflect.ValueOf(x).Elem())
		o.SetRaw(odataType, appendString(nil, "#"+is))
	}
	return x, nil
}

// Is reports whether v, a model or a pointer to one, is a T or a subtype of T.
// It uses the @odata.type of v, or its Go type if it has none.
func Is[T any](v any) bool { return isOf(v, reflect.TypeFor[T]()) }

// isOf is [Is] for the type t.
func isOf(v any, t reflect.Type) bool {
	s := shapeOf(t)
	if s.kind != kindStruct || len(s.table().lineage) == 0 {
		return false
	}
	is := typeOf(v)
	return is == s.table().lineage[0] || slices.Contains(s.table().derived, is)
}

func isNil(v any) bool {
	rv := reflect.ValueOf(v)
	return rv.Kind() == reflect.Pointer && rv.IsNil()
}

// lineageOf returns the OData names of the type of v and of its base types. It
// returns nil if v is not a model.
func lineageOf(v any) []string {
	t := reflect.TypeOf(v)
	for t != nil && t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t == nil || shapeOf(t).kind != kindStruct {
		return nil
	}
	return shapeOf(t).table().lineage
}

// typeOf returns the OData name of the type of v.
func typeOf(v any) string {
	lineage := lineageOf(v)
	if lineage == nil {
		return ""
	}
	if rv := reflect.Indirect(reflect.ValueOf(v)); rv.IsValid() {
		o := rv.Field(shapeOf(rv.Type()).table().object).Interface().(Object)
		if name := o.ODataType(); name != "" {
			return name
		}
	}
	return lineage[0]
}

// objectOf returns the Object of a model.
func objectOf(v reflect.Value) *Object {
	return v.Field(shapeOf(v.Type()).table().object).Addr().Interface().(*Object)
}
