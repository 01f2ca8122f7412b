package codedrift

import (
	"cmp"
	"slices"
	"strings"

	"github.com/docwright/docwright/generator/gocode"
	"github.com/docwright/docwright/parser/drift"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/permissions"
	"github.com/docwright/docwright/parser/source"
)

// Need is what a call needs.
type Need struct {
	Line string // the request line
	// Sets are the sets of permissions of which each is enough, by the kind of caller,
	// the least privileged first. A kind without sets can't call the operation.
	Sets map[model.PermissionKind][][]string
	// Source is where the permissions were read: on the page, or in the permissions
	// file. It is zero if neither has any.
	Source   source.Position
	Position source.Position // of the first call in the code
}

// Needs returns what the calls need, one for each request line, in the order of the
// code. What the permissions file does not have is taken from the pages.
func Needs(pages drift.Side, calls []gocode.Call, granted *drift.Granted) []Need {
	lines := byLine(pages.Model.Operations)
	known := map[string]bool{}
	var list []Need
	for _, call := range calls {
		key := requestKey(call.Function.Method, call.Function.Path)
		if known[key] {
			continue
		}
		known[key] = true
		n := Need{Line: call.Function.Method + " " + call.Function.Path, Position: call.Position, Sets: map[model.PermissionKind][][]string{}}
		if l := granted.FindPath(call.Function.Method, call.Function.Path); l != nil {
			n.fromFile(l)
		} else {
			n.fromPages(pages, lines[key], key)
		}
		list = append(list, n)
	}
	return list
}

// fromFile takes the permissions from a line of the file, the least privileged first. If
// the file has several as the least, those of a lower level and those that only read
// come first.
func (n *Need) fromFile(l *permissions.Line) {
	n.Source = l.Position
	grants := slices.Clone(l.Grants)
	slices.SortStableFunc(grants, func(a, b permissions.Grant) int {
		return cmp.Or(order(b.Least, a.Least), cmp.Compare(a.Level, b.Level), order(a.Writes, b.Writes))
	})
	for _, g := range grants {
		n.Sets[g.Kind] = append(n.Sets[g.Kind], g.Sets()...)
	}
}

