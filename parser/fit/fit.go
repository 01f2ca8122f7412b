// Package fit compares the bodies of examples with types that may differ from those
// of their own page.
//
// The parser compares each example with what its page says. Code that reads or sends
// a body as another type, or keeps some properties as the JSON that they are, asks
// here how the body fits. The rules are the same: those by which a generated package
// decodes and encodes.
package fit

import (
	"github.com/docwright/docwright/parser/internal/check"
	"github.com/docwright/docwright/parser/lenient"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// Keeps reports whether code keeps the values of a property or parameter as JSON,
// whatever its type. A nil Keeps reports false.
type Keeps func(*model.Ref) bool

// Request returns the rule that says why code can't send v as body; nil where it can.
// It also reports whether encoding fails, so that nothing is sent.
func Request(v *lenient.Value, body *model.Body, keeps Keeps) (gap *source.Rule, refused bool) {
	return check.SentBody(v, body, keeps)
}

// Response returns the rule that says why code can't read v as result, or can't write
// it back; nil where it can. It also returns the names of the properties that the
// types of their objects don't have and that code keeps, sorted, each once.
func Response(v *lenient.Value, result *model.Response, keeps Keeps) (gap *source.Rule, unknown []string) {
	return check.AnsweredBody(v, result, keeps)
}
