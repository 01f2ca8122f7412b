package drift

import (
	"strings"

	"github.com/docwright/docwright/generator/gocode"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// requestKey is a request line in the form in which lines are compared: as
// [shape] has it.
func requestKey(method, path string) string {
	path, _, _ = strings.Cut(path, "?")
	var b strings.Builder
	b.WriteString(method + " ")
	for path != "" {
		open := strings.IndexAny(path, "{<")
		end := -1
		if open >= 0 {
			end = strings.IndexAny(path[open:], "}>")
		}
		if end < 0 {
			b.WriteString(strings.ToLower(path))
			break
		}
		b.WriteString(strings.ToLower(path[:open]) + "{}")
		path = path[open+end+1:]
	}
	return b.String()
}

// function holds a function against the operation that it calls.
func (c *codeComparison) function(f *gocode.Function) {
	name := f.Method + " " + f.Path
	ops := c.lines[requestKey(f.Method, f.Path)]
	if len(ops) == 0 {
		c.report(codeOperation, true, 0, name, "", f.Position, source.Position{}, "no page documents it%s", c.otherMethods(f))
		return
	}
	c.response(f, name, ops)
	c.request(f, name, ops)
}

// otherMethods names the methods that the path is documented with.
func (c *codeComparison) otherMethods(f *gocode.Function) string {
	var found []string
	for _, method := range [...]string{"GET", "POST", "PATCH", "PUT", "DELETE"} {
		if len(c.lines[requestKey(method, f.Path)]) > 0 {
			found = append(found, method)
		}
	}
	if found == nil {
		return ""
	}
	return "; the path is documented with " + strings.Join(found, ", ")
}

// response holds what a function returns against what its pages say.
func (c *codeComparison) response(f *gocode.Function, name string, ops []*model.Operation) {
	for _, g := range f.Results {
		t := c.typeOf(g)
		if t == nil {
			continue
		}
		said := ""
		for _, op := range ops {
			r := op.Result()
			if r == nil || r.Struct == nil || descends(t, r.Struct) || descends(r.Struct, t) {
				if r != nil || len(ops) == 1 && op.Responses == nil {
					return // right, or not to be told
				}
				said = "nothing"
				continue
			}
			said = r.Struct.Qualified()
		}
		c.report(codeResponse, said != "nothing", received, name, t.Qualified()+" "+said, f.Position, operationPosition(ops[0]), "it answers with %s in the pages, %s in the code", said, t.Qualified())
		return
	}
}

func (c *codeComparison) typeOf(g gocode.Type) *model.Type {
	if g.Struct == nil {
		return nil
	}
	return c.types[g.Struct]
}

// request holds what a function sends against what its pages say.
func (c *codeComparison) request(f *gocode.Function, name string, ops []*model.Operation) {
	for _, g := range f.Params {
		if t := c.typeOf(g); t != nil {
			c.body(f, name, ops, t)
		} else if g.Struct != nil {
			c.action(name, g.Struct, ops)
		}
	}
}

// action holds a struct against the parameters of an action. Where several pages
// document one, it is that which differs least.
func (c *codeComparison) action(name string, s *gocode.Struct, ops []*model.Operation) {
	before := c.changes
	var least []Change
	found := false
	for _, op := range ops {
		if op.Request == nil || op.Request.Type != "" || !sendsAny(s, op.Request) {
			continue
		}
		c.changes = nil
		c.parameters(name, s, op)
		if !found || len(c.changes) < len(least) {
			found, least = true, c.changes
		}
	}
	c.changes = append(before, least...)
}

// body holds the type of a parameter against that of the body.
func (c *codeComparison) body(f *gocode.Function, name string, ops []*model.Operation, t *model.Type) {
	said := "nothing"
	for _, op := range ops {
		if op.Request == nil {
			continue
		}
		b := op.Request
		if b.Type == "" && len(b.Parameters) > 0 {
			said = "the parameters of an action"
			continue
		}
		if b.Struct == nil || descends(t, b.Struct) || descends(b.Struct, t) {
			return // right, or not to be told
		}
		said = b.Struct.Qualified()
	}
	c.report(codeRequest, true, sent, name, t.Qualified()+" "+said, f.Position, operationPosition(ops[0]), "it takes %s in the pages, %s in the code", said, t.Qualified())
}

// sendsAny reports whether a struct has a field for a parameter: it is then
// meant to be the body, and not something else that the function takes.
func sendsAny(s *gocode.Struct, b *model.Body) bool {
	for _, f := range s.Fields {
		for _, p := range b.Parameters {
			if strings.EqualFold(f.Name, p.Name) {
				return true
			}
		}
	}
	return false
}

// parameters holds the fields of a struct against the parameters of an action.
func (c *codeComparison) parameters(name string, s *gocode.Struct, op *model.Operation) {
	has := map[*model.Parameter]bool{}
	for _, f := range s.Fields {
		var p *model.Parameter
		for _, q := range op.Request.Parameters {
			if q.Name == f.Name || p == nil && strings.EqualFold(q.Name, f.Name) {
				p = q
			}
		}
		if p == nil {
			c.report(codeParameter, true, sent, name, f.Name, f.Position, operationPosition(op), "the action has no parameter %s", f.Name)
			continue
		}
		has[p] = true
		if p.Name != f.Name {
			c.report(codeParameterCase, true, sent, name, p.Name+" "+f.Name, f.Position, p.Position, "the parameter is %s in the pages, %s in the code", p.Name, f.Name)
		}
		c.fits(codeParameterType, codeParameterType, sent, name+" "+p.Name, f.Type, p.Ref, f.Position, p.Position)
	}
	for _, p := range op.Request.Parameters {
		if !has[p] && !s.Partial {
			c.report(codeParameterMissing, p.Required, sent, name, p.Name, s.Position, p.Position, "%s has no field for the parameter %s; it is %s", s.Name, p.Name, described(p.Ref))
		}
	}
}
