package runtime

// readOnlyToo returns a body that may hold read-only properties: the page of
// the operation sends some.
func readOnlyToo(body any) any { return unguarded{body} }
