package fake

import (
	"cmp"
	"maps"
	"net/http"
	"slices"
	"strings"
)

// target returns the entity at the path of the request. It returns nil if the
// fake holds no entity there and the examples have to answer.
func (v *visit) target() (*item, error) { return v.entityAt(v.place.path) }

func (v *visit) entityAt(path string) (*item, error) {
	if n := v.place.end(path); n != nil {
		if n.item != nil {
			v.complete(n.item)
		}
		return n.item, nil
	}
	it := v.store.singles[path]
	if it != nil && it.deleted {
		return nil, absent("%s was deleted.", shownPath(v.ask.path))
	}
	if it == nil && v.place.own && v.api.isReference(v.place.raw(path)) {
		return nil, absent("%s is not set.", shownPath(v.ask.path))
	}
	return it, nil
}

// complete fills in an item of which only the key is known. The members come
// from the nearest example.
func (s *Server) complete(it *item) {
	if it.members != nil || it.key == "" {
		return
	}
	it.members = s.sample(it.path)
	if it.members == nil {
		it.members = map[string]any{}
	}
	it.typ = s.api.typeOf(it.members, it.typ)
	s.setKey(it, it.key)
}

// sample returns the entity of the example nearest to a path, or nil.
func (s *Server) sample(path string) map[string]any {
	like := &asked{method: http.MethodGet, path: path, full: path}
	found := s.api.find(http.MethodGet, path)
	list := slices.DeleteFunc(examplesOf(found, nil), func(e *example) bool { return !e.succeeds() || e.Response.JSON == nil })
	e, _ := like.pick(list)
	if e == nil {
		return nil
	}
	members, _ := parse(e.Response.JSON).(map[string]any)
	members = unwrapped(members)
	delete(members, contextOf)
	return members
}

// get answers with an entity.
func (v *visit) get() (*reply, error) {
	it, err := v.target()
	if it == nil || err != nil || v.op.result().Collection || v.op.Kind == kindFunction {
		return nil, err
	}
	if unknown := !it.made && it.changed == 0 && len(it.members) <= 1; unknown && v.example != nil && v.example.Line > 0 {
		return nil, nil // only the key is known: the page shows the entity in a form that can't be read
	}
	if tag := v.ask.header.Get("If-None-Match"); tag != "" && it.tagged(tag) {
		a := &reply{status: http.StatusNotModified}
		a.set("ETag", it.etag())
		return a, nil
	}
	if err := v.checkDynamic(&entry{item: it}); err != nil {
		return nil, err
	}
	return v.replyWith(http.StatusOK, it)
}

// replyWith answers with the entity, after $select and $expand.
func (v *visit) replyWith(status int, it *item) (*reply, error) {
	shape, err := v.shape(it, v.query)
	if err != nil {
		return nil, err
	}
	if members, ok := shape.(map[string]any); ok && v.example != nil {
		maps.Copy(members, v.wrapper())
	}
	a := &reply{status: status, value: shape}
	a.set("ETag", it.etag())
	return a, nil
}

// tagged reports whether a list of entity tags in a header includes the tag of
// the item.
func (it *item) tagged(header string) bool {
	for tag := range strings.SplitSeq(header, ",") {
		tag = strings.TrimSpace(tag)
		if tag == "*" || strings.TrimPrefix(tag, "W/") == strings.TrimPrefix(it.etag(), "W/") {
			return true
		}
	}
	return false
}

// precondition checks If-Match and If-None-Match (RFC 9110, section 13.1).
func (v *visit) precondition(it *item) error {
	match, none := v.ask.header.Get("If-Match"), v.ask.header.Get("If-None-Match")
	if v.repeats {
		return nil
	}
	if match != "" && !it.tagged(match) || none != "" && it.tagged(none) {
		return &problem{http.StatusPreconditionFailed, "PreconditionFailed", "The entity has changed: its ETag is " + it.etag() + "."}
	}
	return nil
}

