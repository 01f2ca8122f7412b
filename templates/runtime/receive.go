package runtime

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math"
	"net/http"
	"sync"
)

// ErrTooLarge is a response with more bytes, once unpacked, than
// [WithLimits] allows.
var ErrTooLarge = errors.New("the response is too large")

// answer is a response that has been read to its end.
type answer struct {
	status int
	header http.Header
	body   []byte // good only until the function that got it returns
}

// empty reports whether the answer has no body and says that it is to be so.
func (a answer) empty() bool {
	return len(a.body) == 0 &&
		(a.status == http.StatusNoContent || a.status == http.StatusAccepted || a.status == http.StatusResetContent)
}

// buffers are used for one body after the other: what is decoded shares no
// memory with them.
var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// maxPooled is the size from which on a buffer is not used again.
const maxPooled = 4 << 20

// receive sends a request for JSON and hands the answer to use.
func receive(c *Client, req *http.Request, use func(answer) error) error {
	if req.Header.Get("Accept") == "" {
		req = req.Clone(req.Context())
		req.Header.Set("Accept", "application/json")
	}
	res, err := c.Do(req)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	buf := buffers.Get().(*bytes.Buffer)
	defer func() {
		if buf.Cap() <= maxPooled {
			buf.Reset()
			buffers.Put(buf)
		}
	}()
	n, err := buf.ReadFrom(io.LimitReader(res.Body, min(c.maxBytes, math.MaxInt64-1)+1))
	if err == nil && n > c.maxBytes {
		err = ErrTooLarge
	}
	if err == nil {
		err = use(answer{res.StatusCode, res.Header, trimBOM(buf.Bytes())})
	}
	if err != nil {
		return fmt.Errorf("%s %s: response: %w", req.Method, req.URL.Path, err)
	}
	return nil
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
func failure(a answer) error {
	e := &Error{StatusCode: a.status, Header: a.header, Body: bytes.Clone(a.body[:min(len(a.body), maxErrorBody)])}
	e.parse()
	return e
}
