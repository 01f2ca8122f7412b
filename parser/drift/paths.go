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

// describedLines are the request lines of a description. Paths are relative to the URL
// of the service, as the pages give it.
type describedLines struct {
	prefix string // segments of the pages' base URL that are in the paths of the description
	exact  map[string]*model.Operation
	loose  map[string][]*model.Operation
	paths  map[string][]string // methods by loose path
}

func newDescribedLines(pages, description *model.Model) *describedLines {
	d := &describedLines{exact: map[string]*model.Operation{}, loose: map[string][]*model.Operation{}, paths: map[string][]string{}}
	d.prefix = prefixIn(description.Operations, pathOf(pages.BaseURL), pathOf(description.BaseURL))
	for _, op := range description.Operations {
		for _, route := range op.Routes {
			keys := d.keys(keysOf(route.Segments), d.prefix)
			if line := op.Method + " " + keys.exact; d.exact[line] == nil {
				d.exact[line] = op
			}
			line := op.Method + " " + keys.loose
			d.loose[line] = append(d.loose[line], op)
			d.paths[keys.loose] = append(d.paths[keys.loose], op.Method)
		}
	}
	return d
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

func (d *describedLines) keys(k pathKeys, prefix string) pathKeys {
	return pathKeys{strings.TrimPrefix(k.exact, prefix), strings.TrimPrefix(k.loose, prefix)}
}

// find returns the operation of the description with a request line of the pages, or
// nil. It ignores the names of arguments if only one operation remains.
func (d *describedLines) find(method string, route *model.Route) *model.Operation {
	keys := keysOf(route.Segments)
	if op := d.exact[method+" "+keys.exact]; op != nil {
		return op
	}
	if found := d.loose[method+" "+keys.loose]; len(found) == 1 {
		return found[0]
	}
	return nil
}

// methods returns the methods that the description has for a path, without duplicates.
func (d *describedLines) methods(route *model.Route) []string {
	return slices.Compact(slices.Sorted(slices.Values(d.paths[keysOf(route.Segments).loose])))
}