// change answers a request that updates or replaces an entity.
func (v *visit) change() (*reply, error) {
	sent := v.ask.object()
	if sent == nil || v.op.Kind != kindUpdate && v.op.Kind != kindCreate {
		return nil, nil
	}
	if err := v.checkLinks(sent); err != nil {
		return nil, err
	}
	if v.place.missing != "" {
		return v.put(sent)
	}
	it, err := v.current()
	if err != nil {
		return nil, err
	}
	if err := v.checkKey(it, sent); err != nil {
		return nil, err
	}
	if v.ask.method == http.MethodPut {
		v.replace(it)
	}
	if err := v.overlay(it, sent); err != nil {
		return nil, err
	}
	v.store.change(it)
	return v.changed(it)
}

// checkKey checks that a request does not change the key of an entity.
func (v *visit) checkKey(it *item, sent map[string]any) error {
	for _, name := range v.api.keysOf(it.typ) {
		key, ok := lookup(sent, name)
		if was := keyText(it.members[name]); ok && it.key != "" && !v.repeats && !strings.EqualFold(keyText(key), was) {
			return bad("The key '%s' of an entity cannot be changed: it is '%s'.", name, was)
		}
	}
	return nil
}

// single adds the entity at a path without a key to the store, so that it can
// be changed.
func (v *visit) single() *item {
	it := &item{path: v.place.path, root: v.place.root, typ: v.entityType(), members: v.sample(v.ask.path)}
	if it.members == nil {
		it.members = map[string]any{}
	}
	it.typ = v.api.typeOf(it.members, it.typ)
	set(&v.store.singles, it.path, it)
	return it
}

// replace removes all writable members, before a PUT sets them anew.
func (v *visit) replace(it *item) {
	for name := range it.members {
		if p, _ := v.api.property(it.typ, name); p != nil && !p.ReadOnly && !p.Key && !strings.EqualFold(name, "id") {
			delete(it.members, name)
		}
	}
}

// put creates an entity with the key in the path.
func (v *visit) put(sent map[string]any) (*reply, error) {
	last := v.place.named[len(v.place.named)-1]
	typ, _ := v.api.typeIn(last.collection)
	it := &item{typ: v.api.typeOf(sent, typ), key: last.value, members: map[string]any{}}
	v.setKey(it, it.key)
	if err := v.add(it, last.home, last.collection); err != nil {
		return nil, err
	}
	if err := v.overlay(it, sent); err != nil {
		return nil, err
	}
	return v.replyWith(http.StatusCreated, it)
}

// add puts an item into a collection below the path of the request.
func (v *visit) add(it *item, path, raw string) error {
	root := v.place.root
	if root == path+"/"+fold(it.key) {
		root = ""
	}
	if err := v.enter(it, v.collection(path, raw, v.place.own), root); err != nil {
		return err
	}
	v.link(v.relationship(path, raw), it)
	return nil
}

// enter puts an item into its home collection.
func (s *Server) enter(it *item, c *collection, root string) error {
	if err := s.keep(it); err != nil {
		return err
	}
	it.path, it.root = c.path+"/"+fold(it.key), root
	c.entries = append(c.entries, &entry{item: it, added: it.changed})
	c.changed = it.changed
	return nil
}

// changed answers with the entity, or without a body if the page documents
// none. The Prefer header overrides the page.
func (v *visit) changed(it *item) (*reply, error) {
	status, silent := http.StatusOK, false
	if r := v.op.success(); r != nil {
		status, silent = r.Status, r.Type == ""
	}
	switch v.ask.prefers("return") {
	case "minimal":
		silent = true
	case "representation":
		status, silent = http.StatusOK, false
	}
	if !silent && status != http.StatusNoContent {
		return v.replyWith(status, it)
	}
	if status == http.StatusOK && v.ask.prefers("return") != "" {
		status = http.StatusNoContent
	}
	a := &reply{status: status}
	a.set("ETag", it.etag())
	return a, nil
}

