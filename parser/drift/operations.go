package drift

import (
	"github.com/docwright/docwright/parser/drift/travel"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// operations compares the operations of two revisions. An operation is the same
// if a method and path of it are, whatever page they are on; else if the page,
// the method and the kind are.
func (c *comparison) operations() {
	isAlike, wasAlike := alike(c.is.Model.Operations), alike(c.was.Model.Operations)
	for _, op := range c.is.Model.Operations {
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
	for _, old := range c.was.Model.Operations {
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
	asked.way = travel.Sent
	c.parameters(asked, c.lists(op, old, arguments), argument)
	c.parameters(asked, c.lists(op, old, queries), option)
	c.parameters(asked, c.lists(op, old, headers), option)
	c.request(asked, op, old)
	answered := s
	answered.way = travel.Received
	c.responses(answered, op, old)
	s.is, s.was = deprecatedPosition(op), deprecatedPosition(old)
	c.retired(s, "operation", op.Deprecated, old.Deprecated)
}
