package runtime

import (
	"bytes"
	"net/http"
)

// answer is a response whose body has been read.
type answer struct {
	method string // of the request
	status int
	header http.Header
	body   []byte // valid until the function that received the answer returns
	token  string // the token that was sent
}

// soleMember returns the only member of a JSON object, not counting
// annotations. It returns "" if body is not an object with exactly one such
// member. An object with the annotation "@odata.null" is {"value": null}.
func soleMember(body []byte) (name string, value []byte) {
	d := decoder{src: body}
	if d.open('{', "") != nil {
		return "", nil
	}
	for first := true; ; first = false {
		more, err := d.more('}', first)
		if err != nil {
			return "", nil
		}
		if !more {
			return name, value
		}
		key, err := d.key()
		if err != nil {
			return "", nil
		}
		annotation := bytes.IndexByte(key, '@') >= 0
		if !annotation && name != "" {
			return "", nil
		}
		if !annotation {
			name = string(key)
		}
		text, err := d.skip()
		if err != nil {
			return "", nil
		}
		if !annotation {
			value = text
		}
		if string(key) == "@odata.null" && string(text) == "true" {
			return "value", []byte("null")
		}
	}
}

// failure returns the Error in the body of an answer with a successful status.
func failure(a answer) *Error {
	return newError(a.status, a.header, a.body[:min(len(a.body), maxErrorBody)], a.token)
}
