package runtime

import "strings"

// known reports whether x is one of members, regardless of case.
func known[E ~string](x E, members ...E) bool {
	for _, m := range members {
		if strings.EqualFold(string(x), string(m)) {
			return true
		}
	}
	return false
}
