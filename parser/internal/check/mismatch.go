package check

import (
	"slices"
	"strconv"

	"github.com/docwright/docwright/parser/lenient"
	"github.com/docwright/docwright/parser/source"
)

// mismatch is a contradiction between a JSON value and its type.
type mismatch struct {
	offset  int // the offset in the JSON, in bytes
	rule    *source.Rule
	message string
	owner   string // see [source.Finding]
	// fails is set if generated code can't send or keep the value. An unknown
	// enum value, for example, does not fail.
	fails bool
	// quiet is set if the value is no fault of the page, so that it is no finding.
	quiet bool
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

// tolerated returns a copy of the list in which no mismatch fails.
func tolerated(list []mismatch) []mismatch {
	list = slices.Clone(list)
	for i := range list {
		list[i].fails = false
	}
	return list
}

// combine merges the mismatches of a value with its documented type and with
// the type that it shows. Properties of the shown type are no contradiction.
// Mismatches with the shown type don't fail, because generated code decodes
// only the documented type. Whether a property is read-only depends on the
// documented type.
func combine(documented, shown []mismatch) []mismatch {
	var list []mismatch
	for _, x := range documented {
		if x.fails {
			list = append(list, x)
		}
	}
	for _, x := range tolerated(shown) {
		if x.rule != ruleReadOnlySent {
			list = append(list, x)
		}
	}
	return list
}

// isRefused reports whether generated code sends no request with a body that has
// a mismatch of the rule.
func isRefused(rule *source.Rule) bool { return rule == ruleMarkerSent || rule == ruleBodyMissing }

// failingRule returns the rule of the mismatch that prevents generated code
// from sending or keeping the value, or nil. A mismatch that prevents sending
// takes precedence over earlier ones.
func failingRule(list []mismatch) *source.Rule {
	var first, refused *source.Rule
	unreadable := false
	for i := range list {
		m := &list[i]
		switch {
		case !m.fails:
			continue
		case m.rule != ruleMarkerSent:
			unreadable = unreadable || m.rule != ruleNullElement && m.rule != ruleNullParameter
		case refused == nil && !unreadable: // code stops reading at the first unreadable value
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
