package runtime

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/url"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Options are query options and headers in addition to those that the page of
// an operation lists. If both set the same query option or header, this one is
// used.
type Options struct {
	Query  url.Values
	Header http.Header
}

// args are the values of the placeholders in a template, in order.
type args []any

// newRequest builds a request for BaseURL. The template is a path, optionally
// with a query. Each of these placeholders takes the next argument:
//
//	{id}    one segment of the path or a part of one, or a value in the query
//	'{id}'  the same between quotes: quotes in it are doubled (OData URL
//	        Conventions 4.01, section 5.1.1.6.1)
//	{+path} a path of any number of segments
//
// Errors refer to the argument by the name between the braces, which may be
// empty.
//
// The options are nil, an *Options, or a pointer to a struct that embeds
// Options. The other fields of the struct have a tag with the query option or
// header, as in query:"$top" or header:"Prefer". The body is nil, a value to
// encode as JSON, or bytes: an io.Reader, a []byte, a string or a
// json.RawMessage.
func newRequest(ctx context.Context, method, template string, a args, options, body any) (*http.Request, error) {
	req, err := buildRequest(ctx, method, template, a, options, body)
	if err != nil {
		path, _, _ := strings.Cut(template, "?")
		return nil, fmt.Errorf("%s %s: %w", method, basePath()+path, err)
	}
	return req, nil
}

func buildRequest(ctx context.Context, method, template string, a args, options, body any) (*http.Request, error) {
	target, err := expand(template, a)
	if err != nil {
		return nil, err
	}
	reader, contentType, err := newBody(body)
	if err != nil {
		return nil, fmt.Errorf("body: %w", err)
	}
	req, err := http.NewRequestWithContext(ctx, method, target, reader)
	if err != nil {
		return nil, bare(err)
	}
	if contentType != "" {
		req.Header.Set("Content-Type", contentType)
	}
	return req, setOptions(req, options)
}

// basePath returns the path of BaseURL.
func basePath() string {
	_, rest, _ := strings.Cut(BaseURL, "://")
	if i := strings.IndexByte(rest, '/'); i >= 0 {
		return strings.TrimRight(rest[i:], "/")
	}
	return ""
}

// expand returns the URL for a template with the arguments.
func expand(template string, a args) (string, error) {
	var out strings.Builder
	out.Grow(len(ownBase) + len(template) + 32)
	out.WriteString(ownBase)
	query := false
	for n := 0; ; n++ {
		text, rest, more := strings.Cut(template, "{")
		query = query || strings.Contains(text, "?")
		out.WriteString(text)
		if !more {
			if n != len(a) {
				return "", fmt.Errorf("%d arguments for %d placeholders", len(a), n)
			}
			break
		}
		mark, rest, _ := strings.Cut(rest, "}")
		template = rest
		if n >= len(a) {
			return "", fmt.Errorf("%d arguments for more placeholders", len(a))
		}
		quoted := strings.HasSuffix(text, "'") && strings.HasPrefix(rest, "'")
		name, isPath := strings.CutPrefix(mark, "+")
		value, err := escapeArgument(a[n], quoted, query, isPath)
		if err != nil {
			return "", fmt.Errorf("%s %w", cmp.Or(name, "argument "+strconv.Itoa(n+1)), err)
		}
		out.WriteString(value)
	}
	target := out.String()
	path, _, _ := strings.Cut(target[len(ownBase):], "?")
	return target, checkPath(path)
}

// escapeArgument returns an argument as written in a URL. The text of an error
// follows the name of the argument.
func escapeArgument(arg any, quoted, query, path bool) (string, error) {
	if query {
		arg = inQuery(arg)
	}
	text, err := argumentText(arg)
	switch {
	case err != nil:
		return "", fmt.Errorf("can't be part of a URL: %w", err)
	case strings.ContainsFunc(text, func(r rune) bool { return r < ' ' || r == 0x7f }):
		return "", errors.New("has a control character")
	case text == "" && !quoted && !query:
		return "", errors.New("is empty")
	}
	if quoted {
		text = strings.ReplaceAll(text, "'", "''")
	}
	if query {
		return escapeQuery(text), nil
	}
	if !quoted && hasDots(text) {
		return "", errors.New(`has a path segment "." or ".."`)
	}
	if !path {
		return url.PathEscape(text), nil
	}
	segments := strings.Split(strings.Trim(text, "/"), "/")
	for i, s := range segments {
		if s == "" {
			return "", errors.New("has an empty path segment")
		}
		segments[i] = url.PathEscape(s)
	}
	return strings.Join(segments, "/"), nil
}

// hasDots reports whether a server could read text as a path with a segment
// "..". Some servers unescape first and accept backslashes as slashes.
func hasDots(text string) bool {
	for part := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == '/' || r == '\\' }) {
		if part == "." || part == ".." {
			return true
		}
	}
	return false
}

// checkPath checks that the arguments did not create segments that change the
// path.
func checkPath(path string) error {
	for segment := range strings.SplitSeq(strings.TrimPrefix(path, "/"), "/") {
		if path != "" && (segment == "" || segment == "." || segment == "..") {
			return errors.New(`a path segment is empty, "." or ".."`)
		}
	}
	return nil
}

// inQuery returns a value of the query as it is sent. Times are in UTC, because
// services may read the plus sign of an offset as a space, and have at most the
// seven digits of the times of services.
func inQuery(arg any) any {
	if t, ok := arg.(time.Time); ok {
		return t.UTC().Truncate(100 * time.Nanosecond)
	}
	return arg
}

