package fake

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
)

// Seed replaces the entities of a collection: "/users", "/users/ann/messages". The
// collection then holds these entities only, without those of the examples. An
// entity is any value that encodes as a JSON object: a model of the package, a map
// or a [json.RawMessage]. An entity without a key gets a new key.
//
//	err := service.Seed("/users", map[string]any{"id": "7", "displayName": "Ann"})
//
// If the path leads to a single entity, "/users/7" or "/users/ann/manager", Seed
// takes one entity and replaces that one only. It is enough that pages document
// what is below the entity: "/drives/7", for /drives/{id}/root. If the path leads to
// content, "/me/drive/items/7/content", Seed takes a []byte.
//
// Seed returns an error if no page documents the path, if an entity on the path
// does not exist, or if an entity has a property that its type lacks.
func (s *Server) Seed(path string, entities ...any) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	v, err := s.seedAt(path)
	if err != nil {
		return fmt.Errorf("seed %s: %w", path, err)
	}
	if err := v.seed(entities); err != nil {
		return fmt.Errorf("seed %s: %w", path, err)
	}
	return nil
}

// seedAt resolves the path as a request would.
func (s *Server) seedAt(path string) (*visit, error) {
	path = s.api.base.below(decoded(path))
	at, method, p := s.seedLine(path)
	if p == nil {
		return nil, s.undocumented(&asked{method: http.MethodGet, path: path})
	}
	v := &visit{Server: s, ask: &asked{method: method, path: at, full: at}, op: p.of, pattern: p}
	v.arguments, _ = p.fits(at)
	v.place = s.resolve(p, v.arguments, v.op.Keys)
	if v.place.missing != "" && !v.puts() {
		return nil, absent("%s does not exist.", shownPath(v.place.missing))
	}
	return v, nil
}

// seedLine returns the request line that tells what is at a path, with the path in
// the form that the line fits. A line that reads comes first. Last come the lines of
// what is below an entity: they tell that it can exist.
func (s *Server) seedLine(path string) (at, method string, p *pattern) {
	forms := [...]string{path, keysAsSegments(path)}
	for _, method := range [...]string{http.MethodGet, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete} {
		for _, at := range forms {
			if found := s.api.find(method, at); len(found) > 0 {
				return at, method, found[0]
			}
		}
	}
	for _, at := range forms {
		for _, op := range s.api.operations {
			for _, line := range op.Paths {
				if p := above(line, at); p != nil {
					return at, http.MethodGet, p
				}
			}
		}
	}
	return "", "", nil
}

// above returns the pattern of the beginning of a request line, if it fits the path
// and ends in a key.
func above(line, path string) *pattern {
	segments := strings.Split(newPattern(&operation{}, line).segmented(), "/")
	n := strings.Count(path, "/") + 1
	if n >= len(segments) {
		return nil
	}
	p := newPattern(&operation{}, strings.Join(segments[:n], "/"))
	if _, ok := p.fits(path); !ok || p.parts[len(p.parts)-1].role != inSegment {
		return nil
	}
	return p
}

// seed puts entities or content at the path.
func (v *visit) seed(entities []any) error {
	if v.op.Kind == kindContent {
		return v.seedContent(entities)
	}
	typ := v.entityType()
	var items []*item
	for i, entity := range entities {
		it, err := v.seedItem(entity, typ)
		if err != nil {
			return fmt.Errorf("entity %d: %w", i+1, err)
		}
		items = append(items, it)
	}
	if !v.pattern.endsInKey() && (v.op.listed() || v.op.Kind == kindCreate) {
		return v.seedList(items)
	}
	if len(items) != 1 {
		return bad("The path leads to one entity, not to %d.", len(items))
	}
	return v.seedOne(items[0])
}

// seedOne replaces the entity at the path.
func (v *visit) seedOne(it *item) error {
	n := v.place.end(v.place.path)
	if n == nil || n.role == byPath {
		return v.seedSingle(it)
	}
	c := v.collection(n.home, n.collection, v.place.own)
	if e := c.find(func(e *entry) bool { return e.item == n.item && !e.gone() }); e != nil {
		e.removed = v.store.tick()
	}
	v.setKey(it, n.value)
	if err := v.add(it, c.path, n.collection); err != nil {
		return err
	}
	return v.relate(it, it.members)
}

