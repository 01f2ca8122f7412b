package fake

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// ownToken begins the tokens of links that the fake made itself.
const ownToken = "docwright-"

// isToken reports whether the query option says where a list goes on.
func isToken(name string) bool {
	return strings.EqualFold(name, "$skiptoken") || strings.EqualFold(name, "$deltatoken")
}

// mark is what a token says: where a list goes on.
type mark struct {
	index int // of the last entry that has been sent; -1 for none
	// since is the state that a round of changes begins with, by the clock, and
	// until that which it ends with. A round of all there is begins with -1.
	since, until int
	delta        bool // the round begins with this request
}

var badMark = bad("The token of the link is none that the service has made.")

// readMark reads a token: the entry, for a round of changes with what it is
// about, or for a new round the state where that before it ended.
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

// theirToken reports whether the request follows a link of an example. The error
// is for a token that no example has.
func (v *visit) theirToken() (bool, error) {
	for _, q := range v.ask.query {
		if !isToken(q[0]) || strings.EqualFold(q[1], "latest") {
			continue
		}
		for _, e := range v.op.Examples {
			if slices.Contains(e.Query, q) || e.Response != nil && strings.Contains(unescape(e.Response.text()), q[1]) {
				return true, nil
			}
		}
		return false, badMark
	}
	return false, nil
}

// link returns the URL that was asked for, with the option set.
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

// url returns the URL of a path below the base.
func (a *asked) url(path string) string {
	segments := strings.Split(path, "/")
	for i, s := range segments {
		segments[i] = url.PathEscape(strings.ReplaceAll(s, slash, "/"))
	}
	return a.self + strings.Join(segments, "/")
}
