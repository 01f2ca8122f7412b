package fake

import (
	"math"
	"strings"
)

// shape returns the representation of the item after $select and $expand.
// An entity of a subtype of the documented type states its type (OData JSON Format
// 4.01, section 4.6.3). Without $select it omits properties that the pages document as returned only
// on $select.
func (s *Server) shape(it *item, q *query) (any, error) {
	s.complete(it)
	if it.members == nil {
		return it.value, nil
	}
	out := map[string]any{}
	for name, value := range it.members {
		if s.shows(it, q, name) {
			out[name] = q.fields.of(name, value)
		}
	}
	if _, ok := out[typeOf]; !ok && it.typ != q.typ && s.api.derives(it.typ, q.typ) {
		out[typeOf] = "#" + it.typ
	}
	for _, e := range q.expand {
		name := e.name
		if p, _ := s.api.property(it.typ, name); p != nil {
			name = p.Name
		}
		value, count, err := s.expanded(it, e)
		if err != nil {
			return nil, err
		}
		out[name] = value
		if e.query.count && count >= 0 {
			out[name+countOf] = count
		}
	}
	return out, nil
}

// shows reports whether the representation has the member. Annotations follow
// the property that they annotate.
func (s *Server) shows(it *item, q *query, name string) bool {
	about, _, _ := strings.Cut(name, "@")
	if about == "" {
		return true
	}
	p, _ := s.api.property(it.typ, about)
	switch {
	case p != nil && p.Navigation:
		return false
	case q.fields == nil:
		return p == nil || !p.SelectOnly || !it.made
	}
	_, all := q.fields["*"]
	_, named := q.fields[strings.ToLower(about)]
	return all || named
}

// of returns the selected part of a member's value.
func (f fields) of(name string, value any) any {
	inner := f[strings.ToLower(name)]
	members, ok := value.(map[string]any)
	if len(inner) == 0 || !ok {
		return value
	}
	out := map[string]any{}
	for name, value := range members {
		if _, ok := inner[strings.ToLower(name)]; ok || strings.HasPrefix(name, "@") {
			out[name] = inner.of(name, value)
		}
	}
	return out
}

// expanded returns the related entities and their number, which is negative for a
// single entity.
func (s *Server) expanded(it *item, e *expansion) (value any, count int, err error) {
	var related *relation
	if inline, ok := lookup(it.members, e.name); ok {
		related = s.inline(it, e.name, inline)
	} else if related, err = s.related(it, e.name); err != nil {
		return nil, 0, err
	}
	switch {
	case related == nil:
		return nil, -1, nil
	case !related.many:
		value, err = s.shape(related.items[0], e.query)
		return value, -1, err
	}
	entries := entriesOf(related.items)
	size := math.MaxInt
	if e.query.top >= 0 {
		size = e.query.top
	}
	w, err := s.window(entries, e.query, -1, size)
	if err != nil {
		return nil, 0, err
	}
	return w.items, w.total, nil
}

// relation holds the related entities of a relationship.
type relation struct {
	many  bool
	items []*item
}

// related returns the related entities that the fake holds, or nil if there are
// none. The error is for a relationship that neither the store nor the examples
// know.
func (s *Server) related(it *item, name string) (*relation, error) {
	path := it.path + "/" + fold(name)
	if single := s.store.singles[path]; single != nil {
		if single.deleted {
			return nil, nil
		}
		return &relation{items: []*item{single}}, nil
	}
	p, _ := s.api.property(it.typ, name)
	entries := s.entries(path, "", it.made)
	switch {
	case len(entries) > 0 || s.store.collections[path] != nil:
	case p != nil && !p.Navigation: // the entity itself would have it
		return nil, nil
	case it.path == "":
		return nil, beyond("The fake holds no '%s' of an entity that an example shows without a key: seed the entity.", name)
	case !it.made:
		return nil, beyond("The fake holds no '%s' of %s: seed %s.", name, shownPath(it.path), shownPath(path))
	case p == nil || !p.Collection:
		return nil, nil
	}
	r := &relation{many: true}
	for _, e := range entries {
		if !e.gone() {
			r.items = append(r.items, e.item)
		}
	}
	return r, nil
}

// inline returns the related entities inside of the entity itself.
func (s *Server) inline(it *item, name string, value any) *relation {
	typ := ""
	if p, _ := s.api.property(it.typ, name); p != nil {
		typ = p.Type
	}
	switch value := value.(type) {
	case []any:
		return &relation{many: true, items: s.values(value, typ)}
	case map[string]any:
		return &relation{items: s.values([]any{value}, typ)}
	}
	return nil
}

// values wraps values that the store does not hold.
func (s *Server) values(list []any, typ string) []*item {
	items := make([]*item, len(list))
	for i, v := range list {
		items[i] = &item{typ: typ, value: v}
		if members, ok := v.(map[string]any); ok {
			items[i].members, items[i].typ = members, s.api.typeOf(members, typ)
		}
	}
	return items
}
