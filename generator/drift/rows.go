package drift

import (
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/model"
)

// rows compares what tables of a body say of properties of the body's type, and
// returns the lists without these. A page need not list what its type has: a row that
// came or went changes what callers may send only as far as the type does, and of that
// the changes of the type tell.
func (c *comparison) rows(s subject, l lists, role role, t, old *model.Type) lists {
	rest := lists{isToo: l.isToo, wasToo: l.wasToo}
	tabled := slices.ContainsFunc(l.was, func(q *model.Parameter) bool { return q.ByTable })
	var listed []string // of what a table lists for being required
	for _, p := range l.is {
		r := row{p, parameter(l.was, p.Name), t.PropertyFold(p.Name), old.PropertyFold(p.Name)}
		at := s.parameter(p.Name)
		at.is = standing(p.Position, s.is)
		switch {
		case r.now == nil && r.before == nil && (tabled || !p.ByTable || role == change):
			rest.is = append(rest.is, p)
			continue
		case role == change:
		case !r.demands():
			c.waives(at, r)
		case p.ByTable && (r.before != nil || !tabled):
			listed = append(listed, p.Name)
		case r.before == nil && r.q == nil:
			c.parameterGained(at, p, true)
		default:
			c.states(parameterRequired, at, "the parameter", true, "required", "optional")
		}
		if r.q != nil {
			at.was = standing(r.q.Position, s.was)
			c.row(at, r)
		}
	}
	if len(listed) > 0 {
		c.note(parameterRequired, s, "table "+strings.Join(listed, " "), "the table of what is required lists now %s", some(listed))
	}
	rest.was = c.rowsLost(s, l, t, old)
	return rest
}

// rowsLost tells of rows that went, whose properties the type still has, and returns
// those that are none of its properties.
func (c *comparison) rowsLost(s subject, l lists, t, old *model.Type) (rest []*model.Parameter) {
	for _, q := range l.was {
		if now := t.PropertyFold(q.Name); now == nil && old.PropertyFold(q.Name) == nil {
			rest = append(rest, q)
		} else if now != nil && !now.ReadOnly && parameter(l.is, q.Name) == nil && !l.isToo(q.Name) {
			at := s.parameter(q.Name)
			at.was = standing(q.Position, s.was)
			c.note(parameterLost, at, "", "the page no longer lists the property, which %s still has", t.Name)
		}
	}
	return rest
}

// row is what two pages say of a property of the body's type. All but p may be nil.
type row struct {
	p, q        *model.Parameter
	now, before *model.Property
}

// demands reports whether the property has to be sent and nothing said so before.
// Nobody sends what can't be written.
func (r row) demands() bool {
	writable := r.now == nil || !r.now.ReadOnly && !r.now.Key
	return r.p.Required && writable && (r.q == nil || !r.q.Required) && (r.before == nil || !r.before.Required)
}

// waives tells of a property that no longer has to be sent.
func (c *comparison) waives(s subject, r row) {
	if r.q == nil || !r.q.Required || r.p.Required || r.now != nil && (r.now.Required || r.now.ReadOnly) {
		return
	}
	s.was = standing(r.q.Position, s.was)
	c.states(parameterRequired, s, "the parameter", false, "required", "optional")
}

// row compares the types of the rows, unless they only repeat what the type says of
// the property, or list other values than an enum has that is the property's.
func (c *comparison) row(s subject, r row) {
	p, q := r.p.Ref, r.q.Ref
	if r.now != nil && r.before != nil {
		repeats := sameRef(p, r.now.Ref) && sameRef(q, r.before.Ref)
		enums := r.now.Enum != nil && r.before.Enum != nil && (p.Listed || q.Listed)
		if repeats || enums {
			return
		}
	}
	if p.Collection != q.Collection {
		c.differ(parameterType, s, true, "the parameter", described(p), described(q))
		return
	}
	c.refer(parameterType, s, p, q)
}
