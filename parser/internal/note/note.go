// Package note keeps what the reader knows of the operations of a page beyond the
// model, from the phase that finds it to the one that needs it.
package note

import (
	"github.com/docwright/docwright/parser/internal/naming"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// Page holds the notes on a page.
type Page struct {
	Operations []*Operation
	// Mended are the request lines that are no path from the slash on, until it is
	// known where the service is.
	Mended []Mended
}

// Operation holds the notes on an operation.
type Operation struct {
	naming.Named
	// Untyped are the responses whose body no word on the page gives a type, until
	// the pages of types are read.
	Untyped []Untyped
	// Guessed are the parameters that only examples have, until their types are linked.
	Guessed  []*model.Parameter
	Examples []*Example // of Named.Op.Examples, in their order
	// Responses are those that the page gives. A correction puts others in their
	// place, which are not settled.
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
	Answered *Answer // nil where the example has no response
}

// Request holds the notes on a request. Examples that share a request share them.
type Request struct {
	BodyPosition source.Position // of the line that the body begins with
	// Unfit is the path of a URL that fits no request line, until it is known
	// whether that goes to the service at all; empty for all others.
	Unfit string
}

// Answer holds the notes on a response.
type Answer struct {
	Position     source.Position
	BodyPosition source.Position // of the line that the body begins with
	Annotated    model.Ref       // the type that the annotation names, or empty
}

// Mended is a request line that was mended.
type Mended struct {
	Position source.Position
	// Edit writes the line as a path from the slash on.
	Edit source.Edit
	// Rewritable is set where the line may be written anew. A block that is an
	// example too has its host for a reason, and where a fence is missing no line's
	// place is certain.
	Rewritable bool
}
