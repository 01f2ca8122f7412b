package notation

import (
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/internal/word"
)

// methods has the HTTP methods that request lines begin with.
var methods = [...]string{"GET", "POST", "PATCH", "PUT", "DELETE", "HEAD", "OPTIONS", "MERGE"}

// CutMethod cuts the HTTP method off a line. The method is empty if the line
// begins with something else. A method in lower case is one only before a path or
// a URL, because it may be an English word. The line may have a label, and a colon after
// the method: "URL: GET: /berths".
func CutMethod(text string) (method, rest string) {
	line := text
	if n := len(urlLabel); len(text) > n && strings.EqualFold(text[:n], urlLabel) {
		line = strings.TrimSpace(text[n:])
	}
	if method, rest = cutMethod(line); method == "" {
		return "", text
	}
	return method, rest
}

func cutMethod(text string) (method, rest string) {
	const longest = len("OPTIONS:")
	end := 0
	for end < len(text) && end <= longest && text[end] != ' ' && text[end] != '\t' {
		end++
	}
	if end < len("GET") || end > longest || end == len(text) {
		return "", text
	}
	name := strings.TrimSuffix(text[:end], ":")
	for _, m := range methods {
		if len(m) != len(name) || !strings.EqualFold(name, m) {
			continue
		}
		if rest = strings.TrimSpace(text[end:]); text[:end] == m || strings.HasPrefix(rest, "/") || strings.HasPrefix(rest, "http") {
			return m, rest
		}
	}
	return "", text
}

// urlLabel is the label of a request line.
const urlLabel = "url: "

// FirstLine returns the first nonblank line of a text, trimmed.
func FirstLine(text string) string {
	for text != "" {
		var l string
		l, text, _ = strings.Cut(text, "\n")
		if l = strings.TrimSpace(l); l != "" {
			return l
		}
	}
	return ""
}

// StartsWithMethod reports whether the first line of a text is a request line.
func StartsWithMethod(text string) bool {
	method, _ := CutMethod(FirstLine(text))
	return method != ""
}

// comments are the beginnings of comment lines in blocks of request lines.
var comments = [...]string{"//", "#", "--", "<!--", "/*", "*"}

// WithoutComments cuts off the blank lines and comment lines that a text begins
// with.
func WithoutComments(text string) string {
	for text != "" {
		line, rest, _ := strings.Cut(text, "\n")
		line = strings.TrimSpace(line)
		if line != "" && !slices.ContainsFunc(comments[:], func(mark string) bool { return strings.HasPrefix(line, mark) }) {
			break
		}
		text = rest
	}
	return text
}

// Continues reports whether a nonblank line continues the URL of the line
// above.
func Continues(line string) bool { return strings.IndexByte("?&$", line[0]) >= 0 }

// Join appends a continuation line to a URL, with a question mark or ampersand
// if necessary.
func Join(url, more string) string {
	switch {
	case more[0] == '&' && !strings.Contains(url, "?"):
		return url + "?" + more[1:]
	case more[0] != '$':
		return url + more
	case strings.Contains(url, "?"):
		return url + "&" + more
	}
	return url + "?" + more
}

// CutHTTPVersion cuts "HTTP/1.1" off the end of a request line, or off the
// beginning of its URL.
func CutHTTPVersion(s string) string {
	if i := strings.LastIndexByte(s, ' '); i >= 0 && isHTTPVersion(s[i+1:]) {
		return strings.TrimSpace(s[:i])
	}
	if i := strings.IndexByte(s, ' '); i >= 0 && isHTTPVersion(s[:i]) {
		return strings.TrimSpace(s[i:])
	}
	return s
}

// isHTTPVersion reports whether a word is a version of HTTP: "HTTP/1.1", in any
// case.
func isHTTPVersion(s string) bool {
	const name = "HTTP/"
	return len(s) > len(name) && strings.EqualFold(s[:len(name)], name) && word.IsDigit(s[len(name)])
}

// serviceRoot stands for the base URL in examples of OData (OData URL
// Conventions 4.01, section 2).
const serviceRoot = "~/"

