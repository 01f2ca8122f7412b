package operation

import (
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/model"
)

// nameRoutes names the routes of an operation: they have the operation's name
// with what tells them from the others.
func nameRoutes(op *model.Operation) {
	for _, route := range op.Routes {
		route.Name = routeName(op, route)
	}
}

// routeName puts the operation's name and the route's suffix together. What is
// below /me is the caller's own, which the name says behind its verb, where a
// person would: GetMyDrive, ListMyEventsInCalendar. Of a user nothing else is
// left to say: /me itself is GetMe, its messages are ListMyMessages.
func routeName(op *model.Operation, route *model.Route) string {
	rest, mine := cutMe(route.Suffix)
	what, ok := strings.CutPrefix(op.Name, op.Verb)
	if !mine || !ok || op.Verb == "" {
		return op.Name + route.Suffix
	}
	if thing, ok := strings.CutPrefix(what, op.Entity); ok && op.Entity != "" {
		switch user := strings.TrimSuffix(op.Entity, "User"); {
		case rest == "" && route.Path == "/me":
			return op.Verb + "Me" + thing
		case user != op.Entity && thing != "" && !strings.HasPrefix(thing, "s"):
			what = user + thing
		}
	}
	if rest != "" && !strings.HasPrefix(rest, "By") {
		rest = "In" + rest
	}
	return op.Verb + "My" + what + rest
}

// cutMe cuts "Me" off the beginning of a suffix.
func cutMe(suffix string) (rest string, ok bool) {
	if words := camelWords(suffix); len(words) > 0 && words[0] == "Me" {
		return suffix[len("Me"):], true
	}
	return suffix, false
}

// respell gives the words of names the capitals that the pages of types have:
// pages write "calendargroup" in a path, and their file names have no capitals.
func respell(ops []*model.Operation, types []*model.Type) {
	known := spellings(types)
	for _, op := range ops {
		op.Name = known.name(op.Name)
		op.Verb = known.name(op.Verb)
		op.Entity = known.name(op.Entity)
		for _, route := range op.Routes {
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
	add := func(name string) {
		if len(name) < 6 || !isCamel(name) || capitals(name) == 0 {
			return
		}
		lower := strings.ToLower(name)
		if was, ok := known[lower]; ok && upperCamel(was) != upperCamel(name) {
			name = ""
		}
		known[lower] = name
	}
	for _, t := range types {
		add(t.Name)
	}
	for _, t := range types {
		for _, p := range t.Properties {
			if _, ok := known[strings.ToLower(p.Name)]; !ok {
				add(p.Name)
			}
		}
	}
	return known
}

// name respells the words of a name in camel case that are compounds.
func (known spelling) name(name string) string {
	words := camelWords(name)
	if !slices.ContainsFunc(words, func(w string) bool { return known.word(w) != w }) {
		return name
	}
	for i, w := range words {
		words[i] = known.word(w)
	}
	return strings.Join(words, "")
}

func (known spelling) word(word string) string {
	lower := strings.ToLower(word)
	if s := known[lower]; s != "" {
		return upperCamel(s)
	}
	if one := singular(lower); one != lower && known[one] != "" {
		return upperCamel(plural(known[one]))
	}
	return word
}
