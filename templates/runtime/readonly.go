package runtime

// readOnlyToo returns a body that may have read-only properties, since the page
// of the operation sends some.
func readOnlyToo(body any) any { return unguarded{body} }
