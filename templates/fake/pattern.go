package fake

import "strings"

// slash stands for a slash that is part of a value, not between two segments.
const slash = "\x00"

// pattern is a request line cut into text and parameters.
type pattern struct {
	of       *operation
	path     string
	parts    []part
	anyDepth bool // a parameter has slashes
	literals int  // bytes of text: the more, the more particular
}

// part is text, or a parameter where text is empty.
type part struct {
	text  string
	param string
	deep  bool // the parameter's value may have slashes
}

func newPattern(op *operation, path string) *pattern {
	p := &pattern{of: op, path: path}
	rest := normal(path)
	for rest != "" {
		open := strings.IndexByte(rest, '{')
		end := strings.IndexByte(rest, '}')
		if open < 0 || end < open {
			open = len(rest)
		}
		if open > 0 {
			p.parts = append(p.parts, part{text: fold(rest[:open])})
			p.literals += open
			rest = rest[open:]
			continue
		}
		name, deep := strings.CutSuffix(rest[1:end], "*")
		p.parts = append(p.parts, part{param: name, deep: deep})
		p.anyDepth = p.anyDepth || deep
		rest = rest[end+1:]
	}
	return p
}

// fits reports whether the pattern takes the path, which is in normal form, and
// returns the value of its last parameter.
func (p *pattern) fits(path string) (last string, ok bool) {
	return take(p.parts, path, fold(path))
}

// take matches the parts with the whole of a path; low is the path in lower
// case. A parameter takes as little as it can, and never nothing.
func take(parts []part, path, low string) (last string, ok bool) {
	for len(parts) > 0 && parts[0].text != "" {
		if low, ok = strings.CutPrefix(low, parts[0].text); !ok {
			return "", false
		}
		path = path[len(path)-len(low):]
		parts = parts[1:]
	}
	if len(parts) == 0 {
		return "", path == ""
	}
	for end := 1; end <= len(path); end++ {
		if path[end-1] == '/' && !parts[0].deep {
			return "", false
		}
		if last, ok := take(parts[1:], path[end:], low[end:]); ok {
			if last == "" {
				last = path[:end]
			}
			return last, true
		}
	}
	return "", false
}

// fold brings a path into the form in which paths are compared: their case
// doesn't matter. It keeps the length, also of what is no UTF-8.
func fold(path string) string {
	low := []byte(path)
	for i, c := range low {
		if 'A' <= c && c <= 'Z' {
			low[i] = c + 'a' - 'A'
		}
	}
	return string(low)
}

// normal takes the empty parentheses from calls without arguments: /delta() is
// /delta.
func normal(path string) string {
	path = strings.ReplaceAll(path, "()", "")
	if len(path) > 1 {
		path = strings.TrimSuffix(path, "/")
	}
	return path
}

// decoded returns an escaped path with each segment decoded, in normal form.
func decoded(path string) string {
	segments := strings.Split(path, "/")
	for i, s := range segments {
		segments[i] = strings.ReplaceAll(unescape(s), "/", slash)
	}
	return normal(strings.Join(segments, "/"))
}

// keysAsSegments writes keys in parentheses as segments, as documented paths have
// them: users('1') is users/1 (OData URL Conventions 4.01, section 4.3.6).
func keysAsSegments(path string) string {
	segments := strings.Split(path, "/")
	for i, s := range segments {
		if name, key, ok := strings.Cut(s, "('"); ok && name != "" {
			if key, ok = strings.CutSuffix(key, "')"); ok && !strings.Contains(strings.ReplaceAll(key, "''", ""), "'") {
				segments[i] = name + "/" + strings.ReplaceAll(key, "''", "'")
			}
		}
	}
	return strings.Join(segments, "/")
}

// find returns the patterns that fit, the most particular first; of those that
// are equally so, the first that was loaded.
func (a *api) find(method, path string) []*pattern {
	var found []*pattern
	for _, slashes := range [...]int{strings.Count(path, "/"), -1} {
		for _, p := range a.lines[line{method, slashes}] {
			if _, ok := p.fits(path); ok {
				found = append(found, p)
			}
		}
	}
	sortByLiterals(found)
	return found
}
