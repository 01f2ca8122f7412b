package fake

import (
	"net/http"
	"net/url"
	"strings"
)

// unsent lists the headers of examples that only the transport may set.
var unsent = map[string]bool{
	"Content-Length": true, "Transfer-Encoding": true, "Content-Encoding": true, "Connection": true,
	"Request-Id": true, "Date": true,
}

const (
	nextLink  = "@odata.nextLink"
	deltaLink = "@odata.deltaLink"
	countOf   = "@odata.count"
	contextOf = "@odata.context"
	typeOf    = "@odata.type"
	uploadURL = "uploadUrl"
	// missingRanges is the member with the ranges that an upload session lacks.
	missingRanges = "nextExpectedRanges"
)

// byExample answers with the response of the nearest example. If the request is
// not the example's own, the query options of the request apply to it.
func (v *visit) byExample() (*reply, error) {
	e := v.example
	if e == nil {
		return v.withoutExample()
	}
	if e.Line > 0 {
		return nil, e.unreadable()
	}
	v.answered = true
	if v.ask.method == http.MethodGet && (v.op.Kind == kindContent && e.succeeds() || v.redirects()) {
		return v.sampleContent(), nil
	}
	a := v.exampleReply(e.Response)
	v.locate(a)
	members, ok := parse(e.Response.JSON).(map[string]any)
	if !ok {
		return a, nil
	}
	changed, err := v.relink(members)
	if err == nil && v.ask.method == http.MethodGet && e.succeeds() {
		members, changed, err = v.shownTo(members, changed)
	}
	if err != nil {
		return nil, err
	}
	if changed {
		a.value = members
	}
	return a, nil
}

// shownTo returns the response of an example to a GET as the request asks for it. It
// reports whether that is another than the example's.
func (v *visit) shownTo(members map[string]any, changed bool) (map[string]any, bool, error) {
	if one := v.op.asList(members); one != nil {
		members, changed = map[string]any{"value": []any{one}}, true
	}
	members, reduced, err := v.reduced(members)
	return members, changed || reduced, err
}

// unreadable returns the error for a request that only an example could answer whose
// response no client can read.
func (e *example) unreadable() error {
	what := "is not JSON"
	if e.Response.Text == "" {
		what = "has no body"
	}
	typ := e.of.result().Type
	if e.of.result().Collection {
		typ = "Collection(" + typ + ")"
	}
	return beyond("The response of the example in line %d of %s %s. The page documents one of type '%s': correct the example, or seed what the request needs.", e.Line, e.of.Page, what, typ)
}

// reduced applies the query options of the request to the response of an
// example: paging for a list, $select and $expand for an entity. It reports
// whether that changes anything.
func (v *visit) reduced(members map[string]any) (map[string]any, bool, error) {
	items, isList := members["value"].([]any)
	exact := v.how.exact()
	switch {
	case isList && exact && len(items) <= v.pageSize && v.ask.mark == nil:
		return members, false, nil
	case isList:
		return v.pageOf(members, items)
	case exact || v.alone() || v.query.fields == nil && v.query.expand == nil:
		return members, false, nil
	}
	it := v.values([]any{unwrapped(members)}, v.op.result().Type)[0]
	shape, err := v.shape(it, v.query)
	reduced, _ := shape.(map[string]any)
	return reduced, true, err
}

// pageOf returns a page of the list in an example's response.
func (v *visit) pageOf(members map[string]any, items []any) (map[string]any, bool, error) {
	all := v.query
	switch {
	case v.how.exact():
		v.query = &query{top: -1}
	case v.alone(): // the examples are not filtered
		v.query = &query{top: all.top, skip: all.skip, count: all.count}
	}
	var entries []*entry
	for _, it := range v.values(items, v.op.result().Type) {
		entries = append(entries, &entry{item: it})
	}
	a, err := v.page(entries)
	if err != nil {
		return nil, false, err
	}
	page := a.value.(map[string]any)
	v.keepLinks(page, members)
	return page, true, nil
}

// keepLinks copies the other members of an example's list to the page. The next
// link of the example applies to the first page of the example's own request
// only.
func (v *visit) keepLinks(page, members map[string]any) {
	theirs, _ := v.theirToken()
	first := (v.how.exact() || v.alone()) && v.ask.mark == nil && !theirs
	for name, value := range members {
		if _, ok := page[name]; !ok && (first || name != nextLink) {
			page[name] = value
		}
	}
	if page[nextLink] == nil && page[deltaLink] == nil && v.op.Kind == kindDelta {
		page[deltaLink] = v.ask.link("$deltatoken", ownToken+"0")
	}
}

