// Package permission reads the tables of permissions on the pages of
// operations.
package permission

import (
	"cmp"
	"iter"
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/dialect"
	"github.com/docwright/docwright/parser/internal/notation"
	"github.com/docwright/docwright/parser/internal/outline"
	"github.com/docwright/docwright/parser/internal/word"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/page"
	"github.com/docwright/docwright/parser/source"
)

// Permissions are the permissions in the tables of a page.
type Permissions struct {
	Position source.Position // of the first table; zero if the page has none
	Findings source.Findings

	lines  []*notation.Path
	groups []*group
	owners map[*notation.Path]*group // of the request lines that a label names

	starred []starred
}

// starred has the scopes of a cell that a star refers to a note below the table.
type starred struct {
	permission *model.Permission
	scopes     []string
}

// group is the content of a table, a row or a column: the permissions for the
// request lines that its label names.
type group struct {
	label string // empty for all request lines
	table source.Position
	found map[model.PermissionKind]*model.Permission
}

// kinds has the order in which permissions are listed.
var kinds = [...]model.PermissionKind{model.DelegatedWork, model.DelegatedPersonal, model.Application}

// Read reads the tables of the sections on permissions, for operations with the
// request lines.
func Read(o *outline.Outline, lines []*notation.Path) *Permissions {
	p := &Permissions{lines: lines}
	for s := range o.Sections(dialect.Permissions) {
		above := ""
		if s.Parent != nil && o.About(s.Parent) == dialect.Permissions {
			above = s.Title
		}
		for _, b := range s.Blocks {
			switch b := b.(type) {
			case *page.Prose:
				if label := labelIn(b); label != "" {
					above = label
				}
				p.note(outline.Plain(b.Text))
			case *page.Table:
				p.table(b, above)
				if p.Position.Line == 0 {
					p.Position = b.Pos
				}
			}
		}
	}
	p.assign()
	if n := p.together(); n > 1 {
		at := slices.IndexFunc(p.groups, func(g *group) bool { return g.label != "" })
		p.Findings.Add(p.groups[at].table, ruleByResource, "the permissions of %d resources are in one list; a caller needs only those of the resource in use", n)
	}
	return p
}

// labelIn returns the text of a paragraph that is a label: a few words in bold, or
// before a colon.
func labelIn(b *page.Prose) string {
	const most = 8
	text := outline.Plain(b.Text)
	bold := len(b.Text) == 1 && b.Text[0].Kind == page.Strong
	if !bold && !strings.HasSuffix(text, ":") || len(strings.Fields(text)) > most {
		return ""
	}
	return text
}

// group returns the group of a label. A new one begins in the table.
func (p *Permissions) group(label string, table source.Position) *group {
	for _, g := range p.groups {
		if g.label == label {
			return g
		}
	}
	g := &group{label, table, map[model.PermissionKind]*model.Permission{}}
	p.groups = append(p.groups, g)
	return g
}

// table reads a table. It has a kind of permission in each row, and maybe a column
// for each of several resources; or a kind in each column, and a row for each
// resource. The label is that of the table.
func (p *Permissions) table(t *page.Table, label string) {
	columns := make([]model.PermissionKind, len(t.Header))
	byResource, reversed := false, false
	for i := range t.Header {
		title := outline.Plain(t.Header[i].Text)
		columns[i] = kindOf(title)
		byResource = byResource || i > 0 && columns[i] != ""
		reversed = reversed || dialect.Says(dialect.MostFirst, title)
	}
	resources := p.resourcesIn(t.Header)
	var current model.PermissionKind
	for i := range t.Rows {
		row := &t.Rows[i]
		if byResource || len(row.Cells) == 0 {
			if len(t.Rows) > 1 {
				label = cmp.Or(outline.Plain(row.Cells[0].Text), label)
			}
			p.resource(p.group(label, t.Pos), row, columns, reversed)
			continue
		}
		if kind := kindOf(outline.Plain(row.Cells[0].Text)); kind != "" {
			current = kind
		}
		switch {
		case current == "":
		case resources == nil:
			p.row(p.group(label, t.Pos), current, row.Pos, row.Cells[1:], reversed)
		default:
			for c := 1; c < len(row.Cells); c++ {
				p.row(p.group(resources[c], t.Pos), current, row.Pos, row.Cells[c:c+1], reversed)
			}
		}
	}
}

// resourcesIn returns the titles of columns if each of several columns is for a
// resource that a path names.
func (p *Permissions) resourcesIn(header []page.Cell) []string {
	if len(header) < 3 {
		return nil
	}
	columns := &Permissions{lines: p.lines}
	titles := make([]string, len(header))
	for i := 1; i < len(header); i++ {
		titles[i] = outline.Plain(header[i].Text)
		columns.group(titles[i], header[i].Pos)
	}
	labels := columns.labels()
	if len(labels) < len(header)-1 || slices.ContainsFunc(labels, func(l label) bool { return len(p.known(l.words)) == 0 }) {
		return nil
	}
	return titles
}

