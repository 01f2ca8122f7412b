package check

import (
	"slices"
	"strconv"

	"github.com/docwright/docwright/parser/lenient"
	"github.com/docwright/docwright/parser/source"
)

// mismatch is one contradiction between a JSON value and its type.
type mismatch struct {
	offset  int // in the JSON, in bytes
	rule    *source.Rule
	message string
	// gap is set where code made from the type can't keep the value. An enum
	// value that is no member, for one, is kept all the same.
	gap bool
}

// describe names a value in a message.
func describe(name string) string {
	if name == "" {
		return "the value"
	}
	return strconv.Quote(name)
}

func article(k lenient.Kind) string {
	switch k {
	case lenient.Array, lenient.Object:
		return "an " + k.String()
	case lenient.Null:
		return "null"
	}
	return "a " + k.String()
}

// withoutGaps returns mismatches none of which is a gap.
func withoutGaps(list []mismatch) []mismatch {
	list = slices.Clone(list)
	for i := range list {
		list[i].gap = false
	}
	return list
}

// narrowed returns the mismatches of a value with the documented type and with the
// one that it is shown to be of. What the latter has is no contradiction; what
// contradicts it is none that code stumbles over which knows the documented type
// alone. Whether a page may send a property is a question about the documented type.
func narrowed(documented, shown []mismatch) []mismatch {
	var list []mismatch
	for _, x := range documented {
		if x.gap {
			list = append(list, x)
		}
	}
	for _, x := range withoutGaps(shown) {
		if x.rule != ruleReadOnlySent {
			list = append(list, x)
		}
	}
	return list
}

// gapOf is the rule of the mismatch because of which code can't send or keep the
// value: the first that keeps a request from being sent, else the first; nil where
// there is none.
func gapOf(list []mismatch) *source.Rule {
	var first, refused *source.Rule
	unreadable := false
	for i := range list {
		m := &list[i]
		switch {
		case !m.gap:
			continue
		case m.rule != ruleMarkerSent:
			unreadable = unreadable || m.rule != ruleNullElement
		case refused == nil && !unreadable: // what follows the unreadable is not read
			refused = m.rule
		}
		if first == nil {
			first = m.rule
		}
	}
	if refused != nil {
		return refused
	}
	return first
}
