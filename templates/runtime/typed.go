package runtime

// typed returns a body with the media type on the page of the operation. A
// Content-Type in Options.Header replaces it.
func typed(mediaType string, body any) any { return typedBody{body, mediaType} }
