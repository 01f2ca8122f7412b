package fake

import (
	"net/http"
	"slices"
	"strings"
)

// visit is a request with what it was found to be about.
type visit struct {
	*Server
	ask        *asked
	op         *operation
	pattern    *pattern // nil for the request of an example that fits no request line
	arguments  []string // of the pattern's parameters
	types      []string // of what is returned, as the pages of the request line say
	candidates []*example
	example    *example // that of the candidates which is most like the request; nil for none
	how        likeness
	answered   bool // the answer is the example's
	repeats    bool // the request is the example's, and does what that says

	place place
	query *query
}

// lines returns the request lines that the request fits, and the examples of its
// very path.
func (s *Server) lines(ask *asked) (found []*pattern, shown []*example) {
	found = s.api.find(ask.method, ask.path)
	if len(found) == 0 {
		if path := keysAsSegments(ask.path); len(s.api.find(ask.method, path)) > 0 {
			ask.path = path
			found = s.api.find(ask.method, path)
		}
	}
	shown = s.api.examples[ask.method+" "+fold(ask.path)]
	if len(shown) == 0 {
		shown = s.api.examples[ask.method+" "+fold(ask.full)]
	}
	return found, shown
}

// visit finds out what the request is about.
func (s *Server) visit(ask *asked) (*visit, error) {
	found, shown := s.lines(ask)
	if len(found)+len(shown) == 0 {
		return nil, s.undocumented(ask)
	}
	candidates, err := ask.wanted(ask.eligible(examplesOf(found, shown)))
	if err != nil {
		return nil, err
	}
	v := &visit{Server: s, ask: ask, candidates: candidates, query: &query{top: -1}}
	v.example, v.how = ask.pick(candidates)
	v.op, v.pattern = operationOf(found, v.example, v.how)
	if v.op == nil { // there are but examples that are not eligible
		v.op = shown[0].of
	}
	if v.pattern != nil {
		v.arguments, _ = v.pattern.fits(ask.path)
	}
	v.types = []string{v.op.result().Type}
	for _, p := range found {
		if typ := p.of.result().Type; p.literals == found[0].literals && !slices.Contains(v.types, typ) {
			v.types = append(v.types, typ)
		}
	}
	return v, nil
}

// eligible returns the examples that can answer the request: a part of a file is
// for those alone who ask for one.
func (a *asked) eligible(list []*example) []*example {
	if a.header.Get("Range") != "" {
		return list
	}
	return slices.DeleteFunc(slices.Clone(list), func(e *example) bool { return e.Response.Status == http.StatusPartialContent })
}

// examplesOf returns the examples to choose from: those of the very path, and
// those of the operations whose request lines are the most particular that fit.
func examplesOf(found []*pattern, shown []*example) []*example {
	list := shown[:len(shown):len(shown)]
	for _, p := range found {
		if p.literals != found[0].literals {
			continue
		}
		for _, e := range p.of.Examples {
			if e.Response != nil && !e.step {
				list = append(list, e)
			}
		}
	}
	return list
}

// operationOf returns the operation that the request calls: that of the example
// where it is the example's request, or else the most particular.
func operationOf(found []*pattern, e *example, how likeness) (*operation, *pattern) {
	for _, p := range found {
		if e != nil && e.of == p.of && (how.exact() || p.literals == found[0].literals) {
			return p.of, p
		}
	}
	switch {
	case len(found) > 0 && !how.exact():
		return found[0].of, found[0]
	case e != nil:
		return e.of, nil
	}
	return nil, nil
}

// answer decides what the request is answered with.
func (v *visit) answer() (*reply, error) {
	switch {
	case v.alone():
		if err := v.check(); err != nil && !isBeyond(err) {
			return nil, err
		}
		return v.byExample()
	case v.pattern == nil: // only an example has the path
		if err := v.check(); err != nil {
			return nil, err
		}
		return v.byExample()
	}
	v.place = v.resolve(v.pattern, v.arguments, v.op.Keys)
	if v.place.missing != "" && !v.makes() {
		return nil, absent("Nothing is at %s: no example shows it, and it was not created or seeded, or was deleted.", shownPath(v.place.missing))
	}
	if v.isExample() {
		return v.repeat()
	}
	if err := v.check(); err != nil {
		return nil, err
	}
	if a, err := v.act(); a != nil || err != nil {
		return a, err
	}
	return v.byExample()
}

