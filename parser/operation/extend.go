package operation

import (
	"strings"

	"github.com/docwright/docwright/parser/internal/example"
	"github.com/docwright/docwright/parser/internal/notation"
)

// extend adds the request lines that only examples have.
func (r *lineReader) extend(blocks []*example.Block) {
	var added []*line
	shapes := map[string]bool{}
	for _, b := range blocks {
		if b.Request == nil {
			continue
		}
		for _, text := range r.undocumented(b) {
			l := r.parse(b.Request.Method, text, b.Pos)
			shape := l.Method + l.Path.Shape()
			if shapes[shape] {
				continue
			}
			shapes[shape] = true
			if l.Path.Leaves() {
				r.out.Findings.Add(b.Pos, ruleLineUnread, "a segment of %.80s is empty, \".\" or \"..\", so the example is not read as a request line", l.Path.Text)
				continue
			}
			r.out.Findings.Add(b.Pos, ruleLineFromExample, "no request line has the path %s; it is taken from the example", l.Path.Text)
			added = append(added, l)
		}
	}
	r.lines = append(r.lines, added...)
}

// undocumented returns the paths that the request of an example documents, but no
// request line does: a request line with something after it, or below /me, and a path
// relative to the service that is written as request lines are, with placeholders. Below
// the heading of an example, a path without placeholders is an example and documents
// nothing. Any other URL is a mistake, or shows something else.
func (r *lineReader) undocumented(b *example.Block) []string {
	req := b.Request
	if len(req.URL) > maxRequest || len(r.lines) >= maxLines {
		return nil
	}
	path, query, hasQuery := notation.CutQuery(req.URL)
	path, _, _ = r.base.Cut(path)
	if r.find(req.Method, path) != nil {
		return nil
	}
	if req.Method == "GET" {
		if texts := r.extended(path); texts != nil {
			return texts
		}
	}
	if text := r.ofSignedIn(req.Method, path); text != "" {
		return []string{text}
	}
	isTemplate := strings.HasPrefix(req.URL, "/") && notation.IsTemplate(path)
	if !isTemplate || !b.Own && !strings.ContainsAny(path, "{<") {
		return nil
	}
	if hasQuery && !strings.Contains(query, "$") {
		path += "?" + query
	}
	return []string{path}
}

// ofSignedIn returns the documented path for a path below /me, which is the
// signed-in user: /me/messages if the page has /users/{id}/messages. Otherwise
// it returns an empty string.
func (r *lineReader) ofSignedIn(method, path string) string {
	rest, ok := strings.CutPrefix(path, "/me")
	if !ok || rest != "" && rest[0] != '/' {
		return ""
	}
	l := r.find(method, "/users/id"+rest)
	if l == nil || len(l.Path.Segments) < 2 || !l.Path.Segments[1].IsKey() {
		return ""
	}
	if known := r.find(method, "/users/me"+rest); known != nil && strings.HasPrefix(known.Path.Text, "/users/me/") {
		return "" // the same resource
	}
	users, ok := strings.CutPrefix(l.Path.Text, "/users/")
	if !ok {
		return ""
	}
	_, below, ok := strings.Cut(users, "/")
	if !ok {
		return "/me"
	}
	return "/me/" + below
}

// extended returns the documented paths with the end of the given path, which
// has a count, a cast or function arguments after a request line. A count and a
// cast are other forms of the same resource (OData URL Conventions 4.01,
// sections 4.8 and 4.11). Function arguments are added to all request lines of
// the function. extended returns nil for other paths.
func (r *lineReader) extended(path string) []string {
	if stem, tail := notation.CutForm(path); tail != "" {
		if l := r.find("GET", stem); l != nil {
			return []string{l.Path.Text + tail}
		}
		return nil
	}
	stem, call := notation.CutCall(path)
	if call == "" || r.find("GET", stem) == nil {
		return nil
	}
	r.rows.addBody()
	call = notation.Placeholders(call)
	function := stem[strings.LastIndexByte(stem, '/')+1:]
	var texts []string
	for _, l := range r.lines {
		if word := l.Path.LastWord(); l.Method == "GET" && strings.EqualFold(word, function) && strings.HasSuffix(l.Path.Text, word) {
			texts = append(texts, l.Path.Text+call)
		}
	}
	return texts
}
