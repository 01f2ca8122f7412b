package csdl

import (
	"regexp"
	"slices"
	"strings"

	"github.com/docwright/docwright/generator/lines"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

var (
	ruleName = source.Declare(source.Rule{Name: "csdl-name-unusable", Severity: source.Note,
		Summary: "A name on the pages can't be a name of CSDL; the metadata leaves it out."})
	rulePath = source.Declare(source.Rule{Name: "csdl-path-untyped", Severity: source.Note,
		Summary: "The pages do not say which type a path leads to; the metadata leaves it out."})
)

// addLines adds the entity sets, singletons, actions and functions of all request lines.
func (d *Document) addLines(x *lines.Index) {
	reported := map[string]bool{}
	report := func(l *lines.Line, path, what string) {
		if !reported[path] {
			reported[path] = true
			d.findings.Add(l.Principal().Operation.Position(), rulePath, "%s %s is left out, because the pages do not name the type of %s", what, l.Principal().Route.Path, path)
		}
	}
	sets := map[string]bool{}
	for _, l := range x.All() {
		if _, rest, ok := cutSegment(l.Shape); ok && (l.Kind() == model.List || strings.HasPrefix(rest, "/{}")) || strings.Contains(firstOf(l.Shape), "(") {
			sets[nameOf(firstOf(l.Shape))] = true
		}
	}
	known := map[string]bool{}
	for _, l := range x.All() {
		if isCall(l) {
			d.addCall(x, l, sets, report)
			if len(l.Principal().Route.Segments) == 1 {
				continue
			}
		}
		first := nameOf(firstOf(l.Shape))
		if known[first] || !isName(first) {
			continue
		}
		known[first] = true
		t := x.TypeAt("/" + first)
		if t == nil {
			report(l, "/"+first, "the root of")
			continue
		}
		d.roots = append(d.roots, &root{nameOf(l.Principal().Route.Segments[0].String()), t, sets[first]})
	}
	slices.SortFunc(d.roots, func(a, b *root) int { return strings.Compare(a.name, b.name) })
	for _, s := range d.schemas {
		slices.SortFunc(s.calls, func(a, b *call) int { return strings.Compare(a.key(), b.key()) })
	}
	slices.SortFunc(d.imports, func(a, b *call) int { return strings.Compare(a.key(), b.key()) })
	d.imports = slices.CompactFunc(d.imports, func(a, b *call) bool { return a.name == b.name })
}

// cutSegment splits a shape after its first segment.
func cutSegment(shape string) (first, rest string, ok bool) {
	i := strings.IndexByte(strings.TrimPrefix(shape, "/"), '/')
	if i < 0 {
		return shape, "", shape != ""
	}
	return shape[:i+1], shape[i+1:], true
}

func firstOf(shape string) string {
	first, _, _ := cutSegment(shape)
	return strings.TrimPrefix(first, "/")
}

// nameOf returns the name of a segment, without keys, arguments and a namespace.
func nameOf(segment string) string {
	name, _, _ := strings.Cut(segment, "(")
	name = strings.TrimSuffix(name, ":")
	return name[strings.LastIndexByte(name, '.')+1:]
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

// addCall adds the action or function at the end of a line.
func (d *Document) addCall(x *lines.Index, l *lines.Line, sets map[string]bool, report func(*lines.Line, string, string)) {
	op, route := l.Principal().Operation, l.Principal().Route
	last := route.Segments[len(route.Segments)-1]
	c := &call{name: nameOf(last.String()), function: l.Kind() != model.Action, result: l.Result, about: op.Description, deprecated: l.Deprecated}
	if !isName(c.name) {
		d.findings.Add(op.Position(), ruleName, "%s %s is left out, because %q can't be a name", op.Method, route.Path, c.name)
		return
	}
	if c.function {
		c.parameters = arguments(last)
	} else if l.Request != nil && l.Request.Type == "" {
		c.parameters = slices.DeleteFunc(slices.Clone(l.Request.Parameters), func(q *model.Parameter) bool { return !isName(q.Name) })
	}
	if len(route.Segments) == 1 {
		d.declare(d.container, c)
		d.imports = append(d.imports, c)
		return
	}
	owner := l.Shape[:strings.LastIndexByte(l.Shape, '/')]
	t := x.TypeAt(owner)
	if t == nil {
		report(l, owner, "the call")
		return
	}
	c.binding = t.Qualified()
	if isCollection(x, owner, sets) {
		c.binding = "Collection(" + c.binding + ")"
	}
	d.declare(d.schema(t.Namespace), c)
}

// declare adds a call to a schema, which has it once.
func (d *Document) declare(s *schema, c *call) {
	if !slices.ContainsFunc(s.calls, func(had *call) bool { return had.key() == c.key() }) {
		s.calls = append(s.calls, c)
	}
}

// isCollection reports whether a path leads to several values.
func isCollection(x *lines.Index, shape string, sets map[string]bool) bool {
	if strings.HasSuffix(shape, "/{}") || strings.HasSuffix(shape, ")") {
		return false
	}
	i := strings.LastIndexByte(shape, '/')
	if i <= 0 {
		return sets[firstOf(shape)]
	}
	q := x.TypeAt(shape[:i]).PropertyFold(shape[i+1:])
	return q != nil && q.Collection
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
