package fake

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/textproto"
	"net/url"
	"strings"
)

// asked is a request in a form that can be compared with examples.
type asked struct {
	method string // GET for HEAD, unless only HEAD is documented
	sent   string // the method as sent
	path   string // below the base, decoded, in normal form
	full   string // with the base
	// query and options have the decoded query options in their order, without the
	// continuation token, which is in mark. A plus sign is a plus sign in query and
	// a space in options.
	query, options [][2]string
	mark           *mark
	header         http.Header
	text           []byte
	self           string // base URL of the fake
	// value is the body if it is JSON.
	value  any
	isJSON bool
}

// ask reads the request. The error is for a continuation token that the fake
// did not make.
func (s *Server) ask(r *http.Request, text []byte) (*asked, error) {
	path := decoded(r.URL.EscapedPath())
	a := &asked{method: r.Method, sent: r.Method, path: path, full: path, header: r.Header, text: text, self: s.self(r)}
	if a.method == http.MethodHead {
		a.method = http.MethodGet
	}
	a.path = s.api.base.below(path)
	if len(text) > 0 {
		a.value = parse(text)
		a.isJSON = a.value != nil || strings.TrimSpace(string(text)) == "null"
	}
	return a, a.readQuery(r.URL.RawQuery)
}

// readQuery parses the query string.
func (a *asked) readQuery(raw string) error {
	for pair := range strings.SplitSeq(raw, "&") {
		if pair == "" {
			continue
		}
		name, value, _ := strings.Cut(pair, "=")
		name, text := unescape(name), unescape(value)
		if isToken(name) && strings.HasPrefix(text, ownToken) {
			m, err := readMark(name, text)
			if err != nil {
				return err
			}
			a.mark = m
			continue
		}
		a.query = append(a.query, [2]string{name, text})
		a.options = append(a.options, [2]string{name, unescape(strings.ReplaceAll(value, "+", " "))})
	}
	return nil
}

func unescape(s string) string {
	if text, err := url.PathUnescape(s); err == nil {
		return text
	}
	return s
}

// option returns the value of a query option, ignoring the case of its name.
func (a *asked) option(name string) (string, bool) {
	for _, q := range a.options {
		if strings.EqualFold(q[0], name) {
			return q[1], true
		}
	}
	return "", false
}

// object returns the body if it is a JSON object, or nil.
func (a *asked) object() map[string]any {
	members, _ := a.value.(map[string]any)
	return members
}

// prefers returns the value of a preference: "minimal" for "return=minimal"
// (RFC 7240).
func (a *asked) prefers(name string) string {
	for _, line := range a.header["Prefer"] {
		for preference := range strings.SplitSeq(line, ",") {
			if key, value, ok := strings.Cut(strings.TrimSpace(preference), "="); ok && strings.EqualFold(key, name) {
				return strings.Trim(value, `"`)
			}
		}
	}
	return ""
}

// parse returns the value of a JSON text, or nil if the text is not JSON.
// Numbers are of type json.Number.
func parse(text []byte) (v any) {
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	if d.Decode(&v) != nil {
		return nil
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil
	}
	return v
}

// canonical returns the canonical name of a header.
func canonical(name string) string { return textproto.CanonicalMIMEHeaderKey(name) }

// readBody returns the uncompressed body.
func (s *Server) readBody(w http.ResponseWriter, r *http.Request) ([]byte, error) {
	body := io.Reader(http.MaxBytesReader(w, r.Body, int64(s.limits.body)))
	switch coding := strings.ToLower(r.Header.Get("Content-Encoding")); coding {
	case "", "identity":
	case "gzip":
		z, err := gzip.NewReader(body)
		if err != nil {
			return nil, bad("The body can't be read: %v.", err)
		}
		body = io.LimitReader(z, int64(s.limits.body)+1)
	default:
		return nil, &problem{http.StatusUnsupportedMediaType, "UnsupportedMediaType", "The content coding '" + coding + "' is not supported; there is gzip."}
	}
	text, err := io.ReadAll(body)
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge) || len(text) > s.limits.body:
		return nil, &problem{http.StatusRequestEntityTooLarge, "RequestEntityTooLarge", "The body is too long."}
	case err != nil:
		return nil, bad("The body can't be read: %v.", err)
	}
	return text, nil
}
