package runtime

// maybe returns a body that may be left out: where body is nil nothing is sent.
func maybe[T any](body *T) any {
	if body == nil {
		return nil
	}
	return body
}
