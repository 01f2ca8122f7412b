package naming

import (
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/dialect"
	"github.com/docwright/docwright/parser/internal/word"
	"github.com/docwright/docwright/parser/model"
)

// Named is an operation with the words that its name begins with.
type Named struct {
	Op           *model.Operation
	Verb, Entity string // see [Name]
}

// nameRoutes names the routes of an operation: they have the operation's name
// with what tells them from the others.
func (n *Named) nameRoutes() {
	for _, route := range n.Op.Routes {
		route.Name = n.routeName(route)
	}
}

// routeName puts the operation's name and the route's suffix together. What is
// below /me is the caller's own, which the name says behind its verb, where a
// person would: GetMyDrive, ListMyEventsInCalendar. Of a user nothing else is
// left to say: /me itself is GetMe, its messages are ListMyMessages.
func (n *Named) routeName(route *model.Route) string {
	rest, mine := cutMe(route.Suffix)
	what, ok := strings.CutPrefix(n.Op.Name, n.Verb)
	if !mine || !ok || n.Verb == "" {
		return n.Op.Name + route.Suffix
	}
	if thing, ok := strings.CutPrefix(what, n.Entity); ok && n.Entity != "" {
		switch user := strings.TrimSuffix(n.Entity, "User"); {
		case rest == "" && route.Path == "/me":
			return n.Verb + "Me" + thing
		case user != n.Entity && thing != "" && !strings.HasPrefix(thing, "s"):
			what = user + thing
		}
	}
	if rest != "" && !strings.HasPrefix(rest, "By") {
		rest = "In" + rest
	}
	return n.Verb + "My" + what + rest
}

// cutMe cuts "Me" off the beginning of a suffix.
func cutMe(suffix string) (rest string, ok bool) {
	if words := word.Split(suffix); len(words) > 0 && words[0] == "Me" {
		return suffix[len("Me"):], true
	}
	return suffix, false
}

// respell gives the words of names the capitals that the pages of types have:
// pages write "calendargroup" in a path, and their file names have no capitals.
func respell(ops []*Named, types []*model.Type) {
	known := spellings(types)
	for _, n := range ops {
		n.Op.Name = known.name(n.Op.Name)
		n.Verb = known.name(n.Verb)
		n.Entity = known.name(n.Entity)
		for _, route := range n.Op.Routes {
			route.Suffix = known.name(route.Suffix)
		}
	}
}

// spelling is the spelling of compound words, by the word in lower case.
type spelling map[string]string

// spellings returns the names of types and properties that have several words.
// Where two differ in their capitals only, neither counts.
func spellings(types []*model.Type) spelling {
	known := spelling{}
	for _, t := range types {
		known.add(t.Name)
	}
	for _, t := range types {
		for _, p := range t.Properties {
			if _, ok := known[strings.ToLower(p.Name)]; !ok {
				known.add(p.Name)
			}
		}
	}
	return known
}

func (known spelling) add(name string) {
	if len(name) < 6 || !word.IsCamel(name) || capitals(name) == 0 {
		return
	}
	lower := strings.ToLower(name)
	if was, ok := known[lower]; ok && word.Upper(was) != word.Upper(name) {
		name = ""
	}
	known[lower] = name
}

// name respells the words of a name in camel case that are compounds.
func (known spelling) name(name string) string {
	words := word.Split(name)
	if !slices.ContainsFunc(words, func(w string) bool { return known.word(w) != w }) {
		return name
	}
	for i, w := range words {
		words[i] = known.word(w)
	}
	return strings.Join(words, "")
}

func (known spelling) word(text string) string {
	lower := strings.ToLower(text)
	if s := known[lower]; s != "" {
		return word.Upper(s)
	}
	if one := dialect.Singular(lower); one != lower && known[one] != "" {
		return word.Upper(dialect.Plural(known[one]))
	}
	return text
}
