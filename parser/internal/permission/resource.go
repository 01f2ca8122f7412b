package permission

import (
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/dialect"
	"github.com/docwright/docwright/parser/internal/notation"
	"github.com/docwright/docwright/parser/internal/word"
	"github.com/docwright/docwright/parser/model"
)

// label is the label of a group as words: the resource that a path must name.
type label struct {
	*group
	words []string
}

// assign determines the group of each request line, where labels name resources
// in the paths. A group without request lines may be for each of them, unless
// others remain without a group: then nothing is assigned.
func (p *Permissions) assign() {
	lines := p.lines
	labels := p.labels()
	if len(labels) < 2 {
		return
	}
	owners := map[*notation.Path]*group{}
	assign(owners, lines, labels)
	// What is left may have words that no path has: "other users", "personal contact".
	rest := slices.DeleteFunc(slices.Clone(lines), func(l *notation.Path) bool { return owners[l] != nil })
	var left []label
	for _, l := range labels {
		if !owns(owners, lines, l.group) {
			left = append(left, label{l.group, p.known(l.words)})
		}
	}
	assign(owners, rest, left)
	for _, l := range labels {
		if len(owners) == len(lines) && !owns(owners, lines, l.group) {
			return
		}
	}
	p.owners = owners
}

// known returns those of the words that a path has.
func (p *Permissions) known(words []string) []string {
	return slices.DeleteFunc(slices.Clone(words), func(w string) bool {
		return !slices.ContainsFunc(p.lines, func(l *notation.Path) bool { return indexOf(l, w) >= 0 })
	})
}

func owns(owners map[*notation.Path]*group, lines []*notation.Path, g *group) bool {
	return slices.ContainsFunc(lines, func(l *notation.Path) bool { return owners[l] == g })
}

// labels returns the labels of groups, without the words that all of them have.
func (p *Permissions) labels() []label {
	var list []label
	count := map[string]int{}
	for _, g := range p.groups {
		if g.label == "" {
			continue
		}
		words := wordsOf(g.label)
		for _, w := range words {
			count[w]++
		}
		list = append(list, label{g, words})
	}
	for i := range list {
		list[i].words = slices.DeleteFunc(list[i].words, func(w string) bool { return count[w] == len(list) })
	}
	return list
}

// wordsOf returns the words of a label in lower case and in the singular, each
// once. A label for what belongs to the caller is the one word "me".
func wordsOf(text string) []string {
	if dialect.Says(dialect.Self, text) {
		return []string{caller}
	}
	var list []string
	for _, w := range strings.FieldsFunc(text, func(c rune) bool { return c > 0x7f || !word.IsLetter(byte(c)) }) {
		if w = key(w); !slices.Contains(list, w) {
			list = append(list, w)
		}
	}
	return list
}

func key(w string) string { return strings.ToLower(dialect.Singular(w)) }

// caller is the segment for the user who calls, and user the word for any.
const caller, user = "me", "user"

// assign gives each request line to the label that names it best: by the most
// words, then by the last segment. A line that two labels name equally well has
// no owner.
func assign(owners map[*notation.Path]*group, lines []*notation.Path, labels []label) {
	for _, line := range lines {
		best, tie := [2]int{}, false
		for _, l := range labels {
			fit := l.fit(line)
			switch c := slices.Compare(fit[:], best[:]); {
			case fit[0] == 0:
			case c > 0:
				best, tie = fit, false
				owners[line] = l.group
			case c == 0:
				tie = true
			}
		}
		if tie {
			delete(owners, line)
		}
	}
}

// fit returns how many words the path has if it has all, and the last place of one.
func (l *label) fit(line *notation.Path) [2]int {
	fit := [2]int{}
	for _, w := range l.words {
		i := indexOf(line, w)
		if i < 0 {
			return [2]int{}
		}
		fit = [2]int{fit[0] + 1, max(fit[1], i)}
	}
	return fit
}

// indexOf returns the index after the last segment of the path with the word. The
// caller is a user.
func indexOf(line *notation.Path, w string) int {
	for i, s := range slices.Backward(line.Segments) {
		if is := key(s.Word()); is == w || is == caller && w == user {
			return i
		}
	}
	return -1
}

// groupsOf returns the groups for a request line: its own and those without a
// label, or all.
func (p *Permissions) groupsOf(line *notation.Path) []*group {
	owner := p.owners[line]
	if owner == nil {
		return p.groups
	}
	return slices.DeleteFunc(slices.Clone(p.groups), func(g *group) bool { return g.label != "" && g != owner })
}

// together returns for how many resources the permissions of a request line are
// listed together, at most.
func (p *Permissions) together() int {
	most := 0
	for _, l := range p.lines {
		groups := p.groupsOf(l)
		for _, kind := range kinds {
			most = max(most, labelled(groups, kind))
		}
	}
	return most
}

// labelled returns how many groups with a label have permissions of a kind.
func labelled(groups []*group, kind model.PermissionKind) int {
	n := 0
	for _, g := range groups {
		if g.label != "" && g.found[kind] != nil {
			n++
		}
	}
	return n
}

// Of returns the permissions of an operation with the request lines. Those for
// some of the lines have their paths.
func (p *Permissions) Of(lines []*notation.Path) []*model.Permission {
	list := []*model.Permission{}
	for _, kind := range kinds {
		var ofKind []*model.Permission
		var found *model.Permission
		for i, l := range lines {
			if i > 0 && p.owners[l] == p.owners[lines[i-1]] {
				if found != nil { // lines with one owner have the same permissions
					found.Paths = append(found.Paths, l.Text)
				}
				continue
			}
			if found = merged(p.groupsOf(l), kind); found == nil {
				continue
			}
			if i := slices.IndexFunc(ofKind, func(q *model.Permission) bool { return isSame(q, found) }); i >= 0 {
				found = ofKind[i]
			} else {
				ofKind = append(ofKind, found)
			}
			found.Paths = append(found.Paths, l.Text)
		}
		for _, q := range ofKind {
			if len(q.Paths) == len(lines) {
				q.Paths = nil
			}
		}
		list = append(list, ofKind...)
	}
	return list
}

// merged returns the permissions of a kind in groups, nil if there are none.
func merged(groups []*group, kind model.PermissionKind) *model.Permission {
	var all *model.Permission
	for _, g := range groups {
		found := g.found[kind]
		if found == nil {
			continue
		}
		if all == nil {
			all = &model.Permission{Kind: kind, Scopes: []string{}, Position: found.Position, ByResource: labelled(groups, kind) > 1}
		}
		if all.ByResource && g.label != "" {
			all.Resources = append(all.Resources, model.ResourcePermission{Label: g.label, Permission: found})
		}
		if all.Sets == nil && found.Sets == nil {
			addNames(all, found.Scopes)
		} else {
			addScopes(all, found.Alternatives())
		}
		all.Supported = all.Supported || found.Supported
	}
	return all
}

func isSame(p, q *model.Permission) bool {
	return p.Supported == q.Supported && p.ByResource == q.ByResource && slices.EqualFunc(p.Alternatives(), q.Alternatives(), slices.Equal)
}
