package runtime

// typed returns a body of the media type that the page of the operation asks
// for. Another one can be sent by Options.Header.
func typed(mediaType string, body any) any { return typedBody{body, mediaType} }
