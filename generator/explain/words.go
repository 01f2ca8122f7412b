package explain

import (
	"strconv"
	"strings"

	"github.com/docwright/docwright/parser/edm"
	"github.com/docwright/docwright/parser/model"
)

// oneLine joins the lines of a text.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// typeText returns the type of a reference in words: "collection of Edm.String".
func typeText(r *model.Ref) string {
	if r.Collection {
		return "collection of " + r.Type
	}
	return r.Type
}

// join joins the parts that are not empty.
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

// mostRows is the maximum number of rows of a list that could have thousands.
const mostRows = 10

// upTo joins the first names with commas, and adds the number of others.
func upTo(names []string) string {
	if more := len(names) - mostRows; more > 0 {
		return strings.Join(names[:mostRows], ", ") + " and " + strconv.Itoa(more) + " more"
	}
	return strings.Join(names, ", ")
}

// either returns one if the condition holds, and other otherwise.
func either(condition bool, one, other string) string {
	if condition {
		return one
	}
	return other
}

// described returns the kind of the referenced type in words.
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
		return "the pages have no type that can be read; the value is kept as JSON"
	}
	return ""
}

// natureOf lists the attributes of a property.
func natureOf(q *model.Property) string {
	return join(", ", when(q.Key, "key"), when(q.Navigation, "relationship"), when(q.ReadOnly, "read-only"), when(q.Required, "required"),
		when(q.SelectOnly, "select-only"), when(q.Deprecated, "deprecated"))
}
