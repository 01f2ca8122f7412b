package operation

import (
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/page"
	"github.com/docwright/docwright/parser/source"
)

// permissionKinds is the order in which permissions are listed.
var permissionKinds = [...]model.PermissionKind{model.DelegatedWork, model.DelegatedPersonal, model.Application}

// permissions reads the tables of the permissions sections. Several tables,
// or a table with a row for each resource, are put together.
func (r *reader) permissions() []*model.Permission {
	found := map[model.PermissionKind]*model.Permission{}
	for _, s := range r.page.Sections {
		if r.roles[s] != rolePermissions {
			continue
		}
		for _, b := range s.Blocks {
			if t, ok := b.(*page.Table); ok {
				if r.permissionsAt.Line == 0 {
					r.permissionsAt = t.Pos
				}
				r.permissionTable(found, t)
			}
		}
	}
	list := []*model.Permission{}
	for _, kind := range permissionKinds {
		if p := found[kind]; p != nil {
			p.Supported = len(p.Scopes) > 0 || p.Supported
			list = append(list, p)
		}
	}
	return list
}

func (r *reader) permissionTable(found map[model.PermissionKind]*model.Permission, t *page.Table) {
	kinds := make([]model.PermissionKind, len(t.Header))
	matrix := false
	reversed := false
	for i := range t.Header {
		title := plain(t.Header[i].Text)
		kinds[i] = permissionKind(title)
		matrix = matrix || i > 0 && kinds[i] != ""
		reversed = reversed || strings.Contains(strings.ToLower(title), "most to least")
	}
	if matrix && len(t.Rows) > 1 {
		r.finding(t.Pos, ruleByResource, "the permissions of %d resources are listed together: a caller needs those of the resource at hand", len(t.Rows))
	}
	var current model.PermissionKind
	for i := range t.Rows {
		row := &t.Rows[i]
		if !matrix && len(row.Cells) > 0 {
			if kind := permissionKind(plain(row.Cells[0].Text)); kind != "" {
				current = kind
			}
			if current != "" {
				r.permissionRow(found, current, row.Pos, row.Cells[1:], reversed)
			}
			continue
		}
		for c := 1; c < len(row.Cells); c++ {
			if kinds[c] != "" {
				r.permissionRow(found, kinds[c], row.Pos, row.Cells[c:c+1], reversed)
				found[kinds[c]].ByResource = len(t.Rows) > 1
			}
		}
	}
}

// permissionKind reads a heading of a row or column.
func permissionKind(text string) model.PermissionKind {
	lower := strings.ToLower(text)
	switch {
	case strings.HasPrefix(lower, "permission"):
		return ""
	case strings.Contains(lower, "personal"):
		return model.DelegatedPersonal
	case strings.Contains(lower, "delegated"):
		return model.DelegatedWork
	case strings.Contains(lower, "application"):
		return model.Application
	}
	return ""
}

func (r *reader) permissionRow(found map[model.PermissionKind]*model.Permission, kind model.PermissionKind, at source.Position, cells []page.Cell, reversed bool) {
	p := found[kind]
	if p == nil {
		p = &model.Permission{Kind: kind, Scopes: []string{}, Position: at}
		found[kind] = p
	}
	var sets [][]string
	for i := range cells {
		text := plain(cells[i].Text)
		if strings.Contains(text, "TODO") {
			r.finding(cells[i].Pos, rulePermissionsTodo, "the permissions of this row still have to be written")
			p.Supported = true
			continue
		}
		sets = append(sets, scopesIn(text)...)
	}
	if reversed {
		slices.Reverse(sets)
	}
	addScopes(p, sets)
}

// addScopes adds sets of scopes of which a caller needs one.
func addScopes(p *model.Permission, sets [][]string) {
	together := p.Sets != nil || slices.ContainsFunc(sets, func(set []string) bool { return len(set) > 1 })
	all := p.Alternatives()
	for _, set := range sets {
		if !slices.ContainsFunc(all, func(known []string) bool { return slices.Equal(known, set) }) {
			all = append(all, set)
		}
		for _, scope := range set {
			p.Scopes = appendNew(p.Scopes, scope)
		}
	}
	if together {
		p.Sets = all
	}
}

// scopesIn returns the names of permissions in a text: words with a dot
// inside, and the four of OpenID Connect. Those with "and" between them are one
// set. An "and" before the last of a list is not to be told from one that ends
// an enumeration: it makes no set.
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

// enumerates reports whether the "and" of the last set may end an enumeration:
// no other is in the list, and nothing is in it twice.
func enumerates(sets [][]string, last []string) bool {
	return len(last) == 2 && !slices.ContainsFunc(sets, func(set []string) bool { return len(set) > 1 || slices.Contains(last, set[0]) })
}

// scopeSets reads what stands between two commas.
func scopeSets(text string) [][]string {
	var sets [][]string
	joined := false
	for _, word := range strings.FieldsFunc(text, func(c rune) bool { return strings.ContainsRune(" \u00a0\t()[]*`", c) }) {
		if word == "and" || word == "&" || word == "+" {
			joined = len(sets) > 0
			continue
		}
		word = strings.Trim(word, ".:'\"/")
		if !scopeLike(word) {
			continue
		}
		if n := len(sets) - 1; joined {
			sets[n] = append(sets[n], word)
		} else {
			sets = append(sets, []string{word})
		}
		joined = false
	}
	return sets
}

func scopeLike(word string) bool {
	switch word {
	case "openid", "email", "profile", "offline_access":
		return true
	}
	dot := strings.IndexByte(word, '.')
	if dot <= 0 || dot == len(word)-1 {
		return false
	}
	for i := 0; i < len(word); i++ {
		if c := word[i]; !isLetter(c) && !isDigit(c) && c != '.' && c != '-' && c != '_' {
			return false
		}
	}
	return isLetter(word[0]) && !strings.HasPrefix(word, "e.g")
}
