// Package permissions reads the file in which the tools of a service keep its
// permissions: which permission allows which method on which path, for which callers,
// and which one is the least privileged. The format is that of Microsoft Graph's
// permissions reference and of the library kibali, in JSON or YAML:
//
//	permissions:
//	  Berth.Read.All:
//	    schemes:
//	      Application: {privilegeLevel: 3}
//	    pathSets:
//	      - schemeKeys: [DelegatedWork, Application]
//	        methods: [GET]
//	        paths:
//	          /berths/{id}: least=DelegatedWork,Application
//	          /berths/{id}/crane: AlsoRequires=Crane.Read.All
//
// The value of a path names the callers for whom the permission is the least
// privileged one, and further permissions of which a caller needs one as well.
package permissions

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/docwright/docwright/parser/internal/notation"
	"github.com/docwright/docwright/parser/internal/tree"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// Line is a request line, with what allows it.
type Line struct {
	Method   string
	Path     string
	Segments []model.Segment
	Grants   []Grant // in the order of the file
	Position source.Position
}

// Grant is a permission that allows a request line.
type Grant struct {
	Kind  model.PermissionKind
	Scope string
	// Also are the permissions of which a caller needs one besides Scope. It is empty if
	// Scope is enough.
	Also []string
	// Least reports whether the permission is the least privileged one.
	Least bool
	// Level is the privilege level of the permission for callers of the kind, or 0 if the
	// file does not state it.
	Level int
	// Writes reports whether the permission allows other methods than GET anywhere.
	Writes   bool
	Position source.Position
}

// Sets returns the sets of permissions that the grant stands for. Each is enough.
func (g Grant) Sets() [][]string {
	if len(g.Also) == 0 {
		return [][]string{{g.Scope}}
	}
	sets := make([][]string, len(g.Also))
	for i, also := range g.Also {
		sets[i] = []string{g.Scope, also}
	}
	return sets
}

// Of returns the grants for callers of a kind.
func (l *Line) Of(kind model.PermissionKind) []Grant {
	return slices.DeleteFunc(slices.Clone(l.Grants), func(g Grant) bool { return g.Kind != kind })
}

// kinds are the names of the kinds of callers.
var kinds = map[string]model.PermissionKind{"DelegatedWork": model.DelegatedWork, "DelegatedPersonal": model.DelegatedPersonal, "Application": model.Application}

// Read reads a file. The lines are in the order in which the file first has them. The
// findings report what can't be read. The error is for a file that is no file of
// permissions, is not well-formed, is too large, or is nested too deep.
func Read(r io.Reader, file string) ([]*Line, source.Findings, error) {
	t, err := tree.Read(r, file)
	if err != nil {
		return nil, nil, err
	}
	permissions := t.Root.Get("permissions")
	if !permissions.IsObject() {
		return nil, nil, fmt.Errorf("%s: no object permissions; want a file in the format of Microsoft Graph's permissions.json", file)
	}
	d := reader{tree: t, known: map[[2]string]*Line{}}
	for _, f := range t.Repeated {
		d.findings.Add(t.Position(f.At), ruleKeyDuplicate, "the key %q is already at line %d; this one is left out", f.Key, f.First.Line)
	}
	for _, p := range permissions.Fields {
		d.writes = slices.ContainsFunc(p.Value.Get("pathSets").Each(), func(set tree.Field) bool {
			return slices.ContainsFunc(set.Value.Get("methods").Each(), func(m tree.Field) bool { return !strings.EqualFold(m.Value.Str(), "GET") })
		})
		for _, set := range p.Value.Get("pathSets").Each() {
			d.pathSet(p, set.Value)
		}
	}
	d.findings.Sort()
	return d.lines, d.findings, nil
}

type reader struct {
	tree     *tree.Tree
	lines    []*Line
	known    map[[2]string]*Line // by method and shape
	writes   bool                // of the permission that is being read
	findings source.Findings
}

// pathSet reads the paths for which a permission allows the same methods.
func (d *reader) pathSet(permission tree.Field, set *tree.Node) {
	var callers []model.PermissionKind
	for _, f := range set.Get("schemeKeys").Each() {
		if kind, ok := kinds[f.Value.Str()]; ok {
			callers = append(callers, kind)
		} else {
			d.findings.Add(d.tree.Position(f.At), ruleSchemeUnknown, "the scheme %q is not known; want DelegatedWork, DelegatedPersonal or Application; it is left out", f.Value.Str())
		}
	}
	for _, path := range set.Get("paths").Each() {
		if !strings.HasPrefix(path.Key, "/") {
			d.findings.Add(d.tree.Position(path.At), rulePathInvalid, "the path %q does not begin with a slash; it is left out", path.Key)
			continue
		}
		for _, method := range set.Get("methods").Each() {
			d.grant(d.line(strings.ToUpper(method.Value.Str()), path), permission, callers, path)
		}
	}
}

// line returns the line with the method and path, which it adds if it is new.
func (d *reader) line(method string, path tree.Field) *Line {
	key := [2]string{method, strings.ToLower(path.Key)}
	l := d.known[key]
	if l == nil {
		l = &Line{Method: method, Path: path.Key, Segments: Segments(path.Key), Position: d.tree.Position(path.At)}
		d.known[key] = l
		d.lines = append(d.lines, l)
	}
	return l
}

// grant adds a permission to a line.
func (d *reader) grant(l *Line, permission tree.Field, callers []model.PermissionKind, path tree.Field) {
	g := Grant{Scope: permission.Key, Position: d.tree.Position(path.At)}
	var least []string
	for part := range strings.SplitSeq(path.Value.Str(), ";") {
		name, value, _ := strings.Cut(strings.TrimSpace(part), "=")
		switch {
		case name == "":
		case strings.EqualFold(name, "least"):
			least = words(value)
		case strings.EqualFold(name, "AlsoRequires"):
			g.Also = words(value)
		default:
			d.findings.Add(d.tree.Position(path.At), rulePropertyUnknown, "%q is not known; want least or AlsoRequires; it is left out", name)
		}
	}
	for _, kind := range callers {
		g.Kind, g.Level = kind, level(permission.Value, kind)
		g.Writes = d.writes
		g.Least = slices.ContainsFunc(least, func(name string) bool { return kinds[name] == kind })
		l.Grants = append(l.Grants, g)
	}
}

// level returns the privilege level of a permission.
func level(permission *tree.Node, kind model.PermissionKind) int {
	for name, k := range kinds {
		if k == kind {
			n, _ := strconv.Atoi(permission.Get("schemes").Get(name).Get("privilegeLevel").Str())
			return n
		}
	}
	return 0
}

// words splits a list at its commas.
func words(list string) []string {
	return strings.FieldsFunc(list, func(r rune) bool { return r == ',' || r == ' ' })
}

// Segments parses a path. Placeholders are in braces, and have no names that matter.
func Segments(path string) []model.Segment {
	path, _, _ = strings.Cut(path, "?")
	var list []model.Segment
	for _, raw := range notation.SplitPath(strings.Trim(path, "/")) {
		list = append(list, model.ParseSegment(raw, func(name string) *model.Parameter { return &model.Parameter{Name: name} }))
	}
	return list
}
