package csdl

import (
	"regexp"
	"slices"
	"strings"

	"github.com/docwright/docwright/generator/lines"
	"github.com/docwright/docwright/parser/edm"
	"github.com/docwright/docwright/parser/model"
)

// root is an entity set, or a singleton.
type root struct {
	name string
	of   *model.Type
	set  bool
}

// walker follows the request lines of a model through its types, and declares what the
// paths show and no table has: roots and relationships. Code looks up its maps and does
// not range over them.
type walker struct {
	d     *Document
	lines *lines.Index
	roots map[string]*root
	// added has the relationships that only paths show, by type and by name in lower case.
	added map[*model.Type]map[string]*model.Property
	// declaring is set during the first pass, in which no calls are added.
	declaring bool
}

// addLines adds the entity sets, singletons, actions and functions of all request lines.
func (d *Document) addLines(x *lines.Index) {
	w := &walker{d: d, lines: x, roots: map[string]*root{}, added: map[*model.Type]map[string]*model.Property{}}
	// The first pass declares roots and relationships, so that the second one knows which
	// of them have several values.
	for _, w.declaring = range []bool{true, false} {
		for _, l := range x.All() {
			w.line(l)
		}
	}
	slices.SortFunc(d.roots, func(a, b *root) int { return strings.Compare(a.name, b.name) })
	for _, s := range d.schemas {
		slices.SortFunc(s.types, func(a, b *model.Type) int { return strings.Compare(a.Name, b.Name) })
		slices.SortFunc(s.calls, func(a, b *call) int { return strings.Compare(a.key(), b.key()) })
	}
	slices.SortFunc(d.imports, func(a, b *call) int { return strings.Compare(a.key(), b.key()) })
	d.imports = slices.CompactFunc(d.imports, func(a, b *call) bool { return a.name == b.name && a.function == b.function })
}

// step is a segment of a path.
type step struct {
	name string // without key, arguments and namespace; empty for a key
	// full is the name with its namespace.
	full  string
	keyed bool // a key follows the name
	args  []*model.Parameter
	shape string // of the path up to here
}

// steps returns the segments of a route. It stops before segments that metadata does not
// declare, such as $ref.
func steps(r *model.Route) []step {
	var list []step
	shape := ""
	for _, s := range r.Segments {
		shape += "/" + s.Shape()
		one := step{shape: shape}
		if len(s) > 0 && s[0].Param == nil {
			one.full, _, one.keyed = strings.Cut(s[0].Text, "(")
			one.full = strings.Trim(one.full, ":")
			one.name = one.full[strings.LastIndexByte(one.full, '.')+1:]
			one.args = arguments(s)
			one.keyed = one.keyed && len(one.args) == 0 && len(s) > 1
		}
		if strings.HasPrefix(one.name, "$") {
			break
		}
		list = append(list, one)
	}
	return list
}

// line follows a request line.
func (w *walker) line(l *lines.Line) {
	route := l.Principal().Route
	list := steps(route)
	last := len(list)
	if isCall(l) && last > 0 && len(list) == len(route.Segments) {
		last--
	}
	if last == 0 {
		if len(list) == 1 && !w.declaring {
			w.call(l, list[0], "")
		}
		return
	}
	if !isName(list[0].name) {
		w.stop(l, list[0].shape)
		return
	}
	t, many := w.root(list[0], next(list, 0).name == "" && len(list) > 1)
	for i := 1; i < last; i++ {
		s := list[i]
		switch {
		case s.name == "":
			many = false
			continue
		case s.full != s.name: // a cast, or a call in the middle
			sub := t.Subtype(s.full)
			if sub == nil {
				w.stop(l, s.shape)
				return
			}
			t = sub
			continue
		case len(s.args) > 0 || edm.SegmentNamed(strings.ToLower(s.name)).Kind != "" || !isName(s.name):
			switch {
			case i < last-1 || len(s.args) > 0:
				w.stop(l, s.shape)
			case edm.SegmentNamed(strings.ToLower(s.name)).Type == edm.Stream:
				w.stream(t, s.name)
			}
			return
		}
		q := w.member(t, s, next(list, i).name == "" && i+1 < len(list))
		if q.Struct == nil {
			return // a value without members
		}
		t, many = q.Struct, q.Collection && !s.keyed
	}
	if last < len(list) && !w.declaring {
		binding := t.Qualified()
		if many {
			binding = "Collection(" + binding + ")"
		}
		w.call(l, list[last], binding)
	}
}

func next(list []step, i int) step {
	if i+1 < len(list) {
		return list[i+1]
	}
	return step{name: "$"}
}

// stop reports a line that leads through something that metadata does not have.
func (w *walker) stop(l *lines.Line, shape string) {
	if w.declaring {
		return
	}
	op := l.Principal().Operation
	w.d.findings.Add(op.Position(), rulePath, "%s %s is left out from %s on, which is neither a property nor a call of a type", op.Method, l.Principal().Route.Path, shape)
}

