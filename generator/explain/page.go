package explain

import (
	"github.com/docwright/docwright/parser/source"
)

func (s pageSubject) explain(x *Index) Explanation {
	b := x.explain(Page, x.at(s.page, 0), "")
	on := x.on(s.page)
	if len(on) == 0 {
		b.fact("has", "no type, enum or operation that can be read")
	}
	rows := make([][]string, len(on))
	for i, c := range on {
		rows[i] = []string{lineText(c.line), string(c.kind), c.name, c.declaration}
	}
	b.list("on the page", rows)
	b.findings(s.page, func(source.Finding) bool { return true })
	return b.e
}
