package drift

import (
	"net/http"

	"github.com/docwright/docwright/parser/model"
)

// gotten compares what a GET answers with what its paths lead to, where none of
// them leads to an action or function. A page may document several paths, of
// which one has to lead to what it answers with.
func (c *comparison) gotten(op *model.Operation, found []arrival) {
	r := op.Result()
	if op.Kind != model.List && op.Kind != model.Get || r == nil || r.Type == untyped || len(found) == 0 {
		return
	}
	for _, at := range found {
		if at.ref.Struct == nil || c.fits(r.Ref, at.ref) {
			return
		}
	}
	s := operationSubject(op)
	s.use, s.is, s.was = received, responsePosition(op, r, r.Collection != found[0].ref.Collection), elementPosition(found[0].element)
	c.differ(responseDiffers, s, true, "the answer", described(r.Ref), described(found[0].ref))
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
	s.was = elementPosition(target.element)
	is := model.Ref{Type: target.ref.Type, Struct: target.ref.Struct}
	if op.Request != nil && saysRequest(op) {
		s.use, s.is = sent, requestPosition(op)
		c.carries(requestDiffers, s, "the body", op.Request.Ref, is)
	}
	if r := op.Result(); created && r != nil {
		s.use, s.is = received, responsePosition(op, r, r.Collection)
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
		case at.ref.Struct == nil || at.option != "" || at.guessed || len(at.calls) == 0 && at.ref.Collection != collection:
			continue
		case len(at.calls) > 0, first != nil && !first.ref.Struct.IsRelated(at.ref.Struct):
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
	case is.Type == "" || is.Type == untyped || c.fits(is, was):
	case is.Type == bytesApart && streams(was):
	default:
		c.differ(row, s, true, what, described(is), described(was))
	}
}
