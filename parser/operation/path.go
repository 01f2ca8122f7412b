package operation

import (
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/model"
)

// template is a request line's path before its parameters have their final
// names: what [parsePath] makes of the text alone.
type template struct {
	path     string // from the slash on, without the query
	segments [][]piece
	query    []queryPiece
	// unbalanced is set where a bracket or quote is never closed; literalID
	// where a segment was taken for an identifier.
	unbalanced bool
	literalID  bool
}

// piece is literal text, or a placeholder.
type piece struct {
	text    string // of a literal
	hole    bool
	name    string   // of a placeholder, the first of its spellings
	aliases []string // its other spellings
	arg     string   // the key in k={x} and k='{x}', which names a function's parameter
	quoted  bool
	path    bool
	enum    string // the qualified type in t'{x}'
}

// queryPiece is an option after the question mark.
type queryPiece struct {
	name  string
	value []piece
}

// parsePath reads a path in the notation of request lines. Text that is no
// placeholder is kept to the letter. args holds the names, in lower case, that
// the page's tables give to function parameters: a quoted argument of one of
// these names is a parameter even where its value looks like a literal.
func parsePath(text string, args map[string]bool) *template {
	t := &template{}
	path, query, hasQuery := cutQuery(text)
	path = strings.TrimRight(path, "/")
	t.path = path
	if path == "" {
		t.path = "/"
	}
	for _, raw := range splitPath(strings.TrimPrefix(path, "/")) {
		t.segments = append(t.segments, t.segment(raw, args))
	}
	t.markPaths()
	t.markLiteralIDs()
	if hasQuery {
		t.readQuery(query)
	}
	return t
}

// cutQuery cuts at the first question mark outside of brackets.
func cutQuery(text string) (path, query string, found bool) {
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
	if i := strings.IndexByte(text, '?'); i >= 0 && depth > 0 { // of a bracket that is never closed
		return text[:i], text[i+1:], true
	}
	return text, "", false
}

// splitPath cuts at slashes that stand outside of all brackets. A bracket
// that is never closed doesn't keep slashes together.
func splitPath(path string) []string {
	if path == "" {
		return nil
	}
	var list []string
	start := 0
	ends := brackets(path)
	for i := 0; i < len(path); i++ {
		switch c := path[i]; c {
		case '/':
			list = append(list, path[start:i])
			start = i + 1
		case '{', '<', '(':
			if end := ends[i]; end > 0 {
				i = end
			}
		}
	}
	return append(list, path[start:])
}

// closing returns the index of the bracket that closes the one at i, or -1.
func closing(s string, i int) int {
	if s[i] == '(' {
		if end := brackets(s[i:])[0]; end > 0 {
			return i + end
		}
		return -1
	}
	return closingHole(s, i)
}

// closingHole is closing for {x} and <x>, which don't hold each other.
func closingHole(s string, i int) int {
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

// pairs holds the brackets of a text that belong together: the place of the
// closing one at that of the opening one, 0 elsewhere.
type pairs []int

// brackets finds the brackets that belong together, in one pass, however many
// are open. Inside round brackets quotes and other brackets are skipped as a
// whole.
func brackets(s string) pairs {
	p := make(pairs, len(s))
	var open []int
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '{', '<':
			if end := closingHole(s, i); end > 0 {
				p[i], i = end, end
			}
		case '(':
			open = append(open, i)
		case ')':
			if n := len(open); n > 0 {
				p[open[n-1]] = i
				open = open[:n-1]
			}
		case '\'':
			if end := strings.IndexByte(s[i+1:], '\''); end >= 0 && len(open) > 0 {
				i += end + 1
			}
		}
	}
	return p
}

func (t *template) segment(raw string, args map[string]bool) []piece {
	if inner, ok := bracketed(raw); ok {
		return []piece{placeholder(inner)}
	}
	var pieces []piece
	literal := 0
	flush := func(end int) {
		if end > literal {
			pieces = append(pieces, piece{text: raw[literal:end]})
		}
	}
	for i := 0; i < len(raw); i++ {
		switch raw[i] {
		case '{', '<':
			end := closing(raw, i)
			if end < 0 {
				t.unbalanced = true
				continue
			}
			flush(i)
			hole := placeholder(raw[i+1 : end])
			hole.quoted = i > 0 && raw[i-1] == '\'' && end+1 < len(raw) && raw[end+1] == '\''
			pieces = append(pieces, hole)
			literal, i = end+1, end
		case '(':
			end := closing(raw, i)
			if end < 0 {
				t.unbalanced = true
				end = len(raw)
			}
			flush(i + 1)
			pieces = append(pieces, arguments(raw[i+1:end], args)...)
			literal, i = end, end
		}
	}
	flush(len(raw))
	return mergeText(pieces)
}

