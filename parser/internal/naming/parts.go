package naming

import (
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/dialect"
	"github.com/docwright/docwright/parser/internal/word"
)

// parts are the parts of a name.
type parts struct {
	verb, entity, rest string
	action             bool // rest is the name of an action or function
}

// isEntry reports whether a type is the entry to an area of the API, by its name.
func isEntry(entity string) bool {
	lower := strings.ToLower(entity)
	for _, end := range [...]string{root, container} {
		if stem, ok := strings.CutSuffix(lower, strings.ToLower(end)); ok && len(stem) > 3 {
			return true
		}
	}
	return false
}

// root and container are the last words of types that only group others.
const (
	root      = "Root"
	container = "Container"
)

func (p parts) String() string { return p.verb + p.entity + p.rest }

// reduce removes redundant parts of a name:
//
//   - A type whose name ends in Root or Container is the entry to an area of
//     the API, and not the object of its operations: getUserDetail of
//     reportRoot is GetUserDetail.
//   - If the rest begins with the entity, the entity is redundant: List of
//     calendarView of calendar is ListCalendarView.
//   - If the rest of an action repeats the end of the entity, the rest is
//     redundant: copyNotebook of notebook is CopyNotebook. So is an
//     abbreviation of the entity.
func (p parts) reduce() parts {
	entity, rest := word.Split(p.entity), word.Split(p.rest)
	if len(entity) == 0 || len(rest) == 0 {
		return p
	}
	last := entity[len(entity)-1]
	switch {
	case isEntry(p.entity),
		len(rest) > len(entity) && slices.Equal(rest[:len(entity)], entity):
		p.entity = ""
	case p.action && len(rest) <= len(entity) && slices.Equal(entity[len(entity)-len(rest):], rest),
		len(rest) > 2 && len(rest) < len(entity) && rest[len(rest)-1] == last && isSubsequence(rest, entity):
		p.rest = ""
	}
	return p
}

// titled returns the parts with the noun in the words of the title, if these are fewer
// and begin and end as the noun does: "Get loaded crane" names the loadedHarborCrane.
func (p parts) titled(entity string) parts {
	said := word.Split(word.Upper(entity))
	noun := &p.rest
	if p.rest == "" {
		noun = &p.entity
	}
	own := word.Split(*noun)
	k, n := len(said)-1, len(own)-1
	if k < 1 || k >= n || said[0] != own[0] || folded(said[k]) != folded(own[n]) || !isSubsequence(said[:k], own[:n]) {
		return p
	}
	*noun = strings.Join(said[:k], "") + own[n]
	return p
}

// isSubsequence reports whether the list has all of the words, in order.
func isSubsequence(words, list []string) bool {
	for _, w := range list {
		if len(words) > 0 && words[0] == w {
			words = words[1:]
		}
	}
	return len(words) == 0
}

// otherNumber returns the name for the collection if the page gets an element,
// and for the element if the page lists the collection.
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

// ofElement returns the parts of the name for one element of the list.
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

// withMethodVerb returns the parts of the name with the verb of another method.
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