// exampleReply returns the response of an example unchanged.
func (s *Server) exampleReply(r *answer) *reply {
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

// aside begins the paths that the fake adds to the API: files behind redirects,
// the progress of long operations, upload sessions.
const aside = "/$docwright/"

// batchPath is the path of batch requests.
const batchPath = "/$batch"

// locate changes the Location header of an example to a URL of the fake.
func (v *visit) locate(a *reply) {
	at := a.header.Get("Location")
	if own := v.ownLink(v.ask, at); own != "" {
		a.header.Set("Location", own)
	} else if a.status == http.StatusAccepted && (at != "" || v.op.documents("Location")) {
		a.set("Location", v.monitor())
	}
}

// ownLink rewrites a link to the service into a link to the fake. It returns an
// empty string for links to other places.
func (s *Server) ownLink(ask *asked, link string) string {
	if strings.HasPrefix(link, "/") && !strings.HasPrefix(link, "//") {
		return ask.self + link
	}
	u, err := url.Parse(link)
	base := &s.api.base
	if err != nil || !base.hosts(u.Host) {
		return ""
	}
	start, path := base.split(u.EscapedPath())
	if start == "" && len(base.segments) > 0 {
		return "" // another version of the service
	}
	own := ask.self + path
	if u.RawQuery != "" {
		own += "?" + u.RawQuery
	}
	return own
}

// relink rewrites the next link, the delta link and the upload URL so that they
// lead to the fake, and removes links that lead nowhere. It reports whether there are
// any.
func (v *visit) relink(members map[string]any) (changed bool, err error) {
	for _, name := range [...]string{nextLink, deltaLink} {
		link, ok := members[name].(string)
		if !ok {
			continue
		}
		changed = true
		if own := v.ownLink(v.ask, link); own != "" && v.follows(own) {
			members[name] = own
			continue
		}
		if delete(members, name); v.op.Kind == kindDelta && members[deltaLink] == nil {
			members[deltaLink] = v.ask.link("$deltatoken", ownToken+"0")
		}
	}
	if _, ok := members[uploadURL].(string); ok {
		members[uploadURL], err = v.startUpload()
		changed = true
		if _, known := lookup(members, missingRanges); !known && v.op.result().has(v.api, missingRanges) {
			members[missingRanges] = []any{"0-"} // clients read from it what to send
		}
	}
	return changed, err
}

// follows reports whether the fake answers a link of its own: whether a page or an
// example has its path.
func (v *visit) follows(own string) bool {
	u, err := url.Parse(own)
	base, err2 := url.Parse(v.ask.self)
	if err != nil || err2 != nil {
		return false
	}
	path := decoded(strings.TrimPrefix(u.EscapedPath(), base.EscapedPath()))
	found, shown := v.lines(&asked{method: http.MethodGet, sent: http.MethodGet, path: path, full: path})
	return len(found)+len(shown) > 0
}

// stepAside answers requests to the paths that the fake adds to the API.
func (s *Server) stepAside(ask *asked) *reply {
	kind, name, _ := strings.Cut(strings.TrimPrefix(ask.path, aside), "/")
	switch kind {
	case "progress":
		return s.progress(ask, name)
	case "file":
		if c := s.store.files[name]; c != nil && ask.method == http.MethodGet {
			return &reply{status: http.StatusOK, content: c}
		}
	case "upload":
		if u := s.store.uploads[name]; u != nil {
			return s.upload(u, ask)
		}
	}
	return refuse(absent("There is nothing at this URL."))
}

// withoutExample answers a request whose page has no example with a response.
func (v *visit) withoutExample() (*reply, error) {
	if v.op.Kind == kindContent && v.ask.method == http.MethodGet {
		return v.sampleContent(), nil
	}
	for _, r := range v.op.Responses {
		switch {
		case r.Status/100 != 2:
		case r.Type == "" && v.ask.method == http.MethodGet && v.op.result().Type != "": // the body is documented elsewhere
		case r.Type == "":
			a := &reply{status: r.Status}
			v.locate(a)
			return a, nil
		case r.Collection:
			return v.page(nil)
		case v.api.structures[r.Type] != nil && v.op.Request != nil && v.op.Request.Type == r.Type:
			return &reply{status: r.Status, value: v.ask.value}, nil // the response repeats the request
		}
	}
	return nil, beyond("%s documents %s %s, but has no example with a response.", v.op.Page, v.op.Method, strings.Join(v.op.Paths, ", "))
}
