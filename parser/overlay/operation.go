package overlay

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/model"
)

// found is an operation and the number of its route.
type found struct {
	*model.Operation
	route    int
	segments []model.Segment // of its new path, if that is corrected
}

// lines returns what a request line names on the page, or on all pages where none is
// given: several may document it.
func (x *index) lines(text, page string) []found {
	method, path, _ := strings.Cut(text, " ")
	want := lineShape(path)
	var list []found
	for _, op := range x.m.Operations {
		if i := slices.IndexFunc(op.Paths, func(p string) bool { return lineShape(p) == want }); op.Method == method && i >= 0 && (page == "" || page == op.Page) {
			list = append(list, found{Operation: op, route: i})
		}
	}
	return list
}

// lineShape is what request lines have in common that only call their placeholders
// otherwise. What a line has after the question mark makes another one of it.
func lineShape(path string) string {
	_, query, _ := strings.Cut(path, "?")
	return model.PathShape(path) + "?" + query
}

func (x *index) operation(c *Correction) (bool, error) {
	list := x.lines(c.Operation, c.Page)
	if len(list) == 0 {
		method, _, _ := strings.Cut(c.Operation, " ")
		if c.Remove || c.Path != "" && len(x.lines(method+" "+c.Path, c.Page)) > 0 {
			return false, nil
		}
		return false, errors.New("the pages have no such request line")
	}
	if err := c.fitsAll(list); err != nil {
		return false, err
	}
	changed := false
	for _, f := range list {
		done, err := x.one(c, f)
		if err != nil {
			return changed, err
		}
		changed = done || changed
	}
	return changed, nil
}

// fitsAll finds out, before anything is changed, why the correction can't be meant
// for all of the operations. Pages that have one request line in common may be about
// different things: what is right for one is wrong for another then.
func (c *Correction) fitsAll(list []found) (err error) {
	for i := range list {
		f := &list[i]
		if c.Path != "" {
			if f.segments, err = segments(c.Path, f.Operation, f.Routes[f.route]); err != nil {
				return err
			}
		}
		first := list[0]
		if c.Response != "" && answer(f.Operation) != answer(first.Operation) {
			return ambiguous("answer with", first.Operation, f.Operation, answer)
		}
		if c.Request != "" && sent(f.Operation) != sent(first.Operation) {
			return ambiguous("take", first.Operation, f.Operation, sent)
		}
	}
	return nil
}

func ambiguous(verb string, a, b *model.Operation, what func(*model.Operation) string) error {
	return fmt.Errorf("several pages have the request line, and %s different things: %s in %s, %s in %s: say with \"page\" which of them is wrong", verb, what(a), a.Page, what(b), b.Page)
}

// answer and sent name what an operation answers with and takes.
func answer(op *model.Operation) string {
	if r := op.Result(); r != nil {
		return named(&r.Ref)
	}
	return named(nil)
}

func sent(op *model.Operation) string {
	if op.Request != nil {
		return named(&op.Request.Ref)
	}
	return named(nil)
}

func named(r *model.Ref) string {
	switch {
	case r == nil || r.Type == "":
		return "nothing"
	case r.Collection:
		return "Collection(" + r.Type + ")"
	}
	return r.Type
}

// one makes the correction of one of the operations that have the request line.
func (x *index) one(c *Correction, f found) (bool, error) {
	op, i := f.Operation, f.route
	changed := false
	note := func(aspect string) {
		changed = true
		op.Reasons.Add(aspect, whyOverlay, op.Routes[min(i, len(op.Routes)-1)].Position, c.words())
	}
	if c.Remove {
		x.remove(op, i)
		return true, nil
	}
	if c.Path != "" && c.Path != op.Paths[i] {
		r := op.Routes[i]
		op.Paths[i], r.Path, r.Segments = c.Path, c.Path, f.segments
		note("path")
	}
	if c.Request != "" {
		body, err := x.body(c.Request)
		if err != nil {
			return changed, err
		}
		if !sameBody(op.Request, body) {
			op.Request = body
			note("request")
		}
	}
	if c.Response != "" {
		done, err := x.response(op, c.Response)
		if err != nil {
			return changed, err
		}
		if done {
			note("response")
		}
	}
	return changed, nil
}

