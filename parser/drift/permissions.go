package drift

import (
	"cmp"
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// callers are the names of permission kinds in messages.
var callers = map[model.PermissionKind]string{
	model.DelegatedWork:     "delegated permissions",
	model.DelegatedPersonal: "delegated permissions of a personal account",
	model.Application:       "application permissions",
}

// Callers returns the name of a permission kind in messages.
func Callers(kind model.PermissionKind) string { return cmp.Or(callers[kind], string(kind)) }

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

// allowed are the permissions of a kind for a request line, as all its pages
// give them. A page may have a row for each of several resources; rows with the
// same label are joined.
type allowed struct {
	kind model.PermissionKind
	rows []*allowedRow // the first one is that of pages without labels, if there are any
}

type allowedRow struct {
	label string
	sets  [][]string
	at    source.Position
	// differs reports whether at is on a page that differs from the other side.
	differs bool
}

// union returns the permissions that any of the pages gives. The position of a
// row is on the first page that differs from the other side, if there is one.
func union(pages, others []permitted) []*allowed {
	var list []*allowed
	for _, is := range pages {
		for _, p := range is.list {
			i := slices.IndexFunc(list, func(a *allowed) bool { return a.kind == p.Kind })
			if i < 0 {
				i = len(list)
				list = append(list, &allowed{kind: p.Kind})
			}
			differs := differs(others, is.page, p)
			if len(p.Resources) == 0 {
				list[i].add("", p, differs)
			}
			for _, r := range p.Resources {
				list[i].add(rowName(r.Label), r.Permission, differs)
			}
		}
	}
	return list
}

// add adds a row of a page. Differs reports whether the page has other
// permissions on the other side.
func (a *allowed) add(label string, p *model.Permission, differs bool) {
	row := a.row(label)
	if row == nil {
		row = &allowedRow{label: label, at: p.Position}
		a.rows = append(a.rows, row)
	}
	if differs && !row.differs {
		row.at, row.differs = p.Position, true
	}
	if p.Supported {
		row.sets = append(row.sets, p.Alternatives()...)
	}
}

func (a *allowed) row(label string) *allowedRow {
	for _, row := range a.rows {
		if strings.EqualFold(row.label, label) {
			return row
		}
	}
	return nil
}

// joined returns all rows as one.
func (a *allowed) joined() *allowedRow {
	all := &allowedRow{at: a.rows[0].at}
	for _, row := range a.rows {
		if row.differs && !all.differs {
			all.at, all.differs = row.at, true
		}
		all.sets = append(all.sets, row.sets...)
	}
	return all
}

// hasLabels reports whether some rows are for one of several resources.
func (a *allowed) hasLabels() bool {
	return slices.ContainsFunc(a.rows, func(row *allowedRow) bool { return row.label != "" })
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
func (c *comparison) permissionKinds(s subject, is, was []*allowed, reported map[string]bool) {
	for _, p := range is {
		i := slices.IndexFunc(was, func(q *allowed) bool { return q.kind == p.kind })
		if i >= 0 {
			c.permission(s, p, was[i], reported)
		}
	}
}

// permission compares the permissions of a kind: row by row, if both sides have
// rows for several resources.
func (c *comparison) permission(s subject, p, q *allowed, reported map[string]bool) {
	var d permissionChange
	if p.hasLabels() && q.hasLabels() {
		d.rows(p, q)
	} else {
		d.row(p.joined(), q.joined())
	}
	detail := string(p.kind) + d.detail
	if len(d.parts) == 0 || reported[detail] {
		return
	}
	reported[detail] = true
	s.is, s.was = cmp.Or(d.is, s.is), cmp.Or(d.was, s.was)
	c.report(permissionDiffers, s, d.lost, detail, "with %s, %s", Callers(p.kind), strings.Join(d.parts, "; "))
}

// permissionChange collects what changed in the permissions of a kind.
type permissionChange struct {
	parts   []string
	detail  string
	lost    bool // a permission that was sufficient no longer is
	is, was source.Position
}

// rows compares the rows of several resources. A row with another label and the
// same permissions has only been given another label.
func (d *permissionChange) rows(p, q *allowed) {
	for _, row := range p.rows {
		if old := q.row(row.label); old != nil {
			d.row(row, old)
		} else if !q.hasRenamed(row, p) {
			d.add(row, &allowedRow{}, false, "for "+row.label+", a new row: "+sentence(normal(row.sets), "is enough", "together are enough"))
		}
	}
	for _, old := range q.rows {
		if p.row(old.label) == nil && !p.hasRenamed(old, q) {
			d.add(&allowedRow{}, old, true, "the row for "+old.label+" was removed: "+sentence(normal(old.sets), "was enough before", "together were enough before"))
		}
	}
}

// hasRenamed reports whether a row that the other side lacks has the sets of
// a row of that side, or whether the row has no sets.
func (a *allowed) hasRenamed(row *allowedRow, other *allowed) bool {
	sets := normal(row.sets)
	return len(sets) == 0 || slices.ContainsFunc(a.rows, func(r *allowedRow) bool {
		return other.row(r.label) == nil && slices.EqualFunc(sets, normal(r.sets), slices.Equal)
	})
}

// row compares two rows with the same label.
func (d *permissionChange) row(p, q *allowedRow) {
	is, was := normal(p.sets), normal(q.sets)
	prefix := ""
	if p.label != "" {
		prefix = "for " + p.label + ", "
	}
	switch {
	case len(is) == 0 && len(was) == 0:
	case len(is) == 0:
		d.add(p, q, true, prefix+"the operation can no longer be called; "+sentence(was, "was enough before", "together were enough before"))
	case len(was) == 0:
		d.add(p, q, false, prefix+"the operation can be called now; "+sentence(is, "is enough", "together are enough"))
	default:
		lost, parts := lostSets(is, was)
		if more := uncovered(is, was); len(more) > 0 {
			parts = append(parts, sentence(more, "is enough now", "together are enough now"))
		}
		if len(parts) > 0 {
			d.add(p, q, lost, prefix+strings.Join(parts, "; "))
		}
	}
}

func (d *permissionChange) add(p, q *allowedRow, lost bool, part string) {
	if len(d.parts) == 0 {
		d.is, d.was = p.at, q.at
	}
	d.parts = append(d.parts, part)
	d.lost = d.lost || lost
	d.detail += " " + p.label + setsText(normal(p.sets)) + " " + setsText(normal(q.sets))
}

// lostSets describes the sets of scopes that were sufficient and no longer are.
// If a new set only adds scopes, the text names these.
func lostSets(is, was [][]string) (lost bool, parts []string) {
	var gone [][]string
	for _, set := range uncovered(was, is) {
		more := additions(set, is)
		if len(more) == 0 {
			gone = append(gone, set)
			continue
		}
		parts = append(parts, sentence([][]string{set}, "alone is no longer enough", "together are no longer enough")+": "+sentence(more, "is needed as well", "are needed as well"))
	}
	if len(gone) > 0 {
		parts = append(parts, sentence(gone, "is no longer enough", "together are no longer enough"))
	}
	return len(parts) > 0, parts
}

// additions returns what each set that contains the given one has besides.
func additions(set []string, sets [][]string) (more [][]string) {
	for _, other := range sets {
		if containsAll(other, set) {
			more = append(more, slices.DeleteFunc(slices.Clone(other), func(scope string) bool { return slices.Contains(set, scope) }))
		}
	}
	return more
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

// alternatives returns the sets of scopes of which one is sufficient, see
// [normal].
func alternatives(p *model.Permission) [][]string {
	if !p.Supported {
		return nil
	}
	return normal(p.Alternatives())
}

// normal returns sets of scopes sorted and without duplicates, because their
// order is not compared.
func normal(all [][]string) [][]string {
	var sets [][]string
	for _, set := range all {
		sets = append(sets, slices.Sorted(slices.Values(set)))
	}
	slices.SortFunc(sets, slices.Compare)
	return slices.CompactFunc(sets, slices.Equal)
}

// rowName returns the label of a row as the name of a resource: "users" for "For
// users:".
func rowName(label string) string {
	label = strings.TrimSuffix(label, ":")
	if first, rest, ok := strings.Cut(label, " "); ok && strings.EqualFold(first, "for") {
		return rest
	}
	return label
}

func setsText(sets [][]string) string {
	if len(sets) == 0 {
		return "none"
	}
	return (&model.Permission{Sets: sets}).Text()
}
