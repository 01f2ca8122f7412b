package notation

import (
	"net/url"
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/internal/word"
	"github.com/docwright/docwright/parser/model"
)

// Cut cuts the base off the path of a URL. Without a base, it cuts off scheme, host
// and version. First is the first remaining segment of an absolute URL that has
// neither.
func (b *Base) Cut(path string) (rest, first string, absolute bool) {
	if rest, _, ok := b.cut(path); ok {
		return "/" + strings.Trim(rest, "/ "), "", true
	}
	return cutHost(path)
}

// cutHost cuts scheme, host and version off the path of a URL.
func cutHost(path string) (rest, first string, absolute bool) {
	if i := strings.Index(path, "://"); i >= 0 && i <= 5 {
		_, path, _ = strings.Cut(path[i+3:], "/")
		absolute = true
	} else if host, after, ok := strings.Cut(path, "/"); ok && isHostName(host) {
		path, absolute = after, true
	}
	path = strings.TrimPrefix(path, "/")
	cut := cutVersion(path)
	if absolute && len(cut) == len(path) {
		first, _, _ = strings.Cut(path, "/")
	}
	return "/" + strings.TrimRight(cut, "/ "), first, absolute
}

// Host returns the host of a URL in lower case. It returns an empty string if
// the URL has no host or has a placeholder there.
func Host(url string) string {
	_, rest, absolute := strings.Cut(url, "://")
	if !absolute {
		if _, _, absolute = cutHost(url); !absolute {
			return ""
		}
		rest = url
	}
	host, _, _ := strings.Cut(rest, "/")
	host, _, _ = strings.Cut(host, "?")
	if !strings.Contains(host, ".") || strings.ContainsAny(host, "{}<> @#\\\"") {
		return ""
	}
	return strings.ToLower(host)
}

// CutForm cuts a cast and a count off the end of a path.
func CutForm(path string) (stem, tail string) {
	stem = strings.TrimSuffix(path, "/$count")
	if i := strings.LastIndexByte(stem, '/'); i >= 0 && isCast(stem[i+1:]) {
		stem = stem[:i]
	}
	return stem, path[len(stem):]
}

// isHostName reports whether a text without a scheme is a host instead of the
// qualified name of a function. A host has two dots, and ends in letters of one case.
func isHostName(s string) bool {
	last := s[strings.LastIndexByte(s, '.')+1:]
	if strings.Count(s, ".") < 2 || len(last) < 2 {
		return false
	}
	return strings.Trim(last, "abcdefghijklmnopqrstuvwxyz") == "" || strings.Trim(last, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}

// IsQualified reports whether a segment begins with a name in a namespace, as calls
// of functions and actions do.
func IsQualified(segment string) bool {
	name, _, _ := strings.Cut(segment, "(")
	return strings.Contains(name, ".") && IsName(name) && !IsVersion(name)
}

// isCast reports whether a segment is the qualified name of a type.
func isCast(segment string) bool {
	return strings.Count(segment, ".") >= 2 && IsName(segment) && !strings.ContainsAny(segment, "/-@") && !word.IsDigit(segment[len(segment)-1])
}

// CutCall cuts the arguments off a path that ends in a function call.
func CutCall(path string) (stem, arguments string) {
	open := strings.LastIndexByte(path, '(')
	if open < 0 || !strings.HasSuffix(path, ")") || !strings.Contains(path[open:], "=") || strings.Contains(path[open:], "/") {
		return path, ""
	}
	return path[:open], path[open:]
}

// Placeholders replaces the values in "(row=5,name='a')" by placeholders. It
// returns a call with any other arguments unchanged.
func Placeholders(call string) string {
	var list []string
	for argument := range strings.SplitSeq(call[1:len(call)-1], ",") {
		name, value, ok := strings.Cut(argument, "=")
		if name = strings.TrimSpace(name); !ok || !IsName(name) {
			return call
		}
		list = append(list, Argument(name, strings.HasPrefix(strings.TrimSpace(value), "'")))
	}
	return "(" + strings.Join(list, ",") + ")"
}

// Argument returns an argument with a placeholder as its value.
func Argument(name string, quoted bool) string {
	if quoted {
		return name + "='{" + name + "}'"
	}
	return name + "={" + name + "}"
}

// IsTemplate reports whether a path consists of names and placeholders, without
// values that identify one resource.
func IsTemplate(path string) bool {
	p := Parse(path, nil)
	for _, s := range p.Segments {
		for i := range s {
			if !s[i].Placeholder && strings.ContainsAny(s[i].Text, ".%'()=~!0123456789") {
				return false
			}
		}
	}
	// A path after "root:" identifies one file, unless it is a placeholder.
	return len(p.Segments) > 0 && !p.Identified && (!strings.Contains(path, ":/") || strings.Contains(path, ":/{"))
}

// WithoutNumbers replaces the numeric segments of a path by placeholders. In an
// example's path they identify one resource.
func WithoutNumbers(path string) string {
	segments := SplitPath(path)
	for i, s := range segments {
		if s != "" && strings.Trim(s, "0123456789") == "" {
			segments[i] = "{id}"
		}
	}
	return strings.Join(segments, "/")
}

// WithoutSamples replaces the segments of a path that are given values by
// placeholders.
func WithoutSamples(path string, samples []string) string {
	if len(samples) == 0 {
		return path
	}
	segments := SplitPath(path)
	for i, s := range segments {
		if s != "" && slices.Contains(samples, s) {
			segments[i] = "{id}"
		}
	}
	return strings.Join(segments, "/")
}

// ParseQuery returns the decoded query options, in their order.
func ParseQuery(query string) []model.NameValue {
	var list []model.NameValue
	for query != "" {
		var pair string
		pair, query, _ = strings.Cut(query, "&")
		if pair == "" {
			continue
		}
		name, value, _ := strings.Cut(pair, "=")
		list = append(list, model.NameValue{Name: strings.TrimSpace(decodeQuery(name)), Value: strings.TrimSpace(decodeQuery(value))})
	}
	return list
}

// decodeQuery decodes a component of a query. A plus sign is a blank, except in
// the offset of a time, which pages leave unescaped.
func decodeQuery(s string) string {
	if strings.IndexByte(s, '+') >= 0 {
		b := []byte(s)
		for i, c := range b {
			if c == '+' && !(i > 0 && word.IsDigit(b[i-1]) && i+2 < len(b) && word.IsDigit(b[i+1]) && word.IsDigit(b[i+2])) {
				b[i] = ' '
			}
		}
		s = string(b)
	}
	return unescape(s)
}

// unescape decodes a part of a URL. It returns s itself if that fails.
func unescape(s string) string {
	if decoded, err := url.PathUnescape(s); err == nil {
		return decoded
	}
	return s
}

// SamplePath decodes a path and replaces its placeholders with samples.
func SamplePath(path string) string { return Fill(unescape(path), "") }
