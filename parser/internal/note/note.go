// Package note holds what is known about the operations of a page beyond the
// model. One phase records it for a later one.
package note

import (
	"github.com/docwright/docwright/parser/internal/naming"
	"github.com/docwright/docwright/parser/model"
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
	// Guessed has the parameters that only examples have, until their types are
	// linked.
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
