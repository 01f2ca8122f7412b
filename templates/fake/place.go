package fake

import (
	"cmp"
	"slices"
	"strings"
)

// place is the result of following a path.
type place struct {
	path string // in the form of the store
	// named lists the entities on the way. The path of the first is root.
	root  string
	named []*named
	// missing is the path of the first entity that does not exist, or empty.
	missing string
	below   bool // a key follows the missing one
	own     bool // an entity on the way was created or seeded
	// from is the path of the last known entity on the way as the request has it,
	// and at the path of that entity in the store.
	from, at string
}

// named is an entity that a key in the path identifies.
type named struct {
	key
	home string // the path of the collection in the form of the store
	path string // in the form of the store
	item *item  // nil if it is unknown
}

// stored returns the path in the form of the store. Whatever is below an entity is
// stored below the home of the entity, by whichever way a request reaches it.
func (pl *place) stored(path string) string {
	if rest, ok := cutEntity(path, pl.from); ok {
		return pl.at + fold(rest)
	}
	return fold(path)
}

// raw returns a path of the store as the request reaches it.
func (pl *place) raw(path string) string {
	if rest, ok := cutEntity(path, pl.at); ok {
		return pl.from + rest
	}
	return path
}

// cutEntity removes the path of an entity from the beginning of a path below it.
func cutEntity(path, entity string) (rest string, ok bool) {
	rest, ok = strings.CutPrefix(path, entity)
	return rest, ok && entity != "" && rest != "" && (rest[0] == '/' || rest[0] == ':')
}

// end returns the entity at the path, if the path ends with a key. Otherwise it
// returns nil.
func (pl *place) end(path string) *named {
	if len(pl.named) == 0 {
		return nil
	}
	n := pl.named[len(pl.named)-1]
	if n.path == path || n.item != nil && n.item.path == path && path != "" {
		return n
	}
	return nil
}

// resolve follows a path that the pattern matches.
func (s *Server) resolve(p *pattern, values []string, aliases []string) place {
	var pl place
	path := p.trace(values, func(k key) string {
		switch {
		case pl.missing != "":
			pl.below = true
			return k.value
		case k.role == inParens && !s.api.isCollection(k.collection):
			return ""
		case k.several && !s.api.isCollection(k.collection): // the arguments of a function
			return k.value
		}
		n := &named{key: k, home: pl.stored(k.collection)}
		if known := s.find(n, &pl, aliases); !known {
			pl.missing = k.collection + "/" + k.value
		}
		return pl.enter(n)
	})
	pl.path = pl.stored(path)
	if n := len(pl.named); n > 0 && path == pl.from {
		pl.path = pl.named[n-1].path
	}
	return pl
}

// find finds the entity that a key identifies, and reports whether it exists.
func (s *Server) find(n *named, pl *place, aliases []string) (known bool) {
	switch {
	case n.role == byPath:
		n.item, known = s.atPath(n)
		return known
	case n.several && !strings.Contains(n.value, ","):
		return false
	}
	n.item = s.lookup(n.key, n.home, pl.root, pl.own, append(aliases[:len(aliases):len(aliases)], n.property))
	return n.item != nil
}

// enter adds an entity to the entities on the way. It returns the key as the path goes
// on with it: the id in place of an alternate key.
func (pl *place) enter(n *named) (is string) {
	pl.named = append(pl.named, n)
	is = n.value
	if n.role == byPath || n.item == nil {
		n.path = strings.TrimSuffix(n.home, "/") + "/" + fold(is)
		pl.own = pl.own || n.item != nil && n.item.made
		if pl.root == "" && n.role != byPath {
			pl.root = n.path
		}
		return is
	}
	is = n.item.key
	n.path = strings.TrimSuffix(n.home, "/") + "/" + fold(is)
	at := cmp.Or(n.item.path, n.path)
	pl.root = cmp.Or(pl.root, at)
	pl.from, pl.at = strings.TrimSuffix(n.collection, "/")+"/"+is, at
	pl.own = pl.own || n.item.made
	return is
}

// isCollection reports whether entities can be listed or created at the path.
func (a *api) isCollection(path string) bool {
	for _, method := range [...]string{"GET", "POST"} {
		for _, p := range a.find(method, path) {
			if !p.endsInKey() && (p.of.Kind == kindList || p.of.Kind == kindCreate) {
				return true
			}
		}
	}
	return false
}

// hasReferences reports whether the collection holds references to entities of
// other collections.
func (a *api) hasReferences(path string) bool {
	return len(a.find("POST", path+"/$ref"))+len(a.find("DELETE", path+"/x/$ref")) > 0
}

