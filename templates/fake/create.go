package fake

import (
	"maps"
	"net/http"
	"strings"
)

// create adds a new entity to a collection. Its members are those of the
// request, and those that the service adds: members that the response of the
// example has and its request has not. If the example shows no entity, create
// leaves the answer to the example.
func (v *visit) create() (*reply, error) {
	sent, shown, typ := v.ask.object(), v.shownEntity(), v.entityType()
	keys := v.api.keysOf(v.api.typeOf(sent, v.api.typeOf(shown, typ)))
	hasKey := keyText(shown[keys[0]]) != ""
	if sent == nil || !hasKey && (v.example != nil || v.api.structures[typ] == nil) {
		return nil, nil
	}
	if holds, _ := v.api.typeIn(v.ask.path); v.op.status(0) == http.StatusAccepted && !v.api.related(holds, typ) {
		return nil, nil // what comes of the body later is not known
	}
	if err := v.checkLinks(sent); err != nil {
		return nil, err
	}
	it := &item{typ: v.api.typeOf(sent, v.api.typeOf(shown, typ)), members: v.added(shown)}
	if it.members == nil {
		it.members = map[string]any{}
	}
	for _, key := range keys {
		delete(it.members, key)
		if own, ok := lookup(sent, key); ok {
			it.members[key] = own
		}
	}
	v.identify(it, v.place.path)
	if err := v.join(it, sent); err != nil {
		return nil, err
	}
	if v.how.exact() {
		return v.created(it, maps.Clone(it.members)), nil
	}
	if err := v.overlay(it, sent); err != nil {
		return nil, err
	}
	shape, err := v.shape(it, v.query)
	return v.created(it, shape), err
}

// join adds a new entity to the collection of the request, if its key and its name are
// free.
func (v *visit) join(it *item, sent map[string]any) error {
	if err := v.vacate(it.key); err != nil {
		return err
	}
	name, _ := lookup(sent, nameMember)
	if e := v.store.collections[v.place.path].named(name); e != nil && e.made && v.api.isFolder(v.ask.path) && !v.ask.avoids() {
		return nameTaken(name)
	}
	return v.add(it, v.place.path, v.ask.path)
}

// produces reports whether the request is an action that creates an entity. The
// example shows this by status 201.
func (v *visit) produces() bool {
	return v.ask.method == http.MethodPost && v.op.Kind == kindAction && v.example != nil && v.example.Response.Status == http.StatusCreated && v.shownKey() != ""
}

// shownKey returns the key of the entity in the example's response, or an empty
// string.
func (v *visit) shownKey() string {
	members := v.shownEntity()
	return keyText(members[v.api.keyOf(v.api.typeOf(members, v.entityType()))])
}

// produce answers an action that creates an entity. The new entity has the
// members of the example and a key of its own. If it has the type of the entity
// that the action is bound to, it joins the same collection.
func (v *visit) produce() (*reply, error) {
	it := &item{members: v.shownEntity()}
	it.typ = v.api.typeOf(it.members, v.entityType())
	delete(it.members, v.api.keyOf(it.typ))
	v.identify(it, v.place.path)
	path, raw := v.place.path, v.ask.path
	if n := v.bound(it.typ); n != nil {
		path, raw = n.home, n.collection
	}
	c := &collection{path: path}
	if path != v.place.path {
		c = v.collection(path, raw, v.place.own)
	}
	root := v.place.root
	if strings.HasPrefix(root, path+"/") {
		root = ""
	}
	if err := v.enter(it, c, root); err != nil {
		return nil, err
	}
	return v.created(it, maps.Clone(it.members)), nil
}

// bound returns the entity that the operation is bound to, if the entity has
// the given type. Otherwise it returns nil.
func (v *visit) bound(typ string) *named {
	before, _, _ := cutLast(v.place.path)
	n := v.place.end(before)
	if n == nil || n.item == nil || !v.api.related(n.item.typ, typ) {
		return nil
	}
	return n
}

// action answers an action whose example shows an entity: a new entity, or the
// entity that the action is bound to.
func (v *visit) action() (*reply, error) {
	switch {
	case v.produces():
		return v.produce()
	case v.copies():
		return nil, v.copy()
	case v.example == nil || v.shownKey() == "":
		return nil, nil
	}
	n := v.bound(v.entityType())
	if n == nil {
		return nil, nil
	}
	v.complete(n.item)
	return v.replyWith(v.example.Response.Status, n.item)
}

// entityType returns the structure that the operation returns or takes.
func (v *visit) entityType() string {
	typ := v.op.result().Type
	if typ == "" && v.op.Request != nil {
		typ = v.op.Request.Type
	}
	return v.api.named(typ)
}

// vacate checks that the key is free. An entity with that key is removed if
// only the examples show it.
func (v *visit) vacate(key string) error {
	c := v.collection(v.place.path, v.ask.path, v.place.own)
	e := c.find(func(e *entry) bool { return !e.gone() && strings.EqualFold(e.key, key) })
	switch {
	case e == nil:
		return nil
	case e.made:
		return &problem{http.StatusConflict, "Conflict", "The key '" + key + "' is in use."}
	}
	e.removed = v.store.tick()
	return nil
}

// shownEntity returns the JSON object in the example's response, or nil.
func (v *visit) shownEntity() map[string]any {
	if v.example == nil || !v.example.succeeds() {
		return nil
	}
	members, _ := parse(v.example.Response.JSON).(map[string]any)
	delete(members, contextOf)
	return members
}

// added returns the members that the service adds to the members of the
// request.
func (v *visit) added(shown map[string]any) map[string]any {
	asked, _ := parse(v.example.request()).(map[string]any)
	for _, name := range names(shown) {
		if _, ok := lookup(asked, name); ok && !v.how.exact() {
			delete(shown, name)
		}
	}
	return shown
}

// created answers with a new entity.
func (v *visit) created(it *item, shape any) *reply {
	a := &reply{status: v.op.status(http.StatusCreated), header: http.Header{}}
	located := v.op.documents("Location")
	if v.example != nil {
		a = v.exampleReply(v.example.Response)
		located = located || a.header.Get("Location") != ""
	}
	if members, ok := shape.(map[string]any); ok {
		maps.Copy(members, v.wrapper())
	}
	a.value = shape
	a.header.Set("ETag", it.etag())
	at := v.ask.path + "/" + it.key
	switch {
	case located && a.status == http.StatusAccepted:
		v.worked = &work{item: it, path: at}
		a.header.Set("Location", v.monitor())
	case located:
		a.header.Set("Location", v.ask.url(at))
	}
	return a
}
