package runtime

import (
	"bytes"
	"net/http"
)

// answer is a response that has been read to its end.
type answer struct {
	status int
	header http.Header
	body   []byte // good only until the function that got it returns
	token  string // that was sent
}

// soleMember returns the only member of a JSON object that is no annotation,
// or "" if there is none, another one, or anything else.
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
	}
}

// failure returns the Error that an answer holds though its status says that
// all went well.
func failure(a answer) *Error {
	return newError(a.status, a.header, a.body[:min(len(a.body), maxErrorBody)], a.token)
}
