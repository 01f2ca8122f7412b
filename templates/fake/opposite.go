package fake

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

// relationship is a collection or a single entity below an entity: the owner is
// /groups/7, and the name is members.
type relationship struct {
	owner *item // nil if no entity is known there
	name  string
	// path is the path in the form of the store, and raw the path of the request.
	path, raw string
}

// relationship returns the relationship at a path below the path of the request.
func (v *visit) relationship(path, raw string) relationship {
	before, name, _ := cutLast(path)
	r := relationship{name: name, path: path, raw: raw}
	for _, n := range v.place.named {
		if n.item != nil && (n.path == before || n.item.path == before) {
			v.complete(n.item)
			r.owner = n.item
		}
	}
	return r
}

// below returns the relationship of an item.
func below(it *item, name string) relationship {
	path := it.path + "/" + fold(name)
	return relationship{it, name, path, path}
}

// opposite returns the relationship by which an entity refers back to the owner:
// memberOf for members. It returns nil if the pages do not tell.
func (s *Server) opposite(r relationship, to *item) *property {
	if r.owner == nil {
		return nil
	}
	p, _ := s.api.property(r.owner.typ, r.name)
	if p == nil || !p.Navigation {
		return nil
	}
	s.complete(to)
	for _, t := range s.api.types {
		if !s.api.related(t.Name, to.typ) {
			continue
		}
		for _, q := range t.Properties {
			back := strings.EqualFold(q.Name, p.Opposite) || strings.EqualFold(q.Opposite, p.Name)
			if back && q.Navigation && s.api.related(q.Type, r.owner.typ) {
				return q
			}
		}
	}
	return nil
}

// link makes an entity that a relationship has come to hold refer back to the
// owner.
func (s *Server) link(r relationship, to *item) {
	q := s.opposite(r, to)
	switch {
	case r.owner == nil || to.path == "":
	case q == nil && (s.api.hasReferences(r.raw) || s.api.isReference(r.raw)):
		to.holders = append(to.holders, r)
	case q == nil:
	case q.Collection:
		back := below(to, q.Name)
		s.include(s.collection(back.path, back.raw, to.made), r.owner)
	default:
		set(&s.store.singles, below(to, q.Name).path, r.owner)
	}
}

// unlink undoes link.
func (s *Server) unlink(r relationship, to *item) {
	q := s.opposite(r, to)
	switch {
	case r.owner == nil || to.path == "":
	case q == nil:
		to.holders = slices.DeleteFunc(to.holders, func(h relationship) bool { return h.path == r.path })
	case q.Collection:
		back := below(to, q.Name)
		s.exclude(s.collection(back.path, back.raw, to.made), r.owner)
	default:
		path := below(to, q.Name).path
		set(&s.store.singles, path, &item{path: path, deleted: true, changed: s.store.tick()})
	}
}

// include adds a reference to the collection. It returns false if the collection
// has the reference.
func (s *Server) include(c *collection, it *item) bool {
	if c.entry(it) != nil {
		return false
	}
	c.changed = s.store.tick()
	c.entries = append(c.entries, &entry{item: it, added: c.changed})
	return true
}

// exclude removes a reference from the collection. It returns false if the
// collection does not have the reference.
func (s *Server) exclude(c *collection, it *item) bool {
	e := c.entry(it)
	if e == nil {
		return false
	}
	c.changed = s.store.tick()
	e.removed = c.changed
	return true
}

// entry returns the entry of an item that the collection holds, or nil.
func (c *collection) entry(it *item) *entry {
	return c.find(func(e *entry) bool { return e.item == it && !e.gone() })
}

// refers reports whether the relationship holds references: its entities are
// those of other collections.
func (s *Server) refers(r relationship, to *item) bool {
	return s.api.hasReferences(r.raw) || s.api.isReference(r.raw) || s.opposite(r, to) != nil
}

// same returns the entity that an item of a seed stands for, or nil if the item is
// a new one. A reference stands for the entity with its key.
func (s *Server) same(r relationship, it *item) *item {
	refers := s.refers(r, it)
	for _, other := range s.store.all {
		if !other.deleted && strings.EqualFold(other.key, it.key) && (refers || other.borrowed) && s.api.related(other.typ, it.typ) {
			return other
		}
	}
	it.borrowed = refers
	return nil
}

// settle gives an item that is known by references alone its home, and moves what
// is below it there.
func (s *Server) settle(it *item, path, root string) {
	was := it.path
	it.path, it.root, it.borrowed = path, root, false
	for _, from := range slices.Sorted(maps.Keys(s.store.collections)) {
		if to, ok := moved(from, was, path); ok && s.store.collections[to] == nil {
			c := s.store.collections[from]
			c.path = to
			set(&s.store.collections, to, c)
			delete(s.store.collections, from)
		}
	}
	for _, from := range slices.Sorted(maps.Keys(s.store.singles)) {
		if to, ok := moved(from, was, path); ok && s.store.singles[to] == nil {
			set(&s.store.singles, to, s.store.singles[from])
			delete(s.store.singles, from)
		}
	}
}

// moved returns the path below another entity.
func moved(path, was, is string) (string, bool) {
	rest, ok := strings.CutPrefix(path, was+"/")
	return is + "/" + rest, ok && was != ""
}

// learn adds what a seed says about a known entity.
func (s *Server) learn(it, seeded *item) *item {
	s.complete(it)
	for _, name := range names(seeded.members) {
		merge(it.members, name, seeded.members[name])
	}
	if s.api.derives(seeded.typ, it.typ) {
		it.typ = seeded.typ
	}
	s.store.change(it)
	return it
}

// closure returns the entities of a relationship and, in turn, of the same
// relationship of these.
func (s *Server) closure(it *item, name string) (*relation, error) {
	all := &relation{many: true}
	for next := []*item{it}; len(next) > 0; next = next[1:] {
		if p, _ := s.api.property(next[0].typ, name); p == nil || next[0].path == "" {
			continue
		}
		r, err := s.related(next[0], name)
		if err != nil {
			return nil, err
		}
		for _, found := range r.all() {
			if found != it && !slices.Contains(all.items, found) {
				all.items, next = append(all.items, found), append(next, found)
			}
		}
	}
	return all, nil
}

// all returns the entities of the relation. It accepts nil.
func (r *relation) all() []*item {
	if r == nil {
		return nil
	}
	return r.items
}

// checkHolders returns an error if the service could list entities in the
// relationship that the fake does not: entities that refer to the owner by a
// relationship whose opposite the pages do not tell.
func (s *Server) checkHolders(r relationship) error {
	if s.store.collections[r.path] != nil {
		return nil
	}
	p, _ := s.api.property(r.owner.typ, r.name)
	if p == nil || !p.ReadOnly || !p.Navigation || p.Opposite != "" {
		return nil
	}
	for _, h := range r.owner.holders {
		if s.api.related(h.owner.typ, p.Type) {
			return beyond("The fake does not know whether %s makes its entity part of %s: seed %s.", shownPath(h.path), shownPath(r.path), shownPath(r.path))
		}
	}
	return nil
}

// cast returns the path without the type at its end, and that type:
// /groups/7/members/harbor.port.pilot lists the pilots among the members (OData
// URL Conventions 4.01, section 4.11).
func (a *api) cast(path string) (of, typ string) {
	before, last, _ := cutLast(path)
	return before, cmp.Or(a.named(last), a.named(strings.TrimPrefix(last, "#")))
}
