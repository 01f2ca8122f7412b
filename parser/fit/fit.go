// Package fit compares the bodies of examples with types other than those of
// their page.
//
// The parser compares each example with its own page. Generated code may read
// or send a body as another type, or keep some properties as JSON. This package
// compares the body for such code. It uses the rules by which generated
// packages decode and encode.
package fit

import (
	"github.com/docwright/docwright/parser/internal/check"
	"github.com/docwright/docwright/parser/lenient"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// Keeps reports whether code keeps the values of a property or parameter as
// JSON, regardless of its type. A nil Keeps reports false.
type Keeps func(*model.Ref) bool

// Request returns the rule that prevents code from sending v as body, or nil if
// it can be sent. It also reports whether encoding fails, so that nothing is
// sent.
func Request(v *lenient.Value, body *model.Body, keeps Keeps) (gap *source.Rule, refused bool) {
	return check.SentBody(v, body, keeps)
}

// Response returns the rule that prevents code from reading v as result or from
// writing it back, or nil if there is none. It also returns the names of the
// properties that the types of their objects lack and that code keeps, sorted
// and without duplicates.
func Response(v *lenient.Value, result *model.Response, keeps Keeps) (gap *source.Rule, unknown []string) {
	return check.AnsweredBody(v, result, keeps)
}
