package operation

import (
	"cmp"
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
	for s := range o.Sections(dialect.Response) {
		for t := range outline.Tables(s) {
			made := typeOf(decl, word.LowerFirst(op.Name)+"Result", t)
			if len(made.Properties) == 0 {
				continue
			}
			decl.Make(made, &op.Responses[i].Ref, t.Pos)
			out.Findings.Add(t.Pos, ruleResponseTabled, "the table describes the body of the response, which no page names: it is called %s", made.Name)
			return
		}
	}
}

// typeOf returns a type of a name with the properties that tables describe, for the
// case that no page does.
func typeOf(decl *schema.Declarations, name string, tables ...outline.Table) *model.Type {
	t := &model.Type{Namespace: decl.Namespace, Name: name, Kind: model.Complex, Implied: true, Pages: []string{decl.Page.Path}, Properties: []*model.Property{}}
	for _, table := range tables {
		t.Line = cmp.Or(t.Line, table.Pos.Line)
		addProperties(t, table, decl)
	}
	return t
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
