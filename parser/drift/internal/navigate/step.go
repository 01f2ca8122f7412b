package navigate

import (
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/model"
)

// step is a parsed path segment.
type step struct {
	name      string // the literal text up to a parenthesis or colon
	key       bool   // whether the segment is a parameter, or has a key in parentheses
	arguments []string
	byPath    bool // whether a path of the caller begins or ends here
}

// newStep parses a segment. A value in parentheses is an argument if it has a
// name, and a key otherwise.
func newStep(segment model.Segment) step {
	text := segment.String()
	isParameter := func(p model.Part) bool { return p.Param != nil }
	if strings.HasPrefix(text, "{}") && slices.ContainsFunc(segment, isParameter) {
		return step{key: true, byPath: strings.HasSuffix(text, ":")}
	}
	name, rest, called := strings.Cut(text, "(")
	if strings.Contains(name, "=") {
		return step{key: true} // an alternate key without parentheses
	}
	s := step{name: strings.TrimSuffix(name, ":"), byPath: strings.HasSuffix(text, ":")}
	if !called {
		return s
	}
	for _, argument := range strings.Split(strings.TrimSuffix(rest, ")"), ",") {
		if name, _, named := strings.Cut(argument, "="); named {
			s.arguments = append(s.arguments, strings.TrimSpace(name))
		} else if strings.TrimSpace(argument) != "" {
			s.key = true
		}
	}
	return s
}
