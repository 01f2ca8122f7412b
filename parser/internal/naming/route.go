package naming

import (
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/dialect"
	"github.com/docwright/docwright/parser/internal/word"
	"github.com/docwright/docwright/parser/model"
)

// Named is an operation and the words that its name begins with.
type Named struct {
	Op           *model.Operation
	Verb, Entity string // see [Name]
}

// nameRoutes names the routes of an operation. The name of a route is that of
// the operation with the suffix of the route.
func (n *Named) nameRoutes() {
	for _, route := range n.Op.Routes {
		route.Name = n.routeName(route)
	}
}

// routeName combines the operation's name and the route's suffix. Resources
// below /me belong to the caller. Their names have "My" after the verb, as in
// GetMyDrive and ListMyEventsInCalendar, and omit the word "User": /me itself
// is GetMe, and its messages are ListMyMessages.
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

// respell gives the words of names the capitals that they have on the pages of
// types. Paths often lack capitals ("calendargroup"), and file names have none.
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

// spelling maps compound words in lower case to their spelling.
type spelling map[string]string

// spellings returns the names of types and properties with several words. Names
// that differ only in their capitals are left out.
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

// name respells the compound words of a camel-case name.
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
