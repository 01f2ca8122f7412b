package overlay

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

func at(file string, line int) source.Position { return source.Position{File: file, Line: line} }

func typePosition(t *model.Type) source.Position {
	if len(t.Pages) == 0 {
		return source.Position{}
	}
	return at(t.Pages[0], t.Line)
}

// line returns the operation and the number of its route that a request line
// names.
func (x *index) line(text string) (op *model.Operation, route int) {
	method, path, _ := strings.Cut(text, " ")
	want := model.PathShape(path)
	for _, op := range x.m.Operations {
		if op.Method != method {
			continue
		}
		for i, p := range op.Paths {
			if model.PathShape(p) == want {
				return op, i
			}
		}
	}
	return nil, 0
}

func (x *index) operation(c *Correction) (bool, error) {
	op, i := x.line(c.Operation)
	if op == nil {
		method, _, _ := strings.Cut(c.Operation, " ")
		if other, _ := x.line(method + " " + c.Path); c.Remove || c.Path != "" && other != nil {
			return false, nil
		}
		return false, errors.New("the pages have no such request line")
	}
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
		segments, err := segments(c.Path, op)
		if err != nil {
			return false, err
		}
		r := op.Routes[i]
		op.Paths[i], r.Path, r.Segments = c.Path, c.Path, segments
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

// segments reads a path with the parameters that the operation has.
func segments(path string, op *model.Operation) ([]model.Segment, error) {
	if !strings.HasPrefix(path, "/") || strings.ContainsAny(path, "?# ") {
		return nil, fmt.Errorf("path: want one such as \"/vessels/{id}\", not %q", path)
	}
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
			if i < 0 || !shut {
				return nil, fmt.Errorf("path: the page has no parameter {%s}", name)
			}
			s = append(s, model.Part{Param: op.PathParameters[i], Quoted: strings.HasSuffix(before, "'")})
			text = after
		}
		if len(s) == 0 {
			return nil, fmt.Errorf("path: a part of %q is empty", path)
		}
		list = append(list, s)
	}
	return list, nil
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
	if good.Type == r.Type && good.Collection == r.Collection {
		return false, nil
	}
	good.Ref = r
	return true, nil
}
