package fake

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// entries returns the content of a collection. A collection that nothing has
// changed has the entities of the examples, unless own is set. The argument raw
// is the path before keys were replaced by ids.
func (s *Server) entries(path, raw string, own bool) []*entry {
	if c := s.store.collections[path]; c != nil {
		return c.entries
	}
	if own {
		return nil
	}
	var list []*entry
	for _, ent := range s.shownAt(path, raw) {
		list = append(list, &entry{item: s.of(ent)})
	}
	return list
}

// shownAt returns the entities that the examples show in the collection. If
// they show none, it returns the entities of other collections that the same
// operation lists.
func (s *Server) shownAt(path, raw string) []*entity {
	sh := s.api.shown()
	for _, path := range [...]string{path, fold(raw)} {
		if list := sh.in[path]; len(list) > 0 {
			return list
		}
	}
	var list []*entity
	for _, at := range [...]string{raw, raw + "/delta"} {
		found := s.api.find(http.MethodGet, at)
		for _, p := range found {
			if !p.of.listed() || p.literals < found[0].literals {
				continue
			}
			for _, e := range p.of.Examples {
				for _, ent := range sh.byList[e] {
					if !slices.Contains(list, ent) {
						list = append(list, ent)
					}
				}
			}
		}
	}
	return list
}

// collection returns the stored collection. It creates the collection if
// necessary.
func (s *Server) collection(path, raw string, own bool) *collection {
	c := s.store.collections[path]
	if c == nil {
		c = &collection{path: path, own: own, entries: s.entries(path, raw, own)}
		set(&s.store.collections, path, c)
	}
	return c
}

// list answers with the content of a collection.
func (v *visit) list() (*reply, error) {
	if v.sameTime {
		return nil, nil
	}
	entries, err := v.listed(v.place.path, v.ask.path)
	if err != nil {
		return nil, err
	}
	return v.page(entries)
}

// listed returns the content of a collection at a path below the path of the
// request.
func (v *visit) listed(path, raw string) ([]*entry, error) {
	path, raw = v.seenAt(path, raw)
	if of, typ := v.api.cast(path); typ != "" && (v.place.own || v.store.collections[of] != nil) {
		before, _, _ := cutLast(raw)
		entries, err := v.listed(of, before)
		return slices.DeleteFunc(slices.Clone(entries), func(e *entry) bool { return !v.api.derives(e.typ, typ) && !v.shownIn(path, e) }), err
	}
	r := v.relationship(path, raw)
	if r.owner == nil || !r.owner.made {
		entries := v.entries(path, raw, v.place.own)
		return entries, v.checkShown(path, entries, raw, raw+"/delta")
	}
	if name := v.transitive(r); name != "" {
		all, err := v.closure(r.owner, name)
		return entriesOf(all.all()), err
	}
	return v.entries(path, raw, true), v.checkHolders(r)
}

// checkShown returns an error if the collection at a path has no entries because no
// client can read what the examples show of it. The paths at are those of the requests
// whose examples show the collection.
func (v *visit) checkShown(path string, entries []*entry, at ...string) error {
	if len(entries) > 0 || v.place.own || v.store.collections[path] != nil {
		return nil
	}
	var torn *example
	for _, at := range at {
		found, shown := v.lines(&asked{method: http.MethodGet, sent: http.MethodGet, path: at, full: at})
		for _, e := range examplesOf(found, shown) {
			switch {
			case !e.succeeds() || !e.of.listed() && e.of.Kind != kindReference:
			case e.Line == 0:
				return nil
			case torn == nil:
				torn = e
			}
		}
	}
	if torn == nil {
		return nil
	}
	return torn.unreadable()
}

// transitive returns the relationship that a list follows again and again: memberOf for
// transitiveMemberOf. It is empty for other lists, and for those that a seed provides.
func (v *visit) transitive(r relationship) string {
	name, ok := strings.CutPrefix(r.name, "transitive")
	above, _, _ := cutLast(r.raw)
	if !ok || v.store.collections[r.path] != nil || len(v.api.find(http.MethodGet, above+"/"+name)) == 0 {
		return ""
	}
	return name
}

// shownIn reports whether an example shows the entity in the collection.
func (s *Server) shownIn(path string, e *entry) bool {
	return slices.ContainsFunc(s.api.shown().in[path], func(ent *entity) bool { return e.key != "" && strings.EqualFold(ent.key, e.key) })
}

// entriesOf returns an entry for each item.
func entriesOf(items []*item) []*entry {
	entries := make([]*entry, len(items))
	for i, it := range items {
		entries[i] = &entry{item: it}
	}
	return entries
}

