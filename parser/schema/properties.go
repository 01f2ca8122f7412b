package schema

import (
	"cmp"
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/dialect"
	"github.com/docwright/docwright/parser/edm"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/page"
)

// properties reads the tables of properties and relationships into the type. On
// a page with several types, a table belongs to the type that a heading above
// it names, or else to the first type.
func (r *reader) properties(d *declaration, principal, several bool) {
	exact, found := r.hasProperties(), false
	for _, s := range r.page.Sections {
		if r.nestedType(s, d.typ.Name) == "" && r.linkedProperty(s) == "" && (!several || r.isAbout(s, d.typ, principal)) {
			found = r.propertiesIn(d, s, exact) || found
		}
	}
	if !exact && !found && principal && !several {
		r.untitled(d)
	}
}

// nestedType returns the name of another type than the page's if the section
// lists its properties: a heading has the name, as in "keeper properties", and a
// type cell of the page names the type, too. It returns the empty string for
// other sections.
func (r *reader) nestedType(s *page.Section, own string) string {
	for ; s != nil && s.Level > 1; s = s.Parent {
		name, rest, _ := strings.Cut(s.Title, " ")
		kind, certain := dialect.TypeSectionOf(rest)
		if certain && kind == dialect.Properties && isIdentifier(name) && !strings.EqualFold(name, own) && r.isTypeHere(name) {
			return name
		}
	}
	return ""
}

// linkedProperty returns the name of the property whose values have the properties that
// a section lists: the row of the property links to the section, and its cell names
// only a kind of type.
func (r *reader) linkedProperty(s *page.Section) string {
	if s.Anchor == "" || s.Level < 3 {
		return ""
	}
	if r.linked == nil {
		r.linked = map[string]string{}
		for _, in := range r.page.Sections {
			for _, b := range in.Blocks {
				if t, ok := b.(*page.Table); ok {
					r.linkRows(t)
				}
			}
		}
	}
	return r.linked[strings.ToLower(s.Anchor)]
}

// linkRows notes which sections the rows of a table link to, where their cells name only
// a kind of type.
func (r *reader) linkRows(t *page.Table) {
	c, ok := Columns(t)
	if !ok {
		return
	}
	for _, row := range t.Rows {
		for _, span := range c.text(row, c.Description) {
			anchor, ok := strings.CutPrefix(strings.ToLower(span.Target), "#")
			name := strings.Trim(plain(c.text(row, c.Name)), "*`")
			if ok && anchor != "" && r.linked[anchor] == "" && isIdentifier(name) && readCell(c.text(row, c.Type)).doubt == ruleTypeGeneral {
				r.linked[anchor] = name
			}
		}
	}
}

// isTypeHere reports whether a type cell of the page has the name.
func (r *reader) isTypeHere(name string) bool {
	for _, s := range r.page.Sections {
		for _, b := range s.Blocks {
			t, ok := b.(*page.Table)
			if !ok {
				continue
			}
			c, ok := Columns(t)
			if ok && slices.ContainsFunc(t.Rows, func(row page.Row) bool { return strings.EqualFold(readCell(c.text(row, c.Type)).name, name) }) {
				return true
			}
		}
	}
	return false
}

// isAbout reports whether the tables of a section belong to the type, on a page
// with several types.
func (r *reader) isAbout(s *page.Section, t *model.Type, principal bool) bool {
	if named := r.namedAbove(s); named != "" {
		return strings.EqualFold(named, t.Name)
	}
	return principal
}

// propertiesIn reads the tables of a section. It reports whether the section
// lists the properties of the type. Exact is set if the page has a section that
// is unambiguously about properties.
func (r *reader) propertiesIn(d *declaration, s *page.Section, exact bool) (found bool) {
	kind, own := schemaSection(s)
	if kind == dialect.OtherSection {
		return false
	}
	foreign := kind == dialect.Properties && !own && (exact || propertiesOfOther(s))
	for _, b := range s.Blocks {
		t, ok := b.(*page.Table)
		switch {
		case !ok:
			d.closed = d.closed || kind == dialect.Properties && saysNone(b)
		case foreign:
			r.reportForeign(d, t)
		default:
			found = found || kind == dialect.Properties
			r.table(d, t, s, kind)
		}
	}
	return found
}

