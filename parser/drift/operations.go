package drift

import (
	"github.com/docwright/docwright/parser/drift/travel"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// operations compares the operations of two revisions.
func (c *comparison) operations() {
	p := c.pair()
	for _, op := range c.is.Model.Operations {
		c.operationNow(op, p)
	}
	for _, old := range c.was.Model.Operations {
		c.operationBefore(old, p)
	}
	c.renamed()
}

// operationNow compares an operation of the pages with its counterpart.
func (c *comparison) operationNow(op *model.Operation, p *pairs) {
	lines := c.is.lines.of[op]
	s := c.lineSubject(op, lines)
	old := p.was[op]
	if old == nil {
		c.report(operationGained, s, true, "", "the operation %s%s", c.words.gained, onPage(op))
		return
	}
	s.was = old.Position()
	if op.Method != old.Method {
		c.report(methodDiffers, s, true, op.Method+" "+old.Method, "the method is %s now, %s before%s", op.Method, old.Method,
			either(sharesPath(op, old), "", "; the path was "+old.Paths[0]))
		c.permissions(s, op, old)
		return
	}
	c.paths(pathGained, s, lines, c.was.lines, c.words.gained)
	if !c.isExtraPage(op, old) {
		c.operation(s, op, old)
	}
	c.permissions(s, op, old)
}

// operationBefore reports what was removed of an operation of the earlier
// pages.
func (c *comparison) operationBefore(old *model.Operation, p *pairs) {
	lines := c.was.lines.of[old]
	s := c.lineSubject(old, lines)
	s.is, s.was = source.Position{}, s.is
	now := p.is[old]
	switch {
	case now == nil:
		c.report(operationLost, s, true, "", "the operation %s%s", c.words.lost, onPage(old))
	case now.Method == old.Method:
		s.is = now.Position()
		c.paths(pathLost, s, lines, c.is.lines, c.words.lost)
	}
}

// isExtraPage reports whether the operation is on a new page while the old page
// still documents the request line. The facts that the new page adds are not
// changes.
func (c *comparison) isExtraPage(op, old *model.Operation) bool {
	if op.Page == old.Page {
		return false
	}
	same := c.is.lines.counterpart(old.Page, c.was.lines.of[old])
	return same != nil && same.Page == old.Page
}

// paths reports the request lines that no operation of the other side has.
func (c *comparison) paths(row aspect, s subject, lines []line, others *requestLines, verb string) {
	seen := map[string]bool{}
	for _, l := range lines {
		if len(others.byKey[l.key]) > 0 || seen[l.key] {
			continue
		}
		seen[l.key] = true
		at := s
		at.name = c.lineName(l)
		if row == pathGained {
			at.is = l.route.Position
		} else {
			at.was = l.route.Position
		}
		c.report(row, at, true, "", "the path %s", verb)
	}
}

// operation compares the requests and responses of two operations.
func (c *comparison) operation(s subject, op, old *model.Operation) {
	sent := s
	sent.way = travel.Sent
	c.parameters(sent, c.lists(op, old, arguments), argument)
	c.parameters(sent, c.lists(op, old, queries), option)
	c.parameters(sent, c.lists(op, old, headers), option)
	c.request(sent, op, old)
	received := s
	received.way = travel.Received
	c.responses(received, op, old)
	s.is, s.was = deprecatedPosition(op), deprecatedPosition(old)
	c.deprecated(s, "operation", op.Deprecated, old.Deprecated)
}