// isExample reports whether the response is the example's to the letter: to its
// own request, about what is as the examples show it. What is created always has
// an id of its own.
func (v *visit) isExample() bool {
	ownRound := v.op.Kind == kindDelta && v.ask.mark != nil
	return v.how.exact() && v.op.Kind != kindContent && !ownRound && !v.creates() && !v.produces() && v.pristine()
}

// repeat answers the request of an example, and does what the example says.
func (v *visit) repeat() (*reply, error) {
	if v.repeats = true; v.ask.method != http.MethodGet && v.example.succeeds() {
		_, _ = v.act()
	}
	return v.byExample()
}

// alone reports whether the examples answer, whatever the fake holds.
func (v *visit) alone() bool { return v.stateless || v.ask.header.Get(ExampleHeader) != "" }

// shownPath returns the path as it is written in a URL, but for its escapes.
func shownPath(path string) string { return strings.ReplaceAll(path, slash, "%2F") }

// puts reports whether all of the path that is not there is what can be put there:
// its last key, or a path within it.
func (v *visit) puts() bool {
	last := v.place.named[len(v.place.named)-1]
	return v.place.missing == last.collection+"/"+last.value && (last.role == byPath || v.pattern.endsInKey())
}

// makes reports whether the request puts there what is not.
func (v *visit) makes() bool {
	put := v.ask.method == http.MethodPut
	switch {
	case !v.puts():
		return false
	case v.pattern.endsInKey():
		return put && (v.op.Kind == kindCreate || slices.ContainsFunc(v.op.Responses, func(r *response) bool { return r.Status == http.StatusCreated }))
	}
	return put || v.startsUpload()
}

// pristine reports whether what the request is about is as the examples show it.
func (v *visit) pristine() bool {
	if v.store.clock == 0 {
		return true
	}
	for _, n := range v.place.named {
		if n.item != nil && n.item.changed > 0 {
			return false
		}
	}
	path, raw := v.place.path, v.ask.path
	if _, expands := v.ask.option("$expand"); expands {
		for below, c := range v.store.collections {
			if strings.HasPrefix(below, path+"/") && !c.pristine() {
				return false
			}
		}
	}
	for _, segment := range [...]string{"/$count", "/$ref", "/delta"} {
		path, _ = cutSegment(path, segment)
		raw, _ = cutSegment(raw, segment)
	}
	c := v.store.collections[path]
	if c == nil {
		c = &collection{entries: v.entries(path, raw, v.place.own)}
	}
	return v.store.singles[path] == nil && c.pristine()
}

// creates reports whether the request puts a new entity into a collection.
func (v *visit) creates() bool {
	return v.op.Kind == kindCreate && v.ask.method == http.MethodPost && v.pattern != nil && !v.pattern.endsInKey()
}

// act answers a request about what the fake holds, and changes that. It returns
// nil where the example has to answer.
func (v *visit) act() (*reply, error) {
	switch kind := v.op.Kind; {
	case kind == kindReference:
		return v.reference()
	case kind == kindContent:
		return v.content()
	case kind == kindCount:
		return v.counted()
	case kind == kindDelta:
		return v.delta()
	case kind == kindList && v.ask.method == http.MethodGet && !v.pattern.endsInKey():
		return v.list()
	case v.creates():
		return v.create()
	case kind == kindAction:
		return v.action()
	case v.ask.method == http.MethodGet:
		return v.get()
	case v.ask.method == http.MethodPatch || v.ask.method == http.MethodPut:
		return v.change()
	case v.ask.method == http.MethodDelete:
		return v.remove()
	}
	return nil, nil
}
