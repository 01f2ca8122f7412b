package fake

import (
	"bytes"
	"cmp"
	"encoding/json"
	"net/http"
	"net/url"
	"path"
	"reflect"
	"slices"
	"strings"
)

func sortByLiterals(list []*pattern) {
	slices.SortStableFunc(list, func(x, y *pattern) int { return cmp.Compare(y.literals, x.literals) })
}

// asked is a request in the form in which examples are compared with it.
type asked struct {
	method string
	path   string // below the base, decoded, in normal form
	full   string // as it was sent, likewise
	query  [][2]string
	header http.Header
	text   []byte
	self   string // the URL of the fake that stands for the base URL
	// value is the body where it is JSON.
	value  any
	isJSON bool
}

// parseQuery returns the options of a query in their order, decoded. A plus sign
// is no space: OData's dates have them.
func parseQuery(raw string) [][2]string {
	var list [][2]string
	for pair := range strings.SplitSeq(raw, "&") {
		if pair == "" {
			continue
		}
		name, value, _ := strings.Cut(pair, "=")
		list = append(list, [2]string{unescape(name), unescape(value)})
	}
	return list
}

func unescape(s string) string {
	if text, err := url.PathUnescape(s); err == nil {
		return text
	}
	return s
}

// option returns the value of the query option, whose name has no case and may
// lack the dollar sign.
func (r *asked) option(name string) (string, bool) {
	for _, q := range r.query {
		if strings.EqualFold(q[0], name) || strings.HasPrefix(name, "$") && strings.EqualFold(q[0], name[1:]) {
			return q[1], true
		}
	}
	return "", false
}

// likeness is how near an example is to a request.
type likeness struct {
	path, query, body bool
	points            int
}

// exact reports whether the request is the example's.
func (l likeness) exact() bool { return l.path && l.query && l.body }

const (
	pointsPath  = 64
	pointsQuery = 32
	pointsBody  = 32
	pointsName  = 4 // for each option or member that both have
)

func (r *asked) like(e *example) likeness {
	var l likeness
	for _, path := range e.paths() {
		l.path = l.path || path == fold(r.path) || path == fold(r.full)
	}
	l.query = sameOptions(r.query, e.Query)
	l.body = r.sameBody(e)
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
		if _, ok := r.option(q[0]); ok {
			l.points += pointsName
		} else {
			l.points -= pointsName
		}
	}
	l.points += pointsName * r.membersOf(e)
	for name, value := range e.Header {
		if got := r.header[canonical(name)]; len(got) > 0 && strings.EqualFold(got[0], value) {
			l.points += pointsName
		}
	}
	if e.Response.Status >= 300 {
		l.points-- // between two, that which goes well
	}
	return l
}

// membersOf counts the members of the body that the example has too, less those
// that it has not.
func (r *asked) membersOf(e *example) int {
	got, ok := r.value.(map[string]any)
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

func (r *asked) sameBody(e *example) bool {
	if e.JSON == nil {
		return strings.Join(strings.Fields(string(r.text)), " ") == strings.Join(strings.Fields(e.Text), " ")
	}
	return r.isJSON && reflect.DeepEqual(r.value, parse(e.JSON))
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

// parse returns the value of JSON text, with numbers as they are written; nil
// where it is none.
func parse(text []byte) (v any) {
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	if d.Decode(&v) != nil {
		return nil
	}
	return v
}

// pick returns the example of those given that is most like the request: of
// those that are equally so, the first.
func (r *asked) pick(list []*example) (best *example, how likeness) {
	for _, e := range list {
		if l := r.like(e); best == nil || l.exact() && !how.exact() || l.exact() == how.exact() && l.points > how.points {
			best, how = e, l
		}
	}
	return best, how
}

// ExampleHeader is the header by which a client chooses among the examples that
// a request fits, where pages show several responses to the same request:
// "get_user", "user-get", "user-get/get_user".
const ExampleHeader = "Docwright-Example"

// wanted returns those of the examples that the header names; all where it names
// none of them.
func (r *asked) wanted(list []*example) []*example {
	name := r.header.Get(ExampleHeader)
	if name == "" {
		return list
	}
	var named []*example
	for _, e := range list {
		page := strings.TrimSuffix(path.Base(e.of.Page), ".md")
		if name == e.Name || name == page || name == page+"/"+e.Name {
			named = append(named, e)
		}
	}
	if len(named) == 0 {
		return list
	}
	return named
}
