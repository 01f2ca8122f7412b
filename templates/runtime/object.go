package runtime

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
)

// Object is in every model. It keeps what the service sent and the fields of the
// struct can't hold, in order, so that it is written back. Ask it by
// v.Object.Unknown() and the like: it is not embedded, since a package has hundreds of
// models, each of which would have its own copy of every method.
type Object struct {
	kept    []member     // each name once
	invalid []ValueError // what was wrong with what was read
	null    bool         // it stands for null
}

// member is a kept property: its name and its JSON text.
type member struct {
	name, raw string
	hasField  bool // which can't hold all of the value
}

// odataType is the annotation that names the type of a value.
const odataType = "@odata.type"

// ODataType returns the type that the service gave for the value, without what
// stands before the name: "microsoft.graph.user". It is empty where the
// service gave none, since the value then has the type that was asked for.
func (o *Object) ODataType() string {
	raw, _ := find(o.kept, odataType)
	var name string
	if json.Unmarshal([]byte(raw), &name) != nil {
		return ""
	}
	return name[strings.LastIndexByte(name, '#')+1:]
}

// Unknown returns the names of the properties that were kept because the
// struct has no field for them, sorted. Annotations such as "@odata.etag" are among
// them.
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

// IsNull reports whether the service has sent null for a property whose field is nil
// then: a list or another model. Those that are an [Opt] say so themselves.
func (o *Object) IsNull(name string) bool {
	raw, _ := find(o.kept, name)
	return raw == "null"
}

// Invalid returns what the service sent and the fields can't hold, here or in what
// the fields hold, because it is of another type than the pages say: what it is, and
// the path to it. The field is absent then, and the value is kept: Raw has it, and it
// is written back as it was. A time without an offset is none of these, but UTC.
func (o *Object) Invalid() []*ValueError {
	var list []*ValueError
	for i := range o.invalid {
		e := o.invalid[i]
		list = append(list, &e)
	}
	return list
}

// Raw returns the JSON of a kept property and whether there is one.
func (o *Object) Raw(name string) (json.RawMessage, bool) {
	raw, ok := find(o.kept, name)
	if !ok {
		return nil, false
	}
	return json.RawMessage(raw), true
}

// SetNull sends null for properties, whose fields have to be absent: it is the way to
// clear a list. See also [Null] and [NullOf].
func (o *Object) SetNull(names ...string) {
	for _, name := range names {
		o.SetRaw(name, json.RawMessage("null"))
	}
}

// Equal reports whether both keep the same properties. It compares what the fields of
// a model can't hold; cmp.Equal and the like compare models with it.
func (o Object) Equal(other Object) bool {
	return o.null == other.null && slices.Equal(sorted(o.kept), sorted(other.kept))
}

// sorted returns the members by name, with their JSON in one form.
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

// SetRaw sends a property that the struct has no field for, or a value that
// the field can't hold: the field has to be absent then. A nil raw takes the property
// back. What is no JSON is refused when the value is written.
func (o *Object) SetRaw(name string, raw json.RawMessage) {
	kept := slices.DeleteFunc(slices.Clone(o.kept), func(m member) bool { return m.name == name })
	if raw != nil {
		kept = append(kept, member{name: name, raw: string(bytes.TrimSpace(raw))})
	}
	o.kept = kept
}

// find returns the text of the member of that name.
func find(members []member, name string) (string, bool) {
	for _, m := range members {
		if m.name == name {
			return m.raw, true
		}
	}
	return "", false
}

// lastOfEach returns the last member of each name, and none whose text is
// empty.
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

// As reads v, a model or a pointer to one, as another type. A value of a base
// type becomes what its @odata.type says, with all that the service sent:
//
//	if Is[User](member) {
//		user, err := As[User](member)
//		…
//	}
//
// and a value of a derived type becomes one of its base type, to be put where
// that is asked for: its @odata.type then says what it is. It is an error if
// v's type is neither.
func As[T any](v any) (*T, error) {
	from, to := lineageOf(v), lineageOf((*T)(nil))
	if from == nil || to == nil || isNil(v) {
		return nil, fmt.Errorf("%T can't be read as %v", v, reflect.TypeFor[T]())
	}
	is := typeOf(v)
	up := slices.Contains(from[1:], to[0])
	down := slices.Contains(to[1:], from[0]) && (is == from[0] || Is[T](v))
	if !up && !down && to[0] != is && to[0] != from[0] {
		return nil, fmt.Errorf("a value of type %s is no %s", is, to[0])
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

// Is reports whether v, a model or a pointer to one, is a T or of a type that
// derives from it: by its @odata.type, or by its Go type where it has none.
func Is[T any](v any) bool { return isOf(v, reflect.TypeFor[T]()) }

// isOf is Is for the type t.
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

// lineageOf returns the OData names of the type of v and of its base types, or
// nil where v is no model.
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

// objectOf returns the Object of a struct that has one.
func objectOf(v reflect.Value) *Object {
	return v.Field(shapeOf(v.Type()).table().object).Addr().Interface().(*Object)
}
