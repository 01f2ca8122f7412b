package schema

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/docwright/docwright/parser/dialect"
	"github.com/docwright/docwright/parser/edm"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/page"
	"github.com/docwright/docwright/parser/source"
)

// enumHeading returns the name of the enum in a heading such as "riskLevel
// values", "State enumeration values" or "riskLevel enum type". The heading
// must say "values" or "enum".
func enumHeading(title string) (name string, ok bool) {
	isEnum, first := false, true
	for word := range strings.FieldsSeq(title) {
		bare := strings.Trim(word, "()")
		mark := dialect.Says(dialect.EnumMark, bare)
		if isWord := mark || dialect.Says(dialect.EnumFiller, bare); isWord == first {
			return "", false
		}
		if first {
			_, name = splitName(strings.Trim(word, "*`"))
		}
		isEnum, first = isEnum || mark, false
	}
	return lowerFirst(name), isEnum && isIdentifier(name)
}

// memberColumns holds the column indexes of a table of members; -1 means none.
type memberColumns struct{ name, value, description int }

// memberTable finds the columns of a table of members by its header. The first
// column with a name header holds the names. A column "Value" holds the names
// if there is no such column, and the numbers otherwise.
func memberTable(t *page.Table) (c memberColumns, ok bool) {
	c = memberColumns{-1, -1, -1}
	for i := range t.Header {
		switch dialect.HeaderOf(plain(t.Header[i].Text)).Member {
		case dialect.NameColumn:
			place(&c.name, i)
		case dialect.ValueColumn:
			place(&c.value, i)
		case dialect.DescriptionColumn:
			place(&c.description, i)
		}
	}
	if c.name < 0 {
		c.name, c.value = c.value, -1
	}
	return c, c.name >= 0
}

// membersByPlace reads a table of members with an unknown header. Its first
// column must have nothing but names.
func membersByPlace(t *page.Table) (c memberColumns, ok bool) {
	for _, row := range t.Rows {
		if !isIdentifier(strings.Trim(plain(row.Cells[0].Text), "`'\"* ")) {
			return c, false
		}
	}
	return memberColumns{name: 0, value: -1, description: len(t.Header) - 1}, len(t.Header) > 1 && len(t.Rows) > 1
}

// enumSections declares the enums under headings that name an enum.
func (r *reader) enumSections() {
	for i, s := range r.page.Sections {
		if s.Level < 2 {
			continue
		}
		name, ok := enumHeading(s.Title)
		if !ok {
			name, ok = r.optionsHeading(s.Title)
		}
		if !ok {
			continue
		}
		before := len(r.d.Enums)
		r.enum(name, "", s.Pos, withMembers(s, r.page.Sections[i+1:]))
		for _, e := range r.d.Enums[before:] {
			if dialect.Says(dialect.HeadingOfFlags, s.Title[1:]) && !e.Flags {
				e.Flags = true
				e.Reasons.Add("flags", whyFlagsSaid, s.Pos, s.Title)
			}
		}
	}
	r.ownEnums()
}

// withMembers returns the blocks of a section that describes an enum, and those
// of a section just below it that has nothing but "Members" or "Values" for a
// heading. The sections after s are following.
func withMembers(s *page.Section, following []*page.Section) []page.Block {
	blocks := s.Blocks
	for _, below := range following {
		if below.Level <= s.Level {
			break
		}
		if below.Parent == s && dialect.Says(dialect.Members, below.Title) {
			blocks = slices.Concat(blocks, below.Blocks)
		}
	}
	return blocks
}

// optionsHeading returns the property that a heading such as "Scope options" or
// "Size members" lists the values of.
func (r *reader) optionsHeading(title string) (name string, ok bool) {
	first, rest, _ := strings.Cut(title, " ")
	if !dialect.Says(dialect.Values, rest) {
		return "", false
	}
	for _, decl := range r.d.declared {
		p := findFold(decl.typ.Properties, strings.Trim(first, "*`"))
		if p != nil && (p.Type == edm.String || p.Type == edm.Untyped) {
			return p.Name, true
		}
	}
	return "", false
}

// enumPage declares the enum that the whole page describes, and reports whether
// the page is an enum page. On an enum page the title says so or the annotation
// names the enum, and there is a table of members but none of properties. If
// the front matter says that it is an enum page, the members may be elsewhere.
func (r *reader) enumPage(annotated string) bool {
	name, titled := enumHeading(r.page.Title)
	if !titled && annotated == "" {
		return false
	}
	blocks, tabled, isType := r.memberBlocks(titled)
	namespace, short := splitName(annotated)
	switch {
	case isType:
		return false
	case !tabled:
		if !titled || r.page.Front.DocType != "enumPageType" {
			return false
		}
		namespace, short = "", name
	case short == "" || titled && strings.EqualFold(short, name) && isLower(short):
		short = name
	}
	before := len(r.d.Enums)
	r.enum(short, namespace, r.page.TitlePos, blocks)
	for _, e := range r.d.Enums[before:] {
		r.annotateEnum(e)
	}
	return true
}

// annotateEnum reads from the annotation of an enum's page whether its values can
// be combined. It reports an annotation that denies what the text says.
func (r *reader) annotateEnum(e *model.Enum) {
	for _, a := range r.annotations {
		v := a.annotation.Fields.GetFold("isFlags")
		switch {
		case v == nil || v.Bool() == e.Flags:
		case e.Flags:
			r.d.Findings.Add(a.annotation.Pos, ruleAnnotationDenies, "the annotation says that values of %s can't be combined, and the text of the page says that they can; the text is used", quote(e.Name))
		default:
			e.Flags = true
			e.Reasons.Add("flags", whyFlagsAnnotated, a.annotation.Pos, "isFlags")
		}
	}
}

