package drift

import (
	"strconv"
	"strings"

	"github.com/docwright/docwright/parser/model"
)

// atMost is the maximum number of names in a message.
const atMost = 20

// joinNames joins names, up to the maximum for a message.
func joinNames(names []string) string {
	if len(names) > atMost {
		return strings.Join(names[:atMost], ", ") + " and " + strconv.Itoa(len(names)-atMost) + " more"
	}
	return strings.Join(names, ", ")
}

// listParts lists the parts of an element at the end of a message.
func listParts(names []string, has string) string {
	if len(names) == 0 {
		return ""
	}
	return "; it " + has + " " + joinNames(names)
}

// withProperties lists the properties of a type that only one side has. They
// are not changes of their own.
func withProperties(t *model.Type, has string) string {
	names := make([]string, len(t.Properties))
	for i, p := range t.Properties {
		names[i] = p.Name
	}
	return listParts(names, has)
}

// withMembers lists the members of an enum that only one side has. They are not
// changes of their own.
func withMembers(e *model.Enum, has string) string { return listParts(memberNames(e), has) }

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