// root returns the type of a root, and whether it has several values.
func (w *walker) root(s step, keyed bool) (*model.Type, bool) {
	name := strings.ToLower(s.name)
	r := w.roots[name]
	if r == nil {
		t := w.lines.TypeAt("/" + name)
		if t == nil {
			t = w.newType(s.name)
		}
		r = &root{name: s.name, of: t}
		w.roots[name] = r
		w.d.roots = append(w.d.roots, r)
	}
	r.set = r.set || keyed || s.keyed || w.isList("/"+name)
	return r.of, r.set && !s.keyed
}

// isList reports whether a line lists the values at a path.
func (w *walker) isList(shape string) bool {
	return slices.ContainsFunc(w.lines.All(), func(l *lines.Line) bool { return l.Shape == shape && l.Kind() == model.List })
}

// member returns the property of a type that a path leads through. It declares the
// relationship if no table does.
func (w *walker) member(t *model.Type, s step, keyed bool) *model.Property {
	if q := t.PropertyFold(s.name); q != nil {
		return q
	}
	name := strings.ToLower(s.name)
	for base := range t.Lineage() {
		if q := w.added[base][name]; q != nil {
			q.Collection = q.Collection || keyed || s.keyed
			return q
		}
	}
	target := w.lines.TypeAt(s.shape)
	if target == nil {
		target = w.lines.TypeAt("/" + name) // entities of the set are mostly reached by its name
	}
	if target == nil {
		target = w.newType(s.name)
	}
	q := &model.Property{Name: s.name, Navigation: true, Ref: model.Ref{Type: target.Qualified(), Struct: target, Collection: keyed || s.keyed || w.isList(s.shape)}}
	if w.added[t] == nil {
		w.added[t] = map[string]*model.Property{}
	}
	w.added[t][name] = q
	w.d.shown[t] = append(w.d.shown[t], q)
	return q
}

// stream declares the bytes of a type that only paths show.
func (w *walker) stream(t *model.Type, name string) {
	if len(t.Pages) == 0 && t.PropertyFold(name) == nil {
		t.Properties = append(t.Properties, &model.Property{Name: name, Ref: model.Ref{Type: edm.Stream}})
	}
}

// newType declares a type for a path whose type the pages do not name.
func (w *walker) newType(name string) *model.Type {
	s := w.d.container
	taken := func(name string) bool {
		return slices.ContainsFunc(s.types, func(t *model.Type) bool { return strings.EqualFold(t.Name, name) }) ||
			slices.ContainsFunc(s.enums, func(e *model.Enum) bool { return strings.EqualFold(e.Name, name) })
	}
	for taken(name) {
		name += "Path"
	}
	t := &model.Type{Namespace: s.namespace, Name: name, Kind: model.Entity}
	s.types = append(s.types, t)
	return t
}

// isCall reports whether a line calls an action or a function.
func isCall(l *lines.Line) bool {
	segments := l.Principal().Route.Segments
	if len(segments) == 0 || len(segments[len(segments)-1]) == 0 || segments[len(segments)-1][0].Param != nil {
		return false
	}
	k := l.Kind()
	return k == model.Action || k == model.Function || k == model.Delta
}

// call adds the action or function at the end of a line. The binding is empty if it has
// none.
func (w *walker) call(l *lines.Line, s step, binding string) {
	op := l.Principal().Operation
	c := &call{name: s.name, function: l.Kind() != model.Action, binding: binding, result: l.Result, about: op.Description, deprecated: l.Deprecated}
	c.parameters = s.args
	if !c.function && l.Request != nil && l.Request.Type == "" {
		c.parameters = slices.DeleteFunc(slices.Clone(l.Request.Parameters), func(q *model.Parameter) bool { return !isName(q.Name) })
	}
	if !isName(c.name) {
		w.d.findings.Add(op.Position(), ruleName, "%s %s is left out, because %q can't be a name", op.Method, l.Principal().Route.Path, c.name)
		return
	}
	if to := w.d.container; !slices.ContainsFunc(to.calls, func(had *call) bool { return had.key() == c.key() }) {
		to.calls = append(to.calls, c)
		if binding == "" {
			w.d.imports = append(w.d.imports, c)
		}
	}
}

var argument = regexp.MustCompile(`([A-Za-z_][A-Za-z0-9_]*)=@?'?$`)

// arguments returns the parameters of a function, which a segment has with their names.
func arguments(s model.Segment) []*model.Parameter {
	var list []*model.Parameter
	for i, part := range s {
		if part.Param == nil || i == 0 {
			continue
		}
		if m := argument.FindStringSubmatch(s[i-1].Text); m != nil {
			q := *part.Param
			q.Name = m[1]
			list = append(list, &q)
		}
	}
	return list
}
