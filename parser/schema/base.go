package schema

import (
	"cmp"
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/model"
)

// candidate is a type named as the base of another one.
type candidate struct {
	baseName
	page *Declarations
	to   *named // nil where no page describes it
}

// linkBases settles the base type of every type.
func (l *linker) linkBases() {
	l.spreadDerived()
	for _, n := range l.order {
		l.linkBase(n)
	}
	reported := map[string]bool{}
	for _, n := range l.order {
		if n.typ == nil || n.typ.Base == "" || n.base != nil || reported[n.typ.Base] {
			continue
		}
		reported[n.typ.Base] = true
		l.findings.Add(l.position(n), ruleBaseUndescribed, "no page describes the base type %s", quote(n.typ.Base))
	}
}

// spreadDerived notes base types on the types that their pages list as derived.
func (l *linker) spreadDerived() {
	for _, n := range l.order {
		for _, t := range n.types {
			if t.says == nil {
				continue
			}
			for _, b := range t.says.derived {
				to := l.lookup(t.page, &reference{name: linkName(b.name), target: b.target, at: b.at})
				if to != nil && to != n && to.typ != nil {
					to.notes = append(to.notes, baseName{name: n.typ.Qualified(), trust: byDerived, at: b.at})
				}
			}
		}
	}
}

// linkName returns the type's name in a link's text: "users", "the **user**
// resource" have "users" and "user".
func linkName(text string) string {
	var c cell
	c.target = "-" // other words don't matter
	c.words(strings.TrimPrefix(text, "the "))
	return c.name
}

// linkBase settles the base type of n, those of its candidates first.
func (l *linker) linkBase(n *named) {
	if n.mark != 0 || n.typ == nil {
		return
	}
	n.mark = 1
	defer func() { n.mark = 2 }()
	list := l.candidates(n)
	if len(list) == 0 {
		return
	}
	for _, c := range list {
		if c.to != nil {
			l.linkBase(c.to)
		}
	}
	best := l.nearest(n, list)
	if best.to == nil {
		n.typ.Base = best.name
		if namespace, _ := splitName(best.name); namespace == "" {
			n.typ.Base = best.page.Namespace + "." + lowerFirst(best.name)
		}
		return
	}
	for up := best.to; up != nil; up = up.base {
		if up == n || up.mark == 1 {
			l.findings.Add(best.at, ruleBaseCycle, "%s is derived from itself by way of %s: the base type is dropped", quote(n.typ.Name), quote(best.to.typ.Name))
			return
		}
	}
	n.base = best.to
	n.typ.Base, n.typ.BaseType = best.to.typ.Qualified(), best.to.typ
}

// candidates returns all types that the pages name as the base of n, without
// repetitions, the most trusted first.
func (l *linker) candidates(n *named) []candidate {
	var list []candidate
	for _, t := range n.types {
		if t.says == nil {
			continue
		}
		for _, b := range t.says.bases {
			list = l.addCandidate(list, n, t.page, b)
		}
	}
	for _, t := range n.types {
		last := ""
		for _, p := range t.typ.Properties {
			if p.InheritedFrom != "" && p.InheritedFrom != last {
				last = p.InheritedFrom
				list = l.addCandidate(list, n, t.page, baseName{name: last, trust: byRows, at: p.Position})
			}
		}
	}
	for _, b := range n.notes {
		list = l.addCandidate(list, n, n.types[0].page, b)
	}
	slices.SortStableFunc(list, func(a, b candidate) int { return cmp.Compare(a.trust, b.trust) })
	return list
}

func (l *linker) addCandidate(list []candidate, n *named, page *Declarations, b baseName) []candidate {
	b.name = linkName(b.name)
	if b.name == "" {
		return list
	}
	to := l.lookup(page, &reference{name: b.name, target: b.target, at: b.at})
	if to == n || to != nil && to.typ == nil {
		return list
	}
	for _, c := range list {
		if c.to == to && (to != nil || c.name == b.name) {
			return list
		}
	}
	return append(list, candidate{b, page, to})
}

// nearest returns the candidate that is derived from the others. Where the
// candidates are on different lines, the most trusted one is taken.
func (l *linker) nearest(n *named, list []candidate) candidate {
	best := list[0]
	for _, c := range list[1:] {
		switch {
		case c.to == nil:
		case best.to == nil, c.to.isBelow(best.to):
			best = c
		case best.to.isBelow(c.to):
		case c.trust <= byProse && best.trust <= byProse:
			l.findings.Add(c.at, ruleBaseConflict, "the base type of %s is %s or %s: the first is assumed", quote(n.typ.Name), quote(best.to.typ.Name), quote(c.to.typ.Name))
		}
	}
	return best
}

// isBelow reports whether n is derived from other.
func (n *named) isBelow(other *named) bool {
	for up := n.base; up != nil; up = up.base {
		if up == other {
			return true
		}
	}
	return false
}

// settleKinds tells entity types from complex types. An entity type has a key,
// is the target of a relationship, or is on a line of inheritance with one.
// See CSDL 4.01, sections 6 and 8.
func (l *linker) settleKinds() {
	for _, n := range l.order {
		for _, t := range n.types {
			if t.says != nil && t.says.hasKey || t.typ.Kind == model.Entity {
				n.markEntity()
			}
			for _, p := range t.typ.Properties {
				if p.Key {
					n.markEntity()
				}
			}
		}
		if n.typ != nil && n.base == nil && n.typ.Base != "" {
			if _, short := splitName(n.typ.Base); short == "entity" {
				n.markEntity()
			}
		}
	}
	for _, n := range l.order {
		if n.typ == nil {
			continue
		}
		for up := n; up != nil; up = up.base {
			n.entity = n.entity || up.entity
		}
		if n.entity {
			n.typ.Kind = model.Entity
		}
	}
}

// markEntity marks the type and those it is derived from.
func (n *named) markEntity() {
	for ; n != nil && !n.entity; n = n.base {
		n.entity = true
	}
}
