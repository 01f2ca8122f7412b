package drift

import (
	"cmp"
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/model"
)

// rows compares the table rows for properties of the body's type. It returns
// the lists without these rows. A page need not list all properties of the
// type. A row that was added or removed changes what callers may send only if
// the type changes, which is reported for the type.
func (c *comparison) rows(s subject, l lists, role role, t, old *model.Type) lists {
	rest := lists{isToo: l.isToo, wasToo: l.wasToo}
	tabled := slices.ContainsFunc(l.was, func(q *model.Parameter) bool { return q.ByTable })
	var required []string // required by a table of required properties
	for _, p := range l.is {
		r := row{p, model.ParameterNamed(l.was, p.Name), t.PropertyFold(p.Name), old.PropertyFold(p.Name)}
		at := s.parameter(p.Name)
		at.is = cmp.Or(p.Position, s.is)
		if !r.isProperty() && (tabled || !p.ByTable || role == change) {
			rest.is = append(rest.is, p)
			continue
		}
		if role != change && c.requirement(at, r, tabled) {
			required = append(required, p.Name)
		}
		if r.q != nil {
			at.was = cmp.Or(r.q.Position, s.was)
			c.row(at, r)
		}
	}
	if len(required) > 0 {
		c.note(parameterRequired, s, "table "+strings.Join(required, " "), "the table of required properties now lists %s", joinNames(required))
	}
	rest.was = c.rowsLost(s, l, t, old)
	return rest
}

// requirement compares whether the property is required. It reports whether the
// requirement is new and comes from a table of required properties; the caller
// reports such rows together. Tabled reports whether the earlier page has such
// a table.
func (c *comparison) requirement(s subject, r row, tabled bool) (byTable bool) {
	switch {
	case !r.isNewlyRequired():
		c.noLongerRequired(s, r)
	case r.p.ByTable && (r.before != nil || !tabled):
		return true
	case r.before == nil && r.q == nil:
		c.parameterGained(s, r.p, true)
	default:
		c.reportFact(parameterRequired, s, "the parameter", true, "required", "optional")
	}
	return false
}

// rowsLost reports removed rows for properties that the type still has. It
// returns the removed rows for other names.
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

// row is a property of the body's type, as two pages list it. All fields except
// p may be nil.
type row struct {
	p, q        *model.Parameter
	now, before *model.Property
}

// isProperty reports whether the type has the property on one of the sides.
func (r row) isProperty() bool { return r.now != nil || r.before != nil }

// isNewlyRequired reports whether the property is required, and was not before.
// A property that can't be written is never required.
func (r row) isNewlyRequired() bool {
	writable := r.now == nil || !r.now.ReadOnly && !r.now.Key
	return r.p.Required && writable && (r.q == nil || !r.q.Required) && (r.before == nil || !r.before.Required)
}

// noLongerRequired reports a property that is no longer required.
func (c *comparison) noLongerRequired(s subject, r row) {
	if r.q == nil || !r.q.Required || r.p.Required || r.now != nil && (r.now.Required || r.now.ReadOnly) {
		return
	}
	s.was = cmp.Or(r.q.Position, s.was)
	c.reportFact(parameterRequired, s, "the parameter", false, "required", "optional")
}

// row compares the types in the rows. It skips rows that only repeat the type
// of the property, and rows that list values of the property's enum.
func (c *comparison) row(s subject, r row) {
	p, q := r.p.Ref, r.q.Ref
	if r.now != nil && r.before != nil {
		repeats := p.IsSame(r.now.Ref) && q.IsSame(r.before.Ref)
		enums := r.now.Enum != nil && r.before.Enum != nil && (p.Listed || q.Listed)
		if repeats || enums {
			return
		}
	}
	c.parameterType(s, p, q)
}
