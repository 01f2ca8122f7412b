package operation

import (
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/page"
	"github.com/docwright/docwright/parser/schema"
)

// tabledResponse types a response that neither prose nor example does, on a
// page that describes the members of its body in a table below the heading
// "Response": they are those of a type that is named after the operation.
func (r *reader) tabledResponse(d *draft) {
	var res *model.Response
	for _, other := range d.op.Responses {
		if hasBody(other.Status) && res == nil {
			res = other
		}
	}
	if res == nil || res.Type != "" || d != r.principal() {
		return
	}
	for _, s := range r.page.Sections {
		if r.roles[s] != roleResponse {
			continue
		}
		for _, b := range s.Blocks {
			if t, ok := b.(*page.Table); ok && r.responseType(d, res, t) {
				return
			}
		}
	}
}

// responseType declares the type that a table describes, and gives it to the
// response. It returns false where the table has no names and types.
func (r *reader) responseType(d *draft, res *model.Response, table *page.Table) bool {
	c, ok := schema.Columns(table)
	if !ok {
		return false
	}
	name := lowerFirst(d.op.Name) + "Result"
	t := &model.Type{Namespace: r.decl.Namespace, Name: name, Kind: model.Complex, Implied: true, Pages: []string{r.page.Path}, Line: table.Pos.Line, Properties: []*model.Property{}}
	for _, row := range table.Rows {
		if p, ok := r.decl.Property(c, row, name, false); ok {
			t.Properties = append(t.Properties, p)
		}
	}
	if len(t.Properties) == 0 {
		return false
	}
	r.decl.Types = append(r.decl.Types, t)
	r.decl.ReferName(&res.Ref, name, "", table.Pos)
	r.finding(table.Pos, ruleResponseTabled, "the table describes the body of the response, which no page names: it is called %s", name)
	return true
}
