package fake

import (
	"fmt"
	"maps"
	"net/http"
	"strings"
)

// store is what was created: by the path of its collection, in the order in
// which it was.
type store struct {
	items   map[string][]*item
	made    int
	uploads map[string]int64 // bytes that have arrived, by path
}

// item is an entity that was created.
type item struct {
	members map[string]any
	deleted bool
}

func (st *store) keepUpload(path string, done int64) {
	if st.uploads == nil {
		st.uploads = map[string]int64{}
	}
	st.uploads[path] = done
}

// created returns what was created in the collection and is there still.
func (s *Server) created(path string) []any {
	s.mu.Lock()
	defer s.mu.Unlock()
	var list []any
	for _, it := range s.store.items[fold(path)] {
		if !it.deleted {
			list = append(list, maps.Clone(it.members))
		}
	}
	return list
}

// stateful answers a request that creates an entity, or is about one that was
// created. It returns nil for any other.
func (s *Server) stateful(op *operation, p *pattern, ask *asked, e *example, how likeness) *reply {
	if ask.method == http.MethodPost {
		return s.create(op, ask, e, how)
	}
	if p == nil {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	it := s.store.find(ask.path, op.Keys)
	if it == nil {
		return nil
	}
	if it.deleted {
		return refusal(http.StatusNotFound, "ResourceNotFound", fmt.Sprintf("%s was deleted.", ask.path))
	}
	switch ask.method {
	case http.MethodGet:
		return &reply{status: http.StatusOK, value: maps.Clone(it.members)}
	case http.MethodDelete:
		it.deleted = true
		return &reply{status: op.success(http.StatusNoContent)}
	case http.MethodPatch, http.MethodPut:
		if sent, ok := ask.value.(map[string]any); ok {
			overlay(it.members, sent)
		}
		if status := op.success(http.StatusOK); status != http.StatusNoContent {
			return &reply{status: status, value: maps.Clone(it.members)}
		}
		return &reply{status: http.StatusNoContent}
	}
	return nil
}

// success returns the first status of success that the page documents.
func (op *operation) success(otherwise int) int {
	for _, r := range op.Responses {
		if r.Status/100 == 2 {
			return r.Status
		}
	}
	return otherwise
}

// create keeps what a POST to a collection sends. What the service adds is the
// example's; the id is the example's for the first, and sample values after it.
func (s *Server) create(op *operation, ask *asked, e *example, how likeness) *reply {
	sent, ok := ask.value.(map[string]any)
	if !ok || op.Kind != "create" || e == nil || e.Response.Status/100 != 2 || e.Response.JSON == nil {
		return nil
	}
	members, ok := parse(e.Response.JSON).(map[string]any)
	if !ok {
		return nil
	}
	id, ok := members["id"].(string)
	if !ok {
		return nil // no entity: nothing to find it by
	}
	if !how.exact() {
		overlay(members, sent)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	path := fold(ask.path)
	if s.store.find(ask.path+"/"+id, nil) != nil {
		s.store.made++
		id = sampleID(path, s.store.made)
	}
	members["id"] = id
	if s.store.items == nil {
		s.store.items = map[string][]*item{}
	}
	s.store.items[path] = append(s.store.items[path], &item{members: members})
	a := s.replyWith(e.Response)
	a.value = maps.Clone(members)
	return a
}

// find returns the entity that the path names by its id or by one of the keys,
// or nil.
func (st *store) find(path string, keys []string) *item {
	i := strings.LastIndexByte(path, '/')
	if i < 0 {
		return nil
	}
	items, value := st.items[fold(path[:i])], path[i+1:]
	keys = append([]string{"id"}, keys...)
	if open := strings.IndexByte(value, '('); open > 0 && strings.HasSuffix(value, ")") {
		if name, literal, ok := strings.Cut(value[open+1:len(value)-1], "="); ok { // users(userPrincipalName='ann')
			items, keys = st.items[fold(path[:i+1+open])], []string{name}
			value = strings.ReplaceAll(strings.Trim(literal, "'"), "''", "'")
		}
	}
	for _, it := range items {
		for _, key := range keys {
			if text, ok := it.members[key].(string); ok && strings.EqualFold(text, value) {
				return it
			}
		}
	}
	return nil
}

// overlay sets the members as a PATCH does: those of objects one by one.
// Annotations that bind references say nothing of the entity itself.
func overlay(members, sent map[string]any) {
	for name, value := range sent {
		if strings.Contains(name, "@odata.bind") {
			continue
		}
		was, ok := members[name].(map[string]any)
		is, ok2 := value.(map[string]any)
		if ok && ok2 {
			was = maps.Clone(was)
			overlay(was, is)
			value = was
		}
		members[name] = value
	}
}