// memberBlocks returns the blocks of an enum page that may describe members.
// Tabled is set if a table of members is among them. IsType is set if the page
// has a table of properties.
func (r *reader) memberBlocks(titled bool) (blocks []page.Block, tabled, isType bool) {
	for _, s := range r.page.Sections {
		if _, own := enumHeading(s.Title); own && s.Level > 1 {
			continue
		}
		members := dialect.Says(dialect.Members, s.Title)
		for _, b := range s.Blocks {
			t, ok := b.(*page.Table)
			if !ok {
				if members || s.Level == 1 {
					blocks = append(blocks, b)
				}
				continue
			}
			if _, isType = Columns(t); isType {
				return nil, false, true
			}
			if _, ok := memberTable(t); ok && (members || titled) {
				blocks, tabled = append(blocks, b), true
			}
		}
	}
	return blocks, tabled, false
}

// enum declares an enum from the tables among the blocks, or else from a list.
func (r *reader) enum(name, namespace string, at source.Position, blocks []page.Block) {
	e := &model.Enum{Namespace: cmp.Or(namespace, r.d.Namespace), Name: name, Page: r.page.Path, Line: at.Line}
	tabled := false
	for _, b := range blocks {
		switch b := b.(type) {
		case *page.Prose:
			describeEnum(e, b)
		case *page.Table:
			tabled = r.enumTable(e, b) || tabled
		}
	}
	switch {
	case !tabled:
		r.inlineEnum(e, at, blocks)
		return
	case len(e.Members) == 0:
		r.d.Findings.Add(at, ruleEnumEmpty, "the enum %s has no members", quote(name))
		return
	case !e.Flags && areFlags(e.Members):
		e.Flags = true
		e.Reasons.Add("flags", whyFlagsValues, at, "")
	}
	r.declareEnum(e, at)
}

// describeEnum reads the description and flags of an enum from a paragraph.
func describeEnum(e *model.Enum, prose *page.Prose) {
	text := plain(prose.Text)
	if prose.Quote || dialect.Says(dialect.Namespace, text) {
		return
	}
	if e.Description == "" {
		e.Description = text
	}
	if saysFlags(prose.Text) && !e.Flags {
		e.Flags = true
		e.Reasons.Add("flags", whyFlagsSaid, prose.Pos, text)
	}
}

// enumTable reads a table of members. It reports whether t is one.
func (r *reader) enumTable(e *model.Enum, t *page.Table) bool {
	c, ok := memberTable(t)
	if !ok {
		c, ok = membersByPlace(t)
	}
	if ok {
		r.read[t] = true
		r.members(e, c, t)
	}
	return ok
}

func (r *reader) declareEnum(e *model.Enum, at source.Position) {
	why := whyEnumSection
	if at == r.page.TitlePos {
		why = whyEnumPage
	}
	e.Reasons.Add("members", why, at, "")
	r.d.Enums = append(r.d.Enums, e)
	r.d.enumAt = append(r.d.enumAt, at)
}

// members reads the rows of a table of members.
func (r *reader) members(e *model.Enum, c memberColumns, t *page.Table) {
	known := make(map[string]bool, len(e.Members)+len(t.Rows))
	for _, m := range e.Members {
		known[m.Name] = true
	}
	for i := range t.Rows {
		row := &t.Rows[i]
		name := strings.Trim(plain(row.Cells[c.name].Text), "`'\"* ")
		at := row.Cells[c.name].Pos
		if name == "" {
			if slices.ContainsFunc(row.Cells, func(c page.Cell) bool { return plain(c.Text) != "" }) {
				r.d.Rows.Of++
				r.d.Findings.Add(at, ruleMemberUnnamed, "a row of the enum %s has no name", quote(e.Name))
			}
			continue
		}
		r.d.Rows.Of++
		if known[name] {
			r.d.Findings.Add(at, ruleMemberRepeated, "the enum %s already has the member %s", quote(e.Name), quote(name))
			continue
		}
		known[name] = true
		m := &model.Member{Name: name, Position: at}
		if c.value >= 0 {
			if n, err := strconv.ParseInt(plain(row.Cells[c.value].Text), 0, 64); err == nil {
				m.Value = &n
			}
		}
		if c.description >= 0 {
			m.Description = plain(row.Cells[c.description].Text)
			if dialect.Says(dialect.NoFlags, m.Description) && !e.Flags {
				e.Flags = true
				e.Reasons.Add("flags", whyFlagsSaid, at, m.Description)
			}
		}
		e.Members = append(e.Members, m)
		r.d.Rows.Read++
	}
}

func findMember(list []*model.Member, name string) *model.Member {
	for _, m := range list {
		if m.Name == name {
			return m
		}
	}
	return nil
}

// areFlags reports whether the numbers of the members must be flags: all are
// powers of two, and they are more than counting from zero gives.
func areFlags(members []*model.Member) bool {
	bits, highest := 0, int64(0)
	for _, m := range members {
		if m.Value == nil || *m.Value < 0 || *m.Value&(*m.Value-1) != 0 {
			return false
		}
		if *m.Value > 0 {
			bits++
		}
		highest = max(highest, *m.Value)
	}
	return bits >= 3 && highest >= 4
}
