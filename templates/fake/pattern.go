package fake

import (
	"cmp"
	"slices"
	"strings"
)

// slash stands for a slash inside of a path segment.
const slash = "\x00"

// pattern is a request line, split into literal text and parameters.
type pattern struct {
	of       *operation
	path     string
	parts    []part
	anyDepth bool // a parameter can have slashes
	slashes  int
	literals int // bytes of literal text; patterns with more are more specific
}

// part is literal text, or a parameter if text is empty.
type part struct {
	text string
	deep bool // the value may have slashes
	// several is set if the value is that of several keys, with commas between them.
	several bool
	role    role
}

// role is the meaning of a path parameter.
type role int

const (
	plain     role = iota // an argument: range(address='{address}')
	inSegment             // a key: users/{id}
	inParens              // a key, if the segment is a collection: users(mail='{mail}')
	byPath                // the path of an entity: root:/{path}
)

func newPattern(op *operation, path string) *pattern {
	p := &pattern{of: op, path: path}
	rest := p.segmented()
	p.slashes = strings.Count(rest, "/")
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
		deep := strings.HasSuffix(rest[:end], "*")
		p.parts = append(p.parts, part{deep: deep, several: strings.Contains(rest[open:end], ",")})
		p.anyDepth = p.anyDepth || deep
		rest = rest[end+1:]
	}
	for i := range p.parts {
		p.parts[i].role = p.roleOf(i)
	}
	return p
}

// segmented returns the path with keys as segments: vessels({id}) becomes vessels/{id},
// and logs({vessel},{id}) becomes logs/{vessel,id}. The argument of a function stays.
func (p *pattern) segmented() string {
	segments := strings.Split(normal(p.path), "/")
	for i, s := range segments {
		name, inside, ok := strings.Cut(strings.TrimSuffix(s, ")"), "(")
		called := i+1 == len(segments) && (p.of.Kind == kindFunction || p.of.Kind == kindAction)
		if !ok || name == "" || called || !strings.HasSuffix(s, ")") {
			continue
		}
		if keys, ok := keyNames(inside); ok {
			segments[i] = name + "/{" + keys + "}"
		}
	}
	return strings.Join(segments, "/")
}