// order compares two conditions. The one that does not hold comes first.
func order(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

// fromPages takes the permissions from the tables of the pages with the request line.
func (n *Need) fromPages(pages drift.Side, ops []*model.Operation, key string) {
	for _, op := range ops {
		for _, route := range op.Routes {
			if op.Method+" "+route.Shape() != key {
				continue
			}
			for _, p := range op.PermissionsOf(route) {
				if p.Supported {
					n.Source = cmp.Or(n.Source, pages.At(p.Position))
					n.Sets[p.Kind] = append(n.Sets[p.Kind], p.Alternatives()...)
				}
			}
		}
	}
}

// Enough returns the first set of permissions for callers of the kind that the scopes
// contain, or nil.
func (n *Need) Enough(kind model.PermissionKind, scopes []string) []string {
	for _, set := range n.Sets[kind] {
		if !slices.ContainsFunc(set, func(s string) bool { return !slices.Contains(scopes, s) }) {
			return set
		}
	}
	return nil
}

// Least returns the scopes that callers of the kind need at least for all calls that
// such callers can make, sorted. It prefers the least privileged permission of a call,
// unless another call needs one that is enough for both.
func Least(needs []Need, kind model.PermissionKind) []string { return least(needs, kind, nil) }

// least returns the scopes that are needed besides the given ones.
func least(needs []Need, kind model.PermissionKind, given []string) []string {
	sorted := slices.Clone(needs)
	slices.SortStableFunc(sorted, func(a, b Need) int { return cmp.Compare(len(a.Sets[kind]), len(b.Sets[kind])) })
	scopes := slices.Clone(given)
	for _, n := range sorted {
		if len(n.Sets[kind]) > 0 && n.Enough(kind, scopes) == nil {
			scopes = append(scopes, n.Sets[kind][0]...)
		}
	}
	scopes = slices.Compact(slices.Sorted(slices.Values(scopes[len(given):])))
	return without(needs, kind, scopes, scopes, given)
}

// without removes the candidates that no call needs besides the other scopes.
func without(needs []Need, kind model.PermissionKind, scopes, candidates, given []string) []string {
	for _, s := range candidates {
		fewer := slices.DeleteFunc(slices.Clone(scopes), func(other string) bool { return other == s })
		if len(lost(needs, kind, slices.Concat(scopes, given), slices.Concat(fewer, given))) == 0 {
			scopes = fewer
		}
	}
	return scopes
}

// lost returns the calls for which the scopes are enough, and the fewer ones are not.
func lost(needs []Need, kind model.PermissionKind, scopes, fewer []string) []Need {
	return slices.DeleteFunc(slices.Clone(needs), func(n Need) bool { return n.Enough(kind, scopes) == nil || n.Enough(kind, fewer) != nil })
}

// signIn are the scopes that have nothing to do with calls.
var signIn = []string{"openid", "profile", "email", "offline_access"}

// CompareScopes compares scopes that a program is given with those that its calls need.
// Of names the code in findings about scopes that it does not need.
func CompareScopes(pages drift.Side, needs []Need, kind model.PermissionKind, scopes []string, of string) []drift.Change {
	c := newComparison(pages)
	scopes = slices.DeleteFunc(slices.Clone(scopes), func(s string) bool { return slices.Contains(signIn, s) })
	for i := range needs {
		n := &needs[i]
		s := subject{name: n.Line, code: n.Position}
		switch {
		case n.Source.File == "":
			c.report(undecided, s, true, "permissions", "neither the pages nor the permissions file says which permissions the call needs")
		case len(n.Sets[kind]) == 0:
			c.report(scopeMissing, s, true, "", "the call is not possible with %s", drift.Callers(kind))
		case n.Enough(kind, scopes) == nil:
			c.report(scopeMissing, s, true, setsText(n.Sets[kind]), "none of the scopes is enough for the call; it needs %s", setsText(n.Sets[kind]))
		}
	}
	c.excess(needs, kind, scopes, of)
	return drift.Tidy(c.changes)
}

// excess reports scopes that no call needs, and those instead of which less is enough.
func (c *comparison) excess(needs []Need, kind model.PermissionKind, scopes []string, of string) {
	best := Least(needs, kind)
	isBest := func(s string) bool { return slices.Contains(best, s) }
	candidates := slices.Concat(slices.DeleteFunc(slices.Clone(scopes), isBest), slices.DeleteFunc(slices.Clone(scopes), func(s string) bool { return !isBest(s) }))
	kept := without(needs, kind, scopes, candidates, nil)
	for _, s := range scopes {
		at := subject{name: s, code: source.Position{File: of}}
		if !slices.Contains(kept, s) && isPart(needs, kind, s, scopes) {
			continue // the call is reported
		}
		if !slices.Contains(kept, s) {
			c.report(scopeExcess, at, true, "", "no call needs the scope%s", c.besides(needs, kind, s))
			continue
		}
		others := slices.DeleteFunc(slices.Clone(kept), func(other string) bool { return other == s })
		calls := lost(needs, kind, kept, others)
		if less := least(calls, kind, others); len(less) > 0 && !slices.Contains(less, s) {
			c.report(scopeExcess, at, true, strings.Join(less, " "), "less is enough: %s, for %s", strings.Join(less, ", "), lineNames(calls))
		}
	}
}

// isPart reports whether the scope is one of several that a call needs together, and the
// others are not there.
func isPart(needs []Need, kind model.PermissionKind, s string, scopes []string) bool {
	return slices.ContainsFunc(needs, func(n Need) bool {
		return n.Enough(kind, scopes) == nil && slices.ContainsFunc(n.Sets[kind], func(set []string) bool { return slices.Contains(set, s) })
	})
}

// besides says whether a scope would be enough for a call, so that it is superfluous
// only because of others.
func (c *comparison) besides(needs []Need, kind model.PermissionKind, s string) string {
	for _, n := range needs {
		if n.Enough(kind, []string{s}) != nil {
			return " besides the others"
		}
	}
	return ""
}

func setsText(sets [][]string) string {
	texts := make([]string, len(sets))
	for i, set := range sets {
		texts[i] = strings.Join(set, " with ")
	}
	const atMost = 6
	if len(texts) > atMost {
		texts = append(texts[:atMost:atMost], "…")
	}
	return strings.Join(texts, ", or ")
}

func lineNames(needs []Need) string {
	const atMost = 3
	names := make([]string, 0, atMost+1)
	for _, n := range needs {
		if len(names) == atMost {
			names = append(names, "…")
			break
		}
		names = append(names, n.Line)
	}
	return strings.Join(names, ", ")
}