// resource reads the row of a resource, with a column for each kind.
func (p *Permissions) resource(g *group, row *page.Row, columns []model.PermissionKind, reversed bool) {
	for c := 1; c < len(row.Cells); c++ {
		if columns[c] != "" {
			p.row(g, columns[c], row.Pos, row.Cells[c:c+1], reversed)
		}
	}
}

// kindOf reads the kind in the heading of a row or column.
func kindOf(text string) model.PermissionKind {
	switch {
	case dialect.Says(dialect.PermissionTitle, text):
		return ""
	case dialect.Says(dialect.PersonalAccount, text):
		return model.DelegatedPersonal
	case dialect.Says(dialect.WorkAccount, text):
		return model.DelegatedWork
	case dialect.Says(dialect.Application, text):
		return model.Application
	}
	return ""
}

// row adds the permissions in the cells to those of a kind.
func (p *Permissions) row(g *group, kind model.PermissionKind, at source.Position, cells []page.Cell, reversed bool) {
	found := g.found[kind]
	if found == nil {
		found = &model.Permission{Kind: kind, Scopes: []string{}, Position: at}
		g.found[kind] = found
	}
	var sets [][]string
	for i := range cells {
		text := outline.Plain(cells[i].Text)
		if dialect.Says(dialect.Unwritten, text) {
			p.Findings.Add(cells[i].Pos, ruleTodo, "the page does not give the permissions of this row yet")
			found.Supported = true
			continue
		}
		these := scopesIn(joined(p.unconditional(&cells[i])))
		if strings.HasSuffix(text, "*") {
			p.starred = append(p.starred, starred{found, slices.Concat(these...)})
		}
		sets = append(sets, these...)
	}
	if reversed {
		slices.Reverse(sets)
	}
	addScopes(found, sets)
	found.Supported = len(found.Scopes) > 0 || found.Supported
}

// note reads a note to cells with a star. It may say that a call needs several of their
// scopes at once: those that it names, or else all.
func (p *Permissions) note(text string) {
	if !strings.HasPrefix(text, "*") || !dialect.Says(dialect.AllNeeded, text) {
		return
	}
	named := slices.Concat(scopesIn(text)...)
	for _, s := range p.starred {
		needed := slices.DeleteFunc(slices.Clone(s.scopes), func(scope string) bool { return len(named) > 0 && !slices.Contains(named, scope) })
		if len(needed) < 2 {
			continue
		}
		rest := slices.DeleteFunc(slices.Clone(s.permission.Alternatives()), func(set []string) bool {
			return slices.ContainsFunc(set, func(scope string) bool { return slices.Contains(needed, scope) })
		})
		s.permission.Sets = append([][]string{needed}, rest...)
	}
}

// unconditional returns the text of a cell without the lines whose permissions are
// needed only in a case that they name. None of them is enough for a call. If there are
// no other lines with permissions, the text is unchanged.
func (p *Permissions) unconditional(cell *page.Cell) page.Text {
	if !slices.ContainsFunc(cell.Text, isBreak) {
		return cell.Text // a single line
	}
	var rest page.Text
	condition := ""
	for line := range lines(cell.Text) {
		if text := outline.Plain(line); dialect.Says(dialect.Condition, text) && len(scopesIn(text)) > 0 {
			condition = cmp.Or(condition, text)
			continue
		}
		rest = append(append(rest, line...), page.Span{Kind: page.Break})
	}
	if condition == "" || len(scopesIn(outline.Plain(rest))) == 0 {
		return cell.Text
	}
	condition, _, _ = strings.Cut(condition, ":")
	p.Findings.Add(cell.Pos, ruleConditional, "the permissions after %.60q are needed only in that case and are not listed", condition)
	return rest
}

func isBreak(s page.Span) bool { return s.Kind == page.Break }

// lines yields the lines of a text.
func lines(t page.Text) iter.Seq[page.Text] {
	return func(yield func(page.Text) bool) {
		for len(t) > 0 {
			i := slices.IndexFunc(t, isBreak)
			if i < 0 {
				i = len(t)
			}
			if !yield(t[:i:i]) {
				return
			}
			t = t[min(i+1, len(t)):]
		}
	}
}

// joined returns the text of a cell. A word in bold that joins permissions becomes
// a plus: it ends no enumeration.
func joined(t page.Text) string {
	if !slices.ContainsFunc(t, func(s page.Span) bool { return s.Kind == page.Strong }) {
		return outline.Plain(t)
	}
	t = slices.Clone(t)
	for i := range t {
		if t[i].Kind == page.Strong && dialect.Says(dialect.Together, strings.TrimSpace(t[i].Text)) {
			t[i].Text = "+"
		}
	}
	return outline.Plain(t)
}

