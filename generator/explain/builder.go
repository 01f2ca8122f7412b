package explain

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// builder builds an explanation. Its methods skip empty values.
type builder struct {
	x *Index
	e Explanation
}

func (x *Index) explain(kind Kind, name, declaration string) *builder {
	return &builder{x, Explanation{Kind: kind, Name: name, Go: declaration,
		Facts: []Fact{}, Reasons: []Reason{}, Lists: []List{}, Findings: []Finding{}}}
}

func (b *builder) fact(name, value string) {
	if value = oneLine(value); value != "" {
		b.e.Facts = append(b.e.Facts, Fact{name, value})
	}
}

func (b *builder) list(name string, rows [][]string) {
	if len(rows) > 0 {
		b.e.Lists = append(b.e.Lists, List{Name: name, Rows: rows})
	}
}

// some adds a list with at most mostRows rows.
func (b *builder) some(name string, rows [][]string) {
	shown := rows[:min(len(rows), mostRows)]
	b.list(name, shown)
	if len(shown) > 0 {
		b.e.Lists[len(b.e.Lists)-1].More = len(rows) - len(shown)
	}
}

// reasons adds the reasons, sorted by aspect. For each aspect, the reason that
// applies comes first, then the earlier ones.
func (b *builder) reasons(list model.Reasons) {
	sorted := slices.Clone(list)
	slices.SortStableFunc(sorted, func(a, b model.Reason) int {
		return cmp.Or(cmp.Compare(rank(a.Aspect), rank(b.Aspect)), strings.Compare(a.Aspect, b.Aspect))
	})
	for len(sorted) > 0 {
		n := 1
		for n < len(sorted) && sorted[n].Aspect == sorted[0].Aspect {
			n++
		}
		same := sorted[:n]
		sorted = sorted[n:]
		if !model.Adds(same[0].Aspect) {
			b.reason(same[n-1], false)
			same = same[:n-1]
		}
		for _, r := range same {
			b.reason(r, !model.Adds(r.Aspect))
		}
	}
}

// aspects are the first words of the aspects that come first, in this order. The
// others follow in alphabetical order.
var aspects = []string{"name", "page", "kind", "base", "type", "path", "parameter", "request", "response"}

func rank(aspect string) int {
	first, _, _ := strings.Cut(aspect, " ")
	if i := slices.Index(aspects, first); i >= 0 {
		return i
	}
	return len(aspects)
}

func (b *builder) reason(r model.Reason, earlier bool) {
	b.e.Reasons = append(b.e.Reasons, Reason{Aspect: r.Aspect, Place: b.x.place(r.Position),
		Words: oneLine(r.Words), Rule: r.Why.Name, Summary: r.Why.Summary, Earlier: earlier})
}

// findings adds the findings of a page that keep accepts.
func (b *builder) findings(page string, keep func(source.Finding) bool) {
	for _, f := range b.x.findings[page] {
		if keep(f) {
			b.finding(f)
		}
	}
}

func (b *builder) finding(f source.Finding) {
	b.e.Findings = append(b.e.Findings, Finding{b.x.place(f.Position), f.Severity, f.Rule.Name, f.Text()})
}

// place converts a position to a place relative to the working directory.
func (x *Index) place(at source.Position) Place {
	at.File = path.Join(x.dir, at.File)
	return Place(at)
}

// at returns the place of a line of a page.
func (x *Index) at(page string, line int) string {
	return x.place(source.Position{File: page, Line: line}).String()
}

// line returns the position without its column.
func line(at source.Position) source.Position {
	at.Col = 0
	return at
}
