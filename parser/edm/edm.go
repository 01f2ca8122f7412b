// Package edm is the one place for facts of OData that several stages need: the
// primitive types, the system query options, the path segments with a meaning
// of their own, and the sentinel member of evolvable enums. It is data with
// lookup functions, and it imports no other package of the project.
//
// The columns of a [Primitive]:
//
//	Name                  the name in the model
//	Model                 the type that replaces it in the model, if any
//	Cell, Prose, Remarks  spellings on pages: in a type cell, in a sentence,
//	                      in parentheses after "String"
//	Sizeless              words of Cell that leave the size of a number open
//	Kind, TextToo, Infinite, Time
//	                      the form of its values in JSON
//	Low, High, Float      the range of an integer, the size of a float
//	Unquoted, Sample      literals in a URL
//	Go                    the Go type, by name only
//	Key                   whether a key property may have the type
//
// The columns of an [Option] are Name, Type, Collection, Usual, Prose, Entity,
// Count, References, Field and Go. The columns of a [Segment] are Name, Kind,
// Type and Word.
//
// Comments cite OData Version 4.01: CSDL ("CSDL"), URL Conventions ("URL"),
// Protocol ("Protocol"), JSON Format ("JSON"), and the ABNF construction rules
// ("ABNF").
package edm

import (
	"slices"
	"strings"
)

// Kind is the form of a value in JSON.
type Kind uint8

// The forms of JSON values. A value of kind Any is kept as raw JSON.
const (
	Any Kind = iota
	Text
	Number
	Bool
)

// The fallback types. Names and literals are Strings, values without a
// documented type are Untyped, and bytes outside any JSON are a Stream.
const (
	String  = "Edm.String"
	Untyped = "Edm.Untyped"
	Stream  = "Edm.Stream"
	Instant = "Edm.DateTimeOffset"
)

// Sentinel is the member of an evolvable enum that stands for members added
// later. Services send it in responses; clients never send it.
const Sentinel = "unknownFutureValue"

// Primitive is a row of the table of primitive types (CSDL, section 3.3). The
// zero Primitive means "not a primitive type".
type Primitive struct {
	Name string // "Edm.Int32"
	// Model names the type that replaces this one in the model. It is empty for
	// a type that the model has. A byte is replaced by the smallest signed
	// integer type that holds all its values.
	Model string

	// Cell lists the spellings in a type cell or an annotation, in lower case
	// and without "Edm.". Matching ignores case.
	Cell []string
	// Sizeless lists the words of Cell that do not state a size. The type is then
	// a guess; what else a page says of the type comes first.
	Sizeless []string
	// Prose lists the spellings in a sentence. A spelling with a capital
	// matches only with that capital, because the word in lower case is plain
	// English. Matching of the others ignores case.
	Prose []string
	// Remarks lists the words that select this type in parentheses after
	// "String", as in "String (timestamp)".
	Remarks []string

	Kind     Kind
	TextToo  bool // the number may also be written as a string (JSON, section 3.2)
	Infinite bool // the values without a JSON number are the strings "INF", "-INF" and "NaN" (JSON, section 7.1)
	Time     bool // the string is a point in time or a duration

	Low, High int64 // the range of an integer type; both are 0 for other types
	Float     int   // the size of a float in bits; 0 for other types

	// Unquoted is set if literals in a URL have no quotes (ABNF,
	// primitiveLiteral).
	Unquoted bool
	// Sample is a sample value in a URL. If it is empty, the name of the
	// parameter or property makes a better sample.
	Sample string

	// Go is the Go type: predeclared, defined by the generated package, or
	// qualified with an import path before the last dot. "[]" marks a slice. Go
	// is empty for a value that is kept as raw JSON.
	Go string

	Key bool // a key property may have the type (CSDL, section 6.5)
}

// Bits returns the size of the smallest signed integer type that holds all
// values of p. It returns 0 if p is not an integer type.
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

// Named returns the row of a type, given its name such as "Edm.Int32".
func Named(name string) Primitive { return at(byName[name]) }

// InCell returns the type that a word of a type cell or an annotation spells,
// for example "Int32", "int" or "Edm.Int32". A type that the model replaces is
// returned as its replacement.
func InCell(word string) Primitive {
	i := spelled(byCell, unqualified(word))
	if p := at(i); p.Model != "" {
		return Named(p.Model)
	}
	return at(i)
}

// IsSizeless reports whether a word of a type cell names a number without a
// size, such as "numeric".
func IsSizeless(word string) bool {
	return slices.ContainsFunc(InCell(word).Sizeless, func(s string) bool { return strings.EqualFold(s, unqualified(word)) })
}

// InProse returns the type that a word of a sentence names. It reads a word
// with the prefix "Edm." as InCell does.
func InProse(word string) Primitive {
	if len(unqualified(word)) < len(word) {
		return InCell(word)
	}
	if i, ok := byProse[word]; ok {
		return at(i)
	}
	return at(spelled(byProse, word))
}

// OfNumber returns the type name of a JSON number about which nothing else is
// known. A number of 10 or more digits is an Edm.Int64, because other values of
// the same property may exceed the range of Edm.Int32.
func OfNumber(text string) string {
	switch {
	case strings.ContainsAny(text, ".eE"):
		return "Edm.Double"
	case len(text) > 9:
		return "Edm.Int64"
	}
	return "Edm.Int32"
}

// at returns the row with the given index, counted from 1. Index 0 gives the
// zero row.
func at(i int) Primitive {
	if i == 0 {
		return Primitive{}
	}
	return primitives[i-1]
}

// unqualified removes the prefix "Edm." from word.
func unqualified(word string) string {
	const schema = "Edm."
	if len(word) > len(schema) && strings.EqualFold(word[:len(schema)], schema) {
		return word[len(schema):]
	}
	return word
}

// longest exceeds the length of every spelling.
const longest = 20

// spelled returns the index of a word in any case.
func spelled(index map[string]int, word string) int {
	if len(word) > longest {
		return 0
	}
	var lower [longest]byte
	for i := range len(word) {
		lower[i] = word[i]
		if 'A' <= word[i] && word[i] <= 'Z' {
			lower[i] += 'a' - 'A'
		}
	}
	return index[string(lower[:len(word)])]
}
