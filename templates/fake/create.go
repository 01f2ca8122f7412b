package fake

import (
	"maps"
	"net/http"
	"slices"
)

// create answers a request that puts a new entity into a collection: what was
// sent, with what the service adds, which is what the example's response has and
// its request has not.
func (v *visit) create() (*reply, error) {
	sent := v.ask.object()
	typ := v.op.result().Type
	if typ == "" && v.bodyOf() != nil {
		typ = v.bodyOf().Name
	}
	shown := v.added()
	if sent == nil || shown == nil && (v.example != nil || v.api.structures[typ] == nil) {
		return nil, nil
	}
	if err := v.checkLinks(sent); err != nil {
		return nil, err
	}
	it := &item{typ: v.api.typeOf(sent, v.api.typeOf(shown, typ)), members: map[string]any{}}
	key := v.api.keyOf(it.typ)
	if _, ok := shown[key].(string); shown != nil && !ok {
		return nil, nil // no entity: nothing to find it by
	}
	maps.Copy(it.members, shown)
	delete(it.members, key)
	if own, ok := lookup(sent, key); ok {
		it.members[key] = own
	}
	v.identify(it, v.place.path)
	if v.collection(v.place.path, v.ask.path, v.place.own).find(func(e *entry) bool { return !e.gone() && e.has(it.key, nil) }) != nil {
		return nil, &problem{http.StatusConflict, "Conflict", "There is an entity with the key '" + it.key + "' already."}
	}
	if err := v.add(it, v.place.path, v.ask.path); err != nil {
		return nil, err
	}
	v.overlay(it, sent)
	return v.created(it)
}

// added returns what the service adds to a new entity, as the example shows it,
// and the example's key; nil where there is no example that shows an entity.
func (v *visit) added() map[string]any {
	if v.example == nil || !v.example.succeeds() {
		return nil
	}
	members, ok := parse(v.example.Response.JSON).(map[string]any)
	if !ok {
		return nil
	}
	asked, _ := parse(v.example.JSON).(map[string]any)
	key := v.api.keyOf(v.api.typeOf(members, v.op.result().Type))
	for _, name := range names(members) {
		if _, ok := lookup(asked, name); ok && name != key {
			delete(members, name)
		}
	}
	return members
}

// created answers with a new entity.
func (v *visit) created(it *item) (*reply, error) {
	a, err := v.replyWith(v.op.status(http.StatusCreated), it)
	if err != nil {
		return nil, err
	}
	located := slices.ContainsFunc(v.op.Responses, func(r *response) bool { return slices.Contains(r.Headers, "Location") })
	if v.example != nil {
		shown := v.exampleReply(v.example.Response)
		located = located || shown.header.Get("Location") != ""
		shown.header.Set("ETag", it.etag())
		shown.value, a = a.value, shown
	}
	if located {
		a.header.Set("Location", v.ask.url(v.ask.path+"/"+it.key))
	}
	return a, nil
}

// bodyOf returns the structure that the request carries; nil for none.
func (v *visit) bodyOf() *structure {
	if v.op.Request == nil {
		return nil
	}
	return v.api.structures[v.op.Request.Type]
}
