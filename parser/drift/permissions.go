package drift

import (
	"cmp"
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/model"
)

// callers are the kinds of permission as messages name them.
var callers = map[model.PermissionKind]string{
	model.DelegatedWork:     "delegated permissions",
	model.DelegatedPersonal: "delegated permissions of a personal account",
	model.Application:       "application permissions",
}

// permissions compares what callers of the request lines need by all pages that
// have them. What is so for several request lines of an operation is told of the
// first. An operation that has none in common with the earlier one is held against
// that as it is.
func (c *comparison) permissions(s subject, op, old *model.Operation) {
	common := false
	told := map[string]bool{}
	for _, l := range c.is.lines.of[op] {
		was := c.was.lines.byKey[l.key]
		common = common || len(was) > 0
		if len(was) == 0 || c.needed[l.key] {
			continue
		}
		c.needed[l.key] = true
		at := s
		at.name = c.named(l)
		is := c.is.lines.byKey[l.key]
		c.needs(at, united(is, was), united(was, is), told)
	}
	if !common {
		c.needs(s, op.Permissions, old.Permissions, told)
	}
}

// united returns what callers need by one page or another. It stands where a page
// says something else than on the other side, if there is one.
func united(ops, others []*model.Operation) []*model.Permission {
	var list []*model.Permission
	for _, op := range ops {
		for _, p := range op.Permissions {
			i := slices.IndexFunc(list, func(q *model.Permission) bool { return q.Kind == p.Kind })
			if i < 0 {
				list = append(list, &model.Permission{Kind: p.Kind, Position: p.Position})
				i = len(list) - 1
			}
			all := list[i]
			if differ(others, op.Page, p) {
				all.Position = p.Position
				others = nil // the first such page
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

// differ reports whether the page says something else on the other side.
func differ(others []*model.Operation, page string, p *model.Permission) bool {
	for _, op := range others {
		if op.Page != page {
			continue
		}
		for _, q := range op.Permissions {
			if q.Kind == p.Kind && !slices.EqualFunc(alternatives(p), alternatives(q), slices.Equal) {
				return true
			}
		}
	}
	return false
}

// needs compares what callers need, kind by kind. One that a side does not speak
// of is not compared.
func (c *comparison) needs(s subject, is, was []*model.Permission, told map[string]bool) {
	for _, p := range is {
		i := slices.IndexFunc(was, func(q *model.Permission) bool { return q.Kind == p.Kind })
		if i >= 0 {
			c.permission(s, p, was[i], told)
		}
	}
}

func (c *comparison) permission(s subject, p, q *model.Permission, told map[string]bool) {
	s.is, s.was = cmp.Or(p.Position, s.is), cmp.Or(q.Position, s.was)
	is, was := alternatives(p), alternatives(q)
	name := cmp.Or(callers[p.Kind], string(p.Kind))
	if p.ByResource || q.ByResource {
		name += ", for one of the resources"
	}
	detail := string(p.Kind) + " " + written(is) + " " + written(was)
	if told[detail] {
		return
	}
	told[detail] = true
	switch {
	case len(is) == 0 && len(was) == 0:
	case len(is) == 0:
		c.report(permissionDiffers, s, true, detail, "with %s, the operation can no longer be called; %s", name, enough(was, "was enough before", "together were enough before"))
	case len(was) == 0:
		c.report(permissionDiffers, s, false, detail, "with %s, the operation can be called now; %s", name, enough(is, "is enough", "together are enough"))
	default:
		lost, parts := tooFew(is, was)
		if more := without(is, was); len(more) > 0 {
			parts = append(parts, enough(more, "is enough now", "together are enough now"))
		}
		if len(parts) > 0 {
			c.report(permissionDiffers, s, lost, detail, "with %s, %s", name, strings.Join(parts, "; "))
		}
	}
}

// tooFew says which sets of scopes were enough and no longer are, and what is
// needed besides, where that is all.
func tooFew(is, was [][]string) (lost bool, parts []string) {
	var gone [][]string
	for _, set := range without(was, is) {
		i := slices.IndexFunc(is, func(more []string) bool { return holds(more, set) })
		if i < 0 {
			gone = append(gone, set)
			continue
		}
		more := slices.DeleteFunc(slices.Clone(is[i]), func(scope string) bool { return slices.Contains(set, scope) })
		parts = append(parts, enough([][]string{set}, "alone is no longer enough", "together are no longer enough")+": "+enough([][]string{more}, "is needed as well", "are needed as well"))
	}
	if len(gone) > 0 {
		parts = append(parts, enough(gone, "is no longer enough", "together are no longer enough"))
	}
	return len(parts) > 0, parts
}

// without returns those sets that hold none of the others: who has one of the
// others has too few scopes for them, or others.
func without(sets, others [][]string) [][]string {
	var list [][]string
	for _, set := range sets {
		if !slices.ContainsFunc(others, func(other []string) bool { return holds(set, other) }) {
			list = append(list, set)
		}
	}
	return list
}

// holds reports whether all scopes of a set are in the first.
func holds(set, other []string) bool {
	return !slices.ContainsFunc(other, func(scope string) bool { return !slices.Contains(set, scope) })
}

// enough is a sentence on the sets, of which one is enough.
func enough(sets [][]string, one, together string) string {
	if len(sets) == 1 && len(sets[0]) > 1 {
		return written(sets) + " " + together
	}
	texts := make([]string, len(sets))
	for i := range sets {
		texts[i] = written(sets[i : i+1])
	}
	last := len(texts) - 1
	if last == 0 {
		return texts[0] + " " + one
	}
	return strings.Join(texts[:last], ", ") + " or " + texts[last] + " " + one
}

// alternatives returns the sets of scopes of which one is enough, sorted: their
// order is not compared.
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

func written(sets [][]string) string {
	if len(sets) == 0 {
		return "none"
	}
	return (&model.Permission{Sets: sets}).Text()
}
