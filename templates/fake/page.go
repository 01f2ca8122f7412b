package fake

import (
	"net/url"
	"strconv"
	"strings"
)

// token begins the tokens of links to pages that the fake cut itself.
const token = "docwright-"

// page makes of a list what one page of it holds: the items of the example, then
// what was created. It reports whether anything differs from the example.
//
// A link with a token that the fake didn't make is one of an example. Where it
// leads is not known; it is answered as the end of the list.
func (s *Server) page(op *operation, ask *asked, members map[string]any, items []any, how likeness) (changed bool) {
	skip, isOurs, isTheirs := ask.token()
	if isTheirs && !how.exact() {
		delete(members, nextLink)
		if op.Kind == "delta" {
			members[deltaLink] = ask.link("", "")
		}
		members["value"] = []any{}
		return true
	}
	size := s.pageSize
	if !how.exact() {
		if n, ok := ask.number("$top"); ok && n > 0 {
			size, changed = min(n, size), true
		}
		if n, ok := ask.number("$skip"); ok && !isOurs {
			skip = n
		}
	}
	if created := s.created(ask.path); len(created) > 0 {
		items, changed = append(items, created...), true
	}
	if isTrue, _ := ask.option("$count"); isTrue == "true" && !how.exact() {
		members["@odata.count"], changed = len(items), true
	}
	from := min(max(skip, 0), len(items))
	to := min(from+size, len(items))
	if from > 0 || to < len(items) {
		changed = true
	}
	if to < len(items) {
		members[nextLink] = ask.link("$skiptoken", token+strconv.Itoa(to))
	} else if isOurs {
		delete(members, nextLink)
	}
	members["value"] = append([]any{}, items[from:to]...)
	return changed
}

// token returns what the link says that the request follows: how many items come
// before, and whether the fake or an example has made it.
func (r *asked) token() (skip int, ours, theirs bool) {
	for _, name := range [...]string{"$skiptoken", "$deltatoken"} {
		text, ok := r.option(name)
		if !ok {
			continue
		}
		if rest, ok := strings.CutPrefix(text, token); ok {
			if n, err := strconv.Atoi(rest); err == nil {
				return n, true, false
			}
		}
		theirs = true
	}
	return 0, false, theirs
}

func (r *asked) number(name string) (int, bool) {
	text, _ := r.option(name)
	n, err := strconv.Atoi(text)
	return n, err == nil
}

// link returns the URL that was asked for, with the option set where it has a
// name.
func (r *asked) link(name, value string) string {
	var b strings.Builder
	b.WriteString(r.self + (&url.URL{Path: strings.ReplaceAll(r.path, slash, "%2F")}).EscapedPath())
	separator := byte('?')
	add := func(name, value string) {
		b.WriteByte(separator)
		separator = '&'
		b.WriteString(url.PathEscape(name) + "=" + url.QueryEscape(value))
	}
	for _, q := range r.query {
		if !strings.EqualFold(q[0], name) {
			add(q[0], q[1])
		}
	}
	if name != "" {
		add(name, value)
	}
	return b.String()
}
