package notation

import (
	"strings"

	"github.com/docwright/docwright/parser/model"
)

// findArranged is [Find] for the path of a URL that writes a call or a key
// differently from the matching request line: arguments in another order or with
// blanks, or a key as a segment instead of in parentheses, or the reverse (OData URL
// Conventions 4.01, sections 4.3.1 and 4.3.6).
func findArranged(paths []*Path, path string, query []model.NameValue) (best Match, found bool) {
	literals := 0
	for i, p := range paths {
		if strings.HasPrefix(path, "/") && !strings.Contains(path, "(") && !strings.Contains(p.Text, "(") {
			continue // only parentheses are arranged
		}
		if !mayBegin(p.Text, path) {
			continue
		}
		arranged, ok := p.arrange(path)
		if !ok {
			continue
		}
		for _, begins := range [...]prefix{strings.HasPrefix, hasPrefixFold} {
			m, ok := find(paths[i:i+1], arranged, query, begins)
			if ok && (!found || p.literals > literals) {
				best, found, literals = Match{i, m.Values, !strings.HasPrefix(arranged, p.flat[0].Text)}, true, p.literals
			}
		}
	}
	return best, found
}

// mayBegin reports whether the path of a URL may have the first name of a request line.
func mayBegin(line, path string) bool {
	line, path = strings.TrimPrefix(line, "/"), strings.TrimPrefix(path, "/")
	n := strings.IndexAny(line, "/({<")
	if n < 0 || line[n] == '{' || line[n] == '<' {
		return true
	}
	m := strings.IndexAny(path, "/(")
	return m < 0 || strings.EqualFold(line[:n], path[:m])
}

// arrange rewrites the path of a URL in the notation of p. The result ok is false if
// they differ in more than notation.
func (p *Path) arrange(path string) (arranged string, ok bool) {
	is, want := SplitPath(strings.TrimPrefix(path, "/")), SplitPath(strings.TrimPrefix(p.Text, "/"))
	if len(want) == 0 {
		return "", false
	}
	var b strings.Builder
	for len(want) > 0 {
		if len(is) == 0 {
			return "", false
		}
		segment, n, of := arrangeSegment(is, want)
		b.WriteByte('/')
		b.WriteString(segment)
		is, want = is[n:], want[of:]
	}
	arranged = b.String()
	return arranged, len(is) == 0 && arranged != path
}

// arrangeSegment rewrites the first n segments of a URL in the notation of the first
// segments of a request line.
func arrangeSegment(is, want []string) (segment string, n, of int) {
	name, inner, calls := cutParentheses(is[0])
	wantName, wantInner, wantCalls := cutParentheses(want[0])
	switch {
	case !strings.EqualFold(name, wantName):
	case calls && wantCalls:
		if arguments, ok := arrangeArguments(inner, wantInner); ok {
			return name + "(" + arguments + ")", 1, 1
		}
	case wantCalls && isKey(wantInner) && len(is) > 1 && !strings.ContainsAny(is[1], "()"):
		key := is[1]
		if strings.HasPrefix(wantInner, "'") {
			key = "'" + strings.ReplaceAll(key, "'", "''") + "'"
		}
		return name + "(" + key + ")", 2, 1
	case calls && isKey(inner) && len(want) > 1 && isPlaceholder(want[1]):
		if n := len(inner); n > 2 && inner[0] == '\'' && inner[n-1] == '\'' {
			inner = strings.ReplaceAll(inner[1:n-1], "''", "'")
		}
		return name + "/" + inner, 1, 2
	}
	return is[0], 1, 1
}

// cutParentheses cuts a segment at its parentheses. A name without parentheses is not
// a call.
func cutParentheses(segment string) (name, inner string, calls bool) {
	name, inner, calls = strings.Cut(segment, "(")
	if calls && strings.HasSuffix(inner, ")") {
		return name, strings.TrimSpace(inner[:len(inner)-1]), true
	}
	return segment, "", false
}

// isKey reports whether the text in parentheses is a key without a name.
func isKey(inner string) bool { return inner != "" && !strings.ContainsAny(inner, "=,/(") }

// isPlaceholder reports whether a segment of a request line is a placeholder.
func isPlaceholder(segment string) bool {
	open, _ := unwrap(segment)
	return open != ""
}

// arrangeArguments sorts the arguments of a call in the order of a request line. The
// result ok is false if the two have different names.
func arrangeArguments(inner, want string) (arguments string, ok bool) {
	values := map[string]string{}
	is, wanted := SplitArguments(inner), SplitArguments(want)
	for _, arg := range is {
		name, value, ok := CutArgument(arg)
		if !ok {
			return "", false
		}
		values[strings.TrimSpace(name)] = strings.TrimSpace(value)
	}
	list := make([]string, len(wanted))
	for i, arg := range wanted {
		name, value, ok := CutArgument(arg)
		given, known := values[strings.TrimSpace(name)]
		if !ok || !known || len(is) != len(wanted) {
			return "", false
		}
		list[i] = arg[:len(arg)-len(value)] + leadingBlanks(value) + given
	}
	return strings.Join(list, ","), true
}
