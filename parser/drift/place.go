package drift

import (
	"cmp"
	"strconv"
	"strings"

	"github.com/docwright/docwright/parser/drift/internal/navigate"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// The following functions return the position where a person would correct the
// page of an operation. It comes from the reasons of the model. If they have
// none, it is the position of the first request line.

// requestPosition returns the position of the statement about the request body.
func requestPosition(op *model.Operation) source.Position {
	return cmp.Or(lastReason(op, "request", false).Position, op.Position())
}

// deprecatedPosition returns the position of the deprecation.
func deprecatedPosition(op *model.Operation) source.Position {
	return cmp.Or(lastReason(op, "deprecated", false).Position, op.Position())
}

// responsePosition returns the position of the statement about the type of a
// response. If shape is set, it returns that of the statement about a
// collection.
func responsePosition(op *model.Operation, r *model.Response, shape bool) source.Position {
	aspect := "response " + strconv.Itoa(r.Status)
	named := source.Position{}
	if !shape {
		named = lastReason(op, aspect, true).Position
	}
	return cmp.Or(named, lastReason(op, aspect, false).Position, op.Position())
}

// resultPosition returns the position of the response is or, if it is nil, of
// the first response, which should be like was.
func resultPosition(op *model.Operation, is, was *model.Response) source.Position {
	switch {
	case is != nil:
		return responsePosition(op, is, was != nil && strings.EqualFold(is.Type, was.Type))
	case len(op.Responses) > 0:
		return responsePosition(op, op.Responses[0], true)
	}
	return op.Position()
}

// lastReason returns the last reason for an aspect. If words is set, reasons
// that don't quote the page are skipped.
func lastReason(op *model.Operation, aspect string, words bool) model.Reason {
	var found model.Reason
	for _, r := range op.Reasons {
		if r.Aspect == aspect && (!words || r.Words != "") {
			found = r
		}
	}
	return found
}

// saysRequest reports whether the page states the type of the request body. If
// it does not, the type may be assumed from the subject of the page.
func saysRequest(op *model.Operation) bool {
	r := lastReason(op, "request", false).Why
	return r != nil && (r.Name == "request-from-prose" || r.Name == "request-bytes")
}

// arrival is the place that a request line leads to.
type arrival struct {
	navigate.Place
	route *model.Route
}

// elementPosition returns the position of the declaration of an entity set or
// property.
func elementPosition(p *model.Property) source.Position {
	if p == nil {
		return source.Position{}
	}
	return p.Position
}
