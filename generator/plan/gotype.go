package plan

import (
	"go/token"
	"path"
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/edm"
	"github.com/docwright/docwright/parser/model"
)

// Basic is a named or predeclared type, the innermost part of a [Type].
type Basic struct {
	Import string // import path; empty for the package itself
	Name   string // a validated identifier
	Bytes  bool   // the type is a slice of it: []byte
}

// Form is the way that a type is composed from its Basic.
type Form int

// The forms of a type.
const (
	Plain       Form = iota // T
	Optional                // Opt[T]
	Slice                   // []T
	Pointer                 // *T
	Map                     // map[string]T
	MapOfSlices             // map[string][]T
)

// Type is the Go type of a field, a parameter or a result.
type Type struct {
	Form Form
	Basic
}

// String returns the type as written in code that imports its package.
func (t Type) String() string {
	name := t.Name
	if t.Import != "" {
		name = path.Base(t.Import) + "." + name
	}
	if t.Bytes {
		name = "[]" + name
	}
	switch t.Form {
	case Optional:
		return "Opt[" + name + "]"
	case Slice:
		return "[]" + name
	case Pointer:
		return "*" + name
	case Map:
		return "map[string]" + name
	case MapOfSlices:
		return "map[string][]" + name
	}
	return name
}

// In returns the type in another form.
func (t Type) In(f Form) Type {
	t.Form = f
	return t
}

// primitives maps the primitive types of OData to Go types. Other types are
// kept as JSON.
var primitives = func() map[string]Basic {
	types := map[string]Basic{}
	for _, p := range edm.Primitives() {
		if p.Go != "" {
			types[p.Name] = goType(p.Go)
		}
	}
	return types
}()

// goType returns the Type for a name in the table of primitive types.
func goType(name string) Basic {
	var b Basic
	b.Name, b.Bytes = strings.CutPrefix(name, "[]")
	if i := strings.LastIndexByte(b.Name, '.'); i >= 0 {
		b.Import, b.Name = b.Name[:i], b.Name[i+1:]
	}
	return b
}

// isOfRuntime reports whether the runtime declares the Go type with the given
// name.
func isOfRuntime(name string) bool {
	return token.IsExported(name) && slices.ContainsFunc(edm.Primitives(), func(p edm.Primitive) bool { return p.Go == name })
}

// raw is the type of values that are kept as JSON.
var raw = Basic{Import: "encoding/json", Name: "RawMessage"}

// basic returns the Go type for the type that r refers to. A type that is
// excluded by name has no Go type of its own.
func (p *planner) basic(r *model.Ref) Basic {
	var name string
	switch {
	case r.Struct != nil && (r.Struct.AnyJSON || p.out[r.Struct]):
		return raw
	case r.Enum != nil && p.out[r.Enum]:
		return primitives[edm.String]
	case r.Struct != nil:
		name = p.types[r.Struct].String()
	case r.Enum != nil:
		name = p.enums[r.Enum].String()
	default:
		if b, ok := primitives[r.Type]; ok {
			return b
		}
		return raw
	}
	if name == "" {
		return raw
	}
	return Basic{Name: name}
}

// property returns the type of the field for a property.
func (p *planner) property(r *model.Ref) Type {
	b := p.basic(r)
	switch {
	case r.Collection:
		return Type{Slice, b}
	case b == raw:
		return Type{Plain, b}
	case r.Struct != nil:
		return Type{Pointer, b}
	}
	return Type{Optional, b}
}

// entries returns the type of the field for the entries of a dictionary.
func (p *planner) entries(r *model.Ref) Type {
	if r.Collection {
		return Type{MapOfSlices, p.basic(r)}
	}
	return Type{Map, p.basic(r)}
}

// argument returns the type of an argument in a URL.
func (p *planner) argument(r *model.Ref) Type {
	b := p.basic(r)
	if r.Struct != nil || b == raw || b.Bytes {
		b = Basic{Name: "string"}
	}
	if r.Collection {
		return Type{Slice, b}
	}
	return Type{Plain, b}
}

// body returns the type of a request body.
func (p *planner) body(r *model.Ref) Type {
	b := p.basic(r)
	switch {
	case r.Type == stream:
		return reader
	case r.Collection:
		return Type{Slice, b}
	case r.Struct != nil && b != raw:
		return Type{Pointer, b}
	}
	return Type{Plain, b}
}

const stream = edm.Stream

// reader is the type of a body that is a stream of bytes.
var reader = Type{Plain, Basic{Import: "io", Name: "Reader"}}
