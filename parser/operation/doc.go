// Package operation reads what an API page says of its operations: request
// lines, parameters, permissions, bodies, responses and examples.
//
// The work has two halves. [Read] looks at one page alone. It tells by heading
// and by a code block's first line what each piece of the page is, parses the
// request lines into [model.Route]s, puts lines of one method and one shape
// into an operation, and pairs requests with responses. Types are referred to
// by name; they are linked later, with those of all other pages.
//
// [Check] then holds each example against its operation and the linked types,
// by the rules that decoding and encoding follow in a generated package: see
// [Checker]. Where page and example contradict each other, the example gets a
// gap, the rule that says why, and a finding at its line. Before that, [SetApart]
// takes those out that are sent to another service.
//
// [Unique] settles the names that several pages chose.
package operation

import (
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// Operations is what one page says of operations.
type Operations struct {
	Ops          []*model.Operation // in page order
	RequestLines model.Count        // lines of the templates that begin with an HTTP method
	Examples     model.Count        // request and response blocks
	Findings     source.Findings

	untyped []untypedResponse
	mended  []mendedLine // until [SetApart] knows where the service is
}
