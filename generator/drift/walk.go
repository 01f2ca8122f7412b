package drift

import (
	"strings"

	"github.com/docwright/docwright/parser/model"
)

// place is where a walk along a path has come to.
type place struct {
	ref model.Ref // what is there
	// calls are the actions or functions that the last segment may be: overloads
	// of one name. It is empty where the segment is none.
	calls []*model.Operation
	// arguments are the names that the last segment gives values for.
	arguments []string
	// root is the entity set or singleton with which the path begins, element the last
	// property that it leads to, or root; nil behind an action or function. Path is
	// that of element from root on, without keys.
	root, element *model.Property
	path          string
	// option is the system segment that the path ends in: "$value", "$ref", "$count".
	option string
	// guessed is set where the last segment can only be a well-known key, such as
	// the name of a folder, or else nothing.
	guessed bool
}

// ending says how a walk along a path ended.
type ending int

// The endings of a walk.
const (
	arrived  ending = iota
	nowhere         // a segment is nothing that the type before it has
	unclear         // what a segment is can't be known from the model
	unrooted        // the first segment begins no path of the service
)

// walker follows paths through the types of the metadata: OData URL Conventions
// 4.01, section 4. Segments are compared without regard to case.
type walker struct {
	side    *side
	roots   map[string]*model.Property
	calls   map[string][]*model.Operation // by their names in lower case
	imports map[string][]*model.Operation // by their paths in lower case
}

func newWalker(s *side) *walker {
	w := &walker{side: s, roots: map[string]*model.Property{}, calls: map[string][]*model.Operation{}, imports: map[string][]*model.Operation{}}
	for _, r := range s.model.Roots {
		w.roots[strings.ToLower(r.Name)] = r
	}
	for _, op := range s.model.Operations {
		name := strings.ToLower(op.Name)
		w.calls[name] = append(w.calls[name], op)
		for _, path := range op.Paths {
			path = strings.ToLower(path)
			w.imports[path] = append(w.imports[path], op)
		}
	}
	return w
}

// step is a segment of a path, cut into what names something and what does not.
type step struct {
	name      string // the literal text, up to a parenthesis or colon
	key       bool   // the segment is a parameter, or has a key in parentheses
	arguments []string
	byPath    bool // a path of the caller's own begins or ends here
}

// newStep reads a segment. A parameter is told from a key by having a name.
func newStep(segment model.Segment) step {
	var b strings.Builder
	parameters := false
	for _, part := range segment {
		if part.Param != nil {
			parameters = true
			b.WriteString("{}")
			continue
		}
		b.WriteString(part.Text)
	}
	text := b.String()
	if parameters && strings.HasPrefix(text, "{}") {
		return step{key: true, byPath: strings.HasSuffix(text, ":")}
	}
	name, rest, called := strings.Cut(text, "(")
	if strings.Contains(name, "=") {
		return step{key: true} // an alternate key without its parentheses
	}
	s := step{name: strings.TrimSuffix(name, ":"), byPath: strings.HasSuffix(text, ":")}
	if !called {
		return s
	}
	for _, argument := range strings.Split(strings.TrimSuffix(rest, ")"), ",") {
		if name, _, named := strings.Cut(argument, "="); named {
			s.arguments = append(s.arguments, strings.TrimSpace(name))
		} else if strings.TrimSpace(argument) != "" {
			s.key = true
		}
	}
	return s
}

// walk follows a path. The text is the segment at which it ended, or the reason.
func (w *walker) walk(segments []model.Segment) (place, ending, string) {
	if len(segments) == 0 {
		return place{}, unclear, "the path is empty"
	}
	first := newStep(segments[0])
	root := w.roots[strings.ToLower(first.name)]
	if root == nil {
		ops := w.imports["/"+strings.ToLower(first.name)]
		if len(ops) == 0 {
			return place{}, unrooted, first.name
		}
		at := place{calls: ops, arguments: first.arguments, ref: result(ops)}
		return w.follow(at, segments[1:], false)
	}
	at := place{ref: root.Ref, root: root, element: root}
	if first.key {
		at.ref.Collection = false
	}
	return w.follow(at, segments[1:], first.byPath)
}

