package schema

import (
	"cmp"
	"slices"

	"github.com/docwright/docwright/parser/dialect"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// candidate is a type that a page names as the base of another type.
type candidate struct {
	baseName
	page *Declarations
	to   *named // nil if no page describes the type
}

// linkBases sets the base type of every type.
func (l *linker) linkBases() {
	l.addListedBases()
	for _, n := range l.order {
		l.linkBase(n)
	}
	reported := map[string]bool{}
	for _, n := range l.order {
		if n.typ == nil || n.typ.Base == "" || n.typ.BaseType != nil || reported[n.typ.Base] {
			continue
		}
		reported[n.typ.Base] = true
		l.findings.Add(n.typ.Position(), ruleBaseUndescribed, "no page describes the base type %s", quote(n.typ.Base))
	}
}

// addListedBases adds each type that lists derived types to the base candidates
// of those types.
func (l *linker) addListedBases() {
	for _, n := range l.order {
		for _, t := range n.types {
			if t.decl == nil {
				continue
			}
			for _, b := range t.decl.derived {
				to := l.lookup(t.page, &reference{name: linkName(b.name), target: b.target, at: b.at})
				if to != nil && to != n && to.typ != nil {
					to.listedBases = append(to.listedBases, baseName{name: n.typ.Qualified(), trust: byDerived, at: b.at})
				}
			}
		}
	}
}

// linkName returns the type name in the text of a link: "users" for "users",
// "user" for "the **user** resource".
func linkName(text string) string {
	var c cell
	c.target = "-" // other words don't matter
	c.words(dialect.CutArticle(text))
	return c.name
}

// linkBase sets the base type of n, after those of its candidates.
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
	n.typ.Reasons.Add("base", whyBase[best.trust], best.at, best.name)
	if best.to == nil {
		n.typ.Base = best.name
		if namespace, _ := splitName(best.name); namespace == "" {
			n.typ.Base = best.page.Namespace + "." + lowerFirst(best.name)
		}
		return
	}
	if best.to.mark == 1 { // the cycle leads back to best.to
		n.typ.Reasons = slices.DeleteFunc(n.typ.Reasons, func(r model.Reason) bool { return r.Aspect == "base" })
		l.findings.Add(best.at, ruleBaseCycle, "%s derives from itself through %s; the base type is dropped", quote(n.typ.Name), quote(best.to.typ.Name))
		return
	}
	n.typ.Base, n.typ.BaseType = best.to.typ.Qualified(), best.to.typ
}

