package explain

import (
	"fmt"

	"github.com/docwright/docwright/parser/source"
)

func (s ruleSubject) explain(x *Index) Explanation {
	use := s.use
	b := x.explain(Rule, use.name, "")
	b.fact("means", use.summary)
	if len(use.reasons) > 0 {
		b.fact("is", "a rule for reading pages")
		b.fact("used", times(len(use.reasons), func(i int) string { return use.reasons[i].Position.File }))
	} else {
		b.fact("is", severities[use.severity])
		b.fact("found", times(len(use.findings), func(i int) string { return use.findings[i].Position.File }))
	}
	var rows [][]string
	for _, r := range use.reasons {
		rows = append(rows, []string{x.place(r.Position).String(), r.Aspect, quoted(oneLine(r.Words))})
	}
	b.some("where", rows)
	for _, f := range use.findings {
		b.finding(f)
	}
	return b.e
}

// severities describe findings, by severity.
var severities = map[source.Severity]string{
	source.Error:   "an error: an input is wrong or can't be read",
	source.Warning: "a warning: something was left out or assumed",
	source.Note:    "a note: something that a person may want to know",
}

// times returns a text with the number of uses, and the number of pages with one.
func times(n int, page func(int) string) string {
	if n == 0 {
		return "not on these pages"
	}
	pages := map[string]bool{}
	for i := range n {
		pages[page(i)] = true
	}
	return fmt.Sprintf("%s, on %s", count(n, "time"), count(len(pages), "page"))
}

func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

func quoted(words string) string {
	if words == "" {
		return ""
	}
	return `"` + words + `"`
}
