// Package lines joins the operations that document one request line.
//
// An operation of the model is what one page says. Several pages may have one
// request line: a page for each type derived from that of a list, or a page for
// a use of a resource beside the resource's own. A [Line] is what they say
// together, so that a package has one function for it:
//
//   - its type is what the types of the pages have in common, and never narrower
//     than what other request lines put into the same collection;
//   - its query options and headers are those of all pages;
//   - everything else is what the principal page says, which is the one that is
//     about that type.
//
// Lines depend on the whole model and never on what is chosen of it.
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
	Shape  string // of the path, as [model.Route.Shape] gives it
	// Uses are the routes that have the line: the principal one first, then those of
	// pages about the line, then the others, each in the order of the model.
	Uses []*Use
	// Type is the type that the path leads to, for lines that read, create, change
	// or delete it; nil for others, and where pages contradict each other.
	Type *model.Type

	Result   *model.Response // nil where no answer has a body
	Request  *model.Body     // nil where no body is sent
	Resource Resource
	// Options are the query options that callers may leave out, and Headers the
	// headers that pages document.
	Options, Headers []*model.Parameter
	Permissions      []*model.Permission // at most one of each kind
	Deprecated       bool                // all pages about the line say so

	// declared is the type that the owner of the path declares for its last word.
	declared *model.Type
}

// Use is a request line as one page documents it.
type Use struct {
	Operation *model.Operation
	Route     *model.Route
	// Own is set where the page is about the line. A page that has the method on
	// paths to many kinds of resource documents a use of each instead, and so does
	// one that is about something else than the path leads to: its types and
	// permissions are not the line's.
	Own bool

	result *model.Response // the operation's
}

// Principal is the use that the line is called after.
func (l *Line) Principal() *Use { return l.Uses[0] }

// Kind is what the line does, as its principal page says.
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

// Index holds the request lines of a model. Its maps are only looked up.
type Index struct {
	all     []*Line
	byRoute map[*model.Route]*Line
	owned   map[*model.Operation][]*Line
}

// All returns the lines in the order in which the model has them first.
func (x *Index) All() []*Line { return x.all }

// Of returns the line of a route.
func (x *Index) Of(r *model.Route) *Line { return x.byRoute[r] }

// Owned returns the lines that the operation is principal for, in the order of
// its routes.
func (x *Index) Owned(op *model.Operation) []*Line { return x.owned[op] }

// New joins the request lines of a model.
func New(m *model.Model) *Index {
	x := &Index{byRoute: map[*model.Route]*Line{}, owned: map[*model.Operation][]*Line{}}
	x.collect(m)
	x.markOwn(m)
	types := newPaths(x.all)
	for _, l := range x.all {
		l.Type, l.declared = types.of(l)
	}
	for _, l := range x.all {
		l.order()
		l.join()
	}
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

// collect sorts the routes of the model by their request line.
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

// uses is the number of kinds of resource, as a multiple of the least that a page
// with the line has, from which on a page is not about the line.
const uses = 3

// markOwn tells the pages that are about a line from the others.
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

// lastWord is the last literal word of a path: what it leads to.
func lastWord(r *model.Route) string {
	for _, s := range slices.Backward(r.Segments) {
		if len(s) > 0 && s[0].Param == nil {
			word, _, _ := strings.Cut(s[0].Text, "(")
			return strings.ToLower(word)
		}
	}
	return ""
}

// order puts the principal use first. It is one whose page is about the line and
// about its type, whose name has the verb that goes with the method and the word
// that the path ends with, whose request line has no query of its own, and whose
// name and file have the least added.
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

// verbs are those of operations that are called after what they do with a resource.
var verbs = map[model.OperationKind]string{model.List: "List", model.Get: "Get", model.Create: "Create", model.Update: "Update", model.Delete: "Delete"}

// isPlain reports whether the operation is called after what it does with a
// resource, and not after what that is good for: UpdateItem rather than MoveItem.
func (u *Use) isPlain() bool {
	verb := verbs[u.Operation.Kind]
	return verb != "" && strings.HasPrefix(u.Operation.Name, verb)
}

// saysPath reports whether the name has the word that the path ends with: in the
// singular where a key follows.
func (u *Use) saysPath() bool {
	word := lastWord(u.Route)
	if last := u.Route.Segments[len(u.Route.Segments)-1]; len(last) > 0 && last[0].Param != nil {
		word = strings.TrimSuffix(word, "s")
	}
	return strings.Contains(strings.ToLower(u.Route.Name), word)
}

// isAbout reports whether the page is about values of the type rather than of one
// that derives from it.
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
