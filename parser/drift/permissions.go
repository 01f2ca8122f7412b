package drift

import (
	"cmp"
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/model"
)

// callers are the names of permission kinds in messages.
var callers = map[model.PermissionKind]string{
	model.DelegatedWork:     "delegated permissions",
	model.DelegatedPersonal: "delegated permissions of a personal account",
	model.Application:       "application permissions",
}

// permissions compares the permissions for the request lines, as given on all
// pages that have them. A difference that several request lines of an operation
// have is reported for the first of them. If the operations have no request
// line in common, their own permissions are compared.
func (c *comparison) permissions(s subject, op, old *model.Operation) {
	common := false
	reported := map[string]bool{}
	for _, l := range c.is.lines.of[op] {
		shared := len(c.was.lines.byKey[l.key]) > 0
		common = common || shared
		if !shared || c.permitted[l.key] {
			continue
		}
		c.permitted[l.key] = true
		at := s
		at.name = c.lineName(l)
		is, was := c.is.lines.permissions(l.key), c.was.lines.permissions(l.key)
		c.permissionKinds(at, union(is, was), union(was, is), reported)
	}
	if !common {
		is, was := []permitted{{op.Page, op.Permissions}}, []permitted{{old.Page, old.Permissions}}
		c.permissionKinds(s, union(is, was), union(was, is), reported)
	}
}

// union returns the permissions that any of the pages gives. The position of a
// permission is on the first page that differs from the other side, if there is
// one.
func union(pages, others []permitted) []*model.Permission {
	var list []*model.Permission
	for _, is := range pages {
		for _, p := range is.list {
			i := slices.IndexFunc(list, func(q *model.Permission) bool { return q.Kind == p.Kind })
			if i < 0 {
				list = append(list, &model.Permission{Kind: p.Kind, Position: p.Position})
				i = len(list) - 1
			}
			all := list[i]
			if differs(others, is.page, p) {
				all.Position = p.Position
				others = nil // only for the first such page
			}
			all.ByResource = all.ByResource || p.ByResource
			if p.Supported {
				all.Supported = true
				all.Sets = append(all.Sets, p.Alternatives()...)
			}
		}
	}
	return list
}

// differs reports whether the page has different permissions on the other side.
func differs(others []permitted, page string, p *model.Permission) bool {
	for _, was := range others {
		if was.page != page {
			continue
		}
		for _, q := range was.list {
			if q.Kind == p.Kind && !slices.EqualFunc(alternatives(p), alternatives(q), slices.Equal) {
				return true
			}
		}
	}
	return false
}

// permissionKinds compares the permissions of each kind. A kind that a side
// does not mention is not compared.
func (c *comparison) permissionKinds(s subject, is, was []*model.Permission, reported map[string]bool) {
	for _, p := range is {
		i := slices.IndexFunc(was, func(q *model.Permission) bool { return q.Kind == p.Kind })
		if i >= 0 {
			c.permission(s, p, was[i], reported)
		}
	}
}

func (c *comparison) permission(s subject, p, q *model.Permission, reported map[string]bool) {
	s.is, s.was = cmp.Or(p.Position, s.is), cmp.Or(q.Position, s.was)
	is, was := alternatives(p), alternatives(q)
	name := cmp.Or(callers[p.Kind], string(p.Kind))
	if p.ByResource || q.ByResource {
		name += ", for one of the resources"
	}
	detail := string(p.Kind) + " " + setsText(is) + " " + setsText(was)
	if reported[detail] {
		return
	}
	reported[detail] = true
	switch {
	case len(is) == 0 && len(was) == 0:
	case len(is) == 0:
		c.report(permissionDiffers, s, true, detail, "with %s, the operation can no longer be called; %s", name, sentence(was, "was enough before", "together were enough before"))
	case len(was) == 0:
		c.report(permissionDiffers, s, false, detail, "with %s, the operation can be called now; %s", name, sentence(is, "is enough", "together are enough"))
	default:
		lost, parts := lostSets(is, was)
		if more := uncovered(is, was); len(more) > 0 {
			parts = append(parts, sentence(more, "is enough now", "together are enough now"))
		}
		if len(parts) > 0 {
			c.report(permissionDiffers, s, lost, detail, "with %s, %s", name, strings.Join(parts, "; "))
		}
	}
}

// lostSets describes the sets of scopes that were sufficient and no longer are.
// If a new set only adds scopes, the text names these.
func lostSets(is, was [][]string) (lost bool, parts []string) {
	var gone [][]string
	for _, set := range uncovered(was, is) {
		i := slices.IndexFunc(is, func(more []string) bool { return containsAll(more, set) })
		if i < 0 {
			gone = append(gone, set)
			continue
		}
		more := slices.DeleteFunc(slices.Clone(is[i]), func(scope string) bool { return slices.Contains(set, scope) })
		parts = append(parts, sentence([][]string{set}, "alone is no longer enough", "together are no longer enough")+": "+sentence([][]string{more}, "is needed as well", "are needed as well"))
	}
	if len(gone) > 0 {
		parts = append(parts, sentence(gone, "is no longer enough", "together are no longer enough"))
	}
	return len(parts) > 0, parts
}

// uncovered returns the sets that don't contain any of the others.
func uncovered(sets, others [][]string) [][]string {
	var list [][]string
	for _, set := range sets {
		if !slices.ContainsFunc(others, func(other []string) bool { return containsAll(set, other) }) {
			list = append(list, set)
		}
	}
	return list
}

// containsAll reports whether set has all scopes of other.
func containsAll(set, other []string) bool {
	return !slices.ContainsFunc(other, func(scope string) bool { return !slices.Contains(set, scope) })
}

// sentence returns a sentence about sets of which one is sufficient.
func sentence(sets [][]string, one, together string) string {
	if len(sets) == 1 && len(sets[0]) > 1 {
		return setsText(sets) + " " + together
	}
	texts := make([]string, len(sets))
	for i := range sets {
		texts[i] = setsText(sets[i : i+1])
	}
	last := len(texts) - 1
	if last == 0 {
		return texts[0] + " " + one
	}
	return strings.Join(texts[:last], ", ") + " or " + texts[last] + " " + one
}

// alternatives returns the sets of scopes of which one is sufficient, sorted,
// because their order is not compared.
func alternatives(p *model.Permission) [][]string {
	if !p.Supported {
		return nil
	}
	var sets [][]string
	for _, set := range p.Alternatives() {
		sets = append(sets, slices.Sorted(slices.Values(set)))
	}
	slices.SortFunc(sets, slices.Compare)
	return slices.CompactFunc(sets, slices.Equal)
}

func setsText(sets [][]string) string {
	if len(sets) == 0 {
		return "none"
	}
	return (&model.Permission{Sets: sets}).Text()
}
