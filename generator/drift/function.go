package drift

import (
	"slices"
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
	ops := c.lines[requestKey(f.Method, f.Path)]
	if len(ops) == 0 {
		c.report(codeOperation, true, 0, f.Method+" "+f.Path, "", f.Position, source.Position{}, "no page documents it%s", c.otherMethods(f))
		return
	}
	name := c.requestLine(f, ops)
	c.response(f, name, ops)
	c.request(f, name, ops)
	c.arguments(f, name, ops)
	c.bodies(f, name, ops)
	deprecated := func(op *model.Operation) bool { return op.Deprecated }
	if !f.Deprecated && !slices.ContainsFunc(ops, not(deprecated)) {
		c.report(codeDeprecation, true, 0, name, f.Name, f.Position, ops[0].Position(), deprecationMessage, f.Name)
	}
}

func not[T any](is func(T) bool) func(T) bool { return func(v T) bool { return !is(v) } }

// requestLine is the request line of the function as its page has it.
func (c *codeComparison) requestLine(f *gocode.Function, ops []*model.Operation) string {
	key := requestKey(f.Method, f.Path)
	for _, l := range c.pages.lines.of[ops[0]] {
		if l.key == key || requestKey(f.Method, l.route.Path) == key {
			return f.Method + " " + l.route.Path
		}
	}
	return f.Method + " " + f.Path
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

func (c *codeComparison) typeOf(g gocode.Type) *model.Type {
	if g.Struct == nil {
		return nil
	}
	return c.types[g.Struct]
}

// request holds what a function sends against what its pages say.
func (c *codeComparison) request(f *gocode.Function, name string, ops []*model.Operation) {
	for _, g := range f.Params {
		if c.typeOf(g.Type) != nil {
			c.body(f, name, ops, g)
		} else if g.Struct != nil {
			c.action(f, name, g, ops)
		}
	}
}

// action holds a struct against the parameters of an action. Where several pages
// document one, it is that which differs least.
func (c *codeComparison) action(f *gocode.Function, name string, g gocode.Param, ops []*model.Operation) {
	before := c.changes
	var least []Change
	var found *model.Operation
	for _, op := range ops {
		if op.Request == nil || op.Request.Type != "" || !sendsAny(g.Struct, op.Request) {
			continue
		}
		c.changes = nil
		c.parameters(name, g.Struct, op)
		if found == nil || len(c.changes) < len(least) {
			found, least = op, c.changes
		}
	}
	c.changes = append(before, least...)
	if found != nil && g.Collection && !g.Variadic {
		c.report(codeRequest, true, sent, name, g.Text, f.Position, found.Position(), "it takes one object with the parameters of an action in the pages, %s in the code", g.Text)
	}
}

// body holds the type of a parameter against that of the body.
func (c *codeComparison) body(f *gocode.Function, name string, ops []*model.Operation, g gocode.Param) {
	said, detail, right := c.takes(g, ops)
	if right || names(f) {
		return
	}
	is := inWords(model.Ref{Type: c.typeOf(g.Type).Qualified(), Collection: g.Collection})
	c.report(codeRequest, true, sent, name, detail, f.Position, ops[0].Position(), "it takes %s in the pages, %s in the code", said, is)
}

// takes says what the operations take, and whether a parameter is that or can't be
// told not to be. Detail tells what differs from all else that may.
func (c *codeComparison) takes(g gocode.Param, ops []*model.Operation) (said, detail string, right bool) {
	t := c.typeOf(g.Type)
	is := model.Ref{Type: t.Qualified(), Collection: g.Collection}
	said, detail = "nothing", is.Type+" nothing"
	for _, op := range ops {
		b := op.Request
		switch {
		case b == nil && g.Pointer && op.Result() != nil && t.IsRelated(op.Result().Struct):
			return "", "", true // the answer is put there
		case b == nil:
		case b.Type == "" && len(b.Parameters) > 0 && wraps(op, t):
			return "", "", true
		case b.Type == "" && len(b.Parameters) > 0:
			said = "the parameters of an action"
			detail = is.Type + " " + said
		case b.Struct == nil:
			return "", "", true
		case !t.IsRelated(b.Struct) && c.belongs(t, op):
			return "", "", true
		case !t.IsRelated(b.Struct):
			said, detail = inWords(b.Ref), is.Type+" "+b.Struct.Qualified()
		case b.Collection == g.Collection || g.Wrapped && !g.Collection || g.Variadic:
			return "", "", true
		default:
			said, detail = inWords(b.Ref), described(is)+" "+described(b.Ref)
		}
	}
	return said, detail, false
}

// names reports whether a function has too few other arguments for the parameters of
// its path: a value may be there for what it is called by, and not to be sent.
func names(f *gocode.Function) bool { return scalars(f) < placeholders(f.Path) }

// wraps reports whether a value may be a part of what is sent: one of the parameters
// of an action, or what a link leads to.
func wraps(op *model.Operation, t *model.Type) bool {
	return op.Kind == model.Reference || slices.ContainsFunc(op.Request.Parameters, func(p *model.Parameter) bool { return t.IsRelated(p.Struct) })
}

// belongs reports whether the type is one of those in the list that something is
// added to: the page may describe how that is done with another.
func (c *codeComparison) belongs(t *model.Type, op *model.Operation) bool {
	if op.Method != "POST" {
		return false
	}
	for _, l := range c.pages.lines.of[op] {
		for _, list := range c.lines[requestKey("GET", l.route.Path)] {
			if r := list.Result(); r != nil && r.Collection && r.Struct != nil && t.DerivesFrom(r.Struct) {
				return true
			}
		}
	}
	return false
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
			c.report(codeParameter, true, sent, name+"?"+f.Name, "", f.Position, op.Position(), "the action has no parameter %s", f.Name)
			continue
		}
		has[p] = true
		if p.Name != f.Name {
			c.report(codeParameterCase, true, sent, name+"?"+p.Name, f.Name, f.Position, p.Position, "the name is %s in the pages, %s in the code", p.Name, f.Name)
		}
		c.fits(codeParameterType, codeParameterType, sent, name+"?"+p.Name, f.Type, p.Ref, f.Position, p.Position)
		c.nested(f.Type, p.Ref)
	}
	lost := c.shadowed(s, name+"?", sent)
	for _, p := range op.Request.Parameters {
		if !has[p] && !s.Partial && !slices.Contains(lost, p.Name) {
			c.report(codeParameterMissing, p.Required, sent, name+"?"+p.Name, "", s.Position, p.Position, "%s has no field for it; it is %s", structName(s), inWords(p.Ref))
		}
	}
}
