package fake

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"
)

// table is a file with tables.
type table struct {
	// Base is the URL that the request lines are below.
	Base       string       `json:"base"`
	Operations []*operation `json:"operations"`
	Types      []*structure `json:"types"`
	Enums      []*enum      `json:"enums"`
}

// operation is one method of a page.
type operation struct {
	Name   string   `json:"name"`
	Page   string   `json:"page"`
	Kind   string   `json:"kind"`
	Method string   `json:"method"`
	Paths  []string `json:"paths"` // with {name} for a parameter, {name*} for one that has slashes
	// Keys are alternate keys of the entity at the path.
	Keys []string `json:"keys"`
	// Headers and Query are the required headers and query parameters. Options
	// are the other query parameters of the page.
	Headers []string `json:"headers"`
	Query   []string `json:"query"`
	Options []string `json:"options"`
	// Consumes lists the media types of the body; empty means any.
	Consumes  []string    `json:"consumes"`
	Request   *body       `json:"request"`
	Responses []*response `json:"responses"`
	Examples  []*example  `json:"examples"`

	patterns []*pattern
}

// body is the request body: a value of a type, or the parameters of an action.
type body struct {
	valueType
	Parameters []*property `json:"parameters"`
	// ReadOnly is set if the operation accepts read-only properties.
	ReadOnly bool `json:"readOnly"`

	// sent has the members in the examples' bodies, at any depth, in lower case.
	sent map[string]bool
}

// response is a documented response. Its type is empty if it has no body.
type response struct {
	Status int `json:"status"`
	valueType
	Headers []string `json:"headers"` // that the page documents
}

// valueType is an Edm type or the qualified name of a structure or an enum.
type valueType struct {
	Type       string `json:"type"`
	Collection bool   `json:"collection"`
}

// structure is an entity type or a complex type.
type structure struct {
	Name       string      `json:"name"` // qualified
	Base       string      `json:"base"`
	Open       bool        `json:"open"`
	Properties []*property `json:"properties"`
}

// property is a property of a structure, or a parameter of an action.
type property struct {
	Name string `json:"name"`
	valueType
	ReadOnly bool `json:"readOnly"`
	Required bool `json:"required"`
	Key      bool `json:"key"`
	// Navigation is set for relationships. SelectOnly is set for properties that
	// are only returned on $select.
	Navigation bool `json:"navigation"`
	SelectOnly bool `json:"selectOnly"`
	// Opposite is the relationship that leads back: members for memberOf.
	Opposite string `json:"opposite"`
}

// enum is an enumeration.
type enum struct {
	Name    string   `json:"name"` // qualified
	Members []string `json:"members"`
	Flags   bool     `json:"flags"`
}

// example is a request of a page with its response.
type example struct {
	Name string `json:"name"`
	Path string `json:"path"` // below the base, with values for placeholders
	// As is the path as the page has it, if it differs from Path: with
	// placeholders, or not below the base.
	As string `json:"as"`
	// Line is the line of the example on its page, if its response can't be read as
	// the documented type.
	Line   int               `json:"line"`
	Query  [][2]string       `json:"query"`
	Header map[string]string `json:"header"`
	message
	Response *answer `json:"response"`

	of    *operation
	stray bool // the path fits no request line of the operation
	// paths has the paths of the URL and the path with the id of the response, in
	// the form for comparisons.
	paths []string
	// step is set if the example only shows the answer behind the redirect of the
	// example before it.
	step bool
	// then is the answer behind the redirect of this example.
	then *answer
}

// answer is the response of an example.
type answer struct {
	Status int               `json:"status"`
	Header map[string]string `json:"header"`
	message
}

// message is a body: JSON or text.
type message struct {
	JSON json.RawMessage `json:"body"`
	Text string          `json:"text"`
}

// text returns the body as it is sent.
func (m message) text() string {
	if m.JSON != nil {
		return string(m.JSON)
	}
	return m.Text
}

// api holds all tables and the indexes over them.
type api struct {
	base       base
	operations []*operation
	types      []*structure
	structures map[string]*structure // the types by name
	enums      map[string]*enum
	// lines has the patterns by method and number of slashes. Patterns with a
	// parameter that can have slashes are under -1.
	lines map[line][]*pattern
	// examples has the examples by method and path in lower case.
	examples map[string][]*example
	// shown returns the entities and keys of the examples.
	shown func() *shown
}