// seedSingle sets the entity at a path without a key.
func (v *visit) seedSingle(it *item) error {
	r := v.relationship(v.place.path, v.ask.path)
	if known := v.same(r, it); known != nil && v.api.isReference(r.raw) {
		v.point(r, v.learn(known, it))
		return nil
	}
	it.path, it.root = r.path, v.place.root
	if err := v.keep(it); err != nil {
		return err
	}
	v.point(r, it)
	return nil
}

// seedItem converts a value to an item through JSON.
func (v *visit) seedItem(entity any, typ string) (*item, error) {
	text, err := json.Marshal(entity)
	if err != nil {
		return nil, err
	}
	members, ok := parse(text).(map[string]any)
	if !ok {
		return nil, bad("%s is not a JSON object.", text)
	}
	if wrong := v.checkObject("", members, typ, &body{ReadOnly: true}); v.api.structures[typ] != nil && wrong != "" {
		return nil, bad("%s", wrong)
	}
	it := &item{typ: v.api.typeOf(members, typ), members: members}
	v.identify(it, v.place.path)
	return it, nil
}

// seedList replaces the content of the collection.
func (v *visit) seedList(items []*item) error {
	seen := map[string]bool{}
	for _, it := range items {
		if seen[fold(it.key)] {
			return bad("Two entities have the key '%s'.", it.key)
		}
		seen[fold(it.key)] = true
	}
	path, _ := cutSegment(v.place.path, "/delta")
	raw, _ := cutSegment(v.ask.path, "/delta")
	r := v.relationship(path, raw)
	v.empty(r)
	for _, it := range items {
		members := it.members
		if known := v.same(r, it); known != nil {
			v.seedKnown(r, known, it)
			it = known
		} else if err := v.add(it, path, raw); err != nil {
			return err
		}
		if err := v.relate(it, members); err != nil {
			return err
		}
	}
	return nil
}

// seedKnown puts a known entity into the collection. If only references to it were
// known, the collection is its home.
func (v *visit) seedKnown(r relationship, known, it *item) {
	if v.learn(known, it); !v.refers(r, known) {
		v.settle(known, r.path+"/"+fold(known.key), v.place.root)
	}
	v.refer(r, known, true)
}

// empty removes all entities of the collection, and those of the examples.
// Entities that have their home there are deleted.
func (v *visit) empty(r relationship) {
	if was := v.store.collections[r.path]; was != nil {
		for _, e := range was.entries {
			if e.deleted = e.deleted || strings.HasPrefix(e.path, r.path+"/") && !e.borrowed; !e.gone() {
				v.unlink(r, e.item)
			}
		}
	}
	set(&v.store.collections, r.path, &collection{path: r.path, own: true, changed: v.store.tick()})
}

// relate moves the entities among the members of an entity to the collections of
// their relationships.
func (v *visit) relate(it *item, members map[string]any) error {
	for _, name := range names(members) {
		p, _ := v.api.property(it.typ, name)
		if items, ok := members[name].([]any); ok && p != nil && p.Navigation {
			delete(it.members, name)
			if err := v.insert(it, p, items); err != nil {
				return err
			}
		}
	}
	return nil
}

// seedContent replaces the content of the entity.
func (v *visit) seedContent(entities []any) error {
	if len(entities) != 1 {
		return bad("The path leads to the content of one entity, not to that of %d.", len(entities))
	}
	text, ok := entities[0].([]byte)
	if !ok {
		return bad("The path leads to content, which is a []byte, not a %T.", entities[0])
	}
	path := contentPath(v.place.path)
	it, err := v.entityAt(path)
	if err != nil {
		return err
	}
	_, err = v.deposit(&upload{item: it, path: path, root: v.place.root, typ: v.typeAt(v.place.raw(path)), shown: v.sample(v.place.raw(path)), shelf: v.shelf()},
		&content{http.DetectContentType(text), slices.Clone(text)})
	return err
}