// isReference reports whether the path leads to one entity, to which a request
// for its $ref refers: /users/{id}/manager.
func (a *api) isReference(path string) bool {
	return len(a.find("PUT", path+"/$ref")) > 0 && !a.isCollection(path)
}

// typeIn returns the structure of the entities in the collection, and their
// alternate keys.
func (a *api) typeIn(collection string) (name string, aliases []string) {
	for _, method := range [...]string{"GET", "PATCH", "PUT"} {
		for _, p := range a.find(method, collection+"/x") {
			if t := p.of.entity(); p.endsInKey() && !t.Collection && a.structures[t.Type] != nil {
				return t.Type, p.of.Keys
			}
		}
	}
	for _, method := range [...]string{"GET", "POST"} {
		for _, p := range a.find(method, collection) {
			if t := p.of.result(); a.structures[t.Type] != nil && (p.of.Kind == kindList || p.of.Kind == kindCreate) {
				return t.Type, nil
			}
		}
	}
	return "", nil
}

// lookup returns the entity that a key identifies: an entity of the collection,
// a new entity of another collection, or an entity of the examples. It returns
// nil if no example, request or seed has provided the key. The home is the path of
// the collection in the form of the store.
func (s *Server) lookup(k key, home, root string, own bool, aliases []string) *item {
	c := s.store.collections[home]
	typ, more := s.api.typeIn(k.collection)
	aliases = append(append([]string{s.api.keyOf(typ)}, aliases...), more...)
	if e := c.find(func(e *entry) bool { return !e.gone() && e.has(k.value, aliases) }); e != nil {
		return e.item
	}
	references := s.api.hasReferences(k.collection)
	if it := s.elsewhere(k, root, typ); it != nil && !references {
		return it
	}
	if own || c != nil && c.own {
		return nil
	}
	it := s.ofExamples(k, typ, references, aliases)
	if it == nil || it.deleted || c.find(func(e *entry) bool { return e.item == it && e.gone() }) != nil {
		return nil
	}
	return it
}

// elsewhere returns the entity with that id in another collection.
func (s *Server) elsewhere(k key, root, typ string) *item {
	for _, it := range s.store.all {
		if !it.deleted && strings.EqualFold(it.key, k.value) && s.reaches(it, k, root, typ) {
			return it
		}
	}
	return nil
}

// reaches reports whether an item can be reached through another collection:
// one below the same root entity, or one without a root entity.
func (s *Server) reaches(it *item, k key, root, typ string) bool {
	if it.root != "" && root != "" && it.root != root {
		return false
	}
	if s.api.structures[typ] != nil && s.api.structures[it.typ] != nil {
		return s.api.related(it.typ, typ)
	}
	if it.unique || s.api.structures[typ] == nil && it.root != "" && it.root == root {
		return true // the pages don't say what the collection or the item is
	}
	segments := strings.Split(it.path, "/")
	return len(segments) > 1 && segments[len(segments)-2] == fold(k.name)
}

// ofExamples returns the entity of the examples that has the key or the
// alternate key.
func (s *Server) ofExamples(k key, typ string, references bool, aliases []string) *item {
	if references {
		typ = "" // an entity of the type may belong to another collection
	}
	sh := s.api.shown()
	if ent := sh.find(s.api, k, typ); ent != nil {
		return s.of(ent)
	}
	name := fold(k.name + "\x00" + k.value)
	if it := s.store.named[name]; it != nil {
		return it
	}
	if sh.values[name] {
		it := &item{typ: typ, key: k.value, path: fold(k.collection + "/" + k.value)}
		set(&s.store.named, name, it)
		return it
	}
	for _, ent := range sh.in[fold(k.collection)] { // users/ann@contoso.com
		if it := s.of(ent); it.has(k.value, aliases) {
			return it
		}
	}
	return nil
}

// atPath returns the entity that a path addresses (root:/reef.pdf) and reports
// whether it exists. The entity is nil if only a path in an example shows it.
func (s *Server) atPath(n *named) (*item, bool) {
	if it := s.store.singles[n.home+"/"+fold(n.value)]; it != nil {
		return it, !it.deleted
	}
	if it := s.descend(n, n.value); it != nil {
		return it, true
	}
	path := fold(n.collection + "/" + n.value)
	return nil, slices.ContainsFunc(s.api.shown().paths, func(shown string) bool {
		rest, ok := strings.CutPrefix(shown, path)
		return ok && (rest == "" || rest[0] == ':')
	})
}
