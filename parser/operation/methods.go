package operation

import (
	"path"
	"strings"

	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/schema"
	"github.com/docwright/docwright/parser/source"
)

// untypedResponse is a response whose body no word on its page gives a type.
type untypedResponse struct {
	op  *model.Operation
	res *model.Response
	at  source.Position
}

// FromMethods gives responses that their own pages leave without a type the one
// that the tables of methods on the pages of types give, if those that have
// the operation agree. It is called before names are linked.
func FromMethods(pages []*Operations, declarations []*schema.Declarations) {
	byPage := map[string][]*schema.Method{}
	for _, d := range declarations {
		for _, m := range d.Methods {
			byPage[m.Page] = append(byPage[m.Page], m)
		}
	}
	for _, p := range pages {
		for _, u := range p.untyped {
			name := strings.TrimSuffix(strings.ToLower(path.Base(u.op.Page)), ".md")
			m := agreed(byPage[name])
			if m == nil {
				p.Findings.Add(u.at, ruleResponseUntyped, "the page names no type for the body of this response")
				continue
			}
			many := u.res.Collection
			m.Refer(&u.res.Ref)
			u.res.Collection = many // as the body shows
			becauseResponse(u.op, u.res, whyAnswerMethods, m.Position, m.Returns)
		}
	}
}

// agreed returns the first of several rows that say the same, else nil.
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
