package naming

import (
	"slices"

	"github.com/docwright/docwright/parser/dialect"
	"github.com/docwright/docwright/parser/internal/word"
)

// parts are what a name is made of.
type parts struct {
	verb, entity, rest string
	action             bool // the rest is an action's or function's own name
}

func (p parts) String() string { return p.verb + p.entity + p.rest }

// reduce leaves out what a name would say twice, or to nobody.
//
//   - A type called …Root or …Container is the way into an area of the API, and
//     what is done with it is done in that area: getUserDetail of reportRoot is
//     GetUserDetail.
//   - What begins with the entity's name says it: List of calendarView of
//     calendar is ListCalendarView.
//   - What an action does to its own entity says it too: copyNotebook of
//     notebook is CopyNotebook. So does a shorter name of it.
func (p parts) reduce() parts {
	entity, rest := word.Split(p.entity), word.Split(p.rest)
	if len(entity) == 0 || len(rest) == 0 {
		return p
	}
	last := entity[len(entity)-1]
	switch {
	case len(entity) > 1 && (last == "Root" || last == "Container"),
		len(rest) > len(entity) && slices.Equal(rest[:len(entity)], entity):
		p.entity = ""
	case p.action && len(rest) <= len(entity) && slices.Equal(entity[len(entity)-len(rest):], rest),
		len(rest) > 2 && len(rest) < len(entity) && rest[len(rest)-1] == last && isSubsequence(rest, entity):
		p.rest = ""
	}
	return p
}

// isSubsequence reports whether all of the words stand in the list, in order.
func isSubsequence(words, list []string) bool {
	for _, w := range list {
		if len(words) > 0 && words[0] == w {
			words = words[1:]
		}
	}
	return len(words) == 0
}

// otherNumber is the name of the operation on the collection of what the page
// gets, or on an element of what it lists.
func (p parts) otherNumber(many bool) string {
	verb, number := "Get", dialect.Singular
	if many {
		verb, number = "List", dialect.Plural
	}
	if p.rest != "" {
		return verb + p.entity + number(p.rest)
	}
	return verb + number(p.entity)
}

// ofElement returns the parts with one element in the place of the list.
func (p parts) ofElement() parts {
	if p.verb == "List" {
		p.verb = "Get"
	}
	if p.rest != "" {
		p.rest = dialect.Singular(p.rest)
	} else {
		p.entity = dialect.Singular(p.entity)
	}
	return p
}

// withMethodVerb returns the parts with the verb of another method of the page.
func (p parts) withMethodVerb(verb string) parts {
	base := p
	p.verb = verb
	switch {
	case p.rest != "":
	case verb == "List":
		p.entity = dialect.Plural(p.entity)
	case base.verb == "List":
		p.entity = word.Upper(dialect.Singular(p.entity))
	}
	return p
}
