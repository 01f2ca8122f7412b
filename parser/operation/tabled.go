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

// typeByTable sets the type of a response if neither text nor example has one.
// The type is made from a table below the heading "Response" that describes the
// members of the body, and is named after the operation.
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
			out.Findings.Add(t.Pos, ruleResponseTabled, "the table describes the body of the response, whose type no page names; the type is named %s", made.Name)
			return
		}
	}
	typeBySketch(op, op.Responses[i], o, decl, out)
}

// typeOf returns a type with the properties in the tables. It is used if no
// page describes the type.
func typeOf(decl *schema.Declarations, name string, tables ...outline.Table) *model.Type {
	t := &model.Type{Namespace: decl.Namespace, Name: name, Kind: model.Complex, Implied: true, Pages: []string{decl.Page.Path}, Properties: []*model.Property{}}
	for _, table := range tables {
		t.Line = cmp.Or(t.Line, table.Pos.Line)
		addProperties(t, table, decl)
	}
	return t
}

// addProperties adds the properties in a table of names and types to a type.
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
