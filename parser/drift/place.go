package drift

import (
	"cmp"
	"strconv"
	"strings"

	"github.com/docwright/docwright/parser/drift/internal/navigate"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// These return where a person would mend what the page of an operation says, as
// far as the reasons of the model tell; else where its first request line stands.

// requestPosition is that of what says what is sent.
func requestPosition(op *model.Operation) source.Position {
	return cmp.Or(reasoned(op, "request", false).Position, op.Position())
}

// deprecatedPosition is that of what says that the operation is deprecated.
func deprecatedPosition(op *model.Operation) source.Position {
	return cmp.Or(reasoned(op, "deprecated", false).Position, op.Position())
}

// responsePosition is that of what names the type of a response, or, where shape
// is set, of what says whether it is one or many.
func responsePosition(op *model.Operation, r *model.Response, shape bool) source.Position {
	aspect := "response " + strconv.Itoa(r.Status)
	named := source.Position{}
	if !shape {
		named = reasoned(op, aspect, true).Position
	}
	return cmp.Or(named, reasoned(op, aspect, false).Position, op.Position())
}

// answerPosition is that of the response that is given, or else of the first of
// the page, which should have what is told.
func answerPosition(op *model.Operation, given, told *model.Response) source.Position {
	switch {
	case given != nil:
		return responsePosition(op, given, told != nil && strings.EqualFold(given.Type, told.Type))
	case len(op.Responses) > 0:
		return responsePosition(op, op.Responses[0], true)
	}
	return op.Position()
}

// reasoned returns the last reason for an aspect, or the last that quotes the page.
func reasoned(op *model.Operation, aspect string, words bool) model.Reason {
	var found model.Reason
	for _, r := range op.Reasons {
		if r.Aspect == aspect && (!words || r.Words != "") {
			found = r
		}
	}
	return found
}

// saysRequest reports whether the page itself says what is sent: the type may be
// that of what the page is about, for want of a word.
func saysRequest(op *model.Operation) bool {
	r := reasoned(op, "request", false).Why
	return r != nil && (r.Name == "request-from-prose" || r.Name == "request-bytes")
}

// arrival is the place that a request line leads to.
type arrival struct {
	navigate.Place
	route *model.Route
}

// elementPosition returns where an entity set or property is declared.
func elementPosition(p *model.Property) source.Position {
	if p == nil {
		return source.Position{}
	}
	return p.Position
}
