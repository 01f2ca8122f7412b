package schema

import (
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/dialect"
	"github.com/docwright/docwright/parser/lenient"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/page"
)

// typeSections declares the types of a page that describes several types, each
// below a heading of its own: a table of properties, and a JSON representation
// with these properties.
func (r *reader) typeSections() {
	for i, s := range r.page.Sections {
		if s.Level < 2 || dialect.SectionOf(s.Title) != dialect.OtherSection {
			continue
		}
		table, in := r.tableOf(s, r.page.Sections[i+1:])
		if table == nil {
			continue
		}
		code := codeOf(s, in)
		if name := r.sectionTypeName(s, table, code); name != "" {
			r.declareSection(s, in, table, code, name)
		}
	}
}

// tableOf returns the table of properties of the type that section s describes,
// and its section: s itself, or one just below it that is headed as properties.
// It returns nil if there is none. The sections after s are following.
func (r *reader) tableOf(s *page.Section, following []*page.Section) (*page.Table, *page.Section) {
	if kind, _ := dialect.TypeSectionOf(s.Title); kind != dialect.OtherSection || propertiesOfOther(s) {
		return nil, nil
	}
	if t := propertyTable(s); t != nil {
		return t, s
	}
	for _, below := range following {
		if below.Level <= s.Level {
			break
		}
		if kind, certain := dialect.TypeSectionOf(below.Title); below.Parent == s && certain && kind == dialect.Properties {
			return propertyTable(below), below
		}
	}
	return nil, nil
}

// propertyTable returns the first table of a section that has columns for names
// and types, or nil.
func propertyTable(s *page.Section) *page.Table {
	for _, b := range s.Blocks {
		if t, ok := b.(*page.Table); ok && namesTypes(t) {
			return t
		}
	}
	return nil
}

// codeOf returns the first code block of the two sections, or nil.
func codeOf(s, in *page.Section) *page.Code {
	if code := firstCode(s); code != nil || in == s {
		return code
	}
	return firstCode(in)
}

// sectionTypeName returns the name of the type that a section describes: the
// name before the object in its JSON representation, or else the one in its
// heading. It is empty if the section does not describe a type: the heading does
// not say so, and the table and the representation have different names.
func (r *reader) sectionTypeName(s *page.Section, table *page.Table, code *page.Code) string {
	title, titled := typeTitle(s.Title)
	if code != nil {
		if v, _, err := lenient.ParseTypes(code.Text); err == nil {
			inner, key := unwrapped(v, nil)
			switch {
			case !showsRows(inner, table):
			case isIdentifier(key):
				return key
			case !titled:
				title, titled = joinWords(s.Title)
			}
		}
	}
	if !titled {
		return ""
	}
	return lowerFirst(title)
}

// joinWords returns the camel-case name that the words of a heading make, and
// whether they make one.
func joinWords(heading string) (string, bool) {
	name := ""
	for word := range strings.FieldsSeq(heading) {
		name += upperFirst(word)
	}
	return name, isIdentifier(name)
}

// showsRows reports whether an object has members for most rows of a table.
func showsRows(v *lenient.Value, t *page.Table) bool {
	c, _ := Columns(t)
	shown := 0
	for _, row := range t.Rows {
		if v.GetFold(strings.Trim(plain(c.text(row, c.Name)), "*`")) != nil {
			shown++
		}
	}
	return 2*shown > len(t.Rows)
}

// declareSection declares the type that a section describes.
func (r *reader) declareSection(s, in *page.Section, table *page.Table, code *page.Code, name string) {
	t := &model.Type{Namespace: r.d.Namespace, Name: name, Kind: model.Complex, Pages: []string{r.page.Path}, Line: s.Pos.Line}
	d := &declaration{typ: t, at: s.Pos}
	t.Reasons.Add("name", whyNameHeading, s.Pos, s.Title)
	if i := slices.IndexFunc(s.Blocks, isDescription); i >= 0 {
		t.Description = plain(s.Blocks[i].(*page.Prose).Text)
	}
	r.d.Types = append(r.d.Types, t)
	r.d.declared = append(r.d.declared, d)
	r.table(d, table, in, dialect.Properties)
	r.represent(d, code)
}

// nestedTypes declares the other types whose properties the sections of a page
// list: see [reader.nestedType]. A type that an annotation declares has been
// read.
func (r *reader) nestedTypes(d *declaration) {
	own := d.typ.Name
	for _, s := range r.page.Sections {
		if r.linkedType(d, s) {
			continue
		}
		name := r.nestedType(s, own)
		table := propertyTable(s)
		if name == "" || table == nil || r.namedAbove(s) != "" {
			continue
		}
		r.declareSection(s, s, table, nil, lowerFirst(name))
	}
}

// linkedType declares the type of a property whose row links to the section with its
// properties, and reports whether there is one. The type is named after the property.
func (r *reader) linkedType(d *declaration, s *page.Section) bool {
	p := findProperty(d.typ.Properties, r.linkedProperty(s))
	table := propertyTable(s)
	if p == nil || table == nil {
		return false
	}
	i := slices.IndexFunc(r.d.pending, func(ref reference) bool { return ref.ref == &p.Ref })
	if i < 0 {
		return false
	}
	name := joinNames(d.typ.Name, p.Name)
	r.d.pending[i].name, r.d.pending[i].doubt, r.d.pending[i].made = name, nil, true
	r.declareSection(s, s, table, nil, name)
	return true
}

// isDescription reports whether a block is a paragraph that describes the
// subject of its section.
func isDescription(b page.Block) bool {
	prose, ok := b.(*page.Prose)
	return ok && !prose.Quote && !isEmpty(prose.Text)
}
