package runtime

import (
	"bytes"
	"io"
	"net/http"
	"strings"
)

// bodyOf returns the body of a request and its length. References to entities
// that are below BaseURL are moved below the base URL of the client, like the
// URL of the request.
func (c *Client) bodyOf(req *http.Request) (io.ReadCloser, int64, error) {
	body, err := req.GetBody()
	from, to := strings.TrimRight(ownBase, "/"), c.base.String()
	if err != nil || from == to || !strings.Contains(req.Header.Get("Content-Type"), "json") {
		return body, req.ContentLength, err
	}
	text, err := io.ReadAll(body)
	body.Close()
	text = moveReferences(text, from, to)
	return io.NopCloser(bytes.NewReader(text)), int64(len(text)), err
}

// moveReferences returns a JSON body with references moved from one base URL to
// another. References are the values of members whose name is "@odata.id" or
// ends in "@odata.bind" (OData JSON Format 4.01, sections 4.6.9 and 8.4): a URL,
// or a list of URLs. Other text is unchanged.
func moveReferences(text []byte, from, to string) []byte {
	if !bytes.Contains(text, []byte("@odata.")) {
		return text
	}
	m := mover{decoder: decoder{src: text}, from: []byte(from + "/"), to: to}
	if m.value(false) != nil {
		return text // not JSON
	}
	return append(m.out, text[m.done:]...)
}

// mover copies JSON and moves references.
type mover struct {
	decoder
	from []byte // the base URL and a slash
	to   string
	out  []byte
	done int // the number of bytes that were copied
}

// value moves the references in the next value. The value itself may be one.
func (m *mover) value(isReference bool) error {
	switch m.peek() {
	case '{':
		return m.members()
	case '[':
		return m.elements(isReference)
	}
	at := m.pos + 1 // after the quotation mark
	text, err := m.skip()
	if err == nil && isReference && text[0] == '"' && bytes.HasPrefix(text[1:], m.from) {
		m.out = append(append(m.out, m.src[m.done:at]...), m.to...)
		m.done = at + len(m.from) - 1
	}
	return err
}

func (m *mover) members() error {
	if err := m.open('{', ""); err != nil {
		return err
	}
	for first := true; ; first = false {
		more, err := m.more('}', first)
		if err != nil || !more {
			return err
		}
		key, err := m.key()
		if err != nil {
			return err
		}
		if err := m.value(string(key) == "@odata.id" || bytes.HasSuffix(key, []byte("@odata.bind"))); err != nil {
			return err
		}
	}
}

func (m *mover) elements(areReferences bool) error {
	if err := m.open('[', ""); err != nil {
		return err
	}
	for first := true; ; first = false {
		more, err := m.more(']', first)
		if err != nil || !more {
			return err
		}
		if err := m.value(areReferences); err != nil {
			return err
		}
	}
}