// saysNone reports whether a paragraph says "None" in place of a table.
func saysNone(b page.Block) bool {
	prose, ok := b.(*page.Prose)
	return ok && dialect.Says(dialect.None, strings.Trim(plain(prose.Text), ". "))
}

// schemaSection returns the kind of the section. Own is set if a heading at or
// above the section is unambiguously about properties or relationships. Other
// headings with these words may be about the properties of something else.
func schemaSection(s *page.Section) (kind dialect.Section, own bool) {
	if _, enum := enumHeading(s.Title); enum {
		return dialect.OtherSection, false
	}
	if propertiesOfOther(s) {
		return dialect.Properties, false
	}
	kind, _ = dialect.TypeSectionOf(s.Title)
	for up := s; up != nil && up.Level > 1; up = up.Parent {
		k, certain := dialect.TypeSectionOf(up.Title)
		if kind == dialect.OtherSection && up == s.Parent {
			kind = k
		}
		own = own || certain
	}
	return kind, own
}

// hasProperties reports whether a section is unambiguously about properties.
func (r *reader) hasProperties() bool {
	return slices.ContainsFunc(r.page.Sections, func(s *page.Section) bool {
		kind, certain := dialect.TypeSectionOf(s.Title)
		return certain && kind == dialect.Properties
	})
}

// namedAbove returns the name of the page's type in a heading at or above the
// section. It returns the empty string if there is none.
func (r *reader) namedAbove(s *page.Section) string {
	for ; s != nil && s.Level > 1; s = s.Parent {
		word, _, _ := strings.Cut(s.Title, " ")
		for _, a := range r.annotations {
			if _, short := splitName(a.name); strings.EqualFold(short, word) {
				return short
			}
		}
	}
	return ""
}

// reportForeign reports a table of properties that does not belong to the type.
func (r *reader) reportForeign(d *declaration, t *page.Table) {
	if c, ok := Columns(t); ok {
		r.read[t] = true
		r.overlook(t)
		for _, row := range t.Rows {
			if !c.isSection(row) {
				r.d.Rows.Of++
			}
		}
		r.d.Findings.Add(t.Pos, ruleTableUnread, "the table does not describe the properties of %s and is not read", quote(d.typ.Name))
	}
}

// table reads one table of properties into the type.
func (r *reader) table(d *declaration, t *page.Table, s *page.Section, kind dialect.Section) {
	navigation := kind == dialect.Relationships
	c, ok := Columns(t)
	if !ok {
		if c, ok = r.columnsByPlace(t); !ok && navigation {
			c, ok = r.linkColumns(t)
		}
		if !ok {
			return
		}
		if isIdentifier(plain(t.Header[0].Text)) && looksLikeType(t.Header[1].Text) {
			r.row(d, c, page.Row{Pos: t.Header[0].Pos, Cells: t.Header}, navigation)
		}
	}
	r.read[t] = true
	for _, row := range t.Rows {
		r.row(d, c, row, navigation)
	}
}

// columnsByPlace reads a table with an unknown header in the usual column
// order: name, type, description. The first row must have a name and a type in
// these columns.
func (r *reader) columnsByPlace(t *page.Table) (ColumnSet, bool) {
	if len(t.Header) < 2 || len(t.Header) > 4 || len(t.Rows) == 0 {
		return ColumnSet{}, false
	}
	row := t.Rows[0]
	if !isIdentifier(strings.Trim(plain(row.Cells[0].Text), "*`")) || !looksLikeType(row.Cells[1].Text) {
		return ColumnSet{}, false
	}
	r.d.Findings.Add(t.Pos, ruleHeaderUnknown, "the header has no column for properties or types; the columns are read by position")
	c := ColumnSet{Name: 0, Type: 1, Description: -1, Required: -1}
	if len(t.Header) > 2 {
		c.Description = 2
	}
	return c, true
}

