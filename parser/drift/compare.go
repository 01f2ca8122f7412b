package drift

// Compare returns what differs between the pages and what they are compared with,
// sorted by position. Both models have to be linked; neither is changed.
func Compare(is, was Side, kind Kind) []Change {
	c := newComparison(is, was, kind)
	c.types()
	c.enums()
	if kind == Metadata {
		c.calls()
	} else {
		c.operations()
	}
	return once(Tidy(c.changes))
}
