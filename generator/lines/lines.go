// Package lines joins the operations that document the same request line.
//
// An operation of the model has the content of one page. Several pages may have
// the same request line: a page for each subtype of a list, or a page for a use
// of a resource in addition to the page of the resource. A [Line] combines
// these pages, so that a package has one function for it:
//
//   - Its type is the common base type of the types on the pages. It is never
//     narrower than the type that other request lines add to the collection.
//   - Its query options and headers come from all pages.
//   - Everything else comes from the principal page, which is the page about that
//     type.
//
// Lines depend on the whole model, and not on the chosen part of it.
package lines

import (
	"cmp"
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/dialect"
	"github.com/docwright/docwright/parser/model"
)

// Line is a request line with all operations that document it.
type Line struct {
	Method string
	Shape  string // the shape of the path; see [model.Route.Shape]
	// Uses are the routes that have the line: the principal one, then those of
	// pages about the line, then the others. Each group is in the order of the
	// model.
	Uses []*Use
	// Type is the type that the path leads to, for lines that read, create,
	// change or delete it. It is nil for other lines, and if the pages
	// contradict each other.
	Type *model.Type

	Result   *model.Response // nil if no response has a body
	Request  *model.Body     // nil if no body is sent
	Resource Resource
	Monitor  Monitor // of a long-running operation, if it is known
	// Options are the optional query options. Headers are the documented
	// headers.
	Options, Headers []*model.Parameter
	Permissions      []*model.Permission // at most one of each kind
	Deprecated       bool                // all pages about the line say so

	// declared is the type of the property with the last name of the path.
	declared *model.Type
}

// Use is a request line as documented on one page.
type Use struct {
	Operation *model.Operation
	Route     *model.Route
	// Own is set if the page is about the line. Otherwise the page documents
	// the method for many kinds of resources, or is about something else than
	// the path leads to, and its types and permissions are not those of the line.
	Own bool

	result *model.Response // of the operation
}

// Principal returns the use that gives the line its name.
func (l *Line) Principal() *Use { return l.Uses[0] }

// Kind returns the kind of the line's principal page.
func (l *Line) Kind() model.OperationKind { return l.Principal().Operation.Kind }

// Pages returns the pages that have the line, in the order of its uses.
func (l *Line) Pages() []string {
	var pages []string
	for _, u := range l.Uses {
		if !slices.Contains(pages, u.Operation.Page) {
			pages = append(pages, u.Operation.Page)
		}
	}
	return pages
}

// Index has the request lines of a model. Code looks up its maps and does not
// range over them.
type Index struct {
	all     []*Line
	byRoute map[*model.Route]*Line
	owned   map[*model.Operation][]*Line
	types   *paths
}

// TypeAt returns the type that a path leads to, given its shape: the type of the values
// for a collection, and nil if the pages name none.
func (x *Index) TypeAt(shape string) *model.Type { return x.types.at(collection(shape)) }

// All returns the lines in the order of their first occurrence in the model.
func (x *Index) All() []*Line { return x.all }

// Of returns the request line of a route.
func (x *Index) Of(r *model.Route) *Line { return x.byRoute[r] }

// Owned returns the lines whose principal operation is op, in the order of its
// routes.
func (x *Index) Owned(op *model.Operation) []*Line { return x.owned[op] }

// New joins the request lines of a model.
func New(m *model.Model) *Index {
	x := &Index{byRoute: map[*model.Route]*Line{}, owned: map[*model.Operation][]*Line{}}
	x.collect(m)
	x.markOwn(m)
	types := newPaths(x.all)
	x.types = types
	for _, l := range x.all {
		l.Type, l.declared = types.of(l)
	}
	for _, l := range x.all {
		l.order()
		l.join()
	}
	x.findMonitors(m)
	resources := newResources(x.all, types)
	for _, l := range x.all {
		l.Resource = resources.of(l)
	}
	for _, op := range m.Operations {
		for _, r := range op.Routes {
			if l := x.byRoute[r]; l.Principal().Route == r {
				x.owned[op] = append(x.owned[op], l)
			}
		}
	}
	return x
}

