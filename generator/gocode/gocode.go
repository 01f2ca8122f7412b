// Package gocode reads Go code in the terms of an API. It finds the structs that
// represent types, the string types that represent enums, and the functions that
// call operations.
//
// It reads generated and hand-written packages. A directive in the comment of a
// declaration names the type, enum or operation:
//
//	//docwright:type microsoft.graph.user
//	//docwright:type microsoft.graph.user partial
//	//docwright:enum microsoft.graph.bodyType
//	//docwright:operation GET /users/{id}
//
// The directive type belongs above a struct, an alias of an instance of a generic
// struct, or a map with string keys. A directive above an alias applies to the
// type that the alias names.
//
// The word partial means that the struct intentionally has only some properties of
// the type. A directive that can't be read or has no effect is a finding, because
// its declaration would not be compared. Generated code needs no directives: its
// tags and comments name the types and operations.
//
// The fields of a struct are the fields of its JSON form, as encoding/json
// determines them, including those of embedded structs. A struct or string type
// without a directive can be matched by its Go name.
package gocode

import "github.com/docwright/docwright/parser/source"

// Code has the declarations of the packages, in the order of packages, files and
// lines. Structs that only a directive on an alias or map declares come last.
type Code struct {
	Structs   []*Struct
	Enums     []*Enum
	Functions []*Function
	// Senders are the functions that may send requests, and have no directive.
	Senders []*Sender
}

// Struct is a struct type, or a map that represents a type.
type Struct struct {
	Name string // in Go; empty for a struct type without a name
	// Aliases are its other names.
	Aliases []string
	// Qualified is the name of the type that the struct represents, according to a
	// directive or tag. It is empty if there is none.
	Qualified string
	// Partial reports whether a directive declares the struct as partial.
	Partial bool
	// Generated reports whether docwright wrote the file.
	Generated bool
	// OwnJSON reports whether the struct has hand-written methods for JSON. It may
	// then have more properties than fields.
	OwnJSON bool
	// Map reports whether the type is a map. A map has no fields.
	Map    bool
	Fields []*Field
	// Lost are the fields that encoding/json omits, because several have the same
	// name and none takes precedence.
	Lost []Lost
	// Embedded are the structs that are embedded, directly or not.
	Embedded []*Struct
	Position source.Position
}

// Lost are fields with the same name in JSON, in the order of declaration.
type Lost []*Field

// Field is a field of a struct's JSON form.
type Field struct {
	Name     string // in JSON
	GoName   string
	Type     Type
	ReadOnly bool // according to the tag in generated code
	// Omits has the tag options that omit a zero value from the JSON, such as
	// "omitempty and omitzero". An option without effect on the type is left out.
	Omits string
	// Deprecated reports whether the comment has a paragraph "Deprecated: ".
	// Commented reports whether the declaration was read, so that its comment is
	// known.
	Deprecated, Commented bool
	// From is the embedded struct that declares the field. It is nil for a field of
	// the struct itself.
	From     *Struct
	Position source.Position
}

// Kind is the form in which encoding/json writes a Go type.
type Kind int

// The kinds of Go types. [Any] is for types with an unknown form: interfaces, raw
// JSON, and types with JSON methods of their own.
const (
	Any Kind = iota
	String
	Boolean
	Integer
	Float
	Time  // time.Time: a string with date and time
	Bytes // []byte: a string in base64
	Object
	Unfit // types that encoding/json can't write or read: functions, channels, error
)

// Type is the type of a field, parameter or result, without pointers, slices and
// wrappers such as Opt[T].
type Type struct {
	Text string // as Go writes it
	Kind Kind
	Bits int // of an Integer or a Float; 64 also for int
	// Collection reports whether the type is a slice, sequence or channel, or
	// contains one.
	Collection bool
	// Wrapped reports whether the values are in a generic type. The number of values
	// is then unknown, unless Collection is set. Single reports whether the generic
	// type has a field for one value.
	Wrapped, Single bool
	Pointer         bool
	// Quoted reports whether the tag of the field has the option string.
	Quoted bool
	// Struct and Enum are the type if it is in Code, or nil.
	Struct *Struct
	Enum   *Enum
}

// Enum is a string type with constants.
type Enum struct {
	Name      string // in Go
	Aliases   []string
	Qualified string // as in Struct
	Members   []*Member
	Position  source.Position
}

// Member is a constant of an enum.
type Member struct {
	Name     string // in Go
	Value    string
	Position source.Position
}

// Function is a function or method that calls an operation.
type Function struct {
	Name    string
	Method  string
	Path    string // as the code spells it
	Params  []Param
	Results []Type
	// Yields are the types of values that the function passes to parameters that are
	// functions, or sends to parameters that are channels.
	Yields []Type
	// Receiver is the receiver type of a method. It is empty for a function. Holds
	// reports whether a receiver can hold a string or number.
	Receiver string
	Holds    bool
	// On is the receiver type if it is a struct in Code, or nil.
	On         *Struct
	Deprecated bool // as in Field
	Position   source.Position
	// Called reports whether the function is used: it is hand-written, or
	// hand-written code refers to it.
	Called bool
}

// Param is a parameter of a function.
type Param struct {
	Name string
	Type
	Variadic bool
	Func     bool // whether it is a function, or a channel to send to
}