// remove takes a request line out, and the operation where it was the only one.
func (x *index) remove(op *model.Operation, i int) {
	if len(op.Routes) == 1 {
		x.m.Operations = slices.DeleteFunc(x.m.Operations, func(o *model.Operation) bool { return o == op })
		return
	}
	gone := op.Routes[i]
	op.Routes = slices.Delete(op.Routes, i, i+1)
	op.Paths = slices.Delete(op.Paths, i, i+1)
	for _, e := range op.Examples {
		if e.Route == gone {
			e.Route = nil
		}
		if e.StandIn == gone {
			e.StandIn = nil
		}
	}
	op.PathParameters = slices.DeleteFunc(op.PathParameters, func(p *model.Parameter) bool {
		return !slices.ContainsFunc(op.Routes, func(r *model.Route) bool { return takes(r, p) })
	})
}

func takes(r *model.Route, p *model.Parameter) bool {
	return slices.ContainsFunc(r.Segments, func(s model.Segment) bool {
		return slices.ContainsFunc(s, func(part model.Part) bool { return part.Param == p })
	})
}

// segments reads a path with the parameters that the operation has. A placeholder is
// known by its name, or by how many come before it where the route has as many:
// pages call the same one differently.
func segments(path string, op *model.Operation, was *model.Route) ([]model.Segment, error) {
	if !strings.HasPrefix(path, "/") || strings.ContainsAny(path, "?# ") {
		return nil, fmt.Errorf("path: want one such as \"/vessels/{id}\", not %q", path)
	}
	if strings.Count(path, "{") != strings.Count(path, "}") {
		return nil, fmt.Errorf("path: a bracket of %q is not closed", path)
	}
	had := parameters(was)
	inOrder := strings.Count(path, "{") == len(had)
	n := 0
	var list []model.Segment
	for text := range strings.SplitSeq(path[1:], "/") {
		var s model.Segment
		for text != "" {
			before, rest, open := strings.Cut(text, "{")
			if before != "" {
				s = append(s, model.Part{Text: before})
			}
			if !open {
				break
			}
			name, after, shut := strings.Cut(rest, "}")
			i := slices.IndexFunc(op.PathParameters, func(p *model.Parameter) bool { return p.Name == name || slices.Contains(p.Aliases, name) })
			switch {
			case i >= 0 && shut:
				s = append(s, model.Part{Param: op.PathParameters[i], Quoted: strings.HasSuffix(before, "'")})
			case inOrder && shut:
				s = append(s, model.Part{Param: had[n], Quoted: strings.HasSuffix(before, "'")})
			default:
				return nil, fmt.Errorf("path: %s has no parameter {%s}", op.Page, name)
			}
			n++
			text = after
		}
		if len(s) == 0 {
			return nil, fmt.Errorf("path: a part of %q is empty", path)
		}
		list = append(list, s)
	}
	return list, nil
}

// parameters returns those of a route's path, in order.
func parameters(r *model.Route) []*model.Parameter {
	var list []*model.Parameter
	for _, s := range r.Segments {
		for _, part := range s {
			if part.Param != nil {
				list = append(list, part.Param)
			}
		}
	}
	return list
}

// body returns the body that carries a value of the type; nil for none.
func (x *index) body(typ string) (*model.Body, error) {
	if typ == none {
		return nil, nil
	}
	r, err := x.ref(typ)
	return &model.Body{Ref: r, Parameters: []*model.Parameter{}}, err
}

func sameBody(a, b *model.Body) bool {
	if a == nil || b == nil {
		return a == b
	}
	return a.Type == b.Type && a.Collection == b.Collection
}

// response gives the answer of an operation another type.
func (x *index) response(op *model.Operation, typ string) (changed bool, err error) {
	var r model.Ref
	if typ != none {
		if r, err = x.ref(typ); err != nil {
			return false, err
		}
	}
	good := op.Result()
	if good == nil {
		i := slices.IndexFunc(op.Responses, func(r *model.Response) bool { return 200 <= r.Status && r.Status < 300 })
		switch {
		case typ == none:
			return false, nil
		case i < 0:
			good = &model.Response{Status: http.StatusOK}
			op.Responses = append(op.Responses, good)
		default:
			good = op.Responses[i]
			if good.Status == http.StatusNoContent {
				good.Status = http.StatusOK
			}
		}
	}
	good.Fixed = true
	if good.Type == r.Type && good.Collection == r.Collection {
		return false, nil
	}
	good.Ref = r
	return true, nil
}
