package drift

import (
	"cmp"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// operations compares the operations of two revisions. An operation is the same
// if a method and path of it are, whatever page they are on; else if the page,
// the method and the kind are.
func (c *comparison) operations() {
	isAlike, wasAlike := alike(c.is.model.Operations), alike(c.was.model.Operations)
	for _, op := range c.is.model.Operations {
		lines := c.is.lines.of[op]
		s := c.lineSubject(op, lines)
		old := c.was.lines.counterpart(op.Page, lines)
		if old == nil {
			old = wasAlike[identity(op)]
		}
		if old == nil {
			c.report(operationGained, s, true, "", "the operation %s%s", c.words.gained, onPage(op))
			continue
		}
		s.was = old.Position()
		c.paths(pathGained, s, lines, c.was.lines, c.words.gained)
		if !c.joins(op, old) {
			c.operation(s, op, old)
		}
		c.permissions(s, op, old)
	}
	for _, old := range c.was.model.Operations {
		lines := c.was.lines.of[old]
		s := c.lineSubject(old, lines)
		s.is, s.was = source.Position{}, s.is
		now := c.is.lines.counterpart(old.Page, lines)
		if now == nil {
			now = isAlike[identity(old)]
		}
		if now == nil {
			c.report(operationLost, s, true, "", "the operation %s%s", c.words.lost, onPage(old))
			continue
		}
		s.is = now.Position()
		c.paths(pathLost, s, lines, c.is.lines, c.words.lost)
	}
}

// joins reports whether an operation is on a page that came to another one, which
// has the request line as before: what it adds to that page's words is no change.
func (c *comparison) joins(op, old *model.Operation) bool {
	if op.Page == old.Page {
		return false
	}
	same := c.is.lines.counterpart(old.Page, c.was.lines.of[old])
	return same != nil && same.Page == old.Page
}

// lineSubject is an operation under the name of its first request line, which is
// the same on all pages that have it.
func (c *comparison) lineSubject(op *model.Operation, lines []line) subject {
	s := operationSubject(op)
	if len(lines) > 0 {
		s.name = c.named(lines[0])
	}
	return s
}

// named is a request line as one page spells it for all that have it.
func (c *comparison) named(l line) string {
	return cmp.Or(c.is.lines.names[l.key], c.was.lines.names[l.key])
}

func operationSubject(op *model.Operation) subject {
	s := subject{name: callName(op), is: op.Position()}
	if len(op.Paths) > 0 {
		s.name = op.Method + " " + op.Paths[0]
	}
	return s
}

func onPage(op *model.Operation) string {
	if op.Title == "" {
		return ""
	}
	return "; its page is " + strconv.Quote(op.Title)
}

// identity is what an operation keeps when its paths change. One that has none,
// an action or function of metadata, is known by what it is bound to and takes.
func identity(op *model.Operation) [3]string {
	if len(op.Paths) > 0 {
		return [3]string{op.Page, op.Method, string(op.Kind)}
	}
	var names strings.Builder
	for _, p := range callParameters(op) {
		names.WriteString(p.Name + " ")
	}
	return [3]string{callName(op), string(op.Kind), names.String()}
}

// alike returns an operation of each identity.
func alike(ops []*model.Operation) map[[3]string]*model.Operation {
	byIdentity := make(map[[3]string]*model.Operation, len(ops))
	for _, op := range ops {
		byIdentity[identity(op)] = op
	}
	return byIdentity
}

// paths reports those request lines that no operation of the other side has.
func (c *comparison) paths(row aspect, s subject, lines []line, others *requestLines, verb string) {
	seen := map[string]bool{}
	for _, l := range lines {
		if len(others.byKey[l.key]) > 0 || seen[l.key] {
			continue
		}
		seen[l.key] = true
		at := s
		at.name = c.named(l)
		if row == pathGained {
			at.is = l.route.Position
		} else {
			at.was = l.route.Position
		}
		c.report(row, at, true, "", "the path %s", verb)
	}
}

// operation compares what two operations take and give.
func (c *comparison) operation(s subject, op, old *model.Operation) {
	asked := s
	asked.use = sent
	c.parameters(asked, c.lists(op, old, arguments), argument)
	c.parameters(asked, c.lists(op, old, queries), option)
	c.parameters(asked, c.lists(op, old, headers), option)
	c.request(asked, op, old)
	answered := s
	answered.use = received
	c.responses(answered, op, old)
	s.is, s.was = deprecatedPosition(op), deprecatedPosition(old)
	c.retired(s, "operation", op.Deprecated, old.Deprecated)
}

func (c *comparison) request(s subject, op, old *model.Operation) {
	b, was := body(op), body(old)
	s.is, s.was = requestPosition(op), requestPosition(old)
	if is, was := bodyType(b), bodyType(was); !strings.EqualFold(is, was) {
		c.body(s, b, is, was)
		return
	}
	role := argument
	switch {
	case op.Method == http.MethodPatch:
		role = change
	case b.Type != "":
		role = option
	}
	l := c.lists(op, old, bodyParameters)
	if b.Struct != nil && was.Struct != nil {
		l = c.rows(s, l, role, b.Struct, was.Struct)
	}
	c.parameters(s, l, role)
}

// body reports another type of body. One that callers may leave out breaks none of
// those who sent none.
func (c *comparison) body(s subject, b *model.Body, is, was string) {
	if b.Optional && was == noBody {
		c.note(requestDiffers, s, is+" "+was, "a body may be sent now: %s", is)
		return
	}
	c.differ(requestDiffers, s, true, "the body", is, was)
}

const noBody = "none"

func body(op *model.Operation) *model.Body {
	if op.Request == nil {
		return &model.Body{}
	}
	return op.Request
}

func bodyType(b *model.Body) string {
	switch {
	case b.Type != "":
		return described(b.Ref)
	case len(b.Parameters) > 0:
		return "parameters"
	}
	return noBody
}

// responses compares what the operations answer with when all is well.
func (c *comparison) responses(s subject, op, old *model.Operation) {
	unseen := slices.Concat(unseen(op, old), unseen(old, op))
	is, was := successes(op, unseen), successes(old, unseen)
	if strings.EqualFold(is, was) {
		return
	}
	given, told := op.Result(), old.Result()
	retyped := given != nil && told != nil && !sameRef(given.Ref, told.Ref) && !c.narrows(given.Ref, told.Ref)
	s.is, s.was = answerPosition(op, given, told), answerPosition(old, told, given)
	c.differ(responseDiffers, s, retyped, "the answer", is, was)
}

func sameRef(a, b model.Ref) bool {
	return a.Collection == b.Collection && strings.EqualFold(a.Type, b.Type)
}

// narrows reports whether an answer is of a type derived from the earlier one, which
// it then is as well.
func (c *comparison) narrows(is, was model.Ref) bool {
	from := c.is.typ(was.Type)
	return is.Collection == was.Collection && from != nil && is.Struct != nil && is.Struct.DerivesFrom(from)
}

// unseen returns the statuses that come with a type by one page, which shows none,
// and without one by the other.
func unseen(op, other *model.Operation) []int {
	var list []int
	for _, r := range op.Responses {
		typed := func(o *model.Response) bool { return o.Status == r.Status && o.Type != "" }
		if r.Unseen && !slices.ContainsFunc(other.Responses, typed) {
			list = append(list, r.Status)
		}
	}
	return list
}

// successes lists the answers of 2xx as messages write them: "200 Edm.String". Those
// that are unseen are listed without a type.
func successes(op *model.Operation, unseen []int) string {
	var list []string
	for _, r := range op.Responses {
		if r.Status < 200 || r.Status >= 300 {
			continue
		}
		text := strconv.Itoa(r.Status)
		if r.Type != "" && !slices.Contains(unseen, r.Status) {
			text += " " + described(r.Ref)
		}
		if !slices.Contains(list, text) {
			list = append(list, text)
		}
	}
	if len(list) == 0 {
		return "not told"
	}
	return strings.Join(list, " or ")
}
