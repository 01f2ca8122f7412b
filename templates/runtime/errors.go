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

// Error is a failure that the service reports: a status of 300 or more, or an
// error in place of the answer. Use errors.As to get at it, and errors.Is with
// [ErrNotFound] and the like to tell the usual ones apart.
type Error struct {
	StatusCode int    // 404
	Code       string // what the service calls it: "Request_ResourceNotFound"; may be empty
	Message    string // for people; may be empty
	// Inner holds the more precise codes inside Code, from the outside in.
	Inner []string
	// RequestID names the request to the service's support; may be empty.
	RequestID string
	// RetryAfter is how long the service asks to wait, at most a day; 0 where
	// it doesn't say.
	RetryAfter time.Duration
	Header     http.Header
	// Body is the body of the response, its first 64 KiB. Should it repeat the
	// token that was sent, "[token]" stands in its place.
	Body []byte
}

// Error returns what is known in one line.
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

// oneLine returns s with each run of white space and control characters made
// one space, and cut where it gets long.
func oneLine(s string) string {
	s = strings.Join(strings.FieldsFunc(strings.ToValidUTF8(s, "\uFFFD"), func(r rune) bool { return r <= ' ' || r == 0x7f }), " ")
	const long = 1000
	if len(s) > long {
		s = strings.ToValidUTF8(s[:long], "") + "…"
	}
	return s
}

// The usual failures, by status: errors.Is(err, ErrNotFound).
var (
	ErrBadRequest         = errors.New("bad request")         // 400
	ErrUnauthorized       = errors.New("unauthorized")        // 401
	ErrForbidden          = errors.New("forbidden")           // 403
	ErrNotFound           = errors.New("not found")           // 404
	ErrConflict           = errors.New("conflict")            // 409
	ErrGone               = errors.New("gone")                // 410: of a delta link, start over
	ErrPreconditionFailed = errors.New("precondition failed") // 412: what If-Match names has changed
	ErrThrottled          = errors.New("throttled")           // 429, after the last attempt
	ErrNotModified        = errors.New("not modified")        // 304
)

// byStatus tells which of the usual failures a status is.
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

// Is reports whether target is the failure that the status stands for.
func (e *Error) Is(target error) bool { return target != nil && byStatus[e.StatusCode] == target }

// maxErrorBody is how much of the body of a failure is kept.
const maxErrorBody = 64 << 10

// readError makes an Error of a response and closes it.
func readError(res *http.Response) *Error {
	body, _ := io.ReadAll(io.LimitReader(res.Body, maxErrorBody)) // whatever came is better than nothing
	res.Body.Close()
	return newError(res.StatusCode, res.Header, body, tokenOf(res))
}

// newError makes an Error of a response that was read. Should what it says
// repeat the token, that is left out.
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

// tokenOf returns the token that was sent for a response, by the client or by
// the transport that it was given; "" where there was none.
func tokenOf(res *http.Response) string {
	if res.Request == nil {
		return ""
	}
	_, token, _ := strings.Cut(res.Request.Header.Get("Authorization"), " ")
	return token
}

// conceal returns text without the token. Tokens that are as short as words
// are not looked for: those of services never are.
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

// errorMembers are the members of an error object. It is read member by
// member, so that one of an unexpected type spoils no other.
type errorMembers map[string]json.RawMessage

func innerError(raw json.RawMessage) errorMembers {
	var m errorMembers
	if json.Unmarshal(raw, &m) != nil {
		return nil
	}
	return m
}

// lookup returns a member that is a string, or the value of one that is a
// message in some language: {"lang": …, "value": …}.
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
