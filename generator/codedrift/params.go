package codedrift

import (
	"slices"
	"strings"

	"github.com/docwright/docwright/generator/gocode"
)

// scalars returns the number of arguments that are a single value, as a path or
// query has.
func scalars(f *gocode.Function) int {
	n := 0
	for _, p := range f.Params {
		if isScalar(p) {
			n++
		}
	}
	return n
}

func isScalar(p gocode.Param) bool {
	return !p.Func && !p.Collection && p.Kind != gocode.Any && p.Kind != gocode.Object
}

// selects reports whether a function has more arguments than its path has
// parameters, and so may select an element of a list. Options are not counted,
// because functions that return lists have them, too.
func selects(f *gocode.Function) bool {
	return scalars(f) > placeholders(f.Path) || slices.ContainsFunc(f.Params, func(p gocode.Param) bool { return p.Func })
}

// bare are the types of arguments that never hold a value of a path.
var bare = map[string]bool{"context.Context": true, "*http.Client": true, "io.Reader": true, "io.Writer": true}

// carriesAny reports whether an argument may hold several values, or unknown ones.
func carriesAny(p gocode.Param) bool {
	return p.Variadic || !p.Func && !isScalar(p) && !bare[p.Text]
}

// maySend reports whether an argument may be a body, or part of one.
func maySend(p gocode.Param) bool {
	return carriesAny(p) || p.Func || p.Kind == gocode.Bytes || p.Text == "io.Reader"
}

// namesAll returns the receivers that have a function with an argument named like
// a key for each parameter of its path. Such a receiver does not hold values of
// paths itself.
func namesAll(functions []*gocode.Function) map[string]bool {
	all := map[string]bool{}
	for _, f := range functions {
		names := 0
		for _, p := range f.Params {
			if isScalar(p) && isKey(p.Name) {
				names++
			}
		}
		if n := placeholders(f.Path); n > 0 && names >= n {
			all[f.Receiver] = true
		}
	}
	return all
}

// isKey reports whether a parameter is named like a key: id, userID or user_id.
func isKey(name string) bool { return strings.HasSuffix(strings.ToLower(name), "id") }
