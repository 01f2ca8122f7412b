package drift

import (
	"cmp"
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/model"
)

// rows compares what tables of a body say of properties of the body's type, and
// returns the lists without these. A page need not list what its type has: a row that
// came or went changes what callers may send only as far as the type does, and that
// is a change of the type.
func (c *comparison) rows(s subject, l lists, role role, t, old *model.Type) lists {
	rest := lists{isToo: l.isToo, wasToo: l.wasToo}
	tabled := slices.ContainsFunc(l.was, func(q *model.Parameter) bool { return q.ByTable })
	var required []string // by a table of what is required
	for _, p := range l.is {
		r := row{p, model.ParameterNamed(l.was, p.Name), t.PropertyFold(p.Name), old.PropertyFold(p.Name)}
		at := s.parameter(p.Name)
		at.is = cmp.Or(p.Position, s.is)
		if !r.isProperty() && (tabled || !p.ByTable || role == change) {
			rest.is = append(rest.is, p)
			continue
		}
		if role != change && c.demand(at, r, tabled) {
			required = append(required, p.Name)
		}
		if r.q != nil {
			at.was = cmp.Or(r.q.Position, s.was)
			c.row(at, r)
		}
	}
	if len(required) > 0 {
		c.note(parameterRequired, s, "table "+strings.Join(required, " "), "the table of what is required lists now %s", listed(required))
	}
	rest.was = c.rowsLost(s, l, t, old)
	return rest
}

// demand compares whether the property has to be sent. It reports whether that is
// new by a table of what is required: such rows are reported together. Tabled is set
// where the earlier page has such a table.
func (c *comparison) demand(s subject, r row, tabled bool) (byTable bool) {
	switch {
	case !r.demands():
		c.waives(s, r)
	case r.p.ByTable && (r.before != nil || !tabled):
		return true
	case r.before == nil && r.q == nil:
		c.parameterGained(s, r.p, true)
	default:
		c.states(parameterRequired, s, "the parameter", true, "required", "optional")
	}
	return false
}

// rowsLost reports rows that went and whose properties the type still has. It returns
// those that are none of its properties.
func (c *comparison) rowsLost(s subject, l lists, t, old *model.Type) (rest []*model.Parameter) {
	for _, q := range l.was {
		if now := t.PropertyFold(q.Name); now == nil && old.PropertyFold(q.Name) == nil {
			rest = append(rest, q)
		} else if now != nil && !now.ReadOnly && model.ParameterNamed(l.is, q.Name) == nil && !l.isToo(q.Name) {
			at := s.parameter(q.Name)
			at.was = cmp.Or(q.Position, s.was)
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

// isProperty reports whether the type has the property, on one of the two sides.
func (r row) isProperty() bool { return r.now != nil || r.before != nil }

// demands reports whether the property has to be sent and nothing said so before.
// Nobody sends what can't be written.
func (r row) demands() bool {
	writable := r.now == nil || !r.now.ReadOnly && !r.now.Key
	return r.p.Required && writable && (r.q == nil || !r.q.Required) && (r.before == nil || !r.before.Required)
}

// waives reports a property that no longer has to be sent.
func (c *comparison) waives(s subject, r row) {
	if r.q == nil || !r.q.Required || r.p.Required || r.now != nil && (r.now.Required || r.now.ReadOnly) {
		return
	}
	s.was = cmp.Or(r.q.Position, s.was)
	c.states(parameterRequired, s, "the parameter", false, "required", "optional")
}

// row compares the types of the rows, unless they only repeat what the type says of
// the property, or list other values than an enum has that is the property's.
func (c *comparison) row(s subject, r row) {
	p, q := r.p.Ref, r.q.Ref
	if r.now != nil && r.before != nil {
		repeats := p.IsSame(r.now.Ref) && q.IsSame(r.before.Ref)
		enums := r.now.Enum != nil && r.before.Enum != nil && (p.Listed || q.Listed)
		if repeats || enums {
			return
		}
	}
	if p.Collection != q.Collection {
		c.differ(parameterType, s, true, "the parameter", p.CSDL(), q.CSDL())
		return
	}
	c.refer(parameterType, s, p, q)
}
