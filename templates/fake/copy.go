package fake

import (
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// copies reports whether the request is an action that copies the entity that it
// is bound to and is done later: its name begins with "copy", and it answers 202.
func (v *visit) copies() bool {
	_, name, _ := cutLast(v.pattern.path)
	rest, ok := strings.CutPrefix(name, "copy")
	word := ok && (rest == "" || strings.ToUpper(rest[:1]) == rest[:1])
	return word && v.op.Kind == kindAction && v.ask.method == http.MethodPost && v.op.status(0) == http.StatusAccepted
}

// copy adds a copy of the entity. Its members are those of the entity, and the
// parameters of the action that are properties of the entity.
func (v *visit) copy() error {
	before, _, _ := cutLast(v.place.path)
	n := v.place.end(before)
	if n == nil || n.item == nil || n.item.key == "" {
		return nil
	}
	v.complete(n.item)
	to, err := v.destination(n)
	if err != nil {
		return err
	}
	sent := v.sentTo(n.item)
	name, ok := lookup(sent, nameMember)
	if !ok {
		name = n.item.members[nameMember]
	}
	if e := to.named(name); e != nil && e.made && v.api.isFolder(to.raw) && !v.ask.avoids() {
		v.worked = &work{failed: nameTaken(name)}
		return nil
	}
	it, err := v.copyOf(n.item, to.collection, to.root, sent, v.contents())
	if err == nil {
		v.worked = &work{item: it, path: to.shows + "/" + it.key}
	}
	return err
}

// sentTo returns the members of the request that are properties of an entity, and have
// a value.
func (v *visit) sentTo(it *item) map[string]any {
	sent := map[string]any{}
	for name, value := range v.ask.object() {
		p, _ := v.api.property(it.typ, name)
		if _, has := lookup(it.members, name); (p != nil || has) && value != nil {
			sent[name] = value
		}
	}
	return sent
}

// work is a long-running operation that has made an item.
type work struct {
	item   *item
	path   string // that leads to the item
	failed *problem
}

// destination is the collection that a copy joins.
type destination struct {
	*collection
	raw   string // its path as requests have it; empty if it is not known
	root  string // of its items
	shows string // the path of a collection that has it too, from which it can be fetched
}

// contents are the entities of a collection at one time.
type contents struct {
	name    string // the last segment of the path of the collection
	entries []*entry
}

// contents returns what the entities of the store hold, by their paths.
func (s *Server) contents() map[string][]contents {
	all := map[string][]contents{}
	for _, path := range slices.Sorted(maps.Keys(s.store.collections)) {
		above, name, _ := cutLast(path)
		own := slices.Clone(s.store.collections[path].entries)
		own = slices.DeleteFunc(own, func(e *entry) bool { return e.gone() || !strings.HasPrefix(e.path, path+"/") })
		all[above] = append(all[above], contents{name, own})
	}
	return all
}

// copyOf adds a copy of an item to a collection, with all that it held before.
func (s *Server) copyOf(from *item, to *collection, root string, sent map[string]any, before map[string][]contents) (*item, error) {
	it := &item{typ: from.typ, members: maps.Clone(from.members)}
	delete(it.members, s.api.keyOf(it.typ))
	delete(it.members, "@odata.etag")
	for _, name := range names(sent) {
		merge(it.members, name, sent[name])
	}
	s.identify(it, to.path)
	if err := s.enter(it, to, root); err != nil {
		return nil, err
	}
	if from.content != nil {
		if err := s.fill(it, from.content); err != nil {
			return nil, err
		}
	}
	for _, held := range before[from.path] {
		for _, e := range held.entries {
			if _, err := s.copyOf(e.item, s.collection(it.path+"/"+held.name, "", true), root, nil, before); err != nil {
				return nil, err
			}
		}
	}
	return it, nil
}

// destination returns where a copy goes: to the collection of the entity which a
// parameter names by its id, or else that of the original.
func (v *visit) destination(n *named) (*destination, error) {
	for _, name := range names(v.ask.object()) {
		reference, ok := v.ask.object()[name].(map[string]any)
		id, _ := lookup(reference, v.api.keyOf(n.item.typ))
		key, isText := id.(string)
		if !ok || !isText || key == "" {
			continue
		}
		into := v.lookup(keyIn(n.collection, key), n.home, "", false, nil)
		switch {
		case into != nil && into.path != "":
			raw := n.collection + "/" + into.key
			if name := v.api.inside(raw); name != "" {
				c := v.collection(below(into, name).path, raw+"/"+name, into.made)
				return &destination{c, raw + "/" + name, into.root, v.fetchedFrom(into, n)}, nil
			}
		case !v.op.shows(key) && !v.alsoNamed(n.collection, key):
			return nil, absent("%s/%s does not exist: no example, request or seed provides it.", shownPath(n.collection), key)
		}
	}
	home, _, _ := cutLast(n.item.path)
	if c := v.store.collections[home]; c != nil {
		return &destination{c, home, n.item.root, n.collection}, nil
	}
	return &destination{v.collection(n.home, n.collection, v.place.own), n.collection, n.item.root, n.collection}, nil
}

// fetchedFrom returns the path of the collection from which what is inside of an
// entity can be fetched: that of the entity, if the pages document it.
func (v *visit) fetchedFrom(into *item, n *named) string {
	if of, _, _ := cutLast(into.path); len(v.api.find(http.MethodGet, of+"/x")) > 0 {
		return of
	}
	return n.collection
}

// shows reports whether a request of an example of the operation has the value.
func (op *operation) shows(value string) bool {
	return slices.ContainsFunc(op.Examples, func(e *example) bool {
		return strings.Contains(string(e.JSON), strings.TrimSpace(string(encode(value))))
	})
}

// keyIn returns the key of an entity of a collection.
func keyIn(collection, value string) key {
	_, name, _ := cutLast(collection)
	return key{role: inSegment, collection: collection, name: name, value: value}
}

// alsoNamed reports whether the pages have a path beside the collection for an
// entity with that name: /drive/root beside /drive/items.
func (v *visit) alsoNamed(collection, name string) bool {
	above, _, _ := cutLast(collection)
	return slices.ContainsFunc(v.api.find(http.MethodGet, above+"/"+name), func(p *pattern) bool { return !p.endsInKey() })
}

// monitor returns the URL at which the fake says what has come of a long-running
// operation.
func (v *visit) monitor() string {
	if len(v.store.works) >= v.limits.files {
		v.store.works = nil
	}
	v.store.made++
	name := strconv.Itoa(v.store.made)
	set(&v.store.works, name, v.worked)
	return v.ask.self + aside + "progress/" + name
}

// progress answers a request to a monitor: the operation is done.
func (s *Server) progress(ask *asked, name string) *reply {
	w, ok := s.store.works[name]
	if !ok || ask.method != http.MethodGet {
		return refuse(absent("There is nothing at this URL."))
	}
	members := map[string]any{"status": "completed", "percentageComplete": 100}
	switch {
	case w != nil && w.failed != nil:
		members = map[string]any{"status": "failed", "error": map[string]any{"code": w.failed.code, "message": w.failed.message}}
	case w != nil:
		members["resourceId"], members["resourceLocation"] = w.item.key, ask.url(w.path)
	}
	return &reply{status: http.StatusOK, value: members}
}
