package overlay

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/model"
)

// operation returns the operations with the request line that a correction
// names.
func (x *index) operation(c *Correction) ([]*subject, error) {
	list := x.lines(c.name, c.page)
	if len(list) == 0 {
		method, _, _ := strings.Cut(c.name, " ")
		if c.has("remove") || c.has("path") && len(x.lines(method+" "+c.values["path"].text, c.page)) > 0 {
			return nil, nil
		}
		return nil, fmt.Errorf("the pages have no such request line%s", x.hint(c))
	}
	for _, s := range list {
		switch first := list[0].op; {
		case c.has("response") && responseType(s.op) != responseType(first):
			return nil, ambiguous("have different response types", first, s.op, responseType)
		case c.has("request") && requestType(s.op) != requestType(first):
			return nil, ambiguous("have different request types", first, s.op, requestType)
		case c.has("remove"):
			s.first = func() { x.remove(s.op, s.route) }
		}
	}
	return list, nil
}

// lines returns the operations with a request line, on the page or, if page is
// empty, on all pages.
func (x *index) lines(text, page string) []*subject {
	method, path, _ := strings.Cut(text, " ")
	want := lineShape(path)
	var list []*subject
	for _, op := range x.m.Operations {
		if i := slices.IndexFunc(op.Paths, func(p string) bool { return lineShape(p) == want }); op.Method == method && i >= 0 && (page == "" || page == op.Page) {
			list = append(list, &subject{op: op, route: i, reasons: &op.Reasons, at: op.Routes[i].Position})
		}
	}
	return list
}

// lineShape returns the shape of a path with its query. Request lines with the
// same shape differ only in the names of placeholders and in case.
func lineShape(path string) string {
	_, query, _ := strings.Cut(path, "?")
	return model.PathShape(path) + "?" + query
}

// ambiguous is the error for pages that have the same request line and describe
// different types. A correction for one page is wrong for the other.
func ambiguous(how string, a, b *model.Operation, what func(*model.Operation) string) error {
	return fmt.Errorf("several pages have the request line and %s: %s in %s, %s in %s; name the wrong page with the key \"page\"", how, what(a), a.Page, what(b), b.Page)
}

// responseType and requestType name the types of an operation's bodies.
func responseType(op *model.Operation) string {
	if r := op.Result(); r != nil {
		return typeName(&r.Ref)
	}
	return typeName(nil)
}

func requestType(op *model.Operation) string {
	if op.Request != nil {
		return typeName(&op.Request.Ref)
	}
	return typeName(nil)
}

func typeName(r *model.Ref) string {
	switch {
	case r == nil || r.Type == "":
		return "nothing"
	case r.Collection:
		return "Collection(" + r.Type + ")"
	}
	return r.Type
}

func changePath(_ *index, s *subject, v value) (edit, error) {
	r := s.op.Routes[s.route]
	list, err := segments(v.text, s.op, r)
	if err != nil || v.text == s.op.Paths[s.route] {
		return nil, err
	}
	return func() { s.op.Paths[s.route], r.Path, r.Segments = v.text, v.text, list }, nil
}

func changeRequest(x *index, s *subject, v value) (edit, error) {
	if v.text == none {
		if s.op.Request == nil {
			return nil, nil
		}
		return func() { s.op.Request = nil }, nil
	}
	r, err := x.ref(v.text)
	if err != nil || s.op.Request != nil && same(s.op.Request.Ref, r) {
		return nil, err
	}
	return func() { s.op.Request = &model.Body{Ref: r, Parameters: []*model.Parameter{}} }, nil
}

// changeResponse changes the response type of an operation. Examples don't
// override the correction.
func changeResponse(x *index, s *subject, v value) (edit, error) {
	var r model.Ref
	if v.text != none {
		var err error
		if r, err = x.ref(v.text); err != nil {
			return nil, err
		}
	}
	good := s.op.Result()
	if good != nil && same(good.Ref, r) {
		replace(s.op, good)
		return nil, nil
	}
	if good == nil && v.text == none {
		return nil, nil
	}
	return func() {
		if good == nil {
			good = responseWithBody(s.op)
		}
		replace(s.op, good).Ref = r
	}, nil
}

// replace replaces a response of the operation by a copy, and returns the copy.
// Later phases adjust the responses that come from pages, and leave the copy
// alone.
func replace(op *model.Operation, res *model.Response) *model.Response {
	now := *res
	op.Responses[slices.Index(op.Responses, res)] = &now
	return &now
}

// responseWithBody returns the response of an operation that gets a body: the
// first 2xx response, or a new one.
func responseWithBody(op *model.Operation) *model.Response {
	i := slices.IndexFunc(op.Responses, func(r *model.Response) bool { return 200 <= r.Status && r.Status < 300 })
	if i < 0 {
		op.Responses = append(op.Responses, &model.Response{Status: http.StatusOK})
		return op.Responses[len(op.Responses)-1]
	}
	if op.Responses[i].Status == http.StatusNoContent {
		op.Responses[i].Status = http.StatusOK
	}
	return op.Responses[i]
}

// remove removes a request line. It removes the operation if that was its only
// request line.
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

// segments parses a path with the parameters of the operation. A placeholder is
// identified by its name. Pages name the same parameter differently, so if the
// route has as many placeholders, one with an unknown name is identified by its
// index.
func segments(path string, op *model.Operation, was *model.Route) ([]model.Segment, error) {
	if !strings.HasPrefix(path, "/") || strings.ContainsAny(path, "?# ") {
		return nil, fmt.Errorf("path: want a path such as \"/vessels/{id}\", not %q", path)
	}
	if strings.Count(path, "{") != strings.Count(path, "}") {
		return nil, fmt.Errorf("path: a brace in %q is not closed", path)
	}
	had := was.PathParameters()
	inOrder := strings.Count(path, "{") == len(had)
	n := 0
	var list []model.Segment
	for text := range strings.SplitSeq(path[1:], "/") {
		var s model.Segment
		if text == "" || text == "." || text == ".." {
			return nil, fmt.Errorf("path: a segment of %q is empty, \".\" or \"..\"", path)
		}
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
			return nil, fmt.Errorf("path: a segment of %q is empty", path)
		}
		list = append(list, s)
	}
	return list, nil
}
