package fake

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// store is what the fake holds besides what the examples show: all that was
// created, changed, deleted or seeded. Its paths are in lower case, and have the
// ids of entities where requests may have other keys.
type store struct {
	clock       int // counts the changes
	made        int // counts the ids
	size        int // bytes of contents
	items       int
	collections map[string]*collection
	singles     map[string]*item // entities that a path without a key leads to
	all         []*item          // that were created or seeded, in that order
	live        map[*entity]*item
	named       map[string]*item // known by nothing but their key in paths of examples
	uploads     map[string]*upload
	files       map[string]*content // behind redirects
}

// collection is what a path to several entities leads to.
type collection struct {
	path    string
	own     bool // the examples have no part in it: below what was created, or seeded
	entries []*entry
	changed int // the clock when an entry came or went
}

// entry is an item of a collection. One that has gone keeps its place, so that
// links to further pages lead to where they should.
type entry struct {
	*item
	added   int // by the clock; 0 where it has always been there
	removed int // by the clock, from this collection alone; 0 where it is in it
}

func (e *entry) gone() bool { return e.removed > 0 || e.deleted }

// since is when the entry was changed last, by the clock.
func (e *entry) since() int { return max(e.added, e.removed, e.changed) }

// item is an entity, or another value of a list.
type item struct {
	path    string // where it is, by its key; empty for a value without one
	root    string // the path of the first entity on the way there; empty where there is none
	typ     string
	key     string
	members map[string]any // nil where nothing but the key is known
	value   any            // of a list of other values than objects
	made    bool           // created or seeded
	deleted bool
	changed int // by the clock; 0 where it is as the examples show it
	content *content
}

// tick counts a change.
func (st *store) tick() int {
	st.clock++
	return st.clock
}

// set puts v into the map, which may be nil.
func set[K comparable, V any](m *map[K]V, k K, v V) {
	if *m == nil {
		*m = map[K]V{}
	}
	(*m)[k] = v
}

// newID returns an id that nothing has.
func (s *Server) newID(kind string) string {
	for {
		s.store.made++
		id := sampleID(kind, s.store.made)
		if len(s.api.shown().byID[id]) == 0 {
			return id
		}
	}
}

// etag returns the tag of the item's state.
func (it *item) etag() string {
	if tag, ok := it.members["@odata.etag"].(string); ok {
		return tag
	}
	return fmt.Sprintf(`W/"%d"`, it.changed)
}

// change notes that the item has changed. Its tag is another then.
func (st *store) change(it *item) {
	it.changed = st.tick()
	if _, ok := it.members["@odata.etag"]; ok {
		it.members["@odata.etag"] = fmt.Sprintf(`W/"%d"`, it.changed)
	}
}

// of returns the item that stands for what the examples show of an entity.
func (s *Server) of(ent *entity) *item {
	if it := s.store.live[ent]; it != nil {
		return it
	}
	it := &item{typ: ent.typ, key: ent.key, members: maps.Clone(ent.members)}
	atHome := false
	for _, path := range slices.Backward(ent.collections) { // the first in which it is at home, or else the first
		if home := !s.api.hasReferences(path); ent.key != "" && (home || !atHome) {
			it.path, atHome = path+"/"+fold(ent.key), home
		}
	}
	set(&s.store.live, ent, it)
	return it
}

// has reports whether the value is the item's key, or one of those properties.
func (it *item) has(value string, keys []string) bool {
	if it.key != "" && strings.EqualFold(it.key, value) {
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

// find returns the entry for which it is true, the last that came; nil for none.
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

// pristine reports whether the collection is as the examples show it.
func (c *collection) pristine() bool {
	return !c.own && c.changed == 0 && c.find(func(e *entry) bool { return e.changed > 0 }) == nil
}
