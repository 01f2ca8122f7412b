package drift

import (
	"net/http"

	"github.com/docwright/docwright/parser/drift/internal/navigate"
	"github.com/docwright/docwright/parser/drift/travel"
	"github.com/docwright/docwright/parser/edm"
	"github.com/docwright/docwright/parser/model"
)

// reads compares the response of a GET with the places that its paths lead to,
// unless one of them is an action or function. If a page documents several
// paths, one of them must lead to the response type.
func (c *comparison) reads(op *model.Operation, found []arrival) {
	r := op.Result()
	if op.Kind != model.List && op.Kind != model.Get || r == nil || r.Type == edm.Untyped || len(found) == 0 {
		return
	}
	s := operationSubject(op)
	s.way, s.is, s.was = travel.Received, responsePosition(op, r, r.Collection != found[0].Ref.Collection), elementPosition(found[0].Element)
	for _, at := range found {
		if at.Ref.Struct != nil && c.contradicts(responseDiffers, s, r.Ref, at.Ref, r.Claims, nil) {
			return
		}
	}
	for _, at := range found {
		if at.Ref.Struct == nil || c.fits(r.Ref, at.Ref) {
			c.contents(s, r.Ref, at.Ref)
			return
		}
	}
	if first := found[0]; op.Kind == model.Get && !r.Collection && first.Ref.Collection && r.Struct.IsRelated(c.is.index.Type(first.Ref.Type)) && !showsOne(op, r) {
		s.is = first.route.Position // the path lacks a key
	}
	c.differ(responseDiffers, s, true, "the response", shown(r.Ref).CSDL(), found[0].Ref.CSDL())
}

// showsOne reports whether only the body of an example shows a single value,
// and the rest of the page is about a list.
func showsOne(op *model.Operation, r *model.Response) bool {
	why := lastReason(op, model.ResponseAspect(r.Status), false).Why
	return why != nil && why.Name == "response-from-body"
}

// writes compares the request body with the places that the paths lead to. For
// a POST to a collection it compares the response, too. If the paths lead to
// several types, the page describes what the types have in common.
func (c *comparison) writes(op *model.Operation, found []arrival) {
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
		c.compareBody(requestDiffers, s, "the body", op.Request.Ref, is, op.Request.Claims)
	}
	if r := op.Result(); created && r != nil {
		s.way, s.is = travel.Received, responsePosition(op, r, r.Collection)
		c.compareBody(responseDiffers, s, "the response", r.Ref, is, r.Claims)
	}
}

// writable returns the first place that can be written to: a collection if
// collection is set, or else a single value. It returns nil if there is none,
// or if the types of two places are unrelated.
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

// compareBody compares the type of a body. A media entity may be created with
// the bytes of its stream (OData Protocol 4.01, section 11.4.7.1).
func (c *comparison) compareBody(row aspect, s subject, what string, is, was model.Ref, claims []model.Claim) {
	switch {
	case is.Type == "" || c.contradicts(row, s, is, was, claims, nil):
	case c.fits(is, was):
		c.contents(s, is, was)
	case is.Type == edm.Stream && navigate.Streams(was.Struct):
	default:
		c.differ(row, s, true, what, shown(is).CSDL(), was.CSDL())
	}
}
