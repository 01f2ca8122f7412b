package explain

import (
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/source"
)

func (s propertySubject) explain(x *Index) Explanation {
	q := s.q
	declaration := ""
	if f := x.names.Field(s.owner, q); f != nil {
		declaration = x.names.Type(s.t).String() + "." + f.Name.String() + " " + f.Type.String()
	}
	b := x.explain(Property, s.t.Qualified()+"/"+q.Name, declaration)
	if s.owner != s.t {
		b.fact("inherited", "from "+s.owner.Qualified()+", which declares it")
	}
	b.fact("type", join(", ", typeText(&q.Ref), described(&q.Ref)))
	b.fact("in Go", when(declaration == "", "no field: the value is kept as an unknown property"))
	b.fact("is", natureOf(q))
	if q.Nullable != nil {
		b.fact("nullable", either(*q.Nullable, "yes", "no"))
	}
	if q.Default != nil {
		b.fact("default", *q.Default)
	}
	b.fact("description", q.Description)
	b.fact("in", x.place(q.Position).String())
	b.reasons(q.Reasons)
	if q.Enum != nil {
		b.list("values", x.memberRows(q.Enum))
	}
	x.propertyFindings(b, s)
	return b.e
}

// propertyFindings adds the findings on the lines from which the property and its
// type were read. It also adds the findings that quote the name of the property,
// in any case, on the pages of its types.
func (x *Index) propertyFindings(b *builder, s propertySubject) {
	places := map[source.Position]bool{line(s.q.Position): true}
	for _, r := range s.q.Reasons {
		if r.Aspect == "type" {
			places[line(r.Position)] = true
		}
	}
	pages := append([]string{s.q.Position.File}, s.t.Pages...)
	pages = append(pages, s.owner.Pages...)
	name := strings.ToLower(`"` + s.q.Name + `"`)
	for i, page := range pages {
		if slices.Contains(pages[:i], page) {
			continue
		}
		b.findings(page, func(f source.Finding) bool {
			return places[line(f.Position)] || strings.Contains(strings.ToLower(f.Message), name)
		})
	}
}
