package operation

import (
	"slices"

	"github.com/docwright/docwright/parser/dialect"
	"github.com/docwright/docwright/parser/internal/outline"
	"github.com/docwright/docwright/parser/internal/word"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/schema"
)

// typeByTable types a response that neither text nor example does, on a page that
// describes the members of its body in a table below the heading "Response": they
// are those of a type that is named after the operation.
func typeByTable(op *model.Operation, o *outline.Outline, decl *schema.Declarations, out *Page) {
	i := slices.IndexFunc(op.Responses, func(res *model.Response) bool { return hasBody(res.Status) })
	if i < 0 || op.Responses[i].Type != "" {
		return
	}
	name := word.LowerFirst(op.Name) + "Result"
	for s := range o.Sections(dialect.Response) {
		for t := range outline.Tables(s) {
			declared := &model.Type{Namespace: decl.Namespace, Name: name, Kind: model.Complex, Implied: true, Pages: []string{op.Page}, Line: t.Pos.Line, Properties: []*model.Property{}}
			if addProperties(declared, t, decl); len(declared.Properties) == 0 {
				continue
			}
			decl.Types = append(decl.Types, declared)
			decl.ReferName(&op.Responses[i].Ref, name, "", t.Pos)
			out.Findings.Add(t.Pos, ruleResponseTabled, "the table describes the body of the response, which no page names: it is called %s", name)
			return
		}
	}
}

// addProperties gives a type the properties that a table of names and types describes.
func addProperties(t *model.Type, table outline.Table, decl *schema.Declarations) {
	c, ok := schema.Columns(table.Table)
	if !ok {
		return
	}
	for _, row := range table.Table.Rows {
		if p, ok := decl.Property(c, row, t.Name, false); ok {
			t.Properties = append(t.Properties, p)
		}
	}
}
