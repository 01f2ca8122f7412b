package naming

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/docwright/docwright/parser/dialect"
	"github.com/docwright/docwright/parser/internal/notation"
	"github.com/docwright/docwright/parser/internal/word"
	"github.com/docwright/docwright/parser/model"
)

// Suffixes sets the suffixes of an operation's routes, except for the principal
// route. A suffix has the words that distinguish the route from the others.
func (p *Page) Suffixes(routes []*model.Route) {
	if len(routes) < 2 {
		return
	}
	main := slices.MinFunc(routes, compareRoutes)
	base := p.routeWords(main)
	list := make([]*suffixed, 0, len(routes)-1)
	for _, route := range routes {
		if route != main {
			list = append(list, &suffixed{route, difference(p.routeWords(route), base)})
		}
	}
	slices.SortStableFunc(list, func(a, b *suffixed) int { return len(a.words) - len(b.words) })
	taken := map[string]bool{"": true}
	for _, l := range list {
		suffix := l.suffix(main, list, taken)
		taken[strings.ToLower(suffix)] = true
		l.route.Suffix = suffix
		if first := word.Split(suffix)[0]; first != "By" && first != "Me" {
			l.route.Suffix = "In" + suffix
		}
	}
}

// suffixed is a route with the words that the principal route lacks.
type suffixed struct {
	route *model.Route
	words []string
}

// suffix returns a suffix that is not taken and distinguishes the route from
// main and the others.
func (l *suffixed) suffix(main *model.Route, others []*suffixed, taken map[string]bool) string {
	suffix := l.distinguishing(others)
	if len(l.words) > 0 && l.words[0] == "Me" && !strings.HasPrefix(suffix, "Me") {
		suffix = "Me" + suffix // see [routeName]
	}
	if taken[strings.ToLower(suffix)] {
		suffix = shortest(append(l.words, parameterWords(l.route, main)...), taken)
	}
	for n := 2; taken[strings.ToLower(suffix)]; n++ {
		suffix = strings.Join(l.words, "") + "Route" + strconv.Itoa(n)
	}
	return suffix
}

// distinguishing returns the fewest words that distinguish the route. Of all
// routes with these words, it has the fewest words in total. The result is
// empty if there are no such words.
func (l *suffixed) distinguishing(all []*suffixed) string {
	for n := 1; n <= min(len(l.words), 3); n++ {
		if s := l.distinguishingOf(all, n, 0, nil); s != nil {
			return strings.Join(s, "")
		}
	}
	return ""
}

func (l *suffixed) distinguishingOf(all []*suffixed, n, from int, chosen []string) []string {
	if n == 0 {
		for _, other := range all {
			if other != l && len(other.words) <= len(l.words) && hasAll(other.words, chosen) {
				return nil
			}
		}
		return chosen
	}
	for i := from; i+n <= len(l.words); i++ {
		if s := l.distinguishingOf(all, n-1, i+1, append(chosen[:len(chosen):len(chosen)], l.words[i])); s != nil {
			return s
		}
	}
	return nil
}

func hasAll(words, chosen []string) bool {
	return !slices.ContainsFunc(chosen, func(w string) bool { return !slices.Contains(words, w) })
}

// compareRoutes orders routes from the most general one: by literal words, then
// by function arguments, then by parameters, of which a general route has many.
func compareRoutes(a, b *model.Route) int {
	v, w := weigh(a), weigh(b)
	return cmp.Or(v.literals-w.literals, v.arguments-w.arguments, w.parameters-v.parameters)
}

// weight has the numbers of literal words, function arguments and parameters of
// a route.
type weight struct{ literals, arguments, parameters int }

func weigh(r *model.Route) weight {
	w := weight{arguments: len(r.Query)}
	for _, s := range r.Segments {
		switch {
		case len(s) == 0:
			w.parameters++
		case s[0].Param != nil:
			w.parameters++
			if s[0].Path {
				w.literals++
			}
		default:
			w.literals++
			for _, p := range s {
				if p.Param != nil {
					w.arguments++
				}
			}
		}
	}
	return w
}

// routeWord is a literal word of a route, as in the path and as in a name. The
// latter is in the singular before a key.
type routeWord struct{ raw, shown string }