// bracketed reports whether a whole segment is a name in round brackets, as
// in /teams/(team-id)/channels.
func bracketed(raw string) (string, bool) {
	if len(raw) < 3 || raw[0] != '(' || raw[len(raw)-1] != ')' {
		return "", false
	}
	inner := raw[1 : len(raw)-1]
	return inner, strings.Trim(inner, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_- ") == ""
}

// placeholder reads what stands between a placeholder's brackets.
func placeholder(inner string) piece {
	p := piece{hole: true}
	rest := inner
	for rest != "" {
		var name string
		name, rest = cutAlternative(rest)
		name = strings.Trim(name, " \t'\"{}<>")
		switch {
		case name == "":
		case p.name == "":
			p.name = name
		case name != p.name:
			p.aliases = append(p.aliases, name)
		}
	}
	if p.name == "" {
		p.name = "value"
	}
	return p
}

func cutAlternative(s string) (first, rest string) {
	for _, sep := range [...]string{"|", " or "} {
		if a, b, ok := strings.Cut(s, sep); ok {
			return a, b
		}
	}
	return s, ""
}

// arguments reads what stands between the round brackets of a function call
// or a key: k={x},k='{x}',{x},k=literal.
func arguments(inner string, args map[string]bool) []piece {
	var pieces []piece
	for i, arg := range splitArguments(inner) {
		if i > 0 {
			pieces = append(pieces, piece{text: ","})
		}
		key, value, named := cutArgument(arg)
		if !named {
			key, value = "", arg
		} else {
			pieces = append(pieces, piece{text: arg[:len(arg)-len(value)]})
			key = strings.Trim(key, " @")
		}
		pieces = append(pieces, argument(key, value, args)...)
	}
	return pieces
}

// cutArgument cuts k=v at the first equals sign outside of brackets and quotes.
func cutArgument(arg string) (key, value string, ok bool) {
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

func splitArguments(inner string) []string {
	if strings.TrimSpace(inner) == "" {
		return nil
	}
	var list []string
	start := 0
	ends := brackets(inner)
	for i := 0; i < len(inner); i++ {
		switch inner[i] {
		case ',':
			list = append(list, inner[start:i])
			start = i + 1
		case '{', '<', '(':
			if end := ends[i]; end > 0 {
				i = end
			}
		case '\'':
			if end := strings.IndexByte(inner[i+1:], '\''); end >= 0 {
				i += end + 1
			}
		}
	}
	return append(list, inner[start:])
}

// argument reads the value of a function's argument.
func argument(key, value string, args map[string]bool) []piece {
	lead := value[:len(value)-len(strings.TrimLeft(value, " "))]
	trimmed := strings.TrimSpace(value)
	quote := strings.IndexByte(trimmed, '\'')
	if quote >= 0 && len(trimmed) > quote+1 && strings.HasSuffix(trimmed, "'") {
		prefix, inner := trimmed[:quote], trimmed[quote+1:len(trimmed)-1]
		open, content, _ := unwrap(inner)
		if open == "" && !args[strings.ToLower(key)] && !standsForValue(inner, key) {
			return []piece{{text: value}}
		}
		hole := placeholder(content)
		hole.arg, hole.quoted = key, true
		if strings.Contains(prefix, ".") {
			hole.enum = prefix
		}
		return []piece{{text: lead + prefix + "'"}, hole, {text: "'"}}
	}
	open, content, _ := unwrap(trimmed)
	if open == "" && !standsForValue(trimmed, key) && !bareWord(trimmed) && !(args[strings.ToLower(key)] && trimmed != "") {
		return []piece{{text: value}}
	}
	hole := placeholder(content)
	hole.arg = key
	return []piece{{text: lead}, hole}
}

// unwrap takes the brackets off {x} and <x>.
func unwrap(s string) (open, inner, shut string) {
	if len(s) > 2 {
		switch {
		case s[0] == '{' && s[len(s)-1] == '}', s[0] == '<' && s[len(s)-1] == '>':
			return s[:1], s[1 : len(s)-1], s[len(s)-1:]
		}
	}
	return "", s, ""
}

// standsForValue reports whether a word without brackets is a placeholder all
// the same: "parameterValue", "period-value", or the parameter's own name.
func standsForValue(word, key string) bool {
	lower := strings.ToLower(word)
	return lower == "parametervalue" || key != "" && (strings.EqualFold(word, key) ||
		strings.HasPrefix(lower, strings.ToLower(key)) && strings.HasSuffix(lower, "value"))
}

// bareWord reports whether an unquoted argument is a word, and so no literal
// that OData knows: those are numbers, dates, identifiers of a fixed form,
// true, false and null.
func bareWord(s string) bool {
	switch s {
	case "", "true", "false", "null":
		return false
	}
	for i := 0; i < len(s); i++ {
		if c := s[i]; !isLetter(c) && (i == 0 || c < '0' || c > '9') && c != '-' && c != '_' {
			return false
		}
	}
	return isLetter(s[0])
}

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }
func isDigit(c byte) bool  { return '0' <= c && c <= '9' }

func mergeText(pieces []piece) []piece {
	merged := pieces[:0]
	for _, p := range pieces {
		switch n := len(merged); {
		case p.hole:
			merged = append(merged, p)
		case p.text == "":
		case n > 0 && !merged[n-1].hole:
			merged[n-1].text += p.text
		default:
			merged = append(merged, p)
		}
	}
	return merged
}

// markPaths marks the placeholders that stand for a path of any length: those
// of a segment that is opened by a colon, "root:/{item-path}:/content".
func (t *template) markPaths() {
	for i := 1; i < len(t.segments); i++ {
		before, here := t.segments[i-1], t.segments[i]
		if len(before) == 0 || len(here) == 0 || !here[0].hole || here[0].quoted {
			continue
		}
		if last := before[len(before)-1]; !last.hole && strings.HasSuffix(last.text, ":") && !(before[0].hole && before[0].path) {
			here[0].path = true
		}
	}
}

// markLiteralIDs turns segments that are an example's identifier into
// placeholders: a GUID, a long number, a long mix of both cases and digits.
func (t *template) markLiteralIDs() {
	for i, s := range t.segments {
		if i == 0 || len(s) != 1 || s[0].hole || !looksLikeID(s[0].text) {
			continue
		}
		before := t.segments[i-1]
		if len(before) != 1 || before[0].hole {
			continue
		}
		t.segments[i] = []piece{{hole: true, name: "id"}}
		t.literalID = true
	}
}

// looksLikeID reports whether a segment is an identifier and no word.
func looksLikeID(s string) bool {
	if isGUID(s) || s == "id" {
		return true
	}
	digits, upper, lower := 0, 0, 0
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case isDigit(c):
			digits++
		case 'A' <= c && c <= 'Z':
			upper++
		case 'a' <= c && c <= 'z':
			lower++
		case c != '=' && c != '-' && c != '_':
			return false
		}
	}
	if upper+lower == 0 {
		return digits >= 3
	}
	return len(s) >= 20 && digits >= 2 && upper >= 4 && !isWords(s)
}

