package fake

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// upload is an upload session.
type upload struct {
	item  *item  // nil for a new entity
	path  string // of the entity; empty if nothing is kept
	root  string
	typ   string
	name  string
	shown map[string]any // the members of such an entity in the examples
	shelf shelf
	bytes []byte
}

// startsUpload reports whether the operation creates an upload session.
func (v *visit) startsUpload() bool {
	return slices.ContainsFunc(v.candidates, func(e *example) bool {
		members, _ := parse(e.Response.JSON).(map[string]any)
		return members[uploadURL] != nil
	})
}

// startUpload creates an upload session and returns its URL.
func (v *visit) startUpload() (string, error) {
	if len(v.store.uploads) >= v.limits.uploads {
		return "", full("The fake has %d unfinished uploads, the maximum.", v.limits.uploads)
	}
	u := &upload{}
	if !v.alone() && v.pattern != nil {
		u.path, u.root = contentPath(v.place.path), v.place.root
		u.shown = v.sample(v.place.raw(u.path))
		u.typ = v.typeAt(v.place.raw(u.path))
		u.shelf = v.shelf()
		if n := v.place.end(u.path); n != nil {
			u.item, u.name = n.item, n.value
		}
	}
	v.store.made++
	id := strconv.Itoa(v.store.made)
	set(&v.store.uploads, id, u)
	return v.ask.self + aside + "upload/" + id, nil
}

// typeAt returns the structure of the entity at a path, or an empty string.
func (s *Server) typeAt(path string) string {
	for _, p := range s.api.find(http.MethodGet, path) {
		if t := p.of.result(); s.api.structures[t.Type] != nil {
			return t.Type
		}
	}
	return ""
}

// upload takes a part. Each part has to begin at the end of the part before.
func (s *Server) upload(u *upload, ask *asked) *reply {
	done := len(u.bytes)
	expects := func(status int) *reply {
		return &reply{status: status, value: map[string]any{missingRanges: []string{strconv.Itoa(done) + "-"}}}
	}
	switch ask.method {
	case http.MethodGet:
		return expects(http.StatusOK)
	case http.MethodDelete:
		s.endUpload(u)
		return &reply{status: http.StatusNoContent}
	}
	var first, last, total int
	text := ask.header.Get("Content-Range")
	if _, err := fmt.Sscanf(text, "bytes %d-%d/%d", &first, &last, &total); err != nil || last-first+1 != len(ask.text) || last >= total || len(ask.text) == 0 {
		return refuse(&problem{http.StatusBadRequest, "InvalidRange", fmt.Sprintf("Content-Range %q does not fit a body of %d bytes.", text, len(ask.text))})
	}
	if first != done {
		return expects(http.StatusRequestedRangeNotSatisfiable)
	}
	if s.store.size+len(ask.text) > s.limits.content {
		return refuse(full("The fake holds %d bytes of content. The maximum is %d.", s.store.size, s.limits.content))
	}
	s.store.size += len(ask.text)
	u.bytes = append(u.bytes, ask.text...)
	if done = len(u.bytes); done < total {
		return expects(http.StatusAccepted)
	}
	s.endUpload(u)
	return s.uploaded(u)
}

// endUpload removes the session.
func (s *Server) endUpload(u *upload) {
	s.store.size -= len(u.bytes)
	for id, other := range s.store.uploads {
		if other == u {
			delete(s.store.uploads, id)
		}
	}
}

// uploaded answers the last part with the entity.
func (s *Server) uploaded(u *upload) *reply {
	if u.path == "" {
		return &reply{status: http.StatusCreated, value: map[string]any{"id": s.newID("upload"), "size": len(u.bytes)}}
	}
	if u.shown == nil {
		u.shown = map[string]any{"name": "", "size": number(0)}
	}
	status := http.StatusCreated
	if u.item != nil {
		status = http.StatusOK
	}
	_, u.name, _ = cutLast(strings.ReplaceAll(u.name, slash, "/"))
	it, err := s.deposit(u, &content{octets, u.bytes})
	if err != nil {
		return refuse(err)
	}
	return &reply{status: status, value: maps.Clone(it.members)}
}
