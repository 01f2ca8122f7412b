// Package note keeps what the reader knows of the operations of a page beyond the
// model, from the phase that finds it to the one that needs it.
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
	Examples []*Example // of Named.Op.Examples, in their order
	// Responses are those that the page gives. A correction puts others in their
	// place, which are not settled.
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
