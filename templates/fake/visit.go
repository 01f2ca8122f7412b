package fake

import (
	"net/http"
	"slices"
	"strings"
)

// visit is a request together with its operation, examples and entities.
type visit struct {
	*Server
	ask        *asked
	op         *operation
	pattern    *pattern // nil for a later step of an operation
	arguments  []string // values of the path parameters
	types      []string // result types of the operations with the request line
	candidates []*example
	example    *example // nearest of the candidates, or nil
	how        likeness
	answered   bool  // the example answers
	repeats    bool  // the request is the example's own
	sameTime   bool  // the example is of the time that the request asks for
	worked     *work // the long-running operation that the request has begun

	place place
	query *query
}

// lines returns the request lines that match the request, and the examples with
// the same path.
func (s *Server) lines(ask *asked) (found []*pattern, shown []*example) {
	for _, method := range [...]string{ask.method, ask.sent} {
		for _, path := range [...]string{addressed(ask.path), ask.path, keysAsSegments(ask.path)} {
			if found = s.api.find(method, path); len(found) > 0 {
				ask.method, ask.path = method, path
				break
			}
		}
		if len(found) > 0 {
			break
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
	if v.op == nil { // no example is eligible
		v.op = shown[0].of
	}
	v.takeBody(found)
	if v.pattern != nil {
		v.arguments, _ = v.pattern.fits(ask.path)
	} else if len(v.op.Paths) > 0 { // only an example has the path
		v.pattern = &pattern{of: v.op, path: ask.path, parts: []part{{text: fold(ask.path)}}}
	}
	v.types = []string{v.op.result().Type}
	if path, ok := cutSegment(ask.path, "/$count"); ok {
		v.types[0], _ = s.api.typeIn(path)
	}
	for _, p := range found {
		if typ := p.of.result().Type; p.literals == found[0].literals && !slices.Contains(v.types, typ) {
			v.types = append(v.types, typ)
		}
	}
	return v, nil
}

// takeBody chooses another of the operations with the same request line, if the body
// does not fit the chosen one and fits the other. Operations that take the same type
// are one: what one of them requires, the request must have.
func (v *visit) takeBody(found []*pattern) {
	if v.pattern == nil || v.how.exact() || v.wrongBody(v.op, v.ask) == "" {
		return
	}
	for _, p := range found {
		same := p.of.Request != nil && v.op.Request != nil && p.of.Request.Type == v.op.Request.Type
		if p.literals != found[0].literals || same || v.wrongBody(p.of, v.ask) != "" {
			continue
		}
		v.op, v.pattern = p.of, p
		own := slices.DeleteFunc(slices.Clone(v.candidates), func(e *example) bool { return e.of != p.of })
		v.example, v.how = v.ask.pick(own)
		return
	}
}

// eligible removes partial responses unless the request asks for a range, and
// responses that can't be read unless there are no others.
func (a *asked) eligible(list []*example) []*example {
	if a.header.Get("Range") == "" {
		list = slices.DeleteFunc(slices.Clone(list), func(e *example) bool { return e.Response.Status == http.StatusPartialContent })
	}
	readable := slices.DeleteFunc(slices.Clone(list), func(e *example) bool { return e.Line > 0 })
	if slices.ContainsFunc(readable, (*example).succeeds) {
		return readable
	}
	return list
}

// examplesOf returns the examples with the same path, followed by the examples
// of the most specific operations. Examples of other request lines are among them
// only if there are no more.
func examplesOf(found []*pattern, shown []*example) []*example {
	list := shown[:len(shown):len(shown)]
	var strays []*example
	for _, p := range found {
		if p.literals != found[0].literals {
			continue
		}
		for _, e := range p.of.Examples {
			switch {
			case e.Response == nil || e.step:
			case e.stray:
				strays = append(strays, e)
			default:
				list = append(list, e)
			}
		}
	}
	if len(list) == 0 {
		return strays
	}
	return list
}

// operationOf returns the operation of the request. The operation of the chosen
// example takes precedence over the others that match.
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

// answer returns the answer to the request.
func (v *visit) answer() (*reply, error) {
	switch {
	case v.alone():
		if err := v.check(); err != nil && !isBeyond(err) {
			return nil, err
		}
		return v.byExample()
	case v.pattern == nil:
		if err := v.check(); err != nil {
			return nil, err
		}
		return v.byExample()
	}
	v.place = v.resolve(v.pattern, v.arguments, v.op.Keys)
	if v.place.missing != "" && !v.makes() {
		return nil, absent("%s does not exist: no example, request or seed provides it.", shownPath(v.place.missing))
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

// isExample reports whether the example's response answers unchanged. It does
// so for the example's own request, as long as nothing that the request refers
// to has changed. Requests that create entities are excluded: new entities have
// ids of their own.
func (v *visit) isExample() bool {
	ownRound := v.op.Kind == kindDelta && v.ask.mark != nil
	return v.how.exact() && v.example.Line == 0 && v.op.Kind != kindContent && !ownRound && !v.creates() && !v.produces() && v.pristine()
}

// repeat answers the example's own request, and applies its changes.
func (v *visit) repeat() (*reply, error) {
	if v.repeats = true; v.ask.method != http.MethodGet && v.example.succeeds() {
		_, _ = v.act()
	}
	return v.byExample()
}

// alone reports whether the examples alone answer.
func (v *visit) alone() bool { return v.stateless || v.ask.header.Get(ExampleHeader) != "" }

// shownPath returns a path for messages.
func shownPath(path string) string { return strings.ReplaceAll(path, slash, "%2F") }

// puts reports whether only the end of the path is missing, and the end is a
// key or an addressed path. Such an entity can be created.
func (v *visit) puts() bool {
	last := v.place.named[len(v.place.named)-1]
	return !v.place.below && v.place.missing == last.collection+"/"+last.value && (last.role == byPath || v.pattern.endsInKey())
}

// makes reports whether the request creates the missing entity.
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

// pristine reports whether everything that the request refers to is as the
// examples show it.
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

// creates reports whether the request adds an entity to a collection.
func (v *visit) creates() bool {
	return v.op.Kind == kindCreate && v.ask.method == http.MethodPost && !v.pattern.endsInKey()
}

// act answers from the store and applies changes. It returns nil if the example
// has to answer.
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
