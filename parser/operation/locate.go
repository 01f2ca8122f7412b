package operation

import (
	"strings"

	"github.com/docwright/docwright/parser/edm"
	"github.com/docwright/docwright/parser/internal/example"
	"github.com/docwright/docwright/parser/internal/notation"
	"github.com/docwright/docwright/parser/internal/note"
	"github.com/docwright/docwright/parser/model"
)

// locator finds the operation of each example.
type locator struct {
	drafts []*draft
	lines  []*line
	out    *Page
	places map[string]*places // by method
	known  map[*example.Block]*location
}

// places are the request lines of a method, with their paths.
type places struct {
	paths []*notation.Path
	at    []location
}

// location is where an example belongs.
type location struct {
	draft *draft
	route *model.Route // that the URL fits; nil where it fits none
	args  []model.Argument
	note  *note.Request
}

func newLocator(drafts []*draft, lines []*line, out *Page) *locator {
	l := &locator{drafts: drafts, lines: lines, out: out, places: map[string]*places{}, known: map[*example.Block]*location{}}
	for _, d := range drafts {
		p := l.places[d.op.Method]
		if p == nil {
			p = &places{}
			l.places[d.op.Method] = p
		}
		for i, line := range d.lines {
			p.paths = append(p.paths, line.Path)
			p.at = append(p.at, location{draft: d, route: d.op.Routes[i]})
		}
	}
	return l
}

// assign puts each example to the operation whose route its URL fits. Where
// none fits, the example goes to the operation of the same method that is most
// like it.
func (l *locator) assign(pairs []*example.Pair) {
	for _, p := range pairs {
		at := l.known[p.Request]
		if at == nil {
			at = l.locate(p.Request)
			l.known[p.Request] = at
		}
		p.Example.Route, p.Example.Arguments = at.route, at.args
		n := &note.Example{Example: p.Example, Sent: at.note}
		if p.Response != nil {
			n.Answered = &note.Answer{Position: p.Response.Pos, BodyPosition: p.Response.BodyPos}
		}
		d := at.draft
		d.op.Examples = append(d.op.Examples, p.Example)
		d.note.Examples = append(d.note.Examples, n)
		d.shown = append(d.shown, shown{p, n})
	}
}

// locate finds the route of a request and sets its path and query.
func (l *locator) locate(b *example.Block) *location {
	req := b.Request
	path, query, _ := notation.CutQuery(req.URL)
	path, first, absolute := notation.CutBase(path)
	path, _ = notation.JoinKeys(path)
	req.Query = notation.ParseQuery(query)
	at, respelled := l.find(req, path)
	if at == nil && absolute && first != "" {
		path, at, respelled = l.withoutFirst(req, path, first)
	}
	if at == nil {
		req.Path = notation.SamplePath(path)
		fillQuery(req.Query, nil)
		return &location{draft: l.nearest(req.Method, path), note: &note.Request{BodyPosition: b.BodyPos, Unfit: path}}
	}
	if respelled {
		l.out.Findings.Add(req.Position, ruleURLCase, "%s differs from the request line %s in the case of letters: it is read as that", path, at.route.Path)
	}
	fillQuery(req.Query, at.route)
	at.note = &note.Request{BodyPosition: b.BodyPos}
	return at
}

// find returns the location of a request whose path fits a request line, and sets
// the request's path; nil where it fits none.
func (l *locator) find(req *model.ExampleRequest, path string) (at *location, respelled bool) {
	places := l.places[req.Method]
	if places == nil {
		return nil, false
	}
	m, ok := notation.Find(places.paths, path, req.Query)
	if !ok {
		return nil, false
	}
	found := places.at[m.Index]
	var values []string
	for i, s := range found.route.Segments {
		for j, part := range s {
			if part.Param == nil {
				continue
			}
			piece := &places.paths[m.Index].Segments[i][j]
			value := piece.Value(m.Values[len(values)], part.Param.Type)
			values = append(values, value)
			found.args = append(found.args, model.Argument{Param: part.Param, Value: value})
		}
	}
	for _, q := range found.route.Query {
		value, _ := notation.OptionValue(req.Query, q.Name)
		found.args = append(found.args, model.Argument{Param: q, Value: notation.Fill(value, q.Type)})
	}
	req.Path = places.paths[m.Index].Expand(values)
	return &found, m.Respelled
}

// withoutFirst looks for the request line of a path whose first segment stands in the
// place of a version. It returns the path without that segment where it fits, or at
// least begins, as a request line does.
func (l *locator) withoutFirst(req *model.ExampleRequest, path, first string) (rest string, at *location, respelled bool) {
	rest, ok := strings.CutPrefix(path, "/"+first)
	if !ok {
		return path, nil, false
	}
	second, _, _ := strings.Cut(strings.TrimPrefix(rest, "/"), "/")
	at, respelled = l.find(req, rest)
	if at == nil && (l.begins(first) || !l.begins(second)) {
		return path, nil, false
	}
	l.out.Findings.Add(req.Position, ruleExampleBase, "%q is no version: the URL is read without it", first)
	return rest, at, respelled
}

// begins reports whether a request line of the page begins with the segment.
func (l *locator) begins(segment string) bool {
	for _, line := range l.lines {
		if s := line.Path.Segments; len(s) > 0 && segment != "" && strings.EqualFold(s[0].Word(), segment) {
			return true
		}
	}
	return false
}

// nearest is the operation that an example belongs to whose URL fits no route.
func (l *locator) nearest(method, path string) *draft {
	best, most := l.drafts[0], -1
	last := strings.ToLower(path[strings.LastIndexByte(path, '/')+1:])
	for _, d := range l.drafts {
		n := likeness(d.ending, last)
		if d.op.Method == method {
			n += 3
		}
		if n > most {
			best, most = d, n
		}
	}
	return best
}

// likeness says how much a path with the last segment ends as a request line does:
// in the same segment or call, or at least in none where the line does in none.
func likeness(e notation.Ending, last string) int {
	name, _, _ := strings.Cut(last, "(")
	switch {
	case e.Is(last), e.Form == notation.Call && e.Name == name:
		return 2
	case e.Form == notation.Plain && edm.SegmentNamed(last).Name == "":
		return 1
	}
	return 0
}

// fillQuery fills samples into the values of a query. The options that a route has
// get samples of their types.
func fillQuery(query []model.NameValue, route *model.Route) {
	for i := range query {
		typ := ""
		if route != nil {
			for _, p := range route.Query {
				if p.Name == query[i].Name {
					typ = p.Type
				}
			}
		}
		query[i].Value = notation.Fill(query[i].Value, typ)
	}
}
