package schema

import (
	"strings"

	"github.com/docwright/docwright/parser/dialect"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/page"
)

// ColumnSet holds the column indexes of a table of properties, relationships or
// parameters; -1 means that the table lacks the column.
type ColumnSet struct {
	Name, Type, Description, Required int
	// Returned is set if the type column has the types that navigation returns.
	// The link to the type's page may then be in the name column.
	Returned bool
}

// Columns finds the columns of a table by its header. It returns false if the
// table lacks a column for names or one for types; such a table does not
// describe properties.
func Columns(t *page.Table) (c ColumnSet, ok bool) {
	c = ColumnSet{Name: -1, Type: -1, Description: -1, Required: -1}
	value, returns := -1, -1
	for i := range t.Header {
		switch dialect.HeaderOf(plain(t.Header[i].Text)).Property {
		case dialect.NameColumn:
			place(&c.Name, i)
		case dialect.TypeColumn:
			place(&c.Type, i)
		case dialect.ValueColumn:
			place(&value, i)
		case dialect.ReturnsColumn:
			place(&returns, i)
		case dialect.DescriptionColumn:
			place(&c.Description, i)
		case dialect.RequiredColumn:
			place(&c.Required, i)
		}
	}
	if c.Type < 0 {
		c.Type = value
	}
	if c.Type < 0 {
		c.Type, c.Returned = returns, returns >= 0
	}
	return c, c.Name >= 0 && c.Type >= 0
}

func place(column *int, i int) {
	if *column < 0 {
		*column = i
	}
}

// text returns the text of a cell in the row, or nil if there is no such cell.
func (ColumnSet) text(row page.Row, column int) page.Text {
	if column < 0 || column >= len(row.Cells) {
		return nil
	}
	return row.Cells[column].Text
}

// isSection reports whether the row is a heading for the rows below it. In such
// a row only the first cell has text, which is in bold or has several words. A
// row without any text is one, too.
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
// The owner is the type or action of the property; enums may be named after it.
// Property returns false for a section row, and for a row that a finding
// reports as unreadable. It counts all but section rows in d.Rows.
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
		d.Findings.Add(at, ruleRowExtraCells, "%s: the row has more cells than the header (%d extra); escape a pipe in text as \\|", quote(p.Name), row.Extra)
	}
	description := c.text(row, c.Description)
	p.Description = plain(description)
	read := readCell(c.text(row, c.Type))
	if c.Returned {
		d.returned(p, &read, c.text(row, c.Name))
	}
	typeAt := at
	if c.Type < len(row.Cells) {
		typeAt = row.Cells[c.Type].Pos
	}
	d.refer(&p.Ref, &p.Reasons, read, description, owner, p.Name, typeAt)
	p.Collection = p.Collection || c.Returned && dialect.IsPlural(p.Name)
	describe(p, owner)
	describeCell(p, &read, typeAt)
	if p.Nullable == nil && strings.Contains(p.Description, "null") && inlineValues(description).null {
		p.Reasons.Add(setNullable(p), whyDescription, at, p.Description)
	}
	if !p.Required && dialect.Says(dialect.Yes, plain(c.text(row, c.Required))) {
		p.Reasons.Add(setRequired(p), whyRequiredColumn, row.Cells[c.Required].Pos, plain(c.text(row, c.Required)))
	}
	d.Rows.Read++
	return p, true
}

// returned reads the name cell of a relationship whose type cell has the type
// that navigation returns. The link in the name cell leads to that type, and
// the two cells have the same word. If they differ in capitals, the name is as
// in the type cell, since links are often written like titles.
func (d *Declarations) returned(p *model.Property, read *cell, name page.Text) {
	if link := firstLink(name); link != nil && read.target == "" {
		read.target, read.ofName = link.Target, true
	}
	if strings.EqualFold(p.Name, read.name) && p.Name != read.name {
		d.Findings.Add(p.Position, ruleRowCase, "the type cell spells %s as %s; that spelling is used", quote(p.Name), quote(read.name))
		p.Name = read.name
	}
}

// propertyName sets the name of the property from the text of a name cell. It
// returns false if the cell has no property name.
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
		d.Findings.Add(p.Position, ruleRowAnnotation, "%s is an OData annotation, not a property; the row is left out", quote(name))
		return false
	case !isIdentifier(name):
		d.Findings.Add(p.Position, ruleRowUnreadable, "%s is not a property name; the row is left out", quote(shorten(cell, 60)))
		return false
	}
	p.Name = name
	return true
}

// shorten cuts s to about n bytes for a message.
func shorten(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && s[n]&0xc0 == 0x80 {
		n--
	}
	return s[:n] + "…"
}