// routeWords returns the words of a route. Parameters with a path as their
// value and function arguments count as words, too, and come last.
func (p *Page) routeWords(route *model.Route) []routeWord {
	var words, paths []routeWord
	for i, s := range route.Segments {
		if len(s) == 0 {
			continue
		}
		if s[0].Param != nil {
			if w := pathWord(s[0].Param.Name); s[0].Path {
				paths = append(paths, routeWord{w, w})
			}
			continue
		}
		next := model.Part{}
		if i+1 < len(route.Segments) && len(route.Segments[i+1]) > 0 {
			next = route.Segments[i+1][0]
		}
		if next.Path {
			continue // the path parameter has a word of its own: root:/{item-path}
		}
		name, arguments, _ := strings.Cut(segmentText(s), "(")
		name = name[strings.LastIndexByte(name, '.')+1:]
		if shown := p.shown(name, next.Param != nil); shown != "" {
			words = append(words, routeWord{name, shown})
		}
		paths = append(paths, argumentWords(arguments)...)
	}
	return append(words, paths...)
}

// segmentText returns the text of a segment, with {} for its parameters.
func segmentText(s model.Segment) string {
	text := ""
	for _, part := range s {
		if part.Param != nil {
			text += "{}"
		} else {
			text += part.Text
		}
	}
	return text
}

// shown returns the word of a segment in a name.
func (p *Page) shown(name string, beforeKey bool) string {
	if beforeKey {
		name = dialect.Singular(name)
	}
	return p.Words.Name(strings.ToLower(name))
}

// argumentWords returns the words for the arguments of a call.
func argumentWords(arguments string) []routeWord {
	var words []routeWord
	for _, arg := range notation.SplitArguments(strings.TrimSuffix(arguments, ")")) {
		if key, _, ok := notation.CutArgument(arg); ok {
			words = append(words, routeWord{arg, "By" + word.Upper(key)})
		}
	}
	return words
}

// pathWord returns the word for a parameter with a path as its value: "ByPath",
// "ByFilename".
func pathWord(name string) string {
	if strings.Contains(strings.ToLower(name), "path") {
		return "ByPath"
	}
	return "By" + word.Upper(name)
}

// parameterWords returns words for the parameters that main does not have.
func parameterWords(r, main *model.Route) []string {
	has := map[*model.Parameter]bool{}
	for _, s := range main.Segments {
		for _, p := range s {
			has[p.Param] = true
		}
	}
	var params []*model.Parameter
	for _, s := range r.Segments {
		for _, p := range s {
			if p.Param != nil && !has[p.Param] {
				params = append(params, p.Param)
			}
		}
	}
	var words []string
	for _, p := range append(params, r.Query...) {
		if w := "By" + word.Upper(p.Name); !slices.Contains(words, w) {
			words = append(words, w)
		}
	}
	return words
}

// difference returns the words of list that base lacks. Repeated words count as
// often as they occur.
func difference(list, base []routeWord) []string {
	left := slices.Clone(base)
	var words []string
	for _, w := range list {
		if i := slices.IndexFunc(left, func(b routeWord) bool { return strings.EqualFold(b.raw, w.raw) }); i >= 0 {
			left = slices.Delete(left, i, i+1)
			continue
		}
		words = append(words, w.shown)
	}
	return words
}

// shortest returns the fewest words, in their order, that make a suffix that is
// not taken. It returns an empty string if all are taken.
func shortest(words []string, taken map[string]bool) string {
	for n := 1; n <= min(len(words), 3); n++ {
		if s := choose(words, n, "", taken); s != "" {
			return s
		}
	}
	if all := strings.Join(words, ""); !taken[strings.ToLower(all)] {
		return all
	}
	return ""
}

func choose(words []string, n int, prefix string, taken map[string]bool) string {
	if n == 0 {
		if taken[strings.ToLower(prefix)] {
			return ""
		}
		return prefix
	}
	for i := 0; i+n <= len(words); i++ {
		if s := choose(words[i+1:], n-1, prefix+words[i], taken); s != "" {
			return s
		}
	}
	return ""
}
