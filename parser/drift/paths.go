package drift

import (
	"net/url"
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/model"
)

// A path can be written in several ways that lead to the same place: a key in
// parentheses or as a segment, arguments in any order and in quotes or not, names of
// functions and types with or without their namespace (OData URL Conventions 4.01,
// section 4). Two descriptions of an API may differ in these.

// pathKeys are the keys by which paths are compared regardless of the notation.
type pathKeys struct {
	exact string
	loose string // without the names of arguments, and whether they are keys
}

// keysOf returns the keys of a path.
func keysOf(segments []model.Segment) pathKeys {
	var exact, loose strings.Builder
	for _, s := range segments {
		e, l := segmentKeys(s.Shape())
		exact.WriteString("/" + e)
		loose.WriteString("/" + l)
	}
	return pathKeys{exact.String(), loose.String()}
}

func segmentKeys(shape string) (exact, loose string) {
	name, arguments, called := strings.Cut(strings.TrimSuffix(shape, ")"), "(")
	if !called || !strings.HasSuffix(shape, ")") {
		return unqualified(shape), unqualified(shape)
	}
	name = unqualified(name)
	if strings.TrimSpace(arguments) == "" {
		return name, name
	}
	var names []string
	for argument := range strings.SplitSeq(arguments, ",") {
		if own, _, ok := strings.Cut(argument, "="); ok {
			names = append(names, strings.TrimSpace(own))
		}
	}
	loose = name + "/{}"
	if len(names) == 0 {
		return loose, loose
	}
	slices.Sort(names)
	return name + "(" + strings.Join(names, ",") + ")", loose
}

// unqualified removes the namespace of a function or type.
func unqualified(segment string) string {
	short := model.Short(segment)
	if short == "" || short[0] < 'a' || short[0] > 'z' || strings.ContainsAny(segment, "{}$:'") {
		return segment // such as v1.0
	}
	return short
}

// pathOf returns the path of a URL, in the form of [model.PathShape].
func pathOf(base string) string {
	if i := strings.Index(base, "://"); i >= 0 {
		_, base, _ = strings.Cut(base[i+len("://"):], "/")
	}
	base, err := url.PathUnescape(base)
	if base = strings.Trim(base, "/"); err != nil || base == "" {
		return ""
	}
	return model.PathShape("/" + base)
}

// lineIndex finds what another side has for a request line.
type lineIndex[T any] struct {
	exact   map[string]T
	loose   map[string][]T
	methods map[string][]string // by loose path
}

func newLineIndex[T any]() lineIndex[T] {
	return lineIndex[T]{map[string]T{}, map[string][]T{}, map[string][]string{}}
}

// add adds a request line. If several have the same path, the first one is found.
func (x lineIndex[T]) add(method string, keys pathKeys, v T) {
	if _, known := x.exact[method+" "+keys.exact]; !known {
		x.exact[method+" "+keys.exact] = v
	}
	x.loose[method+" "+keys.loose] = append(x.loose[method+" "+keys.loose], v)
	x.methods[keys.loose] = append(x.methods[keys.loose], method)
}

// find returns what the other side has for a request line of the pages. It ignores the
// names of arguments if only one line remains.
func (x lineIndex[T]) find(method string, segments []model.Segment) (v T, ok bool) {
	keys := keysOf(segments)
	if v, ok = x.exact[method+" "+keys.exact]; ok {
		return v, true
	}
	if found := x.loose[method+" "+keys.loose]; len(found) == 1 {
		return found[0], true
	}
	return v, false
}

// methodsOf returns the methods that the other side has for a path, without duplicates.
func (x lineIndex[T]) methodsOf(route *model.Route) []string {
	return slices.Compact(slices.Sorted(slices.Values(x.methods[keysOf(route.Segments).loose])))
}

// describedLines returns the request lines of a description. Paths are relative to the
// URL of the service, as the pages give it.
func describedLines(pages, description *model.Model) lineIndex[*model.Operation] {
	x := newLineIndex[*model.Operation]()
	prefix := prefixIn(description.Operations, pathOf(pages.BaseURL), pathOf(description.BaseURL))
	for _, op := range description.Operations {
		for _, route := range op.Routes {
			keys := keysOf(route.Segments)
			x.add(op.Method, pathKeys{strings.TrimPrefix(keys.exact, prefix), strings.TrimPrefix(keys.loose, prefix)}, op)
		}
	}
	return x
}

// prefixIn returns the part of the pages' base URL that is in the paths of the
// description and not in its own base URL. All paths must have it.
func prefixIn(ops []*model.Operation, pages, description string) string {
	prefix, isLonger := strings.CutPrefix(pages, description)
	if !isLonger || prefix == "" || prefix[0] != '/' {
		return ""
	}
	for _, op := range ops {
		for _, route := range op.Routes {
			if !strings.HasPrefix(route.Shape(), prefix+"/") {
				return ""
			}
		}
	}
	return prefix
}
