// Package note holds facts about the operations of a page that are not in the model.
// One phase records them for a later one.
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
	// Untyped has the responses whose body has no type on the page. Their types are
	// set after the pages of types are read.
	Untyped []Untyped
	// Place is the type at the end of the paths, if all paths agree on one in the
	// model. The words link it.
	Place      model.Ref
	PlaceWords []schema.Word
	// Expanded has the related values that all request lines expand. They are part of
	// the response.
	Expanded []string
	// Unnamed is set if words of the page may name the type of the request body.
	Unnamed *Unnamed
	// Sent has the JSON bodies of requests in examples.
	Sent []*lenient.Value
	// Guessed has the parameters that occur only in examples, until their types are
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
	// Words may name the type. Words marked as names on the page come first, then the
	// tables of methods, then all other words.
	Marked, Words []schema.Word
	// Fits reports whether the examples of the response can have a type. It is nil if
	// no example has a body.
	Fits func(*model.Type) bool
	// Shown has the objects that the examples of the response show.
	Shown []*lenient.Value
	// Silent is set if nothing on the page mentions a response body.
	Silent bool
}

// Unnamed is a request body without a type name on the page, or with a name that may
// not be a type.
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
	Body         *lenient.Value  // see [Body]
	Ignored      bool            // the annotation says that the request need not be correct
	// Unfit is the path of a URL that matches no request line, or empty. It is
	// judged after the base URL is known.
	Unfit string
}

// Answer holds the notes on a response.
type Answer struct {
	Position     source.Position
	BodyPosition source.Position // the first line of the body
	Body         *lenient.Value  // see [Body]
	Ignored      bool            // the annotation says that the response need not be correct
	Whole        bool            // the annotation says that the body is not truncated
	Annotated    model.Ref       // the type in the annotation, or empty
}

// Body returns the JSON body of a message. The one read from the page has the
// offsets of the body in the model, unless the latter is a correction: then read is
// nil.
func Body(read *lenient.Value, body model.RawJSON) (*lenient.Value, error) {
	if read != nil {
		return read, nil
	}
	v, _, err := lenient.Parse(string(body))
	return v, err
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