// addScopes adds sets of scopes. A caller needs one of the sets.
func addScopes(p *model.Permission, sets [][]string) {
	if p.Sets == nil && !slices.ContainsFunc(sets, func(set []string) bool { return len(set) > 1 }) {
		addNames(p, slices.Concat(sets...))
		return
	}
	all := p.Alternatives()
	known := map[string]bool{}
	for _, set := range all {
		known[strings.Join(set, " ")] = true
	}
	for _, set := range sets {
		if key := strings.Join(set, " "); !known[key] {
			known[key] = true
			all = append(all, set)
		}
	}
	addNames(p, slices.Concat(sets...))
	p.Sets = all
}

// addNames adds scopes to those that are listed.
func addNames(p *model.Permission, scopes []string) {
	if len(scopes) > manyScopes {
		addMany(p, scopes)
		return
	}
	for _, scope := range scopes {
		if !slices.Contains(p.Scopes, scope) {
			p.Scopes = append(p.Scopes, scope)
		}
	}
}

// manyScopes is the number of scopes to add from which on they are found by an index.
const manyScopes = 100

func addMany(p *model.Permission, scopes []string) {
	known := make(map[string]bool, len(p.Scopes)+len(scopes))
	for _, scope := range p.Scopes {
		known[scope] = true
	}
	for _, scope := range scopes {
		if !known[scope] {
			known[scope] = true
			p.Scopes = append(p.Scopes, scope)
		}
	}
}

// scopesIn returns the names of permissions in a text: words with a dot inside,
// and the four scopes of OpenID Connect. Names joined by "and" or a plus are one
// set. An "and" before the last element of an enumeration does not join.
func scopesIn(text string) [][]string {
	var sets [][]string
	parts := strings.FieldsFunc(strings.ReplaceAll(joinLines(text), " or ", ","), func(c rune) bool { return c == ',' || c == ';' || c == '\n' })
	for _, part := range parts {
		sets = append(sets, scopeSets(part)...)
	}
	if n := len(sets) - 1; n > 0 && enumerates(sets[:n], sets[n]) && !strings.Contains(parts[len(parts)-1], "+") {
		sets = append(sets[:n], sets[n][:1], sets[n][1:])
	}
	return sets
}

// joinLines joins the lines around a line break that is beside a joining word.
func joinLines(text string) string {
	if strings.IndexByte(text, '\n') < 0 {
		return text
	}
	lines := strings.Split(text, "\n")
	b := lines[0]
	for i := 1; i < len(lines); i++ {
		before, after := strings.Fields(lines[i-1]), strings.Fields(lines[i])
		if len(before) > 0 && len(after) > 0 && (dialect.Says(dialect.Together, before[len(before)-1]) || dialect.Says(dialect.Together, after[0])) {
			b += " " + lines[i]
		} else {
			b += "\n" + lines[i]
		}
	}
	return b
}

// enumerates reports whether the "and" of the last set may end an enumeration.
// This requires that no other set has several scopes and that no scope occurs
// twice.
func enumerates(sets [][]string, last []string) bool {
	return len(last) == 2 && !slices.ContainsFunc(sets, func(set []string) bool { return len(set) > 1 || slices.Contains(last, set[0]) })
}

// scopeSets reads the text between two commas.
func scopeSets(text string) [][]string {
	var sets [][]string
	joined := false
	words := strings.FieldsFunc(text, endsWord)
	for i, w := range words {
		if dialect.Says(dialect.Together, w) {
			joined = len(sets) > 0
			continue
		}
		w = strings.Trim(w, ".:'\"/")
		if !isScope(w) {
			continue
		}
		if n := len(sets) - 1; joined {
			sets[n] = append(sets[n], w)
		} else {
			words[i] = w
			sets = append(sets, words[i:i+1:i+1])
		}
		joined = false
	}
	return sets
}

func endsWord(c rune) bool {
	switch c {
	case ' ', '\u00a0', '\t', '(', ')', '[', ']', '*', '`':
		return true
	}
	return false
}

// openID has the scopes of OpenID Connect Core 1.0, sections 3.1.2.1, 5.4 and
// 11.
var openID = []string{"openid", "email", "profile", "offline_access"}

// isScope reports whether a word can be the name of a permission.
func isScope(w string) bool {
	if slices.Contains(openID, w) {
		return true
	}
	dot := strings.IndexByte(w, '.')
	if dot <= 0 || dot == len(w)-1 {
		return false
	}
	for i := 0; i < len(w); i++ {
		if c := w[i]; !word.IsLetter(c) && !word.IsDigit(c) && strings.IndexByte(".-_", c) < 0 {
			return false
		}
	}
	return word.IsLetter(w[0]) && !strings.HasPrefix(w, "e.g")
}
