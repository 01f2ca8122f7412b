package drift

import (
	"net/http"

	"github.com/docwright/docwright/parser/drift/internal/navigate"
	"github.com/docwright/docwright/parser/drift/travel"
	"github.com/docwright/docwright/parser/edm"
	"github.com/docwright/docwright/parser/model"
)

// gotten compares what a GET answers with what its paths lead to, where none of
// them leads to an action or function. A page may document several paths, of
// which one has to lead to what it answers with.
func (c *comparison) gotten(op *model.Operation, found []arrival) {
	r := op.Result()
	if op.Kind != model.List && op.Kind != model.Get || r == nil || r.Type == edm.Untyped || len(found) == 0 {
		return
	}
	for _, at := range found {
		if at.Ref.Struct == nil || c.fits(r.Ref, at.Ref) {
			return
		}
	}
	s := operationSubject(op)
	s.way, s.is, s.was = travel.Received, responsePosition(op, r, r.Collection != found[0].Ref.Collection), elementPosition(found[0].Element)
	c.differ(responseDiffers, s, true, "the answer", r.Ref.CSDL(), found[0].Ref.CSDL())
}

// written compares what is sent to what the paths lead to, and what is answered
// to the creation of an element of it. Where they lead to several types, the page
// speaks of what these have in common.
func (c *comparison) written(op *model.Operation, found []arrival) {
	created := op.Kind == model.Create && op.Method == http.MethodPost
	if !created && op.Method != http.MethodPatch {
		return
	}
	target := writable(found, created)
	if target == nil {
		return
	}
	s := operationSubject(op)
	s.was = elementPosition(target.Element)
	is := model.Ref{Type: target.Ref.Type, Struct: target.Ref.Struct}
	if op.Request != nil && saysRequest(op) {
		s.way, s.is = travel.Sent, requestPosition(op)
		c.carries(requestDiffers, s, "the body", op.Request.Ref, is)
	}
	if r := op.Result(); created && r != nil {
		s.way, s.is = travel.Received, responsePosition(op, r, r.Collection)
		c.carries(responseDiffers, s, "the answer", r.Ref, is)
	}
}

// writable returns the first place that can be written to, a collection or a single
// thing; nil where there is none, or another has another type.
func writable(found []arrival, collection bool) *arrival {
	var first *arrival
	for i := range found {
		at := &found[i]
		switch {
		case at.Ref.Struct == nil || at.Option != "" || at.Guessed || len(at.Calls) == 0 && at.Ref.Collection != collection:
			continue
		case len(at.Calls) > 0, first != nil && !first.Ref.Struct.IsRelated(at.Ref.Struct):
			return nil
		case first == nil:
			first = at
		}
	}
	return first
}

// carries compares the type of a body. The bytes of a media entity are sent to
// create it: OData Protocol 4.01, section 11.4.7.1.
func (c *comparison) carries(row aspect, s subject, what string, is, was model.Ref) {
	switch {
	case is.Type == "" || is.Type == edm.Untyped || c.fits(is, was):
	case is.Type == edm.Stream && navigate.Streams(was.Struct):
	default:
		c.differ(row, s, true, what, is.CSDL(), was.CSDL())
	}
}