// keyNames returns the names of the parameters in parentheses that hold nothing but
// keys without names, or several keys. A key with a name may be the argument of a
// function.
func keyNames(inside string) (names string, ok bool) {
	var list []string
	for part := range strings.SplitSeq(inside, ",") {
		name, value, named := strings.Cut(part, "=")
		if !named {
			value = name
		}
		value, isParameter := strings.CutPrefix(strings.Trim(value, "'() "), "{")
		if !isParameter || !strings.HasSuffix(value, "}") || strings.Count(value, "}") > 1 || named && !strings.Contains(inside, ",") {
			return "", false
		}
		list = append(list, strings.TrimSuffix(value, "}"))
	}
	return strings.Join(list, ","), true
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

// key is a path parameter that identifies an entity.
type key struct {
	role       role
	collection string // the path before it
	name       string // the last segment of that path
	property   string // the name in parentheses; empty for others
	value      string
	several    bool // the value is that of several keys
}

// trace rebuilds the path of the pattern. It calls name for each key, from left
// to right, and puts the result in place of the key.
func (p *pattern) trace(values []string, name func(key) string) string {
	path, dropped := "", false // dropped is set inside of dropped parentheses
	for _, part := range p.parts {
		if text := part.text; text != "" {
			if dropped {
				text = strings.TrimPrefix(strings.TrimPrefix(text, "'"), ")")
			}
			path, dropped = path+text, false
			continue
		}
		k := key{role: part.role, several: part.several, collection: strings.TrimSuffix(path, "/"), value: values[0]}
		values = values[1:]
		if part.role == inParens {
			open := strings.LastIndexByte(path, '(')
			k.collection, k.property = path[:open], strings.TrimRight(path[open+1:], "='")
		}
		k.name = k.collection[strings.LastIndexByte(k.collection, '/')+1:]
		switch part.role {
		case plain:
			path += k.value
		case inParens:
			if is := name(k); is == "" { // the argument of a function
				path += k.value
			} else {
				path, dropped = k.collection+"/"+is, true
			}
		default:
			path += name(k)
		}
	}
	return path
}

// endsInKey reports whether the path ends with a key.
func (p *pattern) endsInKey() bool {
	n := len(p.parts)
	if n > 1 && p.parts[n-2].role == inParens {
		return strings.Trim(p.parts[n-1].text, "')") == ""
	}
	return n > 0 && p.parts[n-1].role != plain
}

// fits matches the pattern with a path in normal form. It returns the values of
// the parameters.
func (p *pattern) fits(path string) (values []string, ok bool) {
	return take(p.parts, path, fold(path), nil)
}

// take matches the parts with the whole path; low is the path in lower case.
// Parameters match as little as possible, at least one byte.
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

// fold returns the path in lower case, for comparisons. It changes ASCII
// letters only, so the length stays.
func fold(path string) string {
	low := []byte(path)
	for i, c := range low {
		if 'A' <= c && c <= 'Z' {
			low[i] = c + 'a' - 'A'
		}
	}
	return string(low)
}

// normal removes empty parentheses and a trailing slash: /delta() becomes
// /delta.
func normal(path string) string {
	path = strings.ReplaceAll(path, "()", "")
	if len(path) > 1 {
		path = strings.TrimSuffix(path, "/")
	}
	return path
}

// decoded returns the path in normal form with each segment unescaped.
func decoded(path string) string {
	segments := strings.Split(path, "/")
	for i, s := range segments {
		segments[i] = strings.ReplaceAll(unescape(s), "/", slash)
	}
	return normal(strings.Join(segments, "/"))
}

// addressed unescapes the slashes of a path inside of a segment: clients send the
// segments of items/root:/reef.pdf: as one, root:%2Freef.pdf:.
func addressed(path string) string {
	segments := strings.Split(path, "/")
	for i, s := range segments {
		if strings.Contains(s, ":"+slash) {
			segments[i] = strings.ReplaceAll(s, slash, "/")
		}
	}
	return strings.Join(segments, "/")
}

// keysAsSegments rewrites keys in parentheses as segments: users('1'), users(1) and
// users(mail='1') become users/1 (OData URL Conventions 4.01, section 4.3.6). Several
// keys become one segment: logs(vessel='1',id=2) becomes logs/1,2.
func keysAsSegments(path string) string {
	segments := strings.Split(path, "/")
	for i, s := range segments {
		name, inside, ok := strings.Cut(s, "(")
		inside, closed := strings.CutSuffix(inside, ")")
		if !ok || !closed || name == "" {
			continue
		}
		if keys := keysOf(inside); keys != "" {
			segments[i] = name + "/" + keys
		}
	}
	return strings.Join(segments, "/")
}

// keysOf returns the values of keys in parentheses, with commas between them. It
// returns an empty string for other text. The value of one key with a name must be
// quoted, because functions have arguments with names.
func keysOf(inside string) string {
	parts, err := split("", inside, ',')
	if err != nil {
		return ""
	}
	for i, part := range parts {
		value, ok := keyValue(part, len(parts) > 1)
		if !ok {
			return ""
		}
		parts[i] = value
	}
	return strings.Join(parts, ",")
}

// keyValue returns the value of a key, without its name and quotation marks. The name
// of an unquoted key has to be one of several.
func keyValue(part string, several bool) (string, bool) {
	name, value, named := strings.Cut(part, "=")
	if !named || strings.ContainsAny(name, "'()") {
		value, named = part, false
	}
	if strings.HasPrefix(value, "(") && strings.HasSuffix(value, ")") {
		value = value[1 : len(value)-1]
	}
	if literal, ok := strings.CutPrefix(value, "'"); ok {
		literal, ok = strings.CutSuffix(literal, "'")
		return strings.ReplaceAll(literal, "''", "'"), ok && !strings.Contains(strings.ReplaceAll(literal, "''", ""), "'")
	}
	return value, value != "" && !strings.ContainsAny(value, "'()=") && (several || !named)
}

// find returns the patterns that match the path, those with the most literal
// text first.
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