// isWords reports whether most of a name in camel case are words of some length:
// getOffice365UserCounts is a name, though it has as many digits and capitals
// as an identifier.
func isWords(s string) bool {
	letters := 0
	for _, word := range camelWords(s) {
		if word = strings.TrimRight(word, "0123456789"); len(word) >= 4 && isCamel(word) && strings.ToLower(word[1:]) == word[1:] {
			letters += len(word)
		}
	}
	return letters*2 > len(s)
}

// isGUID reports whether s has the form 8-4-4-4-12 of hexadecimal digits.
func isGUID(s string) bool {
	if len(s) != 36 {
		return false
	}
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch i {
		case 8, 13, 18, 23:
			if c != '-' {
				return false
			}
		default:
			if !isDigit(c) && (c|0x20 < 'a' || c|0x20 > 'f') {
				return false
			}
		}
	}
	return true
}

func (t *template) readQuery(query string) {
	for _, pair := range splitQuery(query) {
		name, value, valued := strings.Cut(pair, "=")
		if !valued {
			if at := strings.Index(pair, ":{"); at > 0 { // as people write it who think of JSON
				name, value = pair[:at], pair[at+1:]
			}
		}
		name = strings.Trim(name, " []")
		if name == "" {
			continue
		}
		q := queryPiece{name: name}
		if strings.HasPrefix(name, "{") || strings.HasPrefix(name, "<") {
			continue
		}
		value = strings.Trim(value, " []")
		if open, inner, _ := unwrap(strings.Trim(value, "'\"")); open != "" {
			hole := placeholder(inner)
			hole.arg = name
			q.value = []piece{hole}
		} else if value != "" {
			q.value = []piece{{text: value}}
		}
		t.query = append(t.query, q)
	}
}

