package fake

import (
	"cmp"
	"net/http"
	"slices"
	"strings"
)

// shown holds the entities and keys of the examples. A collection has these
// until a request or seed changes it.
type shown struct {
	in     map[string][]*entity // by collection
	byID   map[string][]*entity // by key and by key in example paths, in lower case
	byList map[*example][]*entity
	values map[string]bool // name of the collection, NUL, key; in lower case
	paths  []string        // of all examples, in lower case
}

// entity is an entity of the examples.
type entity struct {
	collections []string // paths in lower case
	typ         string   // a structure, or empty
	key         string   // may be empty
	aliases     []string
	members     map[string]any
	alone       bool // an example shows it outside of a list
}

// newShown collects the entities and keys of all examples.
func newShown(a *api) *shown {
	sh := &shown{in: map[string][]*entity{}, byID: map[string][]*entity{}, byList: map[*example][]*entity{}, values: map[string]bool{}}
	for _, lists := range [...]bool{true, false} { // lists determine the order
		for _, op := range a.operations {
			for _, e := range op.Examples {
				if lists {
					sh.addPath(op, e)
					sh.addLinks(a, e)
				}
				if lists == op.listed() && op.Method == http.MethodGet && e.succeeds() && e.Response.JSON != nil {
					sh.addResponse(a, op, e)
				}
			}
		}
	}
	return sh
}

// addPath adds the keys in the example's paths.
func (sh *shown) addPath(op *operation, e *example) {
	for _, path := range e.paths {
		sh.paths = append(sh.paths, path)
		if p, values := op.fitting(path); p != nil {
			p.trace(values, func(k key) string {
				sh.values[k.name+"\x00"+k.value] = true
				return k.value
			})
		}
	}
}

// addLinks adds the keys in the links of the example's request body.
func (sh *shown) addLinks(a *api, e *example) {
	members, _ := parse(e.JSON).(map[string]any)
	for name, value := range members {
		if name != "@odata.id" && !strings.HasSuffix(name, "@odata.bind") {
			continue
		}
		for _, link := range links(value) {
			if k, ok := keyOfLink(link, a.base.url); ok {
				sh.values[fold(k.name+"\x00"+k.value)] = true
			}
		}
	}
}

// addResponse adds the entities in the example's response.
func (sh *shown) addResponse(a *api, op *operation, e *example) {
	typ := op.result().Type
	members, _ := parse(e.Response.JSON).(map[string]any)
	if items, ok := members["value"].([]any); ok {
		collection := ""
		if op.listed() {
			collection = strings.TrimSuffix(e.paths[0], "/delta")
		}
		for _, item := range items {
			if object, ok := item.(map[string]any); ok && object["@removed"] == nil {
				ent := sh.add(a, collection, &entity{typ: typ, members: object})
				sh.byList[e] = append(sh.byList[e], ent)
			}
		}
		return
	}
	if one := op.asList(members); one != nil { // the list of one that the example stands for
		ent := sh.add(a, strings.TrimSuffix(e.paths[0], "/delta"), &entity{typ: typ, members: one})
		sh.byList[e] = append(sh.byList[e], ent)
		return
	}
	if members = unwrapped(members); members == nil || op.Kind != kindGet {
		return
	}
	ent, collection := &entity{typ: typ, members: members, alone: true}, ""
	for _, path := range e.paths {
		if before, value, ok := cutLast(path); ok && op.endsInKey(path) {
			collection, ent.aliases = cmp.Or(collection, before), append(ent.aliases, value)
		}
	}
	sh.add(a, collection, ent)
}

// asList returns the item if the operation returns a list, and its example shows
// one item without the list around it.
func (op *operation) asList(members map[string]any) map[string]any {
	if _, isList := members["value"]; isList || !op.listed() || !op.result().Collection || len(members) == 0 {
		return nil
	}
	return members
}

// unwrapped returns the object in {"value": {…}}, or the members themselves.
func unwrapped(members map[string]any) map[string]any {
	if inner, ok := members["value"].(map[string]any); ok && len(members) == 1 {
		return inner
	}
	return members
}

// add adds an entity, or merges it with a known one. Entities with the same
// type and key are the same entity.
func (sh *shown) add(a *api, collection string, ent *entity) *entity {
	delete(ent.members, contextOf)
	ent.typ = a.typeOf(ent.members, ent.typ)
	ent.key = keyText(ent.members[a.keyOf(ent.typ)])
	if ent.key == "" && len(ent.aliases) > 0 {
		ent.key = ent.aliases[0]
	}
	for _, other := range sh.byID[fold(ent.key)] {
		if ent.key != "" && strings.EqualFold(other.key, ent.key) && (other.typ == ent.typ && ent.typ != "" || slices.Contains(other.collections, collection)) {
			other.merge(ent)
			ent = other
			break
		}
	}
	if ent.key != "" {
		sh.index(ent, append([]string{ent.key}, ent.aliases...))
	}
	if collection != "" && !slices.Contains(ent.collections, collection) {
		ent.collections = append(ent.collections, collection)
		sh.in[collection] = append(sh.in[collection], ent)
	}
	return ent
}

func (sh *shown) index(ent *entity, names []string) {
	for _, name := range names {
		if name = fold(name); !slices.Contains(sh.byID[name], ent) {
			sh.byID[name] = append(sh.byID[name], ent)
		}
	}
}

// merge adds the members of another example. The example of a single entity
// takes precedence over lists.
func (ent *entity) merge(other *entity) {
	for name, value := range other.members {
		if _, ok := ent.members[name]; !ok || other.alone && !ent.alone {
			ent.members[name] = value
		}
	}
	ent.alone = ent.alone || other.alone
	ent.aliases = append(ent.aliases, other.aliases...)
}

// find returns the entity with the key. It prefers the same collection, then a
// collection with the same name, then a related type.
func (sh *shown) find(a *api, k key, typ string) *entity {
	var best *entity
	points := 0
	for _, ent := range sh.byID[fold(k.value)] {
		n := 0
		switch {
		case slices.Contains(ent.collections, fold(k.collection)):
			n = 3
		case slices.ContainsFunc(ent.collections, func(path string) bool { return strings.HasSuffix(path, "/"+fold(k.name)) }):
			n = 2
		case a.related(ent.typ, typ):
			n = 1
		}
		if n > points {
			best, points = ent, n
		}
	}
	return best
}
