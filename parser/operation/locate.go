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
	base   *notation.Base
	out    *Page
	places map[string]*places // by method
	known  map[*example.Block]*location
}

// places has the request lines with one method, and their paths.
type places struct {
	paths []*notation.Path
	at    []location
}

// location is the operation and route of an example.
type location struct {
	draft *draft
	route *model.Route // the route that the URL matches, or nil
	args  []model.Argument
	note  *note.Request
}

func newLocator(drafts []*draft, lines []*line, base *notation.Base, out *Page) *locator {
	l := &locator{drafts: drafts, lines: lines, base: base, out: out, places: map[string]*places{}, known: map[*example.Block]*location{}}
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

// assign assigns each example to the operation with a route that its URL
// matches. If none matches, the example belongs to the most similar operation
// with the same method.
//
// The response to an opaque URL, which is not one of the service, is that of the
// operation only if it is all that the page shows of it.
func (l *locator) assign(pairs []*example.Pair) {
	var opaque []func()
	for _, p := range pairs {
		at := l.known[p.Request]
		if at == nil {
			at = l.locate(p.Request)
			l.known[p.Request] = at
		}
		p.Example.Route, p.Example.Arguments = at.route, at.args
		n := &note.Example{Example: p.Example, Sent: at.note}
		if p.Response != nil {
			n.Answered = &note.Answer{Position: p.Response.Pos, BodyPosition: p.Response.BodyPos, Body: p.Response.Strict, Ignored: p.Response.Ignored, Whole: p.Response.Whole}
		}
		d := at.draft
		d.op.Examples = append(d.op.Examples, p.Example)
		d.note.Examples = append(d.note.Examples, n)
		if !p.Request.Opaque || at.route != nil {
			d.shown = append(d.shown, shown{p, n})
			continue
		}
		opaque = append(opaque, func() {
			if len(d.shown) == 0 && p.Request.Request.Method == d.op.Method {
				d.shown = append(d.shown, shown{p, n})
			}
		})
	}
	for _, assign := range opaque {
		assign()
	}
}

// locate finds the route of a request and sets its path and query.
func (l *locator) locate(b *example.Block) *location {
	req := b.Request
	path, query, _ := notation.CutQuery(req.URL)
	path, first, absolute := l.base.Cut(path)
	path, _ = notation.JoinKeys(path)
	req.Query = notation.ParseQuery(query)
	at, respelled := l.find(req, path)
	if at == nil && absolute && first != "" {
		path, at, respelled = l.withoutFirst(req, path, first)
	}
	if at == nil {
		req.Path = notation.SamplePath(path)
		fillQuery(req.Query, nil)
		return &location{draft: l.nearest(req.Method, path), note: &note.Request{BodyPosition: b.BodyPos, Body: b.Strict, Ignored: b.Ignored, Unfit: path}}
	}
	if respelled && !b.Ignored {
		l.out.Findings.Add(req.Position, ruleURLCase, "%s differs from the request line %s in the case of letters; it is read as the request line", path, at.route.Path)
	}
	fillQuery(req.Query, at.route)
	at.note = &note.Request{BodyPosition: b.BodyPos, Body: b.Strict, Ignored: b.Ignored}
	return at
}

// find returns the location of a request whose path matches a request line, and
// sets the request's path. It returns nil if none matches.
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

// withoutFirst finds the request line of a path whose first segment is in the
// place of a version. It returns the path without that segment if the rest
// matches a request line, or at least begins like one.
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
	l.out.Findings.Add(req.Position, ruleExampleBase, "%q is not a version; the URL is read without it", first)
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

// nearest returns the operation of an example whose URL matches no route.
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

// likeness returns how similar the end of a request line is to a path with the
// given last segment: 2 for the same segment or call, 1 if neither has a
// special end, otherwise 0.
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

// fillQuery replaces placeholders in the values of a query with samples. The
// options of the route have samples of their types.
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