// collect groups the routes of the model by request line.
func (x *Index) collect(m *model.Model) {
	byLine := map[string]*Line{}
	for _, op := range m.Operations {
		for _, r := range op.Routes {
			shape := r.Shape()
			key := op.Method + " " + shape
			l := byLine[key]
			if l == nil {
				l = &Line{Method: op.Method, Shape: shape}
				byLine[key] = l
				x.all = append(x.all, l)
			}
			l.Uses = append(l.Uses, &Use{Operation: op, Route: r, result: op.Result()})
			x.byRoute[r] = l
		}
	}
}

// uses is the factor from which a page is not about a line. The kinds of
// resources on the page are compared with the minimum among all pages of the
// line.
const uses = 3

// markOwn marks the pages that are about a line.
func (x *Index) markOwn(m *model.Model) {
	type side struct{ page, method string }
	words := map[side]map[string]bool{}
	for _, op := range m.Operations {
		for _, r := range op.Routes {
			s := side{op.Page, op.Method}
			if words[s] == nil {
				words[s] = map[string]bool{}
			}
			words[s][lastWord(r)] = true
		}
	}
	kinds := func(u *Use) int { return len(words[side{u.Operation.Page, u.Operation.Method}]) }
	for _, l := range x.all {
		least := kinds(slices.MinFunc(l.Uses, func(a, b *Use) int { return cmp.Compare(kinds(a), kinds(b)) }))
		isAside := !slices.ContainsFunc(l.Uses, func(u *Use) bool { return !u.Route.Aside })
		for _, u := range l.Uses {
			u.Own = kinds(u) < uses*least && (isAside || !u.Route.Aside)
		}
	}
}

// lastWord returns the last literal name of a path.
func lastWord(r *model.Route) string {
	for _, s := range slices.Backward(r.Segments) {
		if len(s) > 0 && s[0].Param == nil {
			word, _, _ := strings.Cut(s[0].Text, "(")
			return strings.ToLower(word)
		}
	}
	return ""
}

// order moves the principal use to the front. In order of importance, its page
// is about the line and about its type, its name has the verb of the method and
// the last name of the path, its request line has no query, and its name and
// file name have the fewest additional words.
func (l *Line) order() {
	principal := slices.MinFunc(l.Uses, func(a, b *Use) int {
		return cmp.Or(
			firstIf(a.Own, b.Own),
			firstIf(a.isAbout(l.Type), b.isAbout(l.Type)),
			firstIf(a.isPlain(), b.isPlain()),
			firstIf(a.saysPath(), b.saysPath()),
			cmp.Compare(len(a.Route.Query), len(b.Route.Query)),
			cmp.Compare(len(a.Route.Name), len(b.Route.Name)),
			cmp.Compare(strings.Count(a.Operation.Page, "-"), strings.Count(b.Operation.Page, "-")),
		)
	})
	slices.SortStableFunc(l.Uses, func(a, b *Use) int {
		return cmp.Or(firstIf(a == principal, b == principal), firstIf(a.Own, b.Own))
	})
}

func firstIf(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	}
	return 1
}

// verbs has the verbs of operations that are named for what they do with a
// resource.
var verbs = map[model.OperationKind]string{model.List: "List", model.Get: "Get", model.Create: "Create", model.Update: "Update", model.Delete: "Delete"}

// isPlain reports whether the operation is named for what it does with a
// resource instead of for its purpose: UpdateItem instead of MoveItem.
func (u *Use) isPlain() bool {
	verb := verbs[u.Operation.Kind]
	return verb != "" && strings.HasPrefix(u.Operation.Name, verb)
}

// saysPath reports whether the name of the operation contains the last name of
// the path, in the singular if a key follows.
func (u *Use) saysPath() bool {
	word := lastWord(u.Route)
	if last := u.Route.Segments[len(u.Route.Segments)-1]; len(last) > 0 && last[0].Param != nil {
		word = strings.TrimSuffix(word, "s")
	}
	return strings.Contains(strings.ToLower(u.Route.Name), word)
}

// isAbout reports whether the page is about values of the type itself instead
// of a subtype.
func (u *Use) isAbout(t *model.Type) bool {
	if t == nil {
		return false
	}
	if own := u.typ(); own != nil {
		return own == t
	}
	_, what, _ := strings.Cut(u.Operation.Name, verbs[u.Operation.Kind])
	return strings.EqualFold(what, t.Name) || strings.EqualFold(what, dialect.Plural(t.Name))
}