// candidates returns the types that pages name as the base of n, without
// duplicates, the most trusted first.
func (l *linker) candidates(n *named) []candidate {
	var list []candidate
	for _, t := range n.types {
		if t.decl == nil {
			continue
		}
		for _, b := range t.decl.bases {
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
	for _, b := range n.listedBases {
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
	if to == n && b.trust <= byProse {
		l.findings.Add(b.at, ruleBaseCycle, "%s names itself as its base type; the base type is dropped", quote(n.typ.Name))
	}
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

// nearest returns the candidate that derives from the others. If the candidates
// are unrelated, it returns the most trusted one.
func (l *linker) nearest(n *named, list []candidate) candidate {
	best := list[0]
	for _, c := range list[1:] {
		switch {
		case c.to == nil:
		case best.to == nil, c.to.typ.DerivesFrom(best.to.typ), best.to.isRoot() && !c.to.isRoot():
			best = c
		case best.to.typ.DerivesFrom(c.to.typ), c.to.isRoot():
		case c.trust <= byProse && best.trust <= byProse:
			l.findings.Add(c.at, ruleBaseConflict, "pages give %s the base types %s and %s; the first is used", quote(n.typ.Name), quote(best.to.typ.Name), quote(c.to.typ.Name))
		}
	}
	return best
}

// isRoot reports whether n is "entity", the root of all entity types.
func (n *named) isRoot() bool { return n.typ.Name == "entity" }

// settleKinds decides which types are entity types; the others are complex
// types. An entity type has a key, and its values have URLs of their own (CSDL
// 4.01, sections 6 and 8). Pages rarely state the kind. A type is an entity
// type if it has an annotated key and either a property "id" or methods, if it
// has a property "id" and methods, or if a relationship targets it, unless the
// tables of properties outweigh that. A base type and the types derived from it
// have the same kind.
func (l *linker) settleKinds() {
	families := l.weigh()
	for _, n := range l.order {
		if n.typ == nil {
			continue
		}
		for _, p := range n.typ.Properties {
			switch w := families[familyOf(p.Struct)]; {
			case !p.Navigation || p.Struct == nil:
			case w.isEntity():
				l.markEntity(p.Struct, whyRelationship, p.Position, p.Name)
			default:
				l.findings.Add(p.Position, ruleRelationshipAlone, "%s is a relationship here, but no page gives %s a key, and properties have this type or its family in %d rows; it is read as a property", quote(p.Name), quote(p.Struct.Name), w.properties)
			}
		}
		if n.isEntity() {
			l.markEntity(n.typ, whyKey, n.typ.Position(), n.typ.Name)
		}
	}
	for _, n := range l.order {
		if n.typ == nil {
			continue
		}
		l.inheritKind(n.typ)
		if l.entities[n.typ] {
			n.typ.Kind = model.Entity
		} else if n.typ.SaysOnlyJSON() {
			n.typ.AnyJSON = true
			n.typ.Reasons.Add("kind", whyAnyJSON, n.typ.Position(), n.typ.Name)
		}
	}
}

// weight is the evidence for the kind of a family: a type and all that derive
// from it.
type weight struct {
	keyed                     bool // a type of the family has a key or a property "id"
	relationships, properties int  // rows that target the family
}

// isEntity reports whether a relationship makes the family one of entity types.
// It does not if there is no key and most rows are in tables of properties.
func (w *weight) isEntity() bool { return w.keyed || w.relationships >= w.properties }

// familyOf returns the root of a type's family.
func familyOf(t *model.Type) *model.Type {
	root := t
	if t != nil {
		for base := range t.Lineage() {
			root = base
		}
	}
	return root
}

// weigh collects the evidence for the kind of each family, by its root.
func (l *linker) weigh() map[*model.Type]*weight {
	families := map[*model.Type]*weight{}
	of := func(t *model.Type) *weight {
		root := familyOf(t)
		if families[root] == nil {
			families[root] = &weight{}
		}
		return families[root]
	}
	for _, n := range l.order {
		if n.typ == nil {
			continue
		}
		if w := of(n.typ); n.isEntity() || findFold(n.typ.Properties, "id") != nil || n.hasKey() {
			w.keyed = true
		}
		for _, p := range n.typ.Properties {
			switch {
			case p.Struct == nil:
			case p.Navigation:
				of(p.Struct).relationships++
			default:
				of(p.Struct).properties++
			}
		}
	}
	return families
}

// isEntity reports whether the pages of n make it an entity type, regardless of
// relationships.
func (n *named) isEntity() bool {
	if n.typ.Implied && n.typ.Kind == model.Entity {
		return true
	}
	if _, short := splitName(n.typ.Base); short == "entity" {
		return true
	}
	id := n.typ.Property("id") != nil
	methods := slices.ContainsFunc(n.types, func(t declared) bool { return t.decl != nil && t.decl.hasMethods })
	return n.hasKey() && (id || methods) || id && methods
}

// hasKey reports whether a page names a key of n.
func (n *named) hasKey() bool {
	return slices.ContainsFunc(n.types, func(t declared) bool { return t.decl != nil && t.decl.key != "" }) ||
		slices.ContainsFunc(n.typ.Properties, func(p *model.Property) bool { return p.Key })
}

// entryOf returns the entry of a linked type.
func (l *linker) entryOf(t *model.Type) *named { return l.find(t.Namespace, t.Name) }

// markEntity marks t and its base types as entity types.
func (l *linker) markEntity(t *model.Type, why *model.Why, at source.Position, words string) {
	for base := range t.Lineage() {
		if l.entities[base] {
			return
		}
		l.entities[base] = true
		base.Reasons.Add("kind", why, at, words)
		why, words = whyFamily, base.Name
	}
}

// inheritKind marks t as an entity type if one of its base types is one.
func (l *linker) inheritKind(t *model.Type) {
	if l.entities[t] {
		return
	}
	for base := range t.Lineage() {
		if l.entities[base] {
			l.entities[t] = true
			t.Reasons.Add("kind", whyFamily, base.Position(), base.Name)
			return
		}
	}
}

// settleNavigation separates navigation properties from structural properties
// by their types. A property is a navigation property if and only if its type
// is an entity type (CSDL 4.01, sections 7 and 8). If the type is unknown, the
// section of the table decides.
func (l *linker) settleNavigation() {
	for _, n := range l.order {
		if n.typ == nil {
			continue
		}
		for _, p := range n.typ.Properties {
			if p.Struct != nil {
				p.Navigation = p.Struct.Kind == model.Entity
				if p.Navigation {
					p.Reasons.Add("navigation", whyNavigation, p.Position, "")
				}
			} else if !p.IsUndescribed() {
				p.Navigation = false
			}
		}
	}
}