// page answers with a page of a list, after the query options.
func (v *visit) page(entries []*entry) (*reply, error) {
	if err := v.checkDynamic(entries...); err != nil {
		return nil, err
	}
	after := -1
	switch theirs, err := v.theirToken(); {
	case err != nil:
		return nil, err
	case theirs, v.op.Kind == kindDelta && v.ask.mark != nil && v.ask.mark.delta:
		entries = nil // a link of an example leads to the end of the list
	case v.ask.mark != nil:
		if after = v.ask.mark.index; after < 0 || after >= len(entries) {
			return nil, badMark
		}
	}
	w, err := v.window(entries, v.query, after, v.size())
	if err != nil {
		return nil, err
	}
	members := v.wrapper()
	members["value"] = w.items
	if v.query.count {
		members[countOf] = w.total
	}
	if w.more {
		members[nextLink] = v.ask.link("$skiptoken", ownToken+strconv.Itoa(w.last))
	}
	return &reply{status: http.StatusOK, value: members}, nil
}

// size returns the page size of the request.
func (v *visit) size() int {
	size := v.pageSize
	if n, err := strconv.Atoi(v.ask.prefers("odata.maxpagesize")); err == nil && n > 0 {
		size = min(size, n)
	}
	if v.query.top >= 0 {
		size = min(size, v.query.top)
	}
	return size
}

// wrapper returns the context annotation of the example's response.
func (v *visit) wrapper() map[string]any {
	members := map[string]any{}
	if v.example == nil || !v.example.succeeds() {
		return members
	}
	shown, _ := parse(v.example.Response.JSON).(map[string]any)
	if context, ok := shown[contextOf]; ok {
		members[contextOf] = context
	}
	return members
}

// window is a page of a list.
type window struct {
	items []any
	total int  // items of the whole list
	last  int  // index of the last item among the entries
	more  bool // more items follow
}

// window returns up to size items that match the query, in its order. A page that
// continues another begins behind the entry with the index after.
func (s *Server) window(entries []*entry, q *query, after, size int) (*window, error) {
	sorted, err := s.sorted(entries, q.orderBy)
	if err != nil {
		return nil, err
	}
	w := &window{items: []any{}}
	skip := q.skip
	reached := after < 0
	for _, e := range sorted {
		is, err := s.matches(e, q)
		if err != nil {
			return nil, err
		}
		if is {
			w.total++
		}
		switch {
		case !reached:
			reached = e == entries[after]
		case !is:
		case skip > 0:
			skip--
		case len(w.items) >= size:
			w.more = size > 0
		default:
			shape, err := s.shape(e.item, q)
			if err != nil {
				return nil, err
			}
			w.items, w.last = append(w.items, shape), slices.Index(entries, e)
		}
	}
	return w, nil
}

// matches reports whether the entry exists and satisfies $filter and $search.
func (s *Server) matches(e *entry, q *query) (bool, error) {
	if e.gone() {
		return false, nil
	}
	if q.during != nil {
		s.complete(e.item)
		if is, err := q.during.holds(s, e.item); err != nil || !is {
			return false, err
		}
	}
	for _, n := range [...]*node{q.filter, q.search} {
		if n == nil {
			continue
		}
		if is, err := n.holds(s.scope(e.item)); err != nil || !is {
			return false, err
		}
	}
	return true, nil
}

func (s *Server) scope(it *item) *scope {
	s.complete(it)
	return &scope{Server: s, item: it.data(), at: it}
}

// data returns the JSON value of the item.
func (it *item) data() any {
	if it.members != nil {
		return it.members
	}
	return it.value
}

// sorted returns the entries in the order of $orderby. Null comes first (OData
// Protocol 4.01, section 11.2.6.2).
func (s *Server) sorted(entries []*entry, by []order) ([]*entry, error) {
	if len(by) == 0 {
		return entries, nil
	}
	keys := map[*entry][]any{}
	for _, e := range entries {
		for _, o := range by {
			v, err := o.by.eval(s.scope(e.item))
			if err != nil {
				return nil, err
			}
			keys[e] = append(keys[e], v)
		}
	}
	list := slices.Clone(entries)
	slices.SortStableFunc(list, func(x, y *entry) int {
		for i, o := range by {
			n := precedes(keys[x][i], keys[y][i])
			if o.descending {
				n = -n
			}
			if n != 0 {
				return n
			}
		}
		return 0
	})
	return list, nil
}

func precedes(x, y any) int {
	if x == nil || y == nil {
		return boolean(x != nil) - boolean(y != nil)
	}
	n, _ := compare(x, y)
	return n
}

// counted answers …/$count.
func (v *visit) counted() (*reply, error) {
	path, _ := cutSegment(v.place.path, "/$count")
	raw, _ := cutSegment(v.ask.path, "/$count")
	entries, err := v.listed(path, raw)
	if err == nil {
		err = v.checkDynamic(entries...)
	}
	if err != nil {
		return nil, err
	}
	w, err := v.window(entries, v.query, -1, 0)
	if err != nil {
		return nil, err
	}
	a := &reply{status: http.StatusOK, text: strconv.Itoa(w.total)}
	a.set("Content-Type", "text/plain")
	return a, nil
}
