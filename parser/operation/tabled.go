package operation

import (
	"cmp"
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/dialect"
	"github.com/docwright/docwright/parser/edm"
	"github.com/docwright/docwright/parser/internal/notation"
	"github.com/docwright/docwright/parser/internal/outline"
	"github.com/docwright/docwright/parser/internal/payload"
	"github.com/docwright/docwright/parser/internal/word"
	"github.com/docwright/docwright/parser/lenient"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/page"
	"github.com/docwright/docwright/parser/schema"
	"github.com/docwright/docwright/parser/source"
)

// typeByTable sets the type of a response if neither text nor example has one.
// The type is made from a table that describes the members of the body, and is named
// after the operation. The table is below the heading "Response". On a page without
// that heading and without types, it is below "Properties", and the examples may add
// members to it.
func typeByTable(d *draft, o *outline.Outline, decl *schema.Declarations, out *Page) {
	i := slices.IndexFunc(d.op.Responses, func(res *model.Response) bool { return d.hasBody(res.Status) })
	if i < 0 {
		return
	}
	res, about := d.op.Responses[i], answers(o)
	if res.Type != "" && (res.Type != edm.Untyped || about == dialect.Response) || about == dialect.Properties && decl.Kind.Types {
		return
	}
	for _, s := range o.Page.Sections {
		if answersIn(o, s) != about {
			continue
		}
		for t := range outline.Tables(s) {
			made := typeOf(decl, word.LowerFirst(d.op.Name)+"Result", t)
			if len(made.Properties) == 0 {
				continue
			}
			if about == dialect.Properties {
				addShown(made, shownObjects(bodies(d, res.Status)), t.Pos, out)
			}
			many := res.Collection
			decl.Make(made, &res.Ref, t.Pos)
			res.Collection = many
			out.Findings.Add(t.Pos, ruleResponseTabled, "the table describes the body of the response, whose type no page names; the type is named %s", made.Name)
			return
		}
	}
	if res.Type == "" {
		typeBySketch(d.op, res, o, decl, out)
	}
}

// answers returns the subject of the sections that describe the response.
func answers(o *outline.Outline) dialect.Section {
	for range o.Sections(dialect.Response) {
		return dialect.Response
	}
	return dialect.Properties
}

// answersIn returns the subject of a section that may describe the response.
func answersIn(o *outline.Outline, s *page.Section) dialect.Section {
	if about, certain := dialect.TypeSectionOf(s.Title); certain && about == dialect.Properties && s.Level > 1 {
		return about
	}
	return o.About(s)
}

// addShown gives the properties of a type the spelling that the objects have, and adds
// the members that the type lacks.
func addShown(t *model.Type, objects []*lenient.Value, at source.Position, out *Page) {
	for _, v := range objects {
		for i := range v.Members {
			m := &v.Members[i]
			if payload.IsAnnotation(m.Key) || t.Property(m.Key) != nil || !notation.IsName(m.Key) {
				continue
			}
			i := slices.IndexFunc(t.Properties, func(p *model.Property) bool { return strings.EqualFold(p.Name, m.Key) })
			if i >= 0 {
				p := t.Properties[i]
				out.Findings.Add(p.Position, ruleResponseCase, "the table spells it %s, the examples %s; the latter is used", p.Name, m.Key)
				p.Name = m.Key
				continue
			}
			p := &model.Property{Name: m.Key, Position: at}
			valueType(&p.Ref, m.Value)
			t.Properties = append(t.Properties, p)
		}
	}
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