// follow goes on from a place. ByPath is set behind "root:", where segments are
// a path of the caller's own until one ends in a colon.
func (w *walker) follow(at place, segments []model.Segment, byPath bool) (place, ending, string) {
	name := ""
	for _, segment := range segments {
		s := newStep(segment)
		if byPath {
			byPath = !s.byPath
			continue
		}
		name = s.name
		if strings.HasPrefix(s.name, "$") {
			at.option = strings.ToLower(s.name)
			return at, arrived, ""
		}
		next, how := w.step(at, s)
		if how != arrived {
			return at, how, s.name
		}
		at, byPath = next, s.byPath
	}
	if at.guessed {
		return at, unclear, name
	}
	return at, arrived, ""
}

func (w *walker) step(at place, s step) (place, ending) {
	if s.name == "" { // a key, or a name that the caller chooses
		if !at.ref.Collection {
			return at, unclear
		}
		at.ref.Collection = false
		at.calls, at.arguments = nil, nil
		return at, arrived
	}
	if at.ref.Struct == nil {
		return at, w.beyond(at)
	}
	if next, ok := w.member(at, s); ok {
		return next, arrived
	}
	if next, ok := w.call(at, s); ok {
		return next, arrived
	}
	if t := w.side.typ(s.name); t != nil { // a cast
		at.ref = model.Ref{Type: t.Qualified(), Struct: t, Collection: at.ref.Collection}
		at.calls, at.arguments = nil, nil
		return at, arrived
	}
	if at.ref.Collection && len(w.calls[strings.ToLower(last(s.name))]) == 0 {
		return place{ref: model.Ref{Type: at.ref.Type, Struct: at.ref.Struct}, guessed: true}, arrived
	}
	if at.ref.Struct.Open {
		return at, unclear
	}
	return at, nowhere
}

// beyond tells what a segment is below something that is no structured type.
func (w *walker) beyond(at place) ending {
	if len(at.calls) > 0 || at.ref.Type == "" || !strings.HasPrefix(at.ref.Type, "Edm.") {
		return unclear
	}
	return nowhere
}

// member follows a property. Paths leave out casts to derived types, so that
// what only these have is found, too.
func (w *walker) member(at place, s step) (place, bool) {
	if at.ref.Collection {
		return place{}, false
	}
	p := at.ref.Struct.PropertyFold(s.name)
	for sub := range at.ref.Struct.Subtypes() {
		if p != nil {
			break
		}
		p = sub.PropertyFold(s.name)
	}
	if p == nil {
		return place{}, false
	}
	next := place{ref: p.Ref, root: at.root, element: p, path: p.Name}
	if at.path != "" {
		next.path = at.path + "/" + p.Name
	}
	if s.key {
		next.ref.Collection = false
	}
	return next, true
}

// call follows a bound action or function of the type or of one that it is
// derived from, or that is derived from it.
func (w *walker) call(at place, s step) (place, bool) {
	next := place{arguments: s.arguments}
	for _, op := range w.calls[strings.ToLower(last(s.name))] {
		if op.Binding == nil || op.Binding.Struct == nil || op.Binding.Collection != at.ref.Collection {
			continue
		}
		if at.ref.Struct.IsRelated(op.Binding.Struct) {
			next.calls = append(next.calls, op)
		}
	}
	next.ref = result(next.calls)
	return next, len(next.calls) > 0
}

// result is what the operations give, where they agree.
func result(ops []*model.Operation) model.Ref {
	var ref model.Ref
	for i, op := range ops {
		r := op.Result()
		if r == nil || i > 0 && (r.Type != ref.Type || r.Collection != ref.Collection) {
			return model.Ref{}
		}
		ref = r.Ref
	}
	return ref
}

// last returns the name without a namespace.
func last(name string) string { return name[strings.LastIndexByte(name, '.')+1:] }
