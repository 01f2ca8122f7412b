package runtime

import "strings"

// flagMembers returns the members of a flags value in order. Commas separate
// them (OData JSON Format 4.01, section 7.1).
func flagMembers[E ~string](x E) []E {
	var members []E
	for m := range strings.SplitSeq(string(x), ",") {
		if m = strings.TrimSpace(m); m != "" {
			members = append(members, E(m))
		}
	}
	return members
}

// flagHas reports whether every member of y is a member of x.
func flagHas[E ~string](x, y E) bool {
	have := flagMembers(x)
	for _, m := range flagMembers(y) {
		if !known(m, have...) {
			return false
		}
	}
	return true
}

// flagKnown reports whether every member of x is one of members.
func flagKnown[E ~string](x E, members ...E) bool {
	for _, m := range flagMembers(x) {
		if !known(m, members...) {
			return false
		}
	}
	return x != ""
}
