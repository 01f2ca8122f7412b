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
	case v.ask.method == http.MethodGet && v.api.isReference(raw):
		return v.referenceTo(path)
	case v.ask.method == http.MethodGet:
		return v.references(path, raw)
	case v.ask.method == http.MethodDelete && n != nil:
		return v.dereference(n)
	case v.ask.method == http.MethodDelete:
		if _, err := v.entityAt(path); err != nil {
			return nil, err
		}
		v.point(v.relationship(path, raw), nil)
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
		v.point(v.relationship(path, raw), it)
	} else if !v.refer(v.relationship(path, raw), it, v.place.own) {
		return nil, bad("The collection already has a reference to %s.", link)
	}
	return &reply{status: v.op.status(http.StatusNoContent)}, nil
}

// references answers with the links to the entities of a collection.
func (v *visit) references(path, raw string) (*reply, error) {
	entries := v.entries(path, raw, v.place.own)
	if err := v.checkShown(path, entries, raw, raw+"/delta", raw+"/$ref"); err != nil {
		return nil, err
	}
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
	k, ok := keyOfLink(link, v.api.base.url, v.ask.self)
	if !ok {
		return nil
	}
	return v.lookup(k, fold(k.collection), "", false, nil)
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

// referenceTo answers with the link to a single entity.
func (v *visit) referenceTo(path string) (*reply, error) {
	it, err := v.entityAt(path)
	if it == nil || err != nil {
		return nil, err
	}
	return &reply{status: http.StatusOK, value: map[string]any{"@odata.id": v.ask.url(it.path)}}, nil
}

// refer adds a reference to a collection. It returns false if the collection has
// the reference.
func (s *Server) refer(r relationship, it *item, own bool) bool {
	if !s.include(s.collection(r.path, r.raw, own), it) {
		return false
	}
	s.link(r, it)
	return true
}

// point sets the reference to a single entity, or removes it if the item is nil.
func (s *Server) point(r relationship, it *item) {
	if was := s.store.singles[r.path]; was != nil && !was.deleted {
		s.unlink(r, was)
	}
	changed := s.store.tick()
	if it == nil {
		set(&s.store.singles, r.path, &item{path: r.path, deleted: true, changed: changed})
		return
	}
	set(&s.store.singles, r.path, it)
	s.link(r, it)
}

// dereference removes a reference from a collection. The entity itself stays.
func (v *visit) dereference(n *named) (*reply, error) {
	r := v.relationship(n.home, n.collection)
	c := v.collection(r.path, r.raw, false)
	if !v.exclude(c, n.item) {
		if !v.repeats {
			return nil, absent("%s has no reference to %s.", shownPath(n.collection), shownPath(n.value))
		}
		c.changed = v.store.tick()
		c.entries = append(c.entries, &entry{item: n.item, removed: c.changed})
	}
	v.unlink(r, n.item)
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
	r := below(it, relationship)
	_, many := value.([]any)
	for _, link := range links(value) {
		switch to := v.linked(link); {
		case to == nil:
		case many:
			v.refer(r, to, it.made)
		default:
			v.point(r, to)
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
