package operation

import (
	"path"
	"strings"

	"github.com/docwright/docwright/parser/schema"
)

// Link sets the types of responses without a type on their own page. It takes
// them from the tables of methods on the pages of types, if all rows for the
// operation agree. Call it before [schema.Link], which links the names.
func Link(pages []*Page, declarations []*schema.Declarations) {
	methods := map[string][]*schema.Method{}
	for _, d := range declarations {
		for _, m := range d.Methods {
			methods[m.Page] = append(methods[m.Page], m)
		}
	}
	for _, p := range pages {
		name := strings.TrimSuffix(strings.ToLower(path.Base(p.page.Path)), ".md")
		m := agreed(methods[name])
		for _, n := range p.Notes.Operations {
			for _, u := range n.Untyped {
				if m == nil {
					p.Findings.Add(u.Position, ruleUntyped, "the page names no type for the body of this response")
					continue
				}
				many := u.Response.Collection
				m.Refer(&u.Response.Ref)
				u.Response.Collection = many // the body shows whether it is a collection
				becauseResponse(n.Op, u.Response, whyAnswerMethods, m.Position, m.Returns)
			}
		}
	}
}

// agreed returns the first of several rows if all have the same return type, or
// nil.
func agreed(list []*schema.Method) *schema.Method {
	for _, m := range list {
		if !strings.EqualFold(m.Returns, list[0].Returns) {
			return nil
		}
	}
	if len(list) == 0 {
		return nil
	}
	return list[0]
}
