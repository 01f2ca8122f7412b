package explain

import (
	"slices"
	"strconv"

	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

func (s enumSubject) explain(x *Index) Explanation {
	e := s.e
	declaration := ""
	if name := x.names.Enum(e); !name.IsZero() {
		declaration = "type " + name.String() + " string"
	}
	b := x.explain(Enum, e.Qualified(), declaration)
	b.fact("is", either(e.Flags, "an enum of flags: a value combines any number of members", "an enum: a value is one of the members"))
	b.fact("description", e.Description)
	b.fact("in", x.at(e.Page, e.Line))
	b.reasons(e.Reasons)
	b.list("members", x.memberRows(e))
	b.some("referred to by", x.referrers(func(r *model.Ref) bool { return r.Enum == e }))
	x.enumFindings(b, e)
	return b.e
}

// enumFindings adds the findings at the places from which the enum was read.
func (x *Index) enumFindings(b *builder, e *model.Enum) {
	places := map[source.Position]bool{{File: e.Page, Line: e.Line}: true}
	pages := []string{e.Page}
	for _, r := range e.Reasons {
		places[line(r.Position)] = true
		if !slices.Contains(pages, r.Position.File) {
			pages = append(pages, r.Position.File)
		}
	}
	for _, page := range pages {
		b.findings(page, func(f source.Finding) bool { return places[line(f.Position)] })
	}
}

// memberRows lists the members of an enum: the value that is sent, the constant,
// the number and the description.
func (x *Index) memberRows(e *model.Enum) [][]string {
	rows := make([][]string, len(e.Members))
	for i, m := range e.Members {
		rows[i] = []string{m.Name, x.constant(e, m), number(m), oneLine(m.Description)}
	}
	return rows
}

func number(m *model.Member) string {
	if m.Value == nil {
		return ""
	}
	return strconv.FormatInt(*m.Value, 10)
}

// constant returns the Go constant for a member.
func (x *Index) constant(e *model.Enum, m *model.Member) string {
	for _, c := range x.names.Members(e) {
		if c.Value == m.Name {
			return c.Name.String()
		}
	}
	return "(no constant)"
}

func (s memberSubject) explain(x *Index) Explanation {
	e := s.e
	b := x.explain(Member, e.Qualified()+"/"+s.name, "")
	for _, m := range e.Members {
		if m.Name != s.name {
			continue
		}
		if name := x.constant(e, m); !x.names.Enum(e).IsZero() {
			b.e.Go = "const " + name + " " + x.names.Enum(e).String() + " = " + strconv.Quote(s.name)
		}
		b.fact("of", join(" ", "the", when(e.Flags, "flags"), "enum", e.Qualified()))
		b.fact("value", number(m))
		b.fact("description", m.Description)
		break
	}
	b.fact("in", x.at(e.Page, e.Line))
	b.reasons(e.Reasons)
	x.enumFindings(b, e)
	return b.e
}
