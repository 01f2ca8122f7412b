package fake

import (
	"net/http"
	"strings"
)

// reference answers requests to …/$ref.
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
		return nil, nil // the request has an entity, not a reference
	}
	it := v.linked(link)
	if it == nil {
		return nil, absent("%s does not exist.", link)
	}
	if v.ask.method == http.MethodPut {
		set(&v.store.singles, path, it)
		v.store.tick()
	} else if !v.refer(path, raw, it) {
		return nil, bad("The collection already has a reference to %s.", link)
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

// linked returns the entity that a link leads to, or nil. The link can name the
// service or the fake.
func (v *visit) linked(link string) *item {
	k, ok := keyOfLink(link, v.api.base, v.ask.self)
	if !ok {
		return nil
	}
	return v.lookup(k, "", false, nil)
}

// keyOfLink returns the key at the end of a link. The link may begin with one
// of the bases.
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

// refer adds a reference to a collection. It returns false if the reference
// exists.
func (v *visit) refer(path, raw string, it *item) bool {
	c := v.collection(path, raw, v.place.own)
	if c.find(func(e *entry) bool { return e.item == it && !e.gone() }) != nil {
		return false
	}
	c.changed = v.store.tick()
	c.entries = append(c.entries, &entry{item: it, added: c.changed})
	return true
}

// dereference removes a reference from a collection. The entity itself stays.
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

// checkLinks checks that bound references ("members@odata.bind") lead to
// entities. References in requests of examples may lead nowhere.
func (v *visit) checkLinks(sent map[string]any) error {
	for _, name := range names(sent) {
		if !strings.HasSuffix(name, "@odata.bind") || v.how.exact() {
			continue
		}
		for _, link := range links(sent[name]) {
			if v.linked(link) == nil {
				return absent("%s does not exist.", link)
			}
		}
	}
	return nil
}

// links returns the links in a value: one, or a list.
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

// bind sets the bound references of an entity.
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

// cutSegment removes a segment from the end of a path, ignoring case. It
// reports whether the segment was there.
func cutSegment(path, segment string) (string, bool) {
	if n := len(path) - len(segment); n >= 0 && strings.EqualFold(path[n:], segment) {
		return path[:n], true
	}
	return path, false
}

// cutLast cuts a path at its last slash.
func cutLast(path string) (before, last string, ok bool) {
	i := strings.LastIndexByte(path, '/')
	if i < 0 {
		return "", path, false
	}
	return path[:i], path[i+1:], true
}
