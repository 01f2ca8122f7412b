package drift

// Compare returns the differences between the model of the pages and another
// model, sorted by position. Both models must be linked. They are not changed.
func Compare(is, was Side, kind Kind) []Change {
	c := newComparison(is, was, kind)
	c.place()
	c.types()
	c.enums()
	if kind == Metadata {
		c.calls()
	} else {
		c.operations()
	}
	return mergeDuplicates(Tidy(c.changes))
}
