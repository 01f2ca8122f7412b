package plan

import (
	"go/token"
	"path"
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/edm"
	"github.com/docwright/docwright/parser/model"
)

// Basic is a named or predeclared type: the innermost part of a [Type].
type Basic struct {
	Import string // path of the package that has it; empty for this one
	Name   string // a validated identifier
	Bytes  bool   // a slice of it: []byte
}

// Form is what a type makes of its Basic.
type Form int

// The forms of a type.
const (
	Plain    Form = iota // T
	Optional             // Opt[T]
	Slice                // []T
	Pointer              // *T
)

// Type is the Go type of a field, a parameter or a result.
type Type struct {
	Form Form
	Basic
}

// String spells the type as code does that imports what it is of.
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
	}
	return name
}

// In returns the type in another form.
func (t Type) In(f Form) Type {
	t.Form = f
	return t
}

// primitives are the Go types of the primitive types of OData. What is not here is
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

// goType reads a Go type by its name in the table of primitive types.
func goType(name string) Basic {
	var b Basic
	b.Name, b.Bytes = strings.CutPrefix(name, "[]")
	if i := strings.LastIndexByte(b.Name, '.'); i >= 0 {
		b.Import, b.Name = b.Name[:i], b.Name[i+1:]
	}
	return b
}

// isOfRuntime reports whether a name is that of a primitive type's Go type which
// the run-time part declares.
func isOfRuntime(name string) bool {
	return token.IsExported(name) && slices.ContainsFunc(edm.Primitives(), func(p edm.Primitive) bool { return p.Go == name })
}

// raw is the type of what has no better one.
var raw = Basic{Import: "encoding/json", Name: "RawMessage"}

// basic returns the Go type for the type that r names. One that is left out by
// name has none of its own.
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

// property returns the type of a field that holds what r says.
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

// body returns the type of a request's body.
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

// reader is the type of bytes that are sent.
var reader = Type{Plain, Basic{Import: "io", Name: "Reader"}}
