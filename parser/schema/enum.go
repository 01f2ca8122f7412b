package schema

import (
	"slices"
	"strconv"
	"strings"

	"github.com/docwright/docwright/parser/edm"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/page"
	"github.com/docwright/docwright/parser/source"
)

// enumWords are the words that follow an enum's name in a heading.
var enumWords = map[string]bool{
	"values": true, "value": true, "enum": true, "enumeration": true, "enums": true, "members": true,
	"type": true, "property": true, "flags": true, "flag": true, "complex": true, "resource": true,
}

// enumHeading returns the name of the enum in a heading such as "riskLevel
// values", "State enumeration values" or "riskLevel enum type". Only a heading
// that says "values" or "enum" has one.
func enumHeading(title string) (name string, ok bool) {
	says := false
	for i, word := range strings.Fields(title) {
		lower := strings.ToLower(strings.Trim(word, "()"))
		switch {
		case i == 0 && enumWords[lower]:
			return "", false
		case i == 0:
			_, name = splitName(strings.Trim(word, "*`"))
		case !enumWords[lower]:
			return "", false
		case lower == "values" || strings.HasPrefix(lower, "enum") || lower == "flags":
			says = true
		}
	}
	return lowerFirst(name), says && isIdentifier(name)
}

// memberColumns says in which columns a table of members has what.
type memberColumns struct{ name, value, description int }

// memberTable finds the columns of a table of members by its header. The
// first column that is called so holds the names; a column "Value" does where
// no other one is there for them, and the numbers otherwise.
func memberTable(t *page.Table) (c memberColumns, ok bool) {
	c = memberColumns{-1, -1, -1}
	for i := range t.Header {
		switch h := strings.ToLower(plain(t.Header[i].Text)); h {
		case "member", "members", "member name", "name", "enum value", "enum member", "possible values", "values":
			place(&c.name, i)
		case "value", "int value", "numeric value", "integer value":
			place(&c.value, i)
		case "description", "meaning":
			place(&c.description, i)
		default:
			if strings.HasSuffix(h, " value") || strings.HasSuffix(h, " values") {
				place(&c.name, i)
			}
		}
	}
	if c.name < 0 {
		c.name, c.value = c.value, -1
	}
	return c, c.name >= 0
}

// membersByPlace reads a table whose header says nothing: below the heading of
// an enum its first column has the members if it has nothing but names.
func membersByPlace(t *page.Table) (c memberColumns, ok bool) {
	for _, row := range t.Rows {
		if !isIdentifier(strings.Trim(plain(row.Cells[0].Text), "`'\"* ")) {
			return c, false
		}
	}
	return memberColumns{name: 0, value: -1, description: len(t.Header) - 1}, len(t.Header) > 1 && len(t.Rows) > 1
}

// enumSections declares the enums of the page: those below headings that name
// one, and that of an enum page.
func (r *reader) enumSections() {
	for _, s := range r.page.Sections {
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
		r.enum(name, "", s.Pos, s.Blocks)
		for _, e := range r.d.Enums[before:] {
			if indexFold(s.Title, "flags") > 0 && !e.Flags {
				e.Flags = true
				e.Reasons.Add("flags", whyFlagsSaid, s.Pos, s.Title)
			}
		}
	}
	r.ownEnums()
}

// optionsHeading returns the property whose values a heading such as "Scope
// options" announces.
func (r *reader) optionsHeading(title string) (name string, ok bool) {
	first, rest, _ := strings.Cut(title, " ")
	if !strings.EqualFold(rest, "options") {
		return "", false
	}
	for _, says := range r.d.declared {
		if p := findFold(says.typ.Properties, strings.Trim(first, "*`")); p != nil {
			return p.Name, true
		}
	}
	return "", false
}

// enumPage declares the enum that a page as a whole describes and reports
// whether the page is one: its title says so or its annotation names it, and
// it has a table of members and none of properties.
func (r *reader) enumPage(annotated string) bool {
	name, titled := enumHeading(r.page.Title)
	if !titled && annotated == "" {
		return false
	}
	var blocks []page.Block
	found := false
	for _, s := range r.page.Sections {
		if _, own := enumHeading(s.Title); own && s.Level > 1 {
			continue
		}
		members := strings.EqualFold(s.Title, "members") || strings.EqualFold(s.Title, "values")
		for _, b := range s.Blocks {
			t, ok := b.(*page.Table)
			if !ok {
				if members || s.Level == 1 {
					blocks = append(blocks, b)
				}
				continue
			}
			if _, schema := Columns(t); schema {
				return false
			}
			if _, ok := memberTable(t); ok && (members || titled) {
				blocks = append(blocks, b)
				found = true
			}
		}
	}
	if !found {
		if titled && r.page.Front.DocType == "enumPageType" {
			r.enum(name, "", r.page.TitlePos, blocks)
			return true
		}
		return false
	}
	namespace, short := splitName(annotated)
	if short == "" || titled && strings.EqualFold(short, name) && isLower(short) {
		short = name
	}
	r.enum(short, namespace, r.page.TitlePos, blocks)
	return true
}

