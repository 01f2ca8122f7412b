package fake

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// store holds the changes to what the examples show. Its paths are in lower
// case. They have ids in place of alternate keys.
type store struct {
	clock       int // number of changes
	made        int // number of ids
	size        int // bytes of contents
	items       int
	collections map[string]*collection
	singles     map[string]*item // entities at paths without a key
	all         []*item          // created and seeded items
	live        map[*entity]*item
	named       map[string]*item // only their key in example paths is known
	uploads     map[string]*upload
	files       map[string]*content // behind redirects
	works       map[string]*work    // nil if it has made nothing
}

// collection is the content of a path that lists entities.
type collection struct {
	path    string
	own     bool // without the entities of the examples
	entries []*entry
	changed int // clock of the last addition or removal
}

// entry is an item of a collection. Removed entries stay in the list, so that
// continuation tokens remain valid.
type entry struct {
	*item
	added   int // clock; 0 for entities of examples
	removed int // clock of the removal from this collection, or 0
}

func (e *entry) gone() bool { return e.removed > 0 || e.deleted }

// since returns the clock of the last change.
func (e *entry) since() int { return max(e.added, e.removed, e.changed) }

// item is an entity or another list item.
type item struct {
	path    string // in its home collection; empty for values without key
	root    string // path of the first entity above it, or empty
	typ     string
	key     string
	unique  bool           // the fake made the key
	members map[string]any // nil if only the key is known
	value   any            // of items that are no objects
	made    bool           // created or seeded
	deleted bool
	changed int // clock of the last change; 0 for none
	content *content
	// borrowed is set if only references are known: the home of the entity is not.
	borrowed bool
	// holders are relationships that hold the item and have no known opposite.
	holders []relationship
}

// tick advances the clock.
func (st *store) tick() int {
	st.clock++
	return st.clock
}

// set stores v in the map. It allocates a nil map.
func set[K comparable, V any](m *map[K]V, k K, v V) {
	if *m == nil {
		*m = map[K]V{}
	}
	(*m)[k] = v
}

// newID returns an id that neither an example nor another entity has.
func (s *Server) newID(kind string) string {
	for {
		s.store.made++
		id := sampleID(kind, s.store.made)
		if len(s.api.shown().byID[id]) == 0 {
			return id
		}
	}
}

// newNumber returns a number that is the key of neither an example nor another entity.
func (s *Server) newNumber() json.Number {
	for {
		s.store.made++
		n := number(s.store.made)
		taken := func(it *item) bool { return it.key == n.String() }
		if len(s.api.shown().byID[n.String()]) == 0 && !slices.ContainsFunc(s.store.all, taken) {
			return n
		}
	}
}

// etag returns the entity tag of the item.
func (it *item) etag() string {
	if tag, ok := it.members["@odata.etag"].(string); ok {
		return tag
	}
	return fmt.Sprintf(`W/"%d"`, it.changed)
}

// change records a change of the item and gives it a new entity tag.
func (st *store) change(it *item) {
	it.changed = st.tick()
	if _, ok := it.members["@odata.etag"]; ok {
		it.members["@odata.etag"] = fmt.Sprintf(`W/"%d"`, it.changed)
	}
}

// of returns the item for an entity of the examples.
func (s *Server) of(ent *entity) *item {
	if it := s.store.live[ent]; it != nil {
		return it
	}
	it := &item{typ: ent.typ, key: ent.key, members: maps.Clone(ent.members)}
	atHome := false
	for _, path := range slices.Backward(ent.collections) { // prefers the first collection without references
		if home := !s.api.hasReferences(path); ent.key != "" && (home || !atHome) {
			it.path, atHome = path+"/"+fold(ent.key), home
		}
	}
	set(&s.store.live, ent, it)
	return it
}

// has reports whether the value is the key of the item or the value of an
// alternate key.
func (it *item) has(value string, keys []string) bool {
	if it.key != "" && strings.EqualFold(it.key, value) || it.hasAll(value) {
		return true
	}
	for _, key := range keys {
		if text, ok := lookup(it.members, key); ok {
			if text, ok := text.(string); ok && strings.EqualFold(text, value) {
				return true
			}
		}
	}
	return false
}

// hasAll reports whether a value names the item by several keys: each of them is the
// value of a member of its own.
func (it *item) hasAll(value string) bool {
	parts := strings.Split(value, ",")
	left := names(it.members)
	for _, part := range parts {
		i := slices.IndexFunc(left, func(name string) bool { return strings.EqualFold(keyText(it.members[name]), part) })
		if i < 0 {
			return false
		}
		left = slices.Delete(left, i, i+1)
	}
	return len(parts) > 1
}

// find returns the last entry that satisfies is, or nil.
func (c *collection) find(is func(*entry) bool) *entry {
	if c == nil {
		return nil
	}
	for i := len(c.entries) - 1; i >= 0; i-- {
		if is(c.entries[i]) {
			return c.entries[i]
		}
	}
	return nil
}

// pristine reports whether the collection is unchanged.
func (c *collection) pristine() bool {
	return !c.own && c.changed == 0 && c.find(func(e *entry) bool { return e.changed > 0 }) == nil
}
