package runtime

import (
	"encoding/json"
	"reflect"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// kind is the way that a Go type is read from JSON and written to it.
type kind uint8

const (
	kindOther  kind = iota // left to encoding/json
	kindString             // string and types based on it: enums, Date, …
	kindBool
	kindInt
	kindUint
	kindFloat
	kindTime    // time.Time
	kindNumber  // json.Number
	kindRaw     // json.RawMessage
	kindBytes   // []byte, as base64
	kindSlice   // collections
	kindPointer // *T, where nil is absent
	kindStruct
	kindOpt // Opt[T]; the kinds below are read and written specially for speed
	kindOptString
	kindOptBool
	kindOptInt32
	kindOptTime
)

// shape describes a Go type for the codec. There is one shape for each type.
// The table of a struct is made when it is first needed, because the types of
// an API refer to each other and a program needs few of them.
type shape struct {
	typ  reflect.Type
	kind kind
	enum bool   // a string type with members
	elem *shape // of kindSlice, kindPointer and kindOpt

	once   sync.Once
	fields atomic.Pointer[table]
}

// table holds the fields of a struct.
type table struct {
	fields []field
	byName map[string]int // index into fields
	object int            // index of the Object in the struct, or -1
	// entries is the index of the map with the entries of a dictionary, or -1, and
	// entry the shape of an entry.
	entries int
	entry   *shape
	// lineage has the qualified OData name of the struct followed by those of
	// its base types, from the tag of the Object. It is nil without a tag.
	lineage []string
	// derived has the names of the subtypes of the struct, from another tag.
	derived []string
}

// field is a property of a struct.
type field struct {
	name     string
	key      string // `"name":`
	index    int    // in the struct
	readOnly bool
	required bool // a list that is written as [] if it is nil
	empty    emptiness
	shape    *shape
}

var (
	shapes sync.Map // reflect.Type to *shape

	objectType   = reflect.TypeFor[Object]()
	optionalType = reflect.TypeFor[optional]()
)

// special has the types that are not read like their underlying type.
var special = map[reflect.Type]kind{
	reflect.TypeFor[time.Time]():       kindTime,
	reflect.TypeFor[json.Number]():     kindNumber,
	reflect.TypeFor[json.RawMessage](): kindRaw,
	reflect.TypeFor[[]byte]():          kindBytes,
	reflect.TypeFor[Opt[string]]():     kindOptString,
	reflect.TypeFor[Opt[bool]]():       kindOptBool,
	reflect.TypeFor[Opt[int32]]():      kindOptInt32,
	reflect.TypeFor[Opt[time.Time]]():  kindOptTime,
}

// basic maps kinds of Go types to kinds of this package.
var basic = map[reflect.Kind]kind{
	reflect.String:  kindString,
	reflect.Bool:    kindBool,
	reflect.Int:     kindInt,
	reflect.Int8:    kindInt,
	reflect.Int16:   kindInt,
	reflect.Int32:   kindInt,
	reflect.Int64:   kindInt,
	reflect.Uint:    kindUint,
	reflect.Uint8:   kindUint,
	reflect.Uint16:  kindUint,
	reflect.Uint32:  kindUint,
	reflect.Uint64:  kindUint,
	reflect.Float32: kindFloat,
	reflect.Float64: kindFloat,
	reflect.Slice:   kindSlice,
	reflect.Pointer: kindPointer,
	reflect.Struct:  kindStruct,
}

// shapeOf returns the shape of t.
func shapeOf(t reflect.Type) *shape {
	if s, ok := shapes.Load(t); ok {
		return s.(*shape)
	}
	s, _ := shapes.LoadOrStore(t, newShape(t))
	return s.(*shape)
}

func newShape(t reflect.Type) *shape {
	s := &shape{typ: t}
	k, ok := special[t]
	switch {
	case ok:
		s.kind = k
	case reflect.PointerTo(t).Implements(optionalType):
		s.kind = kindOpt
		s.elem = shapeOf(t.Field(0).Type)
	default:
		s.kind = basic[t.Kind()]
	}
	switch s.kind {
	case kindSlice, kindPointer:
		s.elem = shapeOf(t.Elem())
	case kindString:
		s.enum = t.PkgPath() != ""
	}
	return s
}

// table returns the fields of a struct.
func (s *shape) table() *table {
	if t := s.fields.Load(); t != nil {
		return t
	}
	s.once.Do(func() { s.fields.Store(newTable(s.typ)) })
	return s.fields.Load()
}

func newTable(t reflect.Type) *table {
	tab := &table{object: -1, entries: -1, byName: make(map[string]int, t.NumField())}
	for i := range t.NumField() {
		f := t.Field(i)
		if f.Type == objectType {
			tab.object = i
			if names := strings.Fields(f.Tag.Get("odata")); len(names) > 0 {
				tab.lineage = names
			}
			tab.derived = strings.Fields(f.Tag.Get("derived"))
			continue
		}
		if !f.IsExported() {
			continue
		}
		if f.Tag.Get("odata") == "entries" {
			tab.entries, tab.entry = i, shapeOf(f.Type.Elem())
			continue
		}
		name, ok := f.Tag.Lookup("json")
		if !ok {
			name = f.Name
		}
		tab.byName[name] = len(tab.fields)
		as := shapeOf(f.Type)
		tab.fields = append(tab.fields, field{
			name:     name,
			key:      string(appendString(nil, name)) + ":",
			index:    i,
			readOnly: f.Tag.Get("odata") == "readonly",
			required: f.Tag.Get("odata") == "required",
			empty:    emptinesses[as.kind],
			shape:    as,
		})
	}
	return tab
}

// emptiness is the way that a field is absent, which means that it is left out
// of the JSON.
type emptiness uint8

const (
	neverAbsent emptiness = iota
	absentNil             // it is nil
	absentOpt             // it is an Opt that is absent
)

// emptinesses maps the kinds of shapes to the way that their fields are absent.
var emptinesses = map[kind]emptiness{
	kindSlice: absentNil, kindPointer: absentNil, kindBytes: absentNil, kindRaw: absentNil,
	kindOpt: absentOpt, kindOptString: absentOpt, kindOptBool: absentOpt, kindOptInt32: absentOpt, kindOptTime: absentOpt,
}
