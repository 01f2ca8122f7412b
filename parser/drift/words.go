package drift

import (
	"strconv"
	"strings"

	"github.com/docwright/docwright/parser/model"
)

// atMost is how many names a message lists.
const atMost = 20

// listed lists names, as many as a message has room for.
func listed(names []string) string {
	if len(names) > atMost {
		return strings.Join(names[:atMost], ", ") + " and " + strconv.Itoa(len(names)-atMost) + " more"
	}
	return strings.Join(names, ", ")
}

// having lists what something has, for the end of a message.
func having(names []string, has string) string {
	if len(names) == 0 {
		return ""
	}
	return "; it " + has + " " + listed(names)
}

// withProperties lists the properties of a type that only one side has: they
// are no changes of their own.
func withProperties(t *model.Type, has string) string {
	names := make([]string, len(t.Properties))
	for i, p := range t.Properties {
		names[i] = p.Name
	}
	return having(names, has)
}

// withMembers lists the members of an enum that only one side has: they are no
// changes of their own.
func withMembers(e *model.Enum, has string) string { return having(memberNames(e), has) }

func memberNames(e *model.Enum) []string {
	names := make([]string, len(e.Members))
	for i, m := range e.Members {
		names[i] = m.Name
	}
	return names
}

func either(cond bool, yes, no string) string {
	if cond {
		return yes
	}
	return no
}
