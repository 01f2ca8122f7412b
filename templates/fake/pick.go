package fake

import (
	"cmp"
	"path"
	"reflect"
	"slices"
	"strings"
)

// likeness measures how similar an example is to a request.
type likeness struct {
	path, query, body bool
	points            int
}

// exact reports whether the request is the request of the example.
func (l likeness) exact() bool { return l.path && l.query && l.body }

const (
	pointsPath  = 64
	pointsQuery = 32
	pointsBody  = 32
	pointsName  = 4 // for each option or member in common
)

func (a *asked) like(e *example) likeness {
	var l likeness
	for _, path := range e.paths {
		l.path = l.path || path == fold(a.path) || path == fold(a.full)
	}
	l.query = sameOptions(a.query, e.Query) || sameOptions(a.options, e.Query)
	l.body = a.sameBody(e)
	if l.path {
		l.points += pointsPath
	}
	if l.query {
		l.points += pointsQuery
	}
	if l.body {
		l.points += pointsBody
	}
	for _, q := range e.Query {
		if _, ok := a.option(q[0]); ok {
			l.points += pointsName
		} else {
			l.points -= pointsName
		}
	}
	l.points += pointsName * a.membersOf(e)
	for name, value := range e.Header {
		if got := a.header[canonical(name)]; len(got) > 0 && strings.EqualFold(got[0], value) {
			l.points += pointsName
		}
	}
	return l
}

// membersOf counts the members of the example's body that the request has,
// minus those that it lacks.
func (a *asked) membersOf(e *example) int {
	got, ok := a.value.(map[string]any)
	if !ok || e.JSON == nil {
		return 0
	}
	want, _ := parse(e.JSON).(map[string]any)
	n := 0
	for name := range want {
		if _, ok := got[name]; ok {
			n++
		} else {
			n--
		}
	}
	return n
}

func (a *asked) sameBody(e *example) bool {
	if e.JSON == nil {
		return strings.Join(strings.Fields(string(a.text)), " ") == strings.Join(strings.Fields(e.Text), " ")
	}
	return a.isJSON && reflect.DeepEqual(a.value, parse(e.JSON))
}

func sameOptions(x, y [][2]string) bool {
	if len(x) != len(y) {
		return false
	}
	return slices.Equal(sorted(x), sorted(y))
}

func sorted(list [][2]string) [][2]string {
	out := make([][2]string, len(list))
	for i, q := range list {
		out[i] = [2]string{strings.ToLower(q[0]), strings.Join(strings.Fields(q[1]), " ")}
	}
	slices.SortFunc(out, func(x, y [2]string) int { return cmp.Or(cmp.Compare(x[0], y[0]), cmp.Compare(x[1], y[1])) })
	return out
}

// pick returns the example with the highest rank. Of equal ones it returns the
// first.
func (a *asked) pick(list []*example) (best *example, how likeness) {
	for _, e := range list {
		if l := a.like(e); best == nil || l.rank(e) > how.rank(best) {
			best, how = e, l
		}
	}
	return best, how
}

// rank orders examples: the request's own example first, then the points. An
// example of an error only ranks above other errors.
func (l likeness) rank(e *example) int {
	const above = 1 << 20 // more than all points
	switch {
	case l.exact():
		return l.points + 2*above
	case e.Response.Status < 400:
		return l.points + above
	}
	return l.points
}

// ExampleHeader is the name of the header by which a client selects an example:
// "get_user", "user-get" or "user-get/get_user". The fake then answers from the
// examples alone, as with [WithoutState].
const ExampleHeader = "Docwright-Example"

// wanted returns the examples that the header selects, or all if there is no
// such header.
func (a *asked) wanted(list []*example) ([]*example, error) {
	name := a.header.Get(ExampleHeader)
	if name == "" {
		return list, nil
	}
	var named []*example
	for _, e := range list {
		page := strings.TrimSuffix(path.Base(e.of.Page), ".md")
		if name == e.Name || name == page || name == page+"/"+e.Name {
			named = append(named, e)
		}
	}
	if len(named) == 0 {
		return nil, bad("%s: '%s' is not an example of the request.", ExampleHeader, name)
	}
	return named, nil
}
