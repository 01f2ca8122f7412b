// Package permission reads the tables of permissions on the pages of
// operations.
package permission

import (
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/dialect"
	"github.com/docwright/docwright/parser/internal/outline"
	"github.com/docwright/docwright/parser/internal/word"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/page"
	"github.com/docwright/docwright/parser/source"
)

// Permissions are the permissions in the tables of a page.
type Permissions struct {
	List     []*model.Permission
	Position source.Position // the first table; zero if the page has none
	Findings source.Findings

	found map[model.PermissionKind]*model.Permission
}

// kinds has the order in which permissions are listed.
var kinds = [...]model.PermissionKind{model.DelegatedWork, model.DelegatedPersonal, model.Application}

// Read reads the tables of the permission sections. It merges several tables,
// and the rows of a table with one row per resource.
func Read(o *outline.Outline) *Permissions {
	p := &Permissions{List: []*model.Permission{}, found: map[model.PermissionKind]*model.Permission{}}
	for s := range o.Sections(dialect.Permissions) {
		for t := range outline.Tables(s) {
			if p.Position.Line == 0 {
				p.Position = t.Pos
			}
			p.table(t.Table)
		}
	}
	for _, kind := range kinds {
		if found := p.found[kind]; found != nil {
			found.Supported = len(found.Scopes) > 0 || found.Supported
			p.List = append(p.List, found)
		}
	}
	return p
}

// table reads a table with a kind of permission in each row. A table with one
// row per resource has a kind in each column.
func (p *Permissions) table(t *page.Table) {
	columns := make([]model.PermissionKind, len(t.Header))
	byResource, reversed := false, false
	for i := range t.Header {
		title := outline.Plain(t.Header[i].Text)
		columns[i] = kindOf(title)
		byResource = byResource || i > 0 && columns[i] != ""
		reversed = reversed || dialect.Says(dialect.MostFirst, title)
	}
	if byResource && len(t.Rows) > 1 {
		p.Findings.Add(t.Pos, ruleByResource, "the permissions of %d resources are in one list; a caller needs only those of the resource in use", len(t.Rows))
	}
	var current model.PermissionKind
	for i := range t.Rows {
		row := &t.Rows[i]
		if byResource || len(row.Cells) == 0 {
			p.resource(row, columns, reversed, len(t.Rows) > 1)
			continue
		}
		if kind := kindOf(outline.Plain(row.Cells[0].Text)); kind != "" {
			current = kind
		}
		if current != "" {
			p.row(current, row.Pos, row.Cells[1:], reversed)
		}
	}
}

// resource reads the row of a resource, with a column for each kind.
func (p *Permissions) resource(row *page.Row, columns []model.PermissionKind, reversed, several bool) {
	for c := 1; c < len(row.Cells); c++ {
		if columns[c] != "" {
			p.row(columns[c], row.Pos, row.Cells[c:c+1], reversed)
			p.found[columns[c]].ByResource = several
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
func (p *Permissions) row(kind model.PermissionKind, at source.Position, cells []page.Cell, reversed bool) {
	found := p.found[kind]
	if found == nil {
		found = &model.Permission{Kind: kind, Scopes: []string{}, Position: at}
		p.found[kind] = found
	}
	var sets [][]string
	for i := range cells {
		text := outline.Plain(cells[i].Text)
		if dialect.Says(dialect.Unwritten, text) {
			p.Findings.Add(cells[i].Pos, ruleTodo, "the page does not give the permissions of this row yet")
			found.Supported = true
			continue
		}
		sets = append(sets, scopesIn(text)...)
	}
	if reversed {
		slices.Reverse(sets)
	}
	addScopes(found, sets)
}

// addScopes adds sets of scopes. A caller needs one of the sets.
func addScopes(p *model.Permission, sets [][]string) {
	together := p.Sets != nil || slices.ContainsFunc(sets, func(set []string) bool { return len(set) > 1 })
	all := p.Alternatives()
	for _, set := range sets {
		if !slices.ContainsFunc(all, func(known []string) bool { return slices.Equal(known, set) }) {
			all = append(all, set)
		}
		for _, scope := range set {
			if !slices.Contains(p.Scopes, scope) {
				p.Scopes = append(p.Scopes, scope)
			}
		}
	}
	if together {
		p.Sets = all
	}
}

// scopesIn returns the names of permissions in a text: words with a dot inside,
// and the four scopes of OpenID Connect. Names joined by "and" are one set. An
// "and" before the last element of an enumeration does not join.
func scopesIn(text string) [][]string {
	var sets [][]string
	parts := strings.FieldsFunc(strings.ReplaceAll(text, " or ", ","), func(c rune) bool { return strings.ContainsRune(",;\n", c) })
	for _, part := range parts {
		sets = append(sets, scopeSets(part)...)
	}
	if n := len(sets) - 1; n > 0 && enumerates(sets[:n], sets[n]) {
		sets = append(sets[:n], sets[n][:1], sets[n][1:])
	}
	return sets
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
	for _, w := range strings.FieldsFunc(text, func(c rune) bool { return strings.ContainsRune(" \u00a0\t()[]*`", c) }) {
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
			sets = append(sets, []string{w})
		}
		joined = false
	}
	return sets
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
