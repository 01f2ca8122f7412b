package fake

import (
	"cmp"
	"fmt"
	"maps"
	"net/http"
	"strconv"
	"strings"
)

// content is a media type and bytes.
type content struct {
	mediaType string
	bytes     []byte
}

// contentPath returns the path of the entity to which a content path belongs.
func contentPath(path string) string {
	before, _, _ := cutLast(path)
	return strings.TrimSuffix(before, ":")
}

// content answers a request about the bytes of an entity: …/content, …/$value.
func (v *visit) content() (*reply, error) {
	path := contentPath(v.place.path)
	it, err := v.entityAt(path)
	if err != nil {
		return nil, err
	}
	switch v.ask.method {
	case http.MethodGet:
		if it != nil && it.content != nil {
			return v.contentReply(it.content), nil
		}
		if v.place.own || it != nil && it.made {
			return nil, absent("%s has no content: nothing was uploaded or seeded.", shownPath(v.ask.path))
		}
		return nil, nil
	case http.MethodDelete:
		if it != nil {
			v.store.size -= it.content.size()
			it.content = nil
			v.store.change(it)
		}
		return nil, nil
	}
	return v.receive(it, path)
}

// size returns the number of bytes. It is 0 for a nil content.
func (c *content) size() int {
	if c == nil {
		return 0
	}
	return len(c.bytes)
}

// receive stores the bytes of the request.
func (v *visit) receive(it *item, path string) (*reply, error) {
	if it != nil {
		if err := v.precondition(it); err != nil {
			return nil, err
		}
	}
	var shown map[string]any
	status := v.op.status(http.StatusOK)
	if v.example != nil && v.example.succeeds() {
		shown, _ = parse(v.example.Response.JSON).(map[string]any)
		status = v.example.Response.Status
	}
	c := &content{cmp.Or(v.ask.header.Get("Content-Type"), octets), v.ask.text}
	u := &upload{item: it, path: path, root: v.place.root, typ: v.op.result().Type, shown: shown, shelf: v.shelf()}
	if n := v.place.end(path); n != nil && n.role == byPath {
		_, u.name, _ = cutLast(n.value)
	}
	it, err := v.deposit(u, c)
	if err != nil {
		return nil, err
	}
	if shown == nil && v.op.result().Type == "" {
		return &reply{status: status}, nil
	}
	return v.replyWith(status, it)
}

const octets = "application/octet-stream"

// deposit stores the content of an upload with its entity. If there is no
// entity, deposit creates one from the example. The members name and size are
// updated where the example has them.
func (s *Server) deposit(u *upload, c *content) (*item, error) {
	it := u.item
	if it == nil {
		it = &item{path: u.path, root: u.root, members: map[string]any{}, typ: s.api.typeOf(u.shown, u.typ)}
		maps.Copy(it.members, u.shown)
		key := s.api.keyOf(it.typ)
		delete(it.members, key)
		s.identify(it, u.path)
		if err := s.keep(it); err != nil {
			return nil, err
		}
		set(&s.store.singles, u.path, it)
		if _, name, _ := cutLast(u.path); it.members["name"] != nil {
			it.members["name"] = cmp.Or(u.name, name)
		}
		u.shelf.put(s, it)
	}
	if _, ok := it.members["size"]; ok {
		it.members["size"] = number(len(c.bytes))
	}
	return it, s.fill(it, c)
}

// sampleContent answers with sample bytes, or redirects to them. It never
// answers with a part: only the Range header of the request selects one.
func (v *visit) sampleContent() *reply {
	c := &content{mediaType: octets}
	total := 0
	for _, r := range v.responses() {
		switch {
		case r.Status == http.StatusPartialContent:
			_, _ = fmt.Sscanf(headerOf(r, "Content-Range"), "bytes %d-%d/%d", new(int), new(int), &total)
		case r.Status == http.StatusOK && r.text() != "":
			c.bytes = []byte(r.text())
		}
		if r.Status/100 == 2 {
			c.mediaType = cmp.Or(headerOf(r, "Content-Type"), c.mediaType)
		}
	}
	if c.bytes == nil {
		c.bytes = []byte("The content of " + shownPath(v.ask.path) + "\n")
		for len(c.bytes) < min(total, 1<<20) {
			c.bytes = append(c.bytes, c.bytes[:min(len(c.bytes), total-len(c.bytes))]...)
		}
	}
	return v.contentReply(c)
}

// headerOf returns a header of a response.
func headerOf(r *answer, name string) string {
	for key, value := range r.Header {
		if strings.EqualFold(key, name) {
			return value
		}
	}
	return ""
}

// responses returns the response of the example and that of the request that
// follows the redirect. Without an example it returns the documented partial
// responses.
func (v *visit) responses() (list []*answer) {
	if v.example == nil {
		for _, e := range v.op.Examples {
			if e.Response != nil && e.Response.Status == http.StatusPartialContent {
				list = append(list, e.Response)
			}
		}
		return list
	}
	list = append(list, v.example.Response)
	if v.example.then != nil {
		list = append(list, v.example.then)
	}
	return list
}

// redirects reports whether the page answers with a redirect to the bytes.
func (v *visit) redirects() bool {
	if v.example != nil {
		return v.example.Response.Status/100 == 3
	}
	found := false
	for _, r := range v.op.Responses {
		found = found || r.Status/100 == 3
	}
	return found
}

// contentReply answers with the bytes, or redirects to them.
func (v *visit) contentReply(c *content) *reply {
	if !v.redirects() {
		a := &reply{status: http.StatusOK, content: c}
		if v.example != nil && v.answered {
			a.header = v.exampleReply(v.example.Response).header
		}
		return a
	}
	if len(v.store.files) >= v.limits.files {
		v.store.files = nil
	}
	v.store.made++
	name := strconv.Itoa(v.store.made)
	set(&v.store.files, name, c)
	a := &reply{status: http.StatusFound}
	if v.example != nil {
		a = v.exampleReply(v.example.Response)
	}
	a.set("Location", v.ask.self+aside+"file/"+name)
	return a
}