// Relative makes a path of what may be an absolute URL, begin with a version or with
// what stands for the base, or lack the slash. The path is the end of s, but for a
// slash before it. Mended is set where s is no such path by itself, nor written as the
// reference writes its request lines.
func (b *Base) Relative(s string) (path string, mended bool) {
	if rest, ok := strings.CutPrefix(strings.TrimPrefix(s, "/"), serviceRoot); ok {
		return "/" + cutVersion(rest), true
	}
	url, query := splitQueryOff(s)
	if rest, conventional, ok := b.cut(url); ok {
		return rest + query, !conventional
	}
	if i := strings.Index(s, "://"); i >= 0 && i <= 5 {
		_, after, ok := strings.Cut(s[i+3:], "/")
		if !ok {
			return "/", true
		}
		return "/" + cutVersion(after), true
	}
	if host, after, ok := strings.Cut(s, "/"); ok && strings.Contains(host, ".") && !IsVersion(host) && len(cutVersion(after)) < len(after) {
		return "/" + cutVersion(after), true
	}
	if !strings.HasPrefix(s, "/") {
		return "/" + cutVersion(s), true
	}
	if rest := cutVersion(s[1:]); len(rest) != len(s)-1 {
		return "/" + rest, true
	}
	return s, false
}

// JoinKeys removes a slash before a key or the arguments of a function, as in
// /berths/(number=5), which stand behind a name. Joined is set if there is one.
func JoinKeys(path string) (rest string, joined bool) {
	if !strings.Contains(path, "/(") {
		return path, false
	}
	segments := SplitPath(path)
	rest = segments[0]
	for i, s := range segments[1:] {
		if i > 0 && segments[i] != "" && strings.HasPrefix(s, "(") && strings.HasSuffix(s, ")") && strings.ContainsAny(s, "='") {
			rest, joined = rest+s, true
		} else {
			rest += "/" + s
		}
	}
	return rest, joined
}

// cutVersion cuts off a first segment that is a version: "v1.0/", "beta/".
func cutVersion(s string) string {
	first, rest, ok := strings.Cut(s, "/")
	if ok && IsVersion(first) {
		return rest
	}
	return s
}

// IsVersion reports whether the first segment of a path is a version of the
// service: "beta", or "v" and a number ("v1", "v1.0").
func IsVersion(s string) bool {
	if strings.EqualFold(s, "beta") {
		return true
	}
	if len(s) < 2 || s[0]|0x20 != 'v' {
		return false
	}
	return strings.Trim(s[1:], "0123456789.") == ""
}

// HasEllipsis reports whether a path leaves out segments.
func HasEllipsis(path string) bool {
	return strings.Contains(path, "/...") || strings.Contains(path, "…") || strings.Contains(path, ".../")
}

// IsPath reports whether a text can be a path. A path has blanks only inside of
// brackets and quotes, and in the query.
func IsPath(s string) bool {
	path, _, _ := CutQuery(s)
	if path == "/" {
		return false
	}
	depth := 0
	quoted := false
	for i := 0; i < len(path); i++ {
		switch c := path[i]; {
		case strings.IndexByte("{<(", c) >= 0:
			depth++
		case strings.IndexByte("}>)", c) >= 0:
			depth = max(0, depth-1)
		case c == '\'':
			quoted = !quoted
		case (c == ' ' || c == '\t') && depth == 0 && !quoted:
			return false
		}
	}
	return !strings.Contains(path, "**")
}

// BeginsWithName reports whether the first segment of a path begins as the name
// of an entity set, an operation or a resource of the service does, or is a
// placeholder.
func BeginsWithName(path string) bool {
	path = strings.TrimPrefix(path, "/")
	return path != "" && (word.IsLetter(path[0]) || strings.IndexByte("_${<", path[0]) >= 0)
}

// IsBase reports whether the text before the first segment of a path is part of
// the base URL: all of it, all but its scheme, its version, what stands for it, or
// nothing.
func IsBase(before, base string) bool {
	before, base = strings.ToLower(strings.Trim(before, "/")), strings.ToLower(base)
	_, withoutScheme, _ := strings.Cut(base, "://")
	_, version, _ := strings.Cut(withoutScheme, "/")
	before = strings.Trim(strings.TrimPrefix(before, "~"), "/")
	return before == "" || before == base || before == withoutScheme || before == version
}
