package fake

import (
	"fmt"
	"net/http"
	"net/textproto"
	"net/url"
	"strconv"
	"strings"
)

// canonical returns the name of a header as [http.Header] has it.
func canonical(name string) string { return textproto.CanonicalMIMEHeaderKey(name) }

// unsent are the headers of examples that are the transport's to set.
var unsent = map[string]bool{
	"Content-Length": true, "Transfer-Encoding": true, "Content-Encoding": true, "Connection": true,
	"Request-Id": true, "Date": true,
}

// answer is the reply with the example's response.
func (s *Server) answer(op *operation, ask *asked, e *example, how likeness) *reply {
	a := s.replyWith(e.Response)
	a.location(s, ask, e)
	if e.Response.JSON == nil {
		return a
	}
	value := parse(e.Response.JSON)
	members, ok := value.(map[string]any)
	if !ok {
		return a
	}
	changed := s.relink(ask, e, members)
	if items, isList := members["value"].([]any); isList && ask.method == http.MethodGet {
		changed = s.page(op, ask, members, items, how) || changed
	}
	if changed {
		a.value = members
	}
	return a
}

// replyWith returns the response of an example as it stands.
func (s *Server) replyWith(r *answer) *reply {
	a := &reply{status: r.Status, header: http.Header{}, text: r.text()}
	for name, value := range r.Header {
		if name = canonical(name); !unsent[name] && !strings.ContainsAny(name+value, "\r\n") {
			a.header[name] = []string{value}
		}
	}
	if r.JSON != nil && !strings.Contains(a.header.Get("Content-Type"), "json") {
		a.header.Set("Content-Type", "application/json")
	}
	return a
}

// aside begins the paths of what responses link to and no page documents: the
// file behind a redirect, the progress of a long operation, an upload.
const aside = "/$docwright/"

// location points the Location header to the fake.
func (a *reply) location(s *Server, ask *asked, e *example) {
	at := a.header.Get("Location")
	switch own := s.ownLink(ask, at); {
	case at == "":
	case a.status/100 == 3:
		a.header.Set("Location", ask.self+aside+"file/"+e.address())
	case own != "":
		a.header.Set("Location", own)
	case a.status == http.StatusAccepted:
		a.header.Set("Location", ask.self+aside+"progress/"+e.address())
	}
}

// address names the example in a URL.
func (e *example) address() string {
	return url.PathEscape(e.of.Name) + "/" + url.PathEscape(e.Name)
}

// ownLink returns the link to the fake that stands for a link to the service;
// empty where the link leads elsewhere.
func (s *Server) ownLink(ask *asked, link string) string {
	if strings.HasPrefix(link, "/") && !strings.HasPrefix(link, "//") {
		return ask.self + link
	}
	base, err := url.Parse(s.api.base)
	u, err2 := url.Parse(link)
	if err != nil || err2 != nil || base.Host == "" || !strings.EqualFold(u.Host, base.Host) {
		return ""
	}
	path, ok := strings.CutPrefix(u.EscapedPath(), base.Path+"/")
	if !ok {
		return "" // another version of the service
	}
	own := ask.self + "/" + path
	if u.RawQuery != "" {
		own += "?" + u.RawQuery
	}
	return own
}

const (
	nextLink  = "@odata.nextLink"
	deltaLink = "@odata.deltaLink"
	uploadURL = "uploadUrl"
)

// relink points the links by which a client goes on to the fake: the next page,
// the next round of changes, the upload. It reports whether there are any.
func (s *Server) relink(ask *asked, e *example, members map[string]any) (changed bool) {
	for _, name := range [...]string{nextLink, deltaLink} {
		if link, ok := members[name].(string); ok {
			if own := s.ownLink(ask, link); own != "" {
				members[name], changed = own, true
			}
		}
	}
	if _, ok := members[uploadURL].(string); ok {
		members[uploadURL], changed = ask.self+aside+"upload/"+e.address(), true
	}
	return changed
}

// stepAside answers what a link of relink or location leads to.
func (s *Server) stepAside(ask *asked) *reply {
	kind, address, _ := strings.Cut(strings.TrimPrefix(ask.path, aside), "/")
	name, of, _ := strings.Cut(address, "/")
	e := s.exampleNamed(name, of)
	switch {
	case e == nil:
	case kind == "file" && e.then != nil:
		return s.replyWith(e.then)
	case kind == "file":
		return &reply{status: http.StatusOK, header: http.Header{"Content-Type": {"application/octet-stream"}}}
	case kind == "progress":
		return &reply{status: http.StatusOK, value: map[string]any{"status": "completed", "percentageComplete": 100}}
	case kind == "upload":
		return s.upload(ask)
	}
	return refusal(http.StatusNotFound, "ResourceNotFound", "Nothing led here.")
}

func (s *Server) exampleNamed(operation, name string) *example {
	for _, op := range s.api.operations {
		if op.Name != operation {
			continue
		}
		for _, e := range op.Examples {
			if e.Name == name {
				return e
			}
		}
	}
	return nil
}

// upload takes a chunk of an upload session: each has to begin where that before
// it ended.
func (s *Server) upload(ask *asked) *reply {
	s.mu.Lock()
	defer s.mu.Unlock()
	done := s.store.uploads[ask.path]
	expects := func(status int) *reply {
		return &reply{status: status, value: map[string]any{"nextExpectedRanges": []string{strconv.FormatInt(done, 10) + "-"}}}
	}
	switch ask.method {
	case http.MethodGet:
		return expects(http.StatusOK)
	case http.MethodDelete:
		delete(s.store.uploads, ask.path)
		return &reply{status: http.StatusNoContent}
	}
	var first, last, total int64
	var text string
	if r := ask.header["Content-Range"]; len(r) > 0 {
		text = r[0]
	}
	if _, err := fmt.Sscanf(text, "bytes %d-%d/%d", &first, &last, &total); err != nil || last-first+1 != int64(len(ask.text)) || last >= total {
		return refusal(http.StatusBadRequest, "InvalidRange", fmt.Sprintf("Content-Range %q doesn't fit a body of %d bytes.", text, len(ask.text)))
	}
	if first != done {
		return expects(http.StatusRequestedRangeNotSatisfiable)
	}
	done = last + 1
	if done < total {
		s.store.keepUpload(ask.path, done)
		return expects(http.StatusAccepted)
	}
	delete(s.store.uploads, ask.path)
	return &reply{status: http.StatusCreated, value: map[string]any{"id": sampleID(ask.path, 1), "size": total}}
}

// without answers a request whose page has no response to show.
func (s *Server) without(op *operation, ask *asked) *reply {
	for _, r := range op.Responses {
		switch {
		case r.Status/100 != 2:
		case r.Type == "":
			return &reply{status: r.Status}
		case r.Collection:
			members := map[string]any{}
			s.page(op, ask, members, nil, likeness{})
			return &reply{status: r.Status, value: members}
		case s.api.structures[r.Type] != nil && s.api.structures[r.Type] == s.bodyOf(op):
			return &reply{status: r.Status, value: ask.value} // what is sent is what is there then
		}
	}
	return refusal(http.StatusNotImplemented, "NotImplemented",
		fmt.Sprintf("%s documents %s %s, but has no example with a response.", op.Page, op.Method, strings.Join(op.Paths, ", ")))
}

func (s *Server) bodyOf(op *operation) *structure {
	if op.Request == nil {
		return nil
	}
	return s.api.structures[op.Request.Type]
}
