package drift

import (
	"cmp"
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/permissions"
	"github.com/docwright/docwright/parser/source"
)

// Granted finds the line of a permissions file for request lines of pages or code.
type Granted struct{ index lineIndex[*permissions.Line] }

// NewGranted returns an index of the lines of a file. Lines with a query are left out.
func NewGranted(lines []*permissions.Line) *Granted {
	g := &Granted{newLineIndex[*permissions.Line]()}
	for _, l := range lines {
		if !strings.Contains(l.Path, "?") {
			g.index.add(l.Method, keysOf(l.Segments), l)
		}
	}
	return g
}

// Find returns the line with the method and path, or nil.
func (g *Granted) Find(method string, segments []model.Segment) *permissions.Line {
	l, _ := g.index.find(method, segments)
	return l
}

// FindPath returns the line with the method and path, or nil. Placeholders of the path
// are in braces.
func (g *Granted) FindPath(method, path string) *permissions.Line {
	return g.Find(method, permissions.Segments(path))
}

// ComparePermissions compares the tables of permissions on pages with the file of the
// service's permissions. A table is compared with all request lines of its page that it
// is for: a permission must be enough for one of them, and a permission of the file for
// any of them must be on some page with the line.
func ComparePermissions(is Side, lines []*permissions.Line) []Change {
	c := newComparison(is, Side{Model: &model.Model{}}, Permissions)
	granted := NewGranted(lines)
	for _, op := range is.Model.Operations {
		c.granted(granted, op)
	}
	return mergeDuplicates(Tidy(c.changes))
}

// grantedRoute is a request line of a page, and that of the file.
type grantedRoute struct {
	route *model.Route
	line  *permissions.Line
}

func (c *comparison) granted(granted *Granted, op *model.Operation) {
	if len(op.Permissions) == 0 {
		return
	}
	var routes []grantedRoute
	for _, route := range op.Routes {
		if l := granted.Find(op.Method, route.Segments); l != nil {
			routes = append(routes, grantedRoute{route, l})
		}
	}
	s := operationSubject(op)
	if len(routes) == 0 {
		c.report(undecided, s, true, "", "the permissions file does not have %s", either(len(op.Routes) == 1, "the request line", "any request line of the page"))
		return
	}
	for _, p := range op.Permissions {
		of := slices.DeleteFunc(slices.Clone(routes), func(r grantedRoute) bool { return p.Paths != nil && !slices.Contains(p.Paths, r.route.Path) })
		if len(of) > 0 {
			c.grantedKind(s, op, p, of)
		}
	}
}

// grantedKind compares what a table gives callers of a kind with what the file has for
// the request lines of the table.
func (c *comparison) grantedKind(s subject, op *model.Operation, p *model.Permission, routes []grantedRoute) {
	var given [][]string
	if p.Supported {
		given = p.Alternatives()
	}
	s.is = cmp.Or(p.Position, s.is)
	s.name = op.Method + " " + routes[0].route.Path
	s.was = routes[0].line.Position
	c.grantedMissing(s, p, normal(given), routes)
	c.grantedUndocumented(s, op, p, routes)
	c.grantedLeast(s, p, given, routes)
}

// enough returns the sets of permissions that are enough for a line, and the position of
// the first one.
func enough(l *permissions.Line, kind model.PermissionKind, least bool) (sets [][]string, at source.Position) {
	for _, g := range l.Of(kind) {
		if g.Least || !least {
			sets = append(sets, g.Sets()...)
			at = cmp.Or(at, g.Position)
		}
	}
	return normal(sets), at
}

// grantedMissing reports permissions of the table that are not enough in the file.
func (c *comparison) grantedMissing(s subject, p *model.Permission, given [][]string, routes []grantedRoute) {
	if len(given) == 0 {
		return
	}
	who := Callers(p.Kind)
	all := given
	for i, r := range routes {
		sets, at := enough(r.line, p.Kind, false)
		lacking := uncovered(given, sets)
		all = uncovered(all, sets)
		if i == 0 {
			s.was = cmp.Or(at, s.was)
		}
		if len(lacking) == 0 || len(all) > 0 {
			continue
		}
		other := s
		other.name = r.line.Method + " " + r.route.Path
		other.was = cmp.Or(at, r.line.Position)
		c.report(permissionGained, other, false, string(p.Kind)+" "+setsText(lacking), "with %s, %s not enough %s for this one of the request lines", who, sentence(lacking, "is", "together are"), c.words.was)
	}
	if len(all) > 0 {
		known, _ := enough(routes[0].line, p.Kind, false)
		c.report(permissionGained, s, true, string(p.Kind)+" "+setsText(all), "with %s, %s", who, c.lacking(all, known))
	}
}

// lacking says which sets are not enough, and which permissions are needed besides. Known
// are the sets that are enough.
func (c *comparison) lacking(sets, known [][]string) string {
	if len(known) == 0 {
		return sentence(sets, "is", "together are") + " enough on the page; " + c.words.other + " has none for such callers"
	}
	var parts []string
	var gone [][]string
	for _, set := range sets {
		if more := additions(set, known); len(more) > 0 {
			parts = append(parts, setsText([][]string{set})+" is not enough "+c.words.was+": "+sentence(more, "is needed as well", "are needed as well"))
		} else {
			gone = append(gone, set)
		}
	}
	if len(gone) > 0 {
		parts = append(parts, sentence(gone, "is not enough ", "together are not enough ")+c.words.was)
	}
	return strings.Join(parts, "; ")
}

// grantedUndocumented reports permissions of the file that no page with the request line
// gives.
func (c *comparison) grantedUndocumented(s subject, op *model.Operation, p *model.Permission, routes []grantedRoute) {
	for _, r := range routes {
		sets, at := enough(r.line, p.Kind, false)
		more := uncovered(sets, c.documented(op.Method+" "+r.route.Shape(), p.Kind))
		if len(more) == 0 {
			continue
		}
		s.name, s.was = op.Method+" "+r.route.Path, at
		text := sentence(more, "is", "together are") + " enough " + c.words.was
		if !p.Supported {
			text = "the page says that such callers are not supported; " + text
		}
		c.report(permissionLost, s, !p.Supported, string(p.Kind)+" "+setsText(more), "with %s, %s", Callers(p.Kind), text)
		return
	}
}

// documented returns the sets of permissions that any page gives for a request line.
func (c *comparison) documented(key string, kind model.PermissionKind) [][]string {
	var sets [][]string
	for _, page := range c.is.lines.permissions(key) {
		for _, p := range page.list {
			if p.Kind == kind && p.Supported {
				sets = append(sets, p.Alternatives()...)
			}
		}
	}
	return normal(sets)
}

// grantedLeast compares which permission is the least privileged one. A page has it
// first.
func (c *comparison) grantedLeast(s subject, p *model.Permission, given [][]string, routes []grantedRoute) {
	if len(given) == 0 || p.ByResource {
		return // a row for each resource has a least privileged permission of its own
	}
	first := normal(given[:1])
	var least [][]string
	for _, r := range routes {
		sets, at := enough(r.line, p.Kind, true)
		known, _ := enough(r.line, p.Kind, false)
		if len(sets) == 0 || len(uncovered(first, sets)) == 0 || len(uncovered(first, known)) > 0 {
			return // they agree, or the difference is that the permission is not enough
		}
		if least == nil {
			least = sets
			s.was = at
		}
	}
	c.differ(permissionLeast, s, true, "with "+Callers(p.Kind)+", the least privileged", setsText(first), setsText(least))
}
