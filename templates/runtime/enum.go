package runtime

import "strings"

// known reports whether x is one of members, whatever the case of its letters.
func known[E ~string](x E, members ...E) bool {
	for _, m := range members {
		if equalFold(x, m) {
			return true
		}
	}
	return false
}

// equalFold compares two members as services do: without regard to case.
func equalFold[E ~string](x, y E) bool { return strings.EqualFold(string(x), string(y)) }
