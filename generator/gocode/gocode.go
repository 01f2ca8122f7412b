// Package gocode reads Go code in the API's terms: which structs stand for types,
// which string types for enums, which functions for operations.
//
// It reads packages that docwright made and those that people wrote. What a
// declaration stands for is told by a directive in its comment:
//
//	//docwright:type microsoft.graph.user
//	//docwright:type microsoft.graph.user partial
//	//docwright:enum microsoft.graph.bodyType
//	//docwright:operation GET /users/{id}
//
// A type goes above a struct, above an alias of what is made of a generic one, or
// above a map with strings as its keys. An alias is the type that it stands for.
//
// Partial says that the struct has only some of the type's properties, and is
// meant to. A directive that can't be read, or that stands where it has no effect,
// is a finding: what it was meant for would go unchecked. Generated code needs no
// directives: its tags and comments say what it was made from. The fields of a
// struct are those of its JSON form, as encoding/json sees them, with those of
// embedded structs. A struct or string type without a directive keeps its Go name,
// for whoever knows the API to match.
package gocode

import "github.com/docwright/docwright/parser/source"

// Code is what was found in the packages, in the order of packages, files and
// lines. What only a directive on an alias or map makes known comes last.
type Code struct {
	Structs   []*Struct
	Enums     []*Enum
	Functions []*Function
}

// Struct is a struct type, or a map that stands for a type.
type Struct struct {
	Name string // in Go; empty for a struct type that is written where it is used
	// Aliases are its other names.
	Aliases []string
	// Qualified is the type that the struct stands for; empty where neither a
	// directive nor a tag says so.
	Qualified string
	// Partial is set where a directive says that properties are left out.
	Partial bool
	// Generated is set where docwright wrote the file.
	Generated bool
	// OwnJSON is set where the struct has methods for JSON that a person wrote: it
	// may have more properties than fields.
	OwnJSON bool
	// Map is set for a map. It has whatever its JSON has, and no fields.
	Map    bool
	Fields []*Field
	// Lost are the fields that encoding/json leaves out, without a word: several have
	// one name, and none goes before the others.
	Lost []Lost
	// Embedded are the structs that are embedded, directly or not.
	Embedded []*Struct
	Position source.Position
}

// Lost are fields of one name, in Go's order.
type Lost []*Field

// Field is a field of a struct's JSON form.
type Field struct {
	Name     string // in JSON
	GoName   string
	Type     Type
	ReadOnly bool // by the tag of generated code
	// Omits names the options of the tag that leave a zero value out of the JSON, if
	// the value is one that has such a zero: no struct with omitempty. It is empty
	// where nothing is left out.
	Omits string
	// Deprecated is set where the comment has a paragraph that says so; Commented
	// where the declaration was read, so that there is a comment to have it.
	Deprecated, Commented bool
	// From is the embedded struct that has the field; nil where it is the
	// struct's own.
	From     *Struct
	Position source.Position
}

// Kind is how encoding/json writes a Go type.
type Kind int

// The kinds of Go type. Of [Any] nothing can be told: interfaces, raw JSON, and
// types that have their own way.
const (
	Any Kind = iota
	String
	Boolean
	Integer
	Float
	Time  // time.Time: a string with date and time
	Bytes // []byte: a string in base64
	Object
	Unfit // what encoding/json can't write, or can't read back: functions, channels, error
)

// Type is the type of a field, parameter or result: what is left of it without
// pointers, slices and wrappers such as Opt[T].
type Type struct {
	Text string // as Go writes it
	Kind Kind
	Bits int // of an Integer or a Float; 64 also for int
	// Collection is set for slices, sequences, channels, and what holds one of these.
	Collection bool
	// Wrapped is set where some generic type has the values. How many that stands for
	// can't be told, unless Collection is set. Single is set where it keeps one.
	Wrapped, Single bool
	Pointer         bool
	// Quoted is set for a field whose tag puts the value into a string.
	Quoted bool
	// Struct and Enum are set where the type is one that was read.
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

// Function is a function or method that makes the request of an operation.
type Function struct {
	Name    string
	Method  string
	Path    string // as the code has it
	Params  []Param
	Results []Type
	// Yields are what the function calls its parameters with that are functions, and
	// what it sends to those that are channels.
	Yields []Type
	// Receiver is the type that the function is a method of; empty for none. Holds is
	// set where a value of it has room for strings and numbers.
	Receiver string
	Holds    bool
	// On is the receiver if it is a struct that was read.
	On         *Struct
	Deprecated bool // as in Field
	Position   source.Position
	// Called is set where a person's code is known to use it: the function is
	// written by hand, or something other than generated code refers to it.
	Called bool
}

// Param is a parameter of a function.
type Param struct {
	Name string
	Type
	Variadic bool
	Func     bool // it is a function itself
}
