// Package note holds what is known about the operations of a page beyond the
// model. One phase records it for a later one.
package note

import (
	"github.com/docwright/docwright/parser/internal/naming"
	"github.com/docwright/docwright/parser/lenient"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/schema"
	"github.com/docwright/docwright/parser/source"
)

// Page holds the notes on a page.
type Page struct {
	Operations []*Operation
	// Mended has the request lines that are not paths beginning with a slash.
	// They are judged after the base URL is known.
	Mended []Mended
}

// Operation holds the notes on an operation.
type Operation struct {
	naming.Named
	// Untyped has the responses for whose body the page names no type. Their
	// types are set after the pages of types are read.
	Untyped []Untyped
	// Place is the type that the paths are named after, where they agree on one that
	// the model has. It is linked by the words.
	Place      model.Ref
	PlaceWords []schema.Word
	// Expanded are what all request lines expand: related values, which are a part of
	// the answer.
	Expanded []string
	// Unnamed is set where words of the page may name the type of the request body.
	Unnamed *Unnamed
	// Sent are the bodies in JSON that examples send.
	Sent []*lenient.Value
	// Guessed are the parameters that only examples have, until their types are linked.
	Guessed  []*model.Parameter
	Examples []*Example // in the order of Named.Op.Examples
	// Responses has the responses that the page describes. Responses from a
	// correction are not settled.
	Responses []*model.Response
}

// Untyped is a response whose body has no type yet.
type Untyped struct {
	Response *model.Response
	Position source.Position
	// Words may name the type: those that are marked as names on the page, before
	// what the tables of methods say, and all others.
	Marked, Words []schema.Word
	// Fits reports whether the examples of the response can be of a type; nil where
	// none has a body.
	Fits func(*model.Type) bool
	// Silent is set where nothing says that the response has a body at all.
	Silent bool
}

// Unnamed is a request body whose type the page does not name, or by a name that may be
// none.
type Unnamed struct {
	Named    bool          // the page has a name
	Words    []schema.Word // that may name it
	Fits     func(*model.Type) bool
	Position source.Position
}

// Example holds the notes on an example.
type Example struct {
	*model.Example
	Sent     *Request
	Answered *Answer // nil if the example has no response
}

// Request holds the notes on a request. Examples with the same request share
// one.
type Request struct {
	BodyPosition source.Position // the first line of the body
	// Unfit is the path of a URL that matches no request line, or empty. It is
	// judged after the base URL is known.
	Unfit string
}

// Answer holds the notes on a response.
type Answer struct {
	Position     source.Position
	BodyPosition source.Position // the first line of the body
	Annotated    model.Ref       // the type in the annotation, or empty
}

// Mended is a request line that was corrected.
type Mended struct {
	Position source.Position
	// Edit rewrites the line as a path that begins with a slash.
	Edit source.Edit
	// Rewritable is set if the edit is safe. It is not safe in a block that is
	// also an example, where the host is intended, or below a missing fence,
	// which makes positions uncertain.
	Rewritable bool
}