// enum declares an enum from the tables among the blocks.
func (r *reader) enum(name, namespace string, at source.Position, blocks []page.Block) {
	e := &model.Enum{Namespace: namespace, Name: name, Page: r.page.Path, Line: at.Line}
	if namespace == "" {
		e.Namespace = r.d.Namespace
	}
	found := false
	for _, b := range blocks {
		switch b := b.(type) {
		case *page.Prose:
			if text := plain(b.Text); !b.Quote && !strings.HasPrefix(text, "Namespace:") {
				if e.Description == "" {
					e.Description = text
				}
				if saysFlags(b.Text) && !e.Flags {
					e.Flags = true
					e.Reasons.Add("flags", whyFlagsSaid, b.Pos, text)
				}
			}
		case *page.Table:
			c, ok := memberTable(b)
			if !ok {
				c, ok = membersByPlace(b)
			}
			if ok {
				found, r.read[b] = true, true
				r.members(e, c, b)
			}
		}
	}
	if !found {
		if len(blocks) > 0 {
			r.inlineEnum(e, at, blocks)
		}
		return
	}
	if len(e.Members) == 0 {
		r.d.Findings.Add(at, ruleEnumEmpty, "%s has no members", quote(name))
		return
	}
	if !e.Flags && areFlags(e.Members) {
		e.Flags = true
		e.Reasons.Add("flags", whyFlagsValues, at, "")
	}
	r.declareEnum(e, at)
}

// inlineEnum declares an enum whose members stand in prose or a list.
func (r *reader) inlineEnum(e *model.Enum, at source.Position, blocks []page.Block) {
	for _, b := range blocks {
		switch b := b.(type) {
		case *page.Prose:
			if v := inlineValues(b.Text); len(v.members) > 0 {
				e.Members, e.Flags = v.members, v.flags
				r.declareEnum(e, at)
				return
			}
		case *page.List:
			for _, item := range b.Items {
				if len(item.Text) > 0 && item.Text[0].Kind != page.Plain && isIdentifier(item.Text[0].Text) {
					e.Members = append(e.Members, &model.Member{Name: item.Text[0].Text, Description: plain(item.Text[1:]), Position: item.Pos})
				}
			}
			if len(e.Members) > 1 {
				r.declareEnum(e, at)
				return
			}
			e.Members = nil
		}
	}
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
	for i := range t.Rows {
		row := &t.Rows[i]
		name := strings.Trim(plain(row.Cells[c.name].Text), "`'\"* ")
		at := row.Cells[c.name].Pos
		if name == "" {
			continue
		}
		r.d.Rows.Of++
		if findMember(e.Members, name) != nil {
			r.d.Findings.Add(at, ruleMemberRepeated, "%s has the member %s already", quote(e.Name), quote(name))
			continue
		}
		m := &model.Member{Name: name, Position: at}
		if c.value >= 0 {
			if n, err := strconv.ParseInt(plain(row.Cells[c.value].Text), 0, 64); err == nil {
				m.Value = &n
			}
		}
		if c.description >= 0 {
			m.Description = plain(row.Cells[c.description].Text)
			if strings.HasPrefix(m.Description, "No flags set") && !e.Flags {
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

// areFlags reports whether the numbers of the members can only be those of
// flags: powers of two, more than mere counting would give.
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

// ownEnums gives properties that are strings by their table the enum that the
// page has of their name in a section: "State enumeration". Properties of other
// types may be called so too, and mean something else: the owner's name comes
// before it.
func (r *reader) ownEnums() {
	for i, e := range r.d.Enums {
		for _, says := range r.d.declared {
			p := findFold(says.typ.Properties, e.Name)
			if p == nil || p.Type != edm.String || !areIdentifiers(e.Members) {
				continue
			}
			e.Name = joinNames(says.typ.Name, e.Name)
			p.Type, p.Listed = edm.Untyped, true
			r.d.pending = append(r.d.pending, reference{ref: &p.Ref, name: e.Name, at: p.Position, text: p.Name, why: &p.Reasons, rule: whyOwnSection})
			r.d.Findings.Add(r.d.enumAt[i], ruleEnumRecognised, "%s is a string in its table, line %d; it is read as the enum %s", quote(p.Name), p.Line, quote(e.Name))
			break
		}
	}
}

func areIdentifiers(members []*model.Member) bool {
	return !slices.ContainsFunc(members, func(m *model.Member) bool { return !isIdentifier(m.Name) })
}
