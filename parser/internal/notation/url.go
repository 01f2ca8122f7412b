package notation

import (
	"net/url"
	"strings"

	"github.com/docwright/docwright/parser/internal/word"
	"github.com/docwright/docwright/parser/model"
)

// Cut cuts the base off the path of a URL, or else scheme, host and version. First is
// the first segment that is left where the URL is absolute and has neither.
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
	} else if host, after, ok := strings.Cut(path, "/"); ok && strings.Count(host, ".") >= 2 && !strings.HasPrefix(host, "microsoft.") {
		path, absolute = after, true
	}
	path = strings.TrimPrefix(path, "/")
	cut := cutVersion(path)
	if absolute && len(cut) == len(path) {
		first, _, _ = strings.Cut(path, "/")
	}
	return "/" + strings.TrimRight(cut, "/ "), first, absolute
}

// Host returns the host of a URL in lower case; it is empty where the URL has
// none, or a placeholder for one.
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

// isCast reports whether a segment is the qualified name of a type.
func isCast(segment string) bool {
	return strings.Count(segment, ".") >= 2 && IsName(segment) && !strings.ContainsAny(segment, "/-@") && !word.IsDigit(segment[len(segment)-1])
}

// CutCall cuts the arguments off a path that ends in a call of a function.
func CutCall(path string) (stem, arguments string) {
	open := strings.LastIndexByte(path, '(')
	if open < 0 || !strings.HasSuffix(path, ")") || !strings.Contains(path[open:], "=") || strings.Contains(path[open:], "/") {
		return path, ""
	}
	return path[:open], path[open:]
}

// Placeholders puts placeholders in the place of the values in "(row=5,name='a')".
// A call that has anything else stays as it is.
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

// Argument writes an argument with a placeholder for its value.
func Argument(name string, quoted bool) string {
	if quoted {
		return name + "='{" + name + "}'"
	}
	return name + "={" + name + "}"
}

// IsTemplate reports whether nothing in a path stands for one resource only: its
// segments are names and placeholders.
func IsTemplate(path string) bool {
	p := Parse(path, nil)
	for _, s := range p.Segments {
		for i := range s {
			if !s[i].Placeholder && strings.ContainsAny(s[i].Text, ".%'()=~!0123456789") {
				return false
			}
		}
	}
	// A path below root: stands for one file, unless it is a placeholder.
	return len(p.Segments) > 0 && !p.Identified && (!strings.Contains(path, ":/") || strings.Contains(path, ":/{"))
}

// WithoutNumbers puts placeholders in the place of the segments of a path that are
// numbers: in the path of an example they stand for one resource.
func WithoutNumbers(path string) string {
	segments := SplitPath(path)
	for i, s := range segments {
		if s != "" && strings.Trim(s, "0123456789") == "" {
			segments[i] = "{id}"
		}
	}
	return strings.Join(segments, "/")
}

// ParseQuery reads query options in their order, decoded.
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

// unescape decodes a part of a URL. What can't be decoded stays as it is.
func unescape(s string) string {
	if decoded, err := url.PathUnescape(s); err == nil {
		return decoded
	}
	return s
}

// SamplePath decodes a path and fills samples into it.
func SamplePath(path string) string { return Fill(unescape(path), "") }