// argumentText returns the text of an argument: a string or number of any named
// type, a Boolean, a time, or a list of these.
func argumentText(arg any) (string, error) {
	switch arg := arg.(type) {
	case string:
		return arg, nil
	case time.Time:
		return arg.Format(time.RFC3339Nano), nil
	}
	v := reflect.ValueOf(arg)
	switch basic[v.Kind()] {
	case kindString:
		if shapeOf(v.Type()).enum && hasMarker(v.String()) {
			return "", errMarker
		}
		return v.String(), nil
	case kindBool:
		return strconv.FormatBool(v.Bool()), nil
	case kindInt:
		return strconv.FormatInt(v.Int(), 10), nil
	case kindUint:
		return strconv.FormatUint(v.Uint(), 10), nil
	case kindFloat:
		return strings.Trim(string(appendFloat(nil, v.Float(), v.Type().Bits())), `"`), nil
	case kindSlice:
		texts := make([]string, v.Len())
		for i := range texts {
			text, err := argumentText(v.Index(i).Interface())
			if err != nil {
				return "", err
			}
			texts[i] = text
		}
		return strings.Join(texts, ","), nil
	}
	return "", fmt.Errorf("it is a %T", arg)
}

// escapeQuery escapes the characters that would end a name or value in a query.
// It does not escape the characters of OData, as in
// $filter=startswith(name,'a'). It escapes semicolons, because some servers
// treat them as separators.
func escapeQuery(s string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := range len(s) {
		c := s[i]
		if 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte("-_.~$,:()'/@!*?", c) >= 0 {
			b.WriteByte(c)
		} else {
			b.Write([]byte{'%', hex[c>>4], hex[c&15]})
		}
	}
	return b.String()
}

// newBody returns the bytes of a body and their media type.
func newBody(body any) (reader io.Reader, contentType string, err error) {
	if b, ok := body.(typedBody); ok {
		if reader, contentType, err = newBody(b.body); reader != nil {
			contentType = b.mediaType
		}
		return reader, contentType, err
	}
	inner := body
	if b, ok := body.(unguarded); ok {
		inner = b.body
	}
	switch body := inner.(type) {
	case nil:
		return nil, "", nil
	case json.RawMessage:
		return bytes.NewReader(body), "application/json", nil
	case []byte:
		return bytes.NewReader(body), "application/octet-stream", nil
	case string:
		return strings.NewReader(body), "text/plain; charset=utf-8", nil
	case io.Reader:
		return body, "application/octet-stream", nil
	}
	if v := reflect.ValueOf(inner); v.Kind() == reflect.Pointer && v.IsNil() {
		return nil, "", errors.New("it is nil")
	}
	if checked, ok := inner.(interface{ invalid() error }); ok && checked.invalid() != nil {
		return nil, "", checked.invalid()
	}
	text, err := encodeBody(body)
	if err != nil {
		return nil, "", err
	}
	return bytes.NewReader(text), "application/json", nil
}

// typedBody is a body with a media type that does not follow from its Go type.
type typedBody struct {
	body      any
	mediaType string
}

// unguarded is a body that may have read-only properties.
type unguarded struct{ body any }

// encodeBody returns x as the body of a request. It fails on a marker of an
// evolvable enum, and on a read-only property unless x is unguarded.
func encodeBody(x any) ([]byte, error) {
	e := encoder{request: true}
	if b, ok := x.(unguarded); ok {
		x, e.readOnly = b.body, true
	}
	return e.encode(x)
}

// option is a query option or header in a struct of options.
type option struct{ name, value string }

// setOptions adds query options and headers to a request.
func setOptions(req *http.Request, options any) error {
	v := reflect.ValueOf(options)
	if !v.IsValid() || v.Kind() == reflect.Pointer && v.IsNil() {
		return nil
	}
	v = reflect.Indirect(v)
	extra, ok := v.Interface().(Options)
	var query []option
	if !ok {
		extra = v.FieldByName("Options").Interface().(Options)
		for i := range v.NumField() {
			tag := v.Type().Field(i).Tag
			if v.Field(i).IsZero() {
				continue
			}
			text, err := argumentText(inQuery(v.Field(i).Interface()))
			if name := tag.Get("query"); name != "" && err == nil {
				query = append(query, option{name, text})
			}
			if name := tag.Get("header"); name != "" && err == nil {
				req.Header.Set(name, text)
			}
			if err != nil && tag != "" {
				return fmt.Errorf("option %s: %w", v.Type().Field(i).Name, err)
			}
		}
	}
	req.URL.RawQuery = encodeQuery(req.URL.RawQuery, query, extra.Query)
	for name, values := range extra.Header {
		req.Header[http.CanonicalHeaderKey(name)] = slices.Clone(values)
	}
	return checkHeaders(req.Header)
}

// encodeQuery appends options to a query: the options of the page in documented
// order, then the others by name.
func encodeQuery(query string, options []option, extra url.Values) string {
	var parts []string
	if query != "" {
		parts = append(parts, query)
	}
	for _, o := range options {
		if !extra.Has(o.name) {
			parts = append(parts, escapeQuery(o.name)+"="+escapeQuery(o.value))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(extra)) {
		for _, value := range extra[name] {
			parts = append(parts, escapeQuery(name)+"="+escapeQuery(value))
		}
	}
	return strings.Join(parts, "&")
}

// checkHeaders rejects values that would end the header. The error does not
// contain the value, which may be secret.
func checkHeaders(h http.Header) error {
	for name, values := range h {
		for _, value := range values {
			if strings.ContainsFunc(value, func(r rune) bool { return r < ' ' && r != '\t' || r == 0x7f }) {
				return fmt.Errorf("header %s has a control character", name)
			}
		}
	}
	return nil
}
