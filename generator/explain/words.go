package explain

import (
	"strconv"
	"strings"

	"github.com/docwright/docwright/parser/edm"
	"github.com/docwright/docwright/parser/model"
)

// oneLine makes one line of text that may have several.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// typeText says what r is a reference to: "collection of Edm.String".
func typeText(r *model.Ref) string {
	if r.Collection {
		return "collection of " + r.Type
	}
	return r.Type
}

// join joins what isn't empty.
func join(separator string, parts ...string) string {
	var kept []string
	for _, p := range parts {
		if p != "" {
			kept = append(kept, p)
		}
	}
	return strings.Join(kept, separator)
}

// when returns the word if the condition holds.
func when(condition bool, word string) string {
	if condition {
		return word
	}
	return ""
}

// mostRows is how many rows a list has that could have thousands.
const mostRows = 10

// upTo returns the names with commas between, the first few and a count of the
// others.
func upTo(names []string) string {
	if more := len(names) - mostRows; more > 0 {
		return strings.Join(names[:mostRows], ", ") + " and " + strconv.Itoa(more) + " more"
	}
	return strings.Join(names, ", ")
}

// either is one where the condition holds, else other.
func either(condition bool, one, other string) string {
	if condition {
		return one
	}
	return other
}

// described says what kind of thing a reference leads to.
func described(r *model.Ref) string {
	switch {
	case r.Struct != nil:
		return string(r.Struct.Kind) + " type"
	case r.Enum != nil && r.Enum.Flags:
		return "an enum of flags"
	case r.Enum != nil:
		return "an enum"
	case r.IsUndescribed() && r.Type != edm.Untyped:
		return "no page describes it: it is kept as JSON"
	case r.Type == edm.Untyped:
		return "the pages give no type that could be read: it is kept as JSON"
	}
	return ""
}

// natureOf says what a property is, in the words of the facts.
func natureOf(q *model.Property) string {
	return join(", ", when(q.Key, "key"), when(q.Navigation, "relationship"), when(q.ReadOnly, "read-only"), when(q.Required, "required"),
		when(q.SelectOnly, "select-only"), when(q.Deprecated, "deprecated"))
}
