package notation

import "strings"

// pair has the indexes of an opening bracket and of the one that closes it.
// The latter is 0 if there is none.
type pair struct{ open, end int }

// brackets returns the brackets of s that are not inside of others, except
// parentheses, in the order in which they open. It takes one pass, regardless
// of depth. Quoted text inside parentheses is skipped. The result is in the buffer,
// which grows if necessary.
func brackets(s string, buffer []pair) []pair {
	pairs := buffer[:0]
	var few [8]int
	open := few[:0] // the indexes in pairs of the open parentheses
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '{', '<':
			if end := closingBrace(s, i); end > 0 {
				pairs = append(pairs, pair{i, end})
				i = end
			}
		case '(':
			open = append(open, len(pairs))
			pairs = append(pairs, pair{open: i})
		case ')':
			if n := len(open); n > 0 {
				pairs[open[n-1]].end = i
				open = open[:n-1]
			}
		case '\'':
			if end := strings.IndexByte(s[i+1:], '\''); end >= 0 && len(open) > 0 {
				i += end + 1
			}
		}
	}
	return pairs
}

// closing returns the index of the bracket that closes the one at i, or -1.
func closing(s string, i int) int {
	if s[i] != '(' {
		return closingBrace(s, i)
	}
	if first := brackets(s[i:], nil)[0]; first.end > 0 {
		return i + first.end
	}
	return -1
}

// closingBrace is [closing] for {x} and <x>, which do not nest.
func closingBrace(s string, i int) int {
	shut := byte('}')
	if s[i] == '<' {
		shut = '>'
	}
	for j := i + 1; j < len(s) && s[j] != s[i]; j++ {
		if s[j] == shut {
			return j
		}
	}
	return -1
}

// unwrap removes the brackets from {x} and <x>, and returns the opening bracket
// and the text inside. It returns an empty bracket and s itself for any other
// text.
func unwrap(s string) (open, inner string) {
	if len(s) > 2 && (s[0] == '{' && s[len(s)-1] == '}' || s[0] == '<' && s[len(s)-1] == '>') {
		return s[:1], s[1 : len(s)-1]
	}
	return "", s
}

// splitOutside splits text at each separator outside of brackets and, if quotes
// is set, outside of quotes. A bracket that is never closed is ordinary text.
func splitOutside(text string, separator byte, quotes bool) []string {
	list := make([]string, 0, 1+strings.Count(text, string(separator)))
	start := 0
	var few [8]pair
	pairs := brackets(text, few[:])
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == separator:
			list = append(list, text[start:i])
			start = i + 1
		case c == '{' || c == '<' || c == '(':
			for len(pairs) > 0 && pairs[0].open < i {
				pairs = pairs[1:]
			}
			if len(pairs) > 0 && pairs[0].open == i {
				i = max(i, pairs[0].end)
			}
		case c == '\'' && quotes:
			if end := strings.IndexByte(text[i+1:], '\''); end >= 0 {
				i += end + 1
			}
		}
	}
	return append(list, text[start:])
}

// SplitPath splits a path at the slashes outside of brackets.
func SplitPath(path string) []string {
	if path == "" {
		return nil
	}
	return splitOutside(path, '/', false)
}

// SplitArguments splits the arguments of a call at the commas.
func SplitArguments(inner string) []string {
	if strings.TrimSpace(inner) == "" {
		return nil
	}
	return splitOutside(inner, ',', true)
}

// CutArgument cuts k=v at the first equals sign outside of brackets and quotes.
func CutArgument(arg string) (key, value string, ok bool) {
	for i := 0; i < len(arg); i++ {
		switch arg[i] {
		case '=':
			return arg[:i], arg[i+1:], true
		case '{', '<', '\'':
			return "", "", false
		}
	}
	return "", "", false
}

// CutQuery cuts text at the first question mark outside of brackets.
func CutQuery(text string) (path, query string, found bool) {
	depth := 0
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '{', '<':
			depth++
		case '}', '>':
			depth = max(0, depth-1)
		case '?':
			if depth == 0 {
				return text[:i], text[i+1:], true
			}
		}
	}
	if depth > 0 { // a bracket is never closed
		return strings.Cut(text, "?")
	}
	return text, "", false
}
