package fake

import (
	"net/http"
	"strings"
)

// reference answers a request about the references of a relationship: …/$ref.
func (v *visit) reference() (*reply, error) {
	path, ok := cutSegment(v.place.path, "/$ref")
	raw, _ := cutSegment(v.ask.path, "/$ref")
	if !ok {
		return nil, nil
	}
	switch n := v.place.end(path); {
	case v.ask.method == http.MethodGet:
		return v.references(v.entries(path, raw, v.place.own))
	case v.ask.method == http.MethodDelete && n != nil:
		return v.dereference(n)
	case v.ask.method == http.MethodDelete:
		set(&v.store.singles, path, &item{path: path, deleted: true, changed: v.store.tick()})
		return &reply{status: v.op.status(http.StatusNoContent)}, nil
	}
	link, ok := v.ask.object()["@odata.id"].(string)
	if !ok {
		return nil, nil // it creates what it refers to
	}
	it := v.linked(link)
	if it == nil {
		return nil, absent("Nothing is at %s.", link)
	}
	if v.ask.method == http.MethodPut {
		set(&v.store.singles, path, it)
		v.store.tick()
	} else if !v.refer(path, raw, it) {
		return nil, bad("A reference to %s is there already.", link)
	}
	return &reply{status: v.op.status(http.StatusNoContent)}, nil
}

// references answers with the links to the entities.
func (v *visit) references(entries []*entry) (*reply, error) {
	var list []*entry
	for _, e := range entries {
		link := &item{members: map[string]any{"@odata.id": v.ask.url(e.path)}, deleted: e.gone()}
		list = append(list, &entry{item: link})
	}
	return v.page(list)
}

// linked returns the entity that a link leads to, which may be the service's or
// the fake's.
func (v *visit) linked(link string) *item {
	k, ok := keyOfLink(link, v.api.base, v.ask.self)
	if !ok {
		return nil
	}
	return v.lookup(k, "", false, nil)
}

// keyOfLink returns what the end of a link names, of which the beginning may be
// one of the bases.
func keyOfLink(link string, bases ...string) (k key, ok bool) {
	for _, base := range bases {
		link = strings.TrimPrefix(link, base)
	}
	path := keysAsSegments(decoded("/" + strings.TrimPrefix(link, "/")))
	k.role = inSegment
	k.collection, k.value, _ = cutLast(path)
	_, k.name, ok = cutLast(k.collection)
	return k, ok
}

// refer puts a reference to the item into a collection. It is false where there
// is one.
func (v *visit) refer(path, raw string, it *item) bool {
	c := v.collection(path, raw, v.place.own)
	if c.find(func(e *entry) bool { return e.item == it && !e.gone() }) != nil {
		return false
	}
	c.changed = v.store.tick()
	c.entries = append(c.entries, &entry{item: it, added: c.changed})
	return true
}

// dereference takes the entity out of a collection of references, and leaves it
// where it is at home.
func (v *visit) dereference(n *named) (*reply, error) {
	c := v.collection(fold(n.collection), n.collection, false)
	e := c.find(func(e *entry) bool { return e.item == n.item && !e.gone() })
	if e == nil {
		e = &entry{item: n.item}
		c.entries = append(c.entries, e)
	}
	c.changed = v.store.tick()
	e.removed = c.changed
	return &reply{status: v.op.status(http.StatusNoContent)}, nil
}

// checkLinks checks that the links which come with an entity lead to something:
// "members@odata.bind". Those of examples may not.
func (v *visit) checkLinks(sent map[string]any) error {
	for _, name := range names(sent) {
		if !strings.HasSuffix(name, "@odata.bind") || v.how.exact() {
			continue
		}
		for _, link := range links(sent[name]) {
			if v.linked(link) == nil {
				return absent("Nothing is at %s.", link)
			}
		}
	}
	return nil
}

// links returns the one link, or the several.
func links(value any) []string {
	list, ok := value.([]any)
	if !ok {
		list = []any{value}
	}
	var links []string
	for _, v := range list {
		if link, ok := v.(string); ok {
			links = append(links, link)
		}
	}
	return links
}

// bind sets the references that came with an entity.
func (v *visit) bind(it *item, relationship string, value any) {
	path := it.path + "/" + fold(relationship)
	_, many := value.([]any)
	for _, link := range links(value) {
		switch to := v.linked(link); {
		case to == nil:
		case many:
			v.refer(path, "", to)
		default:
			set(&v.store.singles, path, to)
		}
	}
}

// cutSegment returns the path without the segment at its end, and whether it was
// there. Segments have no case.
func cutSegment(path, segment string) (string, bool) {
	if n := len(path) - len(segment); n >= 0 && strings.EqualFold(path[n:], segment) {
		return path[:n], true
	}
	return path, false
}

// cutLast cuts a path before its last segment.
func cutLast(path string) (before, last string, ok bool) {
	i := strings.LastIndexByte(path, '/')
	if i < 0 {
		return "", path, false
	}
	return path[:i], path[i+1:], true
}
