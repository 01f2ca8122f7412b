package fake

import (
	"cmp"
	"slices"
	"strings"
)

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
	text string
	deep bool // the parameter's value may have slashes
	role role
}

// role is what the value of a parameter does in a path.
type role int

const (
	plain     role = iota // it is an argument: range(address='{address}')
	inSegment             // it names an entity of the collection before it: users/{id}
	inParens              // likewise, where there is such a collection: users(mail='{mail}')
	byPath                // it names an entity by its path: root:/{path}
)

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
		deep := strings.HasSuffix(rest[1:end], "*")
		p.parts = append(p.parts, part{deep: deep})
		p.anyDepth = p.anyDepth || deep
		rest = rest[end+1:]
	}
	for i := range p.parts {
		p.parts[i].role = p.roleOf(i)
	}
	return p
}

func (p *pattern) roleOf(i int) role {
	before, after := "", ""
	if i > 0 {
		before = p.parts[i-1].text
	}
	if i+1 < len(p.parts) {
		after = p.parts[i+1].text
	}
	_, argument, _ := strings.Cut(before[strings.LastIndexByte(before, '/')+1:], "(")
	ends := i+1 == len(p.parts) || strings.HasPrefix(after, "/") || strings.HasPrefix(after, ":")
	switch {
	case p.parts[i].text != "":
		return plain
	case p.parts[i].deep || strings.HasSuffix(before, ":/"):
		return byPath
	case strings.HasSuffix(before, "/") && len(before) > 1 && ends:
		return inSegment
	case strings.Count(argument, "=") == 1 && strings.HasSuffix(strings.TrimSuffix(argument, "'"), "=") && strings.HasPrefix(strings.TrimPrefix(after, "'"), ")"):
		return inParens
	}
	return plain
}

// key is a value in a path that names an entity.
type key struct {
	role       role
	collection string // the path before it
	name       string // the last segment of that path
	value      string
}

// trace calls name for each value that names an entity, from left to right, and
// returns the path with what name returns in place of the values.
func (p *pattern) trace(values []string, name func(key) string) string {
	path, open := "", false // within parentheses that are left out
	for _, part := range p.parts {
		if text := part.text; text != "" {
			if open {
				text = strings.TrimPrefix(strings.TrimPrefix(text, "'"), ")")
			}
			path, open = path+text, false
			continue
		}
		k := key{role: part.role, collection: strings.TrimSuffix(path, "/"), value: values[0]}
		values = values[1:]
		if part.role == inParens {
			k.collection = path[:strings.LastIndexByte(path, '(')]
		}
		k.name = k.collection[strings.LastIndexByte(k.collection, '/')+1:]
		switch part.role {
		case plain:
			path += k.value
		case inParens:
			if is := name(k); is == "" { // the argument of a function
				path += k.value
			} else {
				path, open = k.collection+"/"+is, true
			}
		default:
			path += name(k)
		}
	}
	return path
}

// endsInKey reports whether the last thing in the path is a value that names an
// entity.
func (p *pattern) endsInKey() bool {
	n := len(p.parts)
	if n > 1 && p.parts[n-2].role == inParens {
		return strings.Trim(p.parts[n-1].text, "')") == ""
	}
	return n > 0 && p.parts[n-1].role != plain
}

// fits reports whether the pattern takes the path, which is in normal form, and
// returns the values of its parameters.
func (p *pattern) fits(path string) (values []string, ok bool) {
	return take(p.parts, path, fold(path), nil)
}

// take matches the parts with the whole of a path; low is the path in lower
// case. A parameter takes as little as it can, and never nothing.
func take(parts []part, path, low string, before []string) (values []string, ok bool) {
	for len(parts) > 0 && parts[0].text != "" {
		if low, ok = strings.CutPrefix(low, parts[0].text); !ok {
			return nil, false
		}
		path = path[len(path)-len(low):]
		parts = parts[1:]
	}
	if len(parts) == 0 {
		return before, path == ""
	}
	for end := 1; end <= len(path); end++ {
		if path[end-1] == '/' && !parts[0].deep {
			return nil, false
		}
		if values, ok := take(parts[1:], path[end:], low[end:], append(before, path[:end])); ok {
			return values, true
		}
	}
	return nil, false
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
// them: users('1') and users(mail='1') are users/1 (OData URL Conventions 4.01,
// section 4.3.6).
func keysAsSegments(path string) string {
	segments := strings.Split(path, "/")
	for i, s := range segments {
		name, key, ok := strings.Cut(s, "(")
		if !ok || name == "" || !strings.HasSuffix(key, "')") {
			continue
		}
		if before, literal, ok := strings.Cut(strings.TrimSuffix(key, "')"), "'"); ok && !strings.Contains(strings.ReplaceAll(literal, "''", ""), "'") {
			if before == "" || strings.Count(before, "=") == 1 && strings.HasSuffix(before, "=") {
				segments[i] = name + "/" + strings.ReplaceAll(literal, "''", "'")
			}
		}
	}
	return strings.Join(segments, "/")
}

// find returns the patterns that fit, the most particular first; of those that
// are equally so, the first that was loaded.
func (a *api) find(method, path string) []*pattern {
	var found []*pattern
	low := fold(path)
	for _, slashes := range [...]int{strings.Count(path, "/"), -1} {
		for _, p := range a.lines[line{method, slashes}] {
			if _, ok := take(p.parts, path, low, nil); ok {
				found = append(found, p)
			}
		}
	}
	slices.SortStableFunc(found, func(x, y *pattern) int { return cmp.Compare(y.literals, x.literals) })
	return found
}
