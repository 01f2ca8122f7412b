package runtime

// maybe returns an optional body. If body is nil, no body is sent.
func maybe[T any](body *T) any {
	if body == nil {
		return nil
	}
	return body
}