type line struct {
	method  string
	slashes int
}

// load parses the tables.
func load(tables [][]byte) (*api, error) {
	a := &api{structures: map[string]*structure{}, enums: map[string]*enum{}, lines: map[line][]*pattern{}, examples: map[string][]*example{}}
	for i, text := range tables {
		var t table
		if err := json.Unmarshal(text, &t); err != nil {
			return nil, fmt.Errorf("table %d: %w", i+1, err)
		}
		a.base = newBase(t.Base)
		a.operations = append(a.operations, t.Operations...)
		a.types = append(a.types, t.Types...)
		for _, s := range t.Types {
			a.structures[s.Name] = s
		}
		for _, e := range t.Enums {
			a.enums[e.Name] = e
		}
	}
	// If several pages have the same request line, the page with the shortest name
	// is the most general: user-get before intune-devices-user-get.
	slices.SortStableFunc(a.operations, func(x, y *operation) int {
		return cmp.Or(cmp.Compare(len(x.Page), len(y.Page)), strings.Compare(x.Page, y.Page))
	})
	for _, op := range a.operations {
		a.add(op)
	}
	a.shown = sync.OnceValue(func() *shown { return newShown(a) })
	return a, nil
}

func (a *api) add(op *operation) {
	for _, path := range op.Paths {
		p := newPattern(op, path)
		a.base.add(path)
		op.patterns = append(op.patterns, p)
		l := line{op.Method, p.slashes}
		if p.anyDepth {
			l.slashes = -1
		}
		a.lines[l] = append(a.lines[l], p)
	}
	if op.Request != nil {
		op.Request.sent = map[string]bool{}
		for _, e := range op.Examples {
			collect(op.Request.sent, parse(e.JSON))
		}
	}
	a.show(op)
}

// collect adds the names of the members of a value, at any depth.
func collect(found map[string]bool, value any) {
	switch value := value.(type) {
	case []any:
		for _, item := range value {
			collect(found, item)
		}
	case map[string]any:
		for name, inner := range value {
			found[fold(name)] = true
			collect(found, inner)
		}
	}
}

// show indexes the examples of the operation that have a response. An example
// with the same request as the redirect before it shows the answer behind the
// redirect.
func (a *api) show(op *operation) {
	var before *example
	for _, e := range op.Examples {
		e.of = op
		e.paths = e.written()
		e.stray = !slices.ContainsFunc(e.paths, func(path string) bool {
			p, _ := op.fitting(path)
			return p != nil
		})
		if e.Response == nil {
			continue
		}
		if before != nil && before.then == nil && before.Response.Status/100 == 3 && sameRequest(before, e) {
			before.then, e.step = e.Response, true
			continue
		}
		before = e
		if path := a.gotAt(op, e); path != "" {
			e.paths = append(e.paths, path)
		}
		for _, path := range e.paths {
			key := op.Method + " " + path
			if !slices.Contains(a.examples[key], e) {
				a.examples[key] = append(a.examples[key], e)
			}
		}
	}
}

// gotAt returns the path of the entity in the example's response.
func (a *api) gotAt(op *operation, e *example) string {
	path := e.paths[0]
	collection, _, ok := cutLast(path)
	if !ok || op.Kind != kindGet || !op.endsInKey(path) {
		return ""
	}
	members, _ := parse(e.Response.JSON).(map[string]any)
	members = unwrapped(members)
	key := keyText(members[a.keyOf(a.typeOf(members, op.result().Type))])
	if key == "" {
		return ""
	}
	return collection + "/" + fold(strings.ReplaceAll(key, "/", slash))
}

func sameRequest(x, y *example) bool {
	return x.Path == y.Path && slices.Equal(x.Query, y.Query) && x.text() == y.text()
}

// written returns the paths of the example's URL in the form for comparisons.
func (e *example) written() []string {
	var list []string
	for _, text := range [...]string{e.Path, e.As} {
		path := fold(decoded(text))
		if p, _ := e.of.fitting(path); p == nil {
			if p, _ = e.of.fitting(keysAsSegments(path)); p != nil {
				path = keysAsSegments(path)
			}
		}
		if text != "" || len(list) == 0 {
			list = append(list, path)
		}
	}
	return list
}
