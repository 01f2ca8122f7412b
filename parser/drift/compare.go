package drift

// Compare returns the differences between the model of the pages and another
// model, sorted by position. Both models must be linked. They are not changed. The names
// in a description are compared as they are: see [Align].
func Compare(is, was Side, kind Kind) []Change {
	c := newComparison(is, was, kind)
	c.place()
	if kind == Description {
		c.described()
	}
	c.types()
	c.enums()
	switch kind {
	case Metadata:
		c.calls()
	case Revisions:
		c.operations()
	}
	return mergeDuplicates(Tidy(c.changes))
}