// current returns the entity that a request changes or deletes. The error is for one
// that does not exist, or whose ETag is not the one that the request names.
func (v *visit) current() (*item, error) {
	it, err := v.target()
	if err != nil {
		return nil, err
	}
	if it == nil {
		it = v.single()
	}
	return it, v.precondition(it)
}

// remove answers a request that deletes an entity.
func (v *visit) remove() (*reply, error) {
	n := v.place.end(v.place.path)
	if n != nil && v.api.hasReferences(n.collection) {
		return v.dereference(n)
	}
	it, err := v.current()
	if err != nil {
		return nil, err
	}
	v.store.size -= it.content.size()
	it.deleted, it.content = true, nil
	v.store.change(it)
	return &reply{status: v.op.status(http.StatusNoContent)}, nil
}

// overlay sets members as a PATCH does: members of nested objects one by one.
// Entities in relationships and bound references go to the collections of the
// relationships.
func (v *visit) overlay(it *item, sent map[string]any) error {
	for _, name := range names(sent) {
		value := sent[name]
		if relationship, ok := strings.CutSuffix(name, "@odata.bind"); ok {
			v.bind(it, relationship, value)
			continue
		}
		p, _ := v.api.property(it.typ, name)
		if items, ok := value.([]any); ok && p != nil && p.Navigation {
			if err := v.insert(it, p, items); err != nil {
				return err
			}
			continue
		}
		merge(it.members, name, value)
	}
	return nil
}

// merge sets one member. If a member with that name in other case exists, its
// name stays.
func merge(members map[string]any, name string, value any) {
	for _, other := range names(members) {
		if strings.EqualFold(other, name) {
			name = other
		}
	}
	was, ok := members[name].(map[string]any)
	is, ok2 := value.(map[string]any)
	if ok && ok2 {
		was = maps.Clone(was)
		for _, inner := range names(is) {
			merge(was, inner, is[inner])
		}
		value = was
	}
	members[name] = value
}

// insert puts the entities of a deep insert into the collection of their
// relationship.
func (v *visit) insert(it *item, p *property, items []any) error {
	r := below(it, p.Name)
	c := v.collection(r.path, r.raw, it.made)
	for _, inner := range v.values(items, p.Type) {
		if inner.members == nil {
			continue
		}
		v.identify(inner, c.path)
		if known := v.same(r, inner); known != nil {
			v.refer(r, v.learn(known, inner), it.made)
			continue
		}
		if err := v.enter(inner, c, cmp.Or(it.root, it.path)); err != nil {
			return err
		}
		v.link(r, inner)
	}
	return nil
}

// identify sets the key of an item: the values of its key properties. Those that
// have none get a new one.
func (s *Server) identify(it *item, collection string) {
	keys := s.api.keysOf(it.typ)
	parts := make([]string, len(keys))
	for i, name := range keys {
		if parts[i] = keyText(it.members[name]); parts[i] != "" {
			continue
		}
		p, _ := s.api.property(it.typ, name)
		if isNumeric := p != nil && edmClasses[p.Type] == numbers; isNumeric {
			it.members[name] = s.newNumber()
		} else {
			it.members[name] = s.newID(collection)
			it.unique = len(keys) == 1
		}
		parts[i] = keyText(it.members[name])
	}
	it.key = strings.Join(parts, ",")
}

// setKey sets the key of an item, and its key properties.
func (s *Server) setKey(it *item, key string) {
	it.key = key
	keys := s.api.keysOf(it.typ)
	parts := strings.Split(key, ",")
	if len(keys) != len(parts) {
		keys, parts = keys[:1], []string{key}
	}
	for i, name := range keys {
		if keyText(it.members[name]) != parts[i] {
			it.members[name] = parts[i]
		}
	}
}
