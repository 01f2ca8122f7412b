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

// found is an operation and the number of its route.
type found struct {
	*model.Operation
	route int
}

// lines returns what a request line names: several pages may document it.
func (x *index) lines(text string) []found {
	method, path, _ := strings.Cut(text, " ")
	want := model.PathShape(path)
	var list []found
	for _, op := range x.m.Operations {
		if i := slices.IndexFunc(op.Paths, func(p string) bool { return model.PathShape(p) == want }); op.Method == method && i >= 0 {
			list = append(list, found{op, i})
		}
	}
	return list
}

func (x *index) operation(c *Correction) (bool, error) {
	list := x.lines(c.Operation)
	if len(list) == 0 {
		method, _, _ := strings.Cut(c.Operation, " ")
		if c.Remove || c.Path != "" && len(x.lines(method+" "+c.Path)) > 0 {
			return false, nil
		}
		return false, errors.New("the pages have no such request line")
	}
	changed := false
	for _, f := range list {
		done, err := x.one(c, f.Operation, f.route)
		if err != nil {
			return changed, err
		}
		changed = done || changed
	}
	return changed, nil
}

// one makes the correction of one of the operations that have the request line.
func (x *index) one(c *Correction, op *model.Operation, i int) (bool, error) {
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
	if strings.Count(path, "{") != strings.Count(path, "}") {
		return nil, fmt.Errorf("path: a bracket of %q is not closed", path)
	}
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
	good.Fixed = true
	if good.Type == r.Type && good.Collection == r.Collection {
		return false, nil
	}
	good.Ref = r
	return true, nil
}