// linkColumns reads a table of relationships whose header names the column of
// types only. The first column has the names, each a link to the page of the
// type.
func (r *reader) linkColumns(t *page.Table) (ColumnSet, bool) {
	c := ColumnSet{Name: 0, Type: -1, Description: -1, Required: -1, Returned: true}
	for i := 1; i < len(t.Header); i++ {
		switch dialect.HeaderOf(plain(t.Header[i].Text)).Property {
		case dialect.TypeColumn, dialect.ReturnsColumn:
			place(&c.Type, i)
		case dialect.DescriptionColumn:
			place(&c.Description, i)
		}
	}
	linked := !slices.ContainsFunc(t.Rows, func(row page.Row) bool {
		link := firstLink(c.text(row, 0))
		return link == nil || !isPageLink(link.Target) || !isIdentifier(trim(link.Text))
	})
	if c.Type < 0 || !linked || len(t.Rows) == 0 {
		return c, false
	}
	r.d.Findings.Add(t.Pos, ruleHeaderUnknown, "the header has no column for names; the first column is read as the names")
	return c, true
}

// looksLikeType reports whether a cell has a primitive type or a link to a
// page.
func looksLikeType(t page.Text) bool {
	c := readCell(t)
	return c.isCertain() && (edm.InCell(c.name).Name != "" || c.target != "" && isPageLink(c.target))
}

func (r *reader) row(d *declaration, c ColumnSet, row page.Row, navigation bool) {
	p, ok := r.d.Property(c, row, d.typ.Name, navigation)
	if !ok {
		return
	}
	if was := d.property(p.Name); was != nil {
		r.d.Findings.Add(p.Position, ruleRowDuplicate, "%s is already described at line %d", quote(p.Name), was.Position.Line)
		r.d.Rows.Read--
		if r.d.leavesOpen(&was.Ref) && !r.d.leavesOpen(&p.Ref) {
			i := slices.Index(d.typ.Properties, was)
			d.typ.Properties[i], d.names = p, nil
			r.d.pending = slices.DeleteFunc(r.d.pending, func(r reference) bool { return r.ref == &was.Ref })
			p.Description = cmp.Or(was.Description, p.Description)
		} else {
			r.d.repeated = append(r.d.repeated, repeated{was, p})
		}
		return
	}
	d.typ.Properties = append(d.typ.Properties, p)
}

// manyProperties is the number of properties from which on they are found by an index.
const manyProperties = 100

// property returns the property with the name, in any case, or nil.
func (d *declaration) property(name string) *model.Property {
	all := d.typ.Properties
	if len(all) < manyProperties {
		return findFold(all, name)
	}
	if d.names == nil || d.named > len(all) {
		d.names, d.named = map[string]*model.Property{}, 0
	}
	for ; d.named < len(all); d.named++ {
		if lower := strings.ToLower(all[d.named].Name); d.names[lower] == nil {
			d.names[lower] = all[d.named]
		}
	}
	return d.names[strings.ToLower(name)]
}

// exactly returns the property with the name in the same case, or nil.
func (d *declaration) exactly(name string) *model.Property {
	if p := d.property(name); p == nil || p.Name == name {
		return p
	}
	return findProperty(d.typ.Properties, name)
}

// repeated is a property that two rows describe, and the second row.
type repeated struct{ property, row *model.Property }

// claimRepeated records the types of second rows that contradict the first ones.
func (d *Declarations) claimRepeated() {
	for _, r := range d.repeated {
		if !r.property.IsSame(r.row.Ref) && !r.row.IsUndescribed() {
			r.property.Claims = append(r.property.Claims, model.Claim{Ref: r.row.Ref, Position: r.row.Position})
		}
	}
}

func findProperty(list []*model.Property, name string) *model.Property {
	for _, p := range list {
		if p.Name == name {
			return p
		}
	}
	return nil
}

// propertiesOfOther reports whether the section is headed "Properties of x" or
// is an example. Its table then describes something other than the type, for
// example the content of a property.
func propertiesOfOther(s *page.Section) bool {
	for ; s != nil && s.Level > 2; s = s.Parent {
		if dialect.Says(dialect.OfOther, s.Title) {
			return true
		}
	}
	return false
}
