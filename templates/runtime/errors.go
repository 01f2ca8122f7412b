package runtime

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// Error is an error response of the service: a status of 300 or more, or an
// error in the body of a successful response. Use errors.As to access it. Use
// errors.Is with [ErrNotFound] and the other errors below to check for a common
// failure.
type Error struct {
	StatusCode int    // 404
	Code       string // the code of the service, such as "Request_ResourceNotFound"; may be empty
	Message    string // a description for people; may be empty
	// Inner has the inner error codes, from the outermost to the innermost.
	// They are more precise than Code.
	Inner []string
	// RequestID identifies the request for the support of the service. It may
	// be empty.
	RequestID string
	// RetryAfter is the duration that the service asks to wait, at most a day.
	// It is 0 if the service does not ask.
	RetryAfter time.Duration
	Header     http.Header
	// Body has the first 64 KiB of the response body. If it repeats the token
	// of the request, "[token]" replaces it.
	Body []byte
}

// Error returns the error in one line.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(strconv.Itoa(e.StatusCode))
	if text := http.StatusText(e.StatusCode); text != "" {
		b.WriteString(" " + text)
	}
	if codes := strings.Join(append([]string{e.Code}, e.Inner...), "/"); codes != "" {
		b.WriteString(": " + codes)
	}
	if e.Message != "" {
		b.WriteString(": " + e.Message)
	}
	if e.RequestID != "" {
		b.WriteString(" (request " + e.RequestID + ")")
	}
	return oneLine(b.String())
}

// oneLine returns s with each run of white space and control characters
// replaced by a space, shortened if it is long.
func oneLine(s string) string {
	s = strings.Join(strings.FieldsFunc(strings.ToValidUTF8(s, "\uFFFD"), func(r rune) bool { return r <= ' ' || r == 0x7f }), " ")
	const long = 1000
	if len(s) > long {
		s = strings.ToValidUTF8(s[:long], "") + "…"
	}
	return s
}

// Errors for common statuses. Use them with errors.Is, as in errors.Is(err,
// ErrNotFound).
var (
	ErrBadRequest         = errors.New("bad request")         // 400
	ErrUnauthorized       = errors.New("unauthorized")        // 401
	ErrForbidden          = errors.New("forbidden")           // 403
	ErrNotFound           = errors.New("not found")           // 404
	ErrConflict           = errors.New("conflict")            // 409
	ErrGone               = errors.New("gone")                // 410: a delta link is no longer valid; start over
	ErrPreconditionFailed = errors.New("precondition failed") // 412: the entity no longer has the tag in If-Match
	ErrThrottled          = errors.New("throttled")           // 429, after the last attempt
	ErrNotModified        = errors.New("not modified")        // 304
)

// byStatus maps statuses to the errors above.
var byStatus = map[int]error{
	http.StatusNotModified:        ErrNotModified,
	http.StatusBadRequest:         ErrBadRequest,
	http.StatusUnauthorized:       ErrUnauthorized,
	http.StatusForbidden:          ErrForbidden,
	http.StatusNotFound:           ErrNotFound,
	http.StatusConflict:           ErrConflict,
	http.StatusGone:               ErrGone,
	http.StatusPreconditionFailed: ErrPreconditionFailed,
	http.StatusTooManyRequests:    ErrThrottled,
}

// Is reports whether target is the error for the status of e.
func (e *Error) Is(target error) bool { return target != nil && byStatus[e.StatusCode] == target }

// maxErrorBody is the number of bytes kept of the body of an error response.
const maxErrorBody = 64 << 10

// readError reads and closes an error response.
func readError(res *http.Response) *Error {
	body, _ := io.ReadAll(io.LimitReader(res.Body, maxErrorBody)) // a partial body is better than none
	res.Body.Close()
	return newError(res.StatusCode, res.Header, body, tokenOf(res))
}

// newError returns the Error of a response. It removes the token from the text.
func newError(status int, header http.Header, body []byte, token string) *Error {
	e := &Error{StatusCode: status, Header: header, Body: []byte(conceal(string(body), token)), RetryAfter: retryAfter(header, time.Now())}
	for _, name := range []string{"request-id", "x-ms-request-id", "x-request-id"} {
		if e.RequestID = conceal(header.Get(name), token); e.RequestID != "" {
			break
		}
	}
	e.parse()
	return e
}

// tokenOf returns the token that was sent with the request of a response, by
// the client or by its transport. It returns "" if there was none.
func tokenOf(res *http.Response) string {
	if res.Request == nil {
		return ""
	}
	_, token, _ := strings.Cut(res.Request.Header.Get("Authorization"), " ")
	return token
}

// conceal returns text with the token replaced. It ignores very short tokens,
// which services do not issue and which could be ordinary words.
func conceal(text, token string) string {
	if len(token) < 8 {
		return text
	}
	return strings.ReplaceAll(text, token, "[token]")
}

// parse reads the body, which should be {"error": {"code": …, "message": …}}
// (OData JSON Format 4.01, section 21.1) but may be anything.
func (e *Error) parse() {
	var outer struct {
		Error       json.RawMessage `json:"error"`
		Description string          `json:"error_description"`
	}
	if json.Unmarshal(trimBOM(e.Body), &outer) != nil || outer.Error == nil {
		return
	}
	if json.Unmarshal(outer.Error, &e.Code) == nil { // OAuth: {"error": "invalid_grant"}
		e.Message = outer.Description
		return
	}
	in := innerError(outer.Error)
	e.Code, e.Message = in.lookup("code"), in.lookup("message")
	for depth := 0; depth < 10 && in != nil; depth++ {
		if id := in.lookup("request-id"); id != "" && e.RequestID == "" {
			e.RequestID = id
		}
		if code := in.lookup("code"); depth > 0 && code != "" {
			e.Inner = append(e.Inner, code)
		}
		next := in["innererror"]
		if next == nil {
			next = in["innerError"]
		}
		in = innerError(next)
	}
}

// errorMembers are the members of an error object. Each is read on its own, so
// that a member of an unexpected type does not affect the others.
type errorMembers map[string]json.RawMessage

func innerError(raw json.RawMessage) errorMembers {
	var m errorMembers
	if json.Unmarshal(raw, &m) != nil {
		return nil
	}
	return m
}

// lookup returns a member that is a string, or the value of a message with a
// language: {"lang": …, "value": …}.
func (m errorMembers) lookup(name string) (s string) {
	if json.Unmarshal(m[name], &s) == nil {
		return s
	}
	var message struct {
		Value string `json:"value"`
	}
	if json.Unmarshal(m[name], &message) != nil {
		return ""
	}
	return message.Value
}
