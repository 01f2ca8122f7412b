// Package edm holds the facts of OData that more than one stage needs, as rows:
// the primitive types, the system query options, the segments that a path may
// end in, and the member that marks an evolvable enum. It is data with lookups
// and imports nothing of the project.
//
// The columns of a [Primitive]:
//
//	Name                  what the model calls the type
//	Model                 what the model has in its place, where it has no name for it
//	Cell, Prose, Remarks  how pages spell it: in a type cell, in a sentence, behind "String"
//	Kind, TextToo, Infinite, Time
//	                      how JSON writes values of it
//	Low, High, Float      the range of an integer, the size of a float
//	Unquoted, Sample      literals of it in a URL
//	Go                    its Go type, by name only
//	Key                   whether a key may be of it
//
// The columns of an [Option]: Name, Type, Collection, Usual, Prose, Entity,
// Count, References, Field and Go. The columns of a [Segment]: Name, Kind, Type
// and Word.
//
// The sources are OData Version 4.01: CSDL ("CSDL"), URL Conventions ("URL"),
// JSON Format ("JSON"), and the ABNF construction rules ("ABNF").
package edm

import "strings"

// Kind is a form that JSON has for values.
type Kind uint8

// The forms of JSON. Values of a type that is Any are kept as they are.
const (
	Any Kind = iota
	Text
	Number
	Bool
)

// The types that code falls back on: a name or a literal is a String, what has no
// documented type is Untyped, and bytes that are no part of any JSON are a Stream.
const (
	String  = "Edm.String"
	Untyped = "Edm.Untyped"
	Stream  = "Edm.Stream"
)

// Sentinel is the member that an evolvable enum has for the members that are
// added later. It is answered, and never sent.
const Sentinel = "unknownFutureValue"

// Primitive is a row of the table of primitive types (CSDL, section 3.3). The
// zero Primitive stands for what is none.
type Primitive struct {
	Name string // "Edm.Int32"
	// Model is the type that the model has in this one's place, empty for a type
	// of the model: the smallest signed integer that holds all values of a byte.
	Model string

	// Cell holds the spellings in a type cell or an annotation, in lower case and
	// without "Edm."; capitals don't matter.
	Cell []string
	// Prose holds the spellings that name the type in a sentence. Capitals don't
	// matter but in a spelling that has one: the word is English otherwise.
	Prose []string
	// Remarks are words in brackets behind "String" that make it this type:
	// "String (timestamp)".
	Remarks []string

	Kind     Kind
	TextToo  bool // a number that may be written as a string, too (JSON, section 3.2)
	Infinite bool // a number that is "INF", "-INF" or "NaN" where JSON has no number for it (JSON, section 7.1)
	Time     bool // a string that says when, or for how long

	Low, High int64 // the range of an integer, both 0 for all others
	Float     int   // the size of a float in bits, 0 for all others

	// Unquoted is set where a literal in a URL stands without quotes (ABNF,
	// primitiveLiteral).
	Unquoted bool
	// Sample is a value in a URL. It is empty where the name of what has the
	// value makes a better one.
	Sample string

	// Go is the Go type: a predeclared one, one of the generated package, or one of
	// a package that stands before the last dot with its path. "[]" marks a slice.
	// It is empty for what is kept as JSON.
	Go string

	Key bool // the type of a key may be this one (CSDL, section 6.5)
}

// Bits is the size of the smallest signed integer that holds all values of the
// type; 0 where that is no integer type.
func (p Primitive) Bits() int {
	if p.Low == p.High {
		return 0
	}
	for bits := 8; bits < 64; bits *= 2 {
		if limit := int64(1) << (bits - 1); -limit <= p.Low && p.High < limit {
			return bits
		}
	}
	return 64
}

// Primitives returns the table of primitive types.
func Primitives() []Primitive { return primitives }

// Named returns the row of a type by its name, "Edm.Int32".
func Named(name string) Primitive { return at(byName[name]) }

// InCell returns the type that a word of a type cell or an annotation spells, as
// the model has it: "Int32", "int", "Edm.Int32".
func InCell(word string) Primitive {
	i := byCell[lower(unqualified(word))]
	if p := at(i); p.Model != "" {
		return Named(p.Model)
	}
	return at(i)
}

// InProse returns the type that a word of a sentence names. A word that begins
// with "Edm." is read as in a cell.
func InProse(word string) Primitive {
	if len(unqualified(word)) < len(word) {
		return InCell(word)
	}
	if i, ok := byProse[word]; ok {
		return at(i)
	}
	return at(byProse[lower(word)])
}

// OfNumber returns the name of the type that a JSON number has if nothing else is
// known of it. Where a number of 10 digits is answered, others may be beyond the
// range of Edm.Int32.
func OfNumber(text string) string {
	switch {
	case strings.ContainsAny(text, ".eE"):
		return "Edm.Double"
	case len(text) > 9:
		return "Edm.Int64"
	}
	return "Edm.Int32"
}

// at returns the row of an index, which counts from 1.
func at(i int) Primitive {
	if i == 0 {
		return Primitive{}
	}
	return primitives[i-1]
}

// unqualified cuts "Edm." off a word.
func unqualified(word string) string {
	const schema = "Edm."
	if len(word) > len(schema) && strings.EqualFold(word[:len(schema)], schema) {
		return word[len(schema):]
	}
	return word
}

// longest is more than the length of any spelling.
const longest = 20

// lower returns a word in lower case, and the empty string for one that is too
// long to be a spelling.
func lower(word string) string {
	if len(word) > longest {
		return ""
	}
	return strings.ToLower(word)
}
