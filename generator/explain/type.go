package explain

import (
	"slices"
	"strconv"
	"strings"

	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

func (s typeSubject) explain(x *Index) Explanation {
	t := s.t
	declaration := ""
	if t.AnyJSON {
		declaration = "json.RawMessage"
	} else if name := x.names.Type(t); !name.IsZero() {
		declaration = "type " + name.String() + " struct"
	}
	b := x.explain(Type, t.Qualified(), declaration)
	b.fact("is", join(", ", string(t.Kind)+" type", when(t.Abstract, "abstract"), when(t.Open, "open"), when(t.Media, "media entity"),
		when(t.Implied, "without a page of its own")))
	b.fact("base", upTo(baseNames(t)))
	if t.Entries != nil {
		b.fact("entries", shortType(t.Entries, t.Namespace))
	}
	b.fact("requires", upTo(t.Requires))
	b.fact("derived", upTo(qualified(t.Derived)))
	b.fact("description", t.Description)
	for i, page := range t.Pages {
		line := 0
		if i == 0 {
			line = t.Line
		}
		b.fact(either(i == 0, "page", "and page"), x.at(page, line))
	}
	b.reasons(t.Reasons)
	b.list("properties", x.propertyRows(t))
	b.some("referred to by", x.referrers(func(r *model.Ref) bool { return r.Struct == t }))
	for _, page := range t.Pages {
		b.findings(page, x.within(page, t))
	}
	return b.e
}

func qualified(types []*model.Type) []string {
	names := make([]string, len(types))
	for i, t := range types {
		names[i] = t.Qualified()
	}
	return names
}

// baseNames returns the base types of a type, nearest first. A base type that no
// page describes comes last.
func baseNames(t *model.Type) []string {
	var names []string
	for base := range t.Lineage() {
		if base != t {
			names = append(names, base.Qualified())
		}
	}
	if base := t.Undescribed(); base != "" {
		names = append(names, base+" (no page describes it)")
	}
	return names
}

// propertyRows lists the properties of a type, its own before inherited ones.
func (x *Index) propertyRows(t *model.Type) [][]string {
	var rows [][]string
	for owner, q := range t.AllProperties() {
		from := ""
		if owner != t {
			from = "from " + owner.Name
		}
		name, goType := q.Name, "(no field)"
		if f := x.names.Field(owner, q); f != nil {
			name, goType = bothNames(q.Name, f.Name.String()), f.Type.String()
		}
		rows = append(rows, []string{name, goType, join(", ", shortType(&q.Ref, t.Namespace), natureOf(q), from)})
	}
	return rows
}

// shortType is like typeText, but omits the namespace if it is the given one.
func shortType(r *model.Ref, namespace string) string {
	short := *r
	if rest, ok := strings.CutPrefix(r.Type, namespace+"."); ok && !strings.Contains(rest, ".") {
		short.Type = rest
	}
	return typeText(&short)
}

// within returns a function that reports whether a finding of the page concerns
// the element. If the page has other contents, these are the findings from its
// line up to the next element.
func (x *Index) within(page string, of any) func(source.Finding) bool {
	on := x.on(page)
	i := slices.IndexFunc(on, func(c content) bool { return c.thing == of })
	if len(on) <= 1 || i < 0 {
		return func(source.Finding) bool { return true }
	}
	from, to := on[i].line, int(^uint(0)>>1)
	if i == 0 {
		from = 0
	}
	if i+1 < len(on) {
		to = on[i+1].line
	}
	return func(f source.Finding) bool { return from <= f.Position.Line && f.Position.Line < to }
}

// referrers lists the properties and operations with a reference for which is
// returns true.
func (x *Index) referrers(is func(*model.Ref) bool) [][]string {
	var rows [][]string
	for _, t := range x.m.Types {
		if t.Entries != nil && is(t.Entries) {
			rows = append(rows, []string{"entries", t.Qualified(), x.place(t.Position()).String()})
		}
		for _, q := range t.Properties {
			if is(&q.Ref) {
				rows = append(rows, []string{"property", t.Qualified() + "/" + q.Name, x.place(q.Position).String()})
			}
		}
	}
	for _, op := range x.m.Operations {
		if how := refersBy(op, is); how != "" {
			rows = append(rows, []string{how, op.Name, x.at(op.Page, op.Line)})
		}
	}
	return rows
}

// refersBy returns the place of such a reference in an operation: the request, a
// response or a parameter. It returns "" if there is none.
func refersBy(op *model.Operation, is func(*model.Ref) bool) string {
	has := func(list []*model.Parameter) bool {
		return slices.ContainsFunc(list, func(q *model.Parameter) bool { return is(&q.Ref) })
	}
	for _, r := range op.Responses {
		if is(&r.Ref) {
			return "response " + strconv.Itoa(r.Status)
		}
	}
	switch {
	case op.Request != nil && is(&op.Request.Ref):
		return "request"
	case op.Request != nil && has(op.Request.Parameters), has(op.PathParameters), has(op.QueryParameters):
		return "parameter"
	}
	return ""
}