// splitQuery cuts at ampersands outside of brackets.
func splitQuery(query string) []string {
	var list []string
	start, depth := 0, 0
	for i := 0; i < len(query); i++ {
		switch query[i] {
		case '{', '(':
			depth++
		case '}', ')':
			depth = max(0, depth-1)
		case '&':
			if depth == 0 {
				list = append(list, query[start:i])
				start = i + 1
			}
		}
	}
	return append(list, query[start:])
}

// hasEllipsis reports whether a path leaves segments out.
func hasEllipsis(path string) bool {
	return strings.Contains(path, "/...") || strings.Contains(path, "…") || strings.Contains(path, ".../")
}

// shape is a key that is equal for paths that differ in the names of their
// placeholders and in system query options only.
func (t *template) shape() string {
	shape := pathShape(t.segments)
	for _, q := range t.query {
		if !strings.HasPrefix(q.name, "$") {
			shape += "?" + q.name
		}
	}
	return shape
}

// has reports whether the path or the query has a placeholder of a name, be it
// inside of an option's value.
func (t *template) has(name string) bool {
	key := rowKey(name)
	is := func(p piece) bool {
		return !p.hole && strings.Contains(p.text, "{"+name+"}") || p.hole && (rowKey(p.name) == key || rowKey(p.arg) == key || slices.ContainsFunc(p.aliases, func(a string) bool { return rowKey(a) == key }))
	}
	return slices.ContainsFunc(t.segments, func(s []piece) bool { return slices.ContainsFunc(s, is) }) ||
		slices.ContainsFunc(t.query, func(q queryPiece) bool { return rowKey(q.name) == key || slices.ContainsFunc(q.value, is) })
}

func pathShape(segments [][]piece) string {
	var b strings.Builder
	for _, s := range segments {
		b.WriteByte('/')
		for _, p := range s {
			if p.hole {
				b.WriteString("{}")
			} else {
				b.WriteString(p.text)
			}
		}
	}
	return b.String()
}

// segmentWord returns the literal text of a segment without punctuation of calls,
// casts and colons: "range" of range(address='…').
func segmentWord(s []piece) string {
	if len(s) == 0 || s[0].hole {
		return ""
	}
	word := s[0].text
	if i := strings.IndexByte(word, '('); i >= 0 {
		word = word[:i]
	}
	word = strings.TrimRight(word, ":'")
	if i := strings.LastIndexByte(word, '.'); i >= 0 && i+1 < len(word) {
		word = word[i+1:]
	}
	return word
}

// lastCall returns the name of the function that the path ends in a call of,
// or the empty string.
func (t *template) lastCall() string {
	if len(t.segments) == 0 {
		return ""
	}
	s := t.segments[len(t.segments)-1]
	if len(s) == 0 || s[0].hole || !strings.Contains(s[0].text, "(") {
		return ""
	}
	return segmentWord(s)
}

// endsInHole reports whether the last segment is a placeholder or has a key.
func (t *template) endsInHole() bool {
	if len(t.segments) == 0 {
		return false
	}
	s := t.segments[len(t.segments)-1]
	return len(s) > 0 && s[0].hole
}

// lastWord is the word of the last segment, "" where that is a placeholder.
func (t *template) lastWord() string {
	if len(t.segments) == 0 {
		return ""
	}
	return segmentWord(t.segments[len(t.segments)-1])
}

// holeParam makes the parameter of a placeholder under its final name.
func holeParam(p piece, name string) *model.Parameter {
	param := &model.Parameter{Name: name, Aliases: []string{}, Required: true}
	param.Type = "Edm.String"
	param.Aliases = append(param.Aliases, p.aliases...)
	if p.name != name {
		param.Literal = p.name
	}
	return param
}
