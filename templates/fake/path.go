package fake

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
)

// inside returns the name of the collection below a path that holds entities which
// themselves hold others in a collection of that name, as folders do. It is empty
// unless the pages have just one.
func (a *api) inside(raw string) string {
	found := ""
	for _, p := range a.lines[line{http.MethodGet, strings.Count(raw, "/") + 1}] {
		_, name, _ := cutLast(p.path)
		t := p.of.result().Type
		q, _ := a.property(t, name)
		if p.of.Kind != kindList || name == found || q == nil || !q.Navigation || !q.Collection || !a.related(q.Type, t) {
			continue
		}
		if _, ok := p.fits(raw + "/" + name); !ok {
			continue
		}
		if found != "" {
			return ""
		}
		found = name
	}
	return found
}

// nameMember is the member by which a path addresses an entity: root:/logs/may.txt is
// the entity named may.txt inside of that named logs inside of the root.
const nameMember = "name"

// descend follows an addressed path from one entity to the next, by their names. It
// returns nil if the fake holds no such entity.
func (s *Server) descend(n *named, value string) *item {
	path, raw := strings.TrimSuffix(n.home, ":"), strings.TrimSuffix(n.collection, ":")
	within := s.api.inside(raw)
	if within == "" {
		return nil
	}
	var found *item
	for name := range strings.SplitSeq(value, "/") {
		e := s.store.collections[path+"/"+fold(within)].named(name)
		if e == nil {
			return nil
		}
		found, path = e.item, e.path
	}
	return found
}

// isFolder reports whether a collection, at a path as requests have it, is what a folder
// holds: its entities have names that paths address them by, so no two have one name.
func (a *api) isFolder(raw string) bool {
	above, last, _ := cutLast(raw)
	if !strings.EqualFold(a.inside(above), last) {
		return false
	}
	typ, _ := a.typeIn(raw)
	for _, op := range a.operations {
		for _, p := range op.patterns {
			if slices.ContainsFunc(p.parts, func(part part) bool { return part.role == byPath }) && a.related(op.result().Type, typ) {
				return true
			}
		}
	}
	return false
}

// named returns the entry with a name, or nil.
func (c *collection) named(value any) *entry {
	name, ok := value.(string)
	return c.find(func(e *entry) bool {
		is, _ := e.members[nameMember].(string)
		return ok && !e.gone() && strings.EqualFold(is, name)
	})
}

// conflictBehavior ends the name of the annotation that says what becomes of an entity
// whose name is taken. Without it, the request fails.
const conflictBehavior = ".conflictBehavior"

// avoids reports whether the request says what becomes of a name that is taken.
func (a *asked) avoids() bool {
	return slices.ContainsFunc(names(a.object()), func(name string) bool {
		value, _ := a.object()[name].(string)
		return strings.HasSuffix(name, conflictBehavior) && !strings.EqualFold(value, "fail")
	})
}

// nameTaken is the error for an entity whose name another one of the folder has.
func nameTaken(name any) *problem {
	return &problem{http.StatusConflict, "nameAlreadyExists", fmt.Sprintf("The folder has an entity with the name '%s'.", name)}
}

// shelf is a collection that a new entity joins which a path addresses.
type shelf struct {
	path, raw string // empty if the fake does not know the collection
	own       bool
}

// shelf returns the collection of the folder in an addressed path.
func (v *visit) shelf() (sh shelf) {
	i := slices.IndexFunc(v.place.named, func(n *named) bool { return n.role == byPath })
	if i < 0 {
		return sh
	}
	n := v.place.named[i]
	path, raw := strings.TrimSuffix(n.home, ":"), strings.TrimSuffix(n.collection, ":")
	within := v.api.inside(raw)
	if within == "" {
		return sh
	}
	sh = shelf{path + "/" + fold(within), raw + "/" + within, v.place.own}
	if above, _, ok := cutLast(n.value); ok {
		into := v.descend(n, above)
		if into == nil {
			return shelf{}
		}
		sh = shelf{into.path + "/" + fold(within), raw, true}
	}
	return sh
}

// put adds an item to the collection.
func (sh shelf) put(s *Server, it *item) {
	if sh.path != "" {
		s.include(s.collection(sh.path, sh.raw, sh.own), it)
	}
}
