package codedrift

import (
	"slices"
	"strings"

	"github.com/docwright/docwright/generator/gocode"
)

// scalars counts the arguments of which each is one value of a path or query.
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

// picks reports whether a function has an argument of its own, besides those for
// its path, by which it may pick one of many. Options are no such thing: functions
// that list have them, too.
func picks(f *gocode.Function) bool {
	return scalars(f) > placeholders(f.Path) || slices.ContainsFunc(f.Params, func(p gocode.Param) bool { return p.Func })
}

// bare are the types of parameters that hold no value of a path.
var bare = map[string]bool{"context.Context": true, "*http.Client": true, "io.Reader": true, "io.Writer": true}

// carriesAny reports whether an argument may be several values, or one that can't
// be seen.
func carriesAny(p gocode.Param) bool {
	return p.Variadic || !p.Func && !isScalar(p) && !bare[p.Text]
}

// maySend reports whether an argument may be a body, or have one made of it.
func maySend(p gocode.Param) bool {
	return carriesAny(p) || p.Func || p.Kind == gocode.Bytes || p.Text == "io.Reader"
}

// namesAll returns the receivers that have a function with an argument for each
// parameter of its path, called by the name of one: a receiver that stands for
// something in the path would have that itself.
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

// isKey reports whether a parameter is called like the key of something: id,
// userID, user_id.
func isKey(name string) bool { return strings.HasSuffix(strings.ToLower(name), "id") }
