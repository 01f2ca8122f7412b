package fake

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// ownToken begins the continuation tokens of the fake.
const ownToken = "docwright-"

// isToken reports whether the query option is a continuation token.
func isToken(name string) bool {
	return strings.EqualFold(name, "$skiptoken") || strings.EqualFold(name, "$deltatoken")
}

// mark is a parsed continuation token.
type mark struct {
	index int // of the last entry of the page before, or -1
	// A delta round has the changes after the clock since, up to until. The first
	// round has since -1.
	since, until int
	delta        bool // the first request of a round
}

var badMark = bad("The continuation token is not valid.")

// readMark parses a continuation token of the fake. A $skiptoken holds the
// index of an entry, and in a delta round also the clocks of the round. A
// $deltatoken holds the clock at the end of a round.
func readMark(option, text string) (*mark, error) {
	var list []int
	for part := range strings.SplitSeq(strings.TrimPrefix(text, ownToken), ".") {
		n, err := strconv.Atoi(part)
		if err != nil {
			return nil, badMark
		}
		list = append(list, n)
	}
	switch delta := strings.EqualFold(option, "$deltatoken"); {
	case len(list) == 1 && delta:
		return &mark{index: -1, since: list[0], delta: true}, nil
	case len(list) == 1:
		return &mark{index: list[0]}, nil
	case len(list) == 3 && !delta:
		return &mark{index: list[0], since: list[1], until: list[2]}, nil
	}
	return nil, badMark
}

// theirToken reports whether the request has a continuation token of an
// example. The error is for an unknown token.
func (v *visit) theirToken() (bool, error) {
	for _, q := range v.ask.query {
		if !isToken(q[0]) || strings.EqualFold(q[1], "latest") {
			continue
		}
		for _, e := range v.op.Examples {
			if slices.Contains(e.Query, q) || e.Response != nil && slices.Contains(e.Response.tokens(), q[1]) {
				return true, nil
			}
		}
		return false, badMark
	}
	return false, nil
}

// tokens returns the values of the query options in the links of a list.
func (r *answer) tokens() []string {
	members, _ := parse(r.JSON).(map[string]any)
	var list []string
	for _, name := range [...]string{nextLink, deltaLink} {
		link, _ := members[name].(string)
		_, query, _ := strings.Cut(link, "?")
		for option := range strings.SplitSeq(query, "&") {
			_, value, _ := strings.Cut(option, "=")
			list = append(list, unescape(value))
		}
	}
	return list
}

// link returns the URL of the request with another continuation token.
func (a *asked) link(name, value string) string {
	var b strings.Builder
	b.WriteString(a.url(a.path))
	separator := byte('?')
	add := func(name, value string) {
		b.WriteByte(separator)
		separator = '&'
		b.WriteString(url.PathEscape(name) + "=" + strings.ReplaceAll(url.QueryEscape(value), "+", "%20"))
	}
	for _, q := range a.options {
		if !isToken(q[0]) && !strings.EqualFold(q[0], "$skip") {
			add(q[0], q[1])
		}
	}
	add(name, value)
	return b.String()
}

// url returns the URL for a path below the base.
func (a *asked) url(path string) string {
	segments := strings.Split(path, "/")
	for i, s := range segments {
		segments[i] = url.PathEscape(strings.ReplaceAll(s, slash, "/"))
	}
	return a.self + strings.Join(segments, "/")
}
