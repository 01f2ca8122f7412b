package schema

import (
	"strings"

	"github.com/docwright/docwright/parser/dialect"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/page"
)

// ColumnSet says in which columns a table of properties, relationships or
// parameters has what; -1 stands for a column that it doesn't have.
type ColumnSet struct {
	Name, Type, Description, Required int
}

// Columns finds the columns of a table by the text of its header. It is not ok
// where the table has no column of names or none of types: such a table
// describes no properties.
func Columns(t *page.Table) (c ColumnSet, ok bool) {
	c = ColumnSet{-1, -1, -1, -1}
	value := -1
	for i := range t.Header {
		switch dialect.HeaderOf(plain(t.Header[i].Text)).Property {
		case dialect.NameColumn:
			place(&c.Name, i)
		case dialect.TypeColumn:
			place(&c.Type, i)
		case dialect.ValueColumn:
			place(&value, i)
		case dialect.DescriptionColumn:
			place(&c.Description, i)
		case dialect.RequiredColumn:
			place(&c.Required, i)
		}
	}
	if c.Type < 0 {
		c.Type = value
	}
	return c, c.Name >= 0 && c.Type >= 0
}

func place(column *int, i int) {
	if *column < 0 {
		*column = i
	}
}

// text returns the text of the row's cell in a column, nil without one.
func (ColumnSet) text(row page.Row, column int) page.Text {
	if column < 0 || column >= len(row.Cells) {
		return nil
	}
	return row.Cells[column].Text
}

// isSection reports whether the row is no property but a heading for those
// below it: only its first cell has text, in bold or of several words, or
// none has any.
func (c ColumnSet) isSection(row page.Row) bool {
	for i := range row.Cells {
		if i != c.Name && !isEmpty(row.Cells[i].Text) {
			return false
		}
	}
	name := c.text(row, c.Name)
	return isEmpty(name) || name[0].Kind == page.Strong || strings.Contains(plain(name), " ")
}

// Property reads a row of a table of properties, relationships or parameters.
// The owner is what the property belongs to, for enums that are named after
// it. It is not ok where the row is no property: either it is a section row,
// or a finding says why. Rows are counted in d.Rows, section rows aside.
func (d *Declarations) Property(c ColumnSet, row page.Row, owner string, navigation bool) (*model.Property, bool) {
	if c.isSection(row) {
		return nil, false
	}
	d.Rows.Of++
	at := row.Pos
	if c.Name < len(row.Cells) {
		at = row.Cells[c.Name].Pos
	}
	p := &model.Property{Navigation: navigation, Position: at}
	if !d.propertyName(p, plain(c.text(row, c.Name))) {
		return nil, false
	}
	if row.Extra > 0 {
		d.Findings.Add(at, ruleRowExtraCells, "%s: the row has %d more cells than the header; write \\| for a pipe in a text", quote(p.Name), row.Extra)
	}
	description := c.text(row, c.Description)
	p.Description = plain(description)
	read := readCell(c.text(row, c.Type))
	typeAt := at
	if c.Type < len(row.Cells) {
		typeAt = row.Cells[c.Type].Pos
	}
	d.refer(&p.Ref, &p.Reasons, read, description, owner, p.Name, typeAt)
	describe(p, owner)
	if read.readOnly && !p.ReadOnly {
		p.Reasons.Add(setReadOnly(p), whyTypeCell, typeAt, read.text)
	}
	if read.required && !p.Required {
		p.Reasons.Add(setRequired(p), whyTypeCell, typeAt, read.text)
	}
	if !p.Required && dialect.Says(dialect.Yes, plain(c.text(row, c.Required))) {
		p.Reasons.Add(setRequired(p), whyRequiredColumn, row.Cells[c.Required].Pos, plain(c.text(row, c.Required)))
	}
	d.Rows.Read++
	return p, true
}

// propertyName sets the name of the property from the text of a name cell.
func (d *Declarations) propertyName(p *model.Property, cell string) bool {
	name := strings.Trim(cell, "*`'\" :")
	if open := strings.IndexByte(name, '('); open > 0 && strings.HasSuffix(name, ")") {
		remark := name[open+1 : len(name)-1]
		name = trim(name[:open])
		switch dialect.Remark(remark) {
		case dialect.Deprecated:
			p.Deprecated = true
			p.Reasons.Add("deprecated", whyNameCell, p.Position, remark)
		case dialect.Required:
			p.Reasons.Add(setRequired(p), whyNameCell, p.Position, remark)
		}
	}
	switch {
	case strings.Contains(name, "@") || hasPrefixFold(name, "odata."):
		d.Findings.Add(p.Position, ruleRowAnnotation, "%s is an annotation of OData, not a property: it is left out", quote(name))
		return false
	case !isIdentifier(name):
		d.Findings.Add(p.Position, ruleRowUnreadable, "%s is no name of a property: the row is left out", quote(cut(cell, 60)))
		return false
	}
	p.Name = name
	return true
}

// cut shortens s for a message.
func cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && s[n]&0xc0 == 0x80 {
		n--
	}
	return s[:n] + "…"
}
