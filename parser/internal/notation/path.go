// Package notation parses the notation of request lines: methods, paths with
// placeholders, query options, status lines and headers.
package notation

import (
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/dialect"
	"github.com/docwright/docwright/parser/internal/word"
)

// Path is the parsed path of a request line.
type Path struct {
	Text     string // begins with the slash, without the query
	Segments []Segment
	Query    []Option
	// Unbalanced is set if a bracket or quote is never closed, or a brace never
	// opened.
	Unbalanced bool
	// Identified is set if a segment looks like an identifier and is read as a
	// placeholder.
	Identified bool

	flat     []Piece // see [Path.flatten]
	literals int     // the number of literal bytes in the path
}

// Segment is the text between two slashes.
type Segment []Piece

// Option is a query option.
type Option struct {
	Name  string
	Value []Piece
}

// System reports whether the option is an OData option, which callers may omit.
func (o Option) System() bool { return strings.HasPrefix(o.Name, "$") }

// Parse reads the path of a request line. Text outside of placeholders is kept
// as it is. The known arguments are the function parameters in the tables of
// the page, in lower case. A quoted argument with one of these names is a
// placeholder even if its value looks like a literal.
func Parse(text string, known map[string]bool) *Path {
	p := &Path{}
	path, query, hasQuery := CutQuery(text)
	path = bracketColons(path)
	path = strings.TrimRight(path, "/")
	p.Text = path
	if path == "" {
		p.Text = "/"
	}
	if list := SplitPath(strings.TrimPrefix(path, "/")); len(list) > 0 {
		p.Segments = make([]Segment, len(list))
		for i, raw := range list {
			p.Segments[i] = p.segment(raw, known)
		}
	}
	p.markPaths()
	p.markIdentifiers()
	if hasQuery {
		p.readQuery(query)
	}
	p.flatten()
	p.Unbalanced = p.Unbalanced || p.closesUnopened()
	return p
}

// closesUnopened reports whether the literal text of the path has a closing
// brace. The brace of a placeholder is not part of any text.
func (p *Path) closesUnopened() bool {
	return slices.ContainsFunc(p.Segments, func(s Segment) bool {
		return slices.ContainsFunc(s, func(x Piece) bool { return !x.Placeholder && strings.Contains(x.Text, "}") })
	})
}

// segment reads the text between two slashes.
func (p *Path) segment(raw string, known map[string]bool) Segment {
	if inner, ok := bracketed(raw); ok {
		return Segment{placeholder(inner)}
	}
	if raw != "" && !strings.ContainsAny(raw, "{<(") {
		return Segment{{Text: raw}}
	}
	var pieces []Piece
	literal := 0
	flush := func(end int) {
		if end > literal {
			pieces = append(pieces, Piece{Text: raw[literal:end]})
		}
	}
	for i := 0; i < len(raw); i++ {
		if c := raw[i]; c != '{' && c != '<' && c != '(' {
			continue
		}
		end := closing(raw, i)
		p.Unbalanced = p.Unbalanced || end < 0
		switch {
		case raw[i] == '(':
			if end < 0 {
				end = len(raw)
			}
			flush(i + 1)
			pieces = append(pieces, call(raw[i+1:end], known)...)
			literal, i = end, end
		case end >= 0:
			flush(i)
			piece := placeholder(raw[i+1 : end])
			piece.Quoted = i > 0 && raw[i-1] == '\'' && end+1 < len(raw) && raw[end+1] == '\''
			pieces = append(pieces, piece)
			literal, i = end+1, end
		}
	}
	flush(len(raw))
	return merge(pieces)
}

// bracketed reports whether a segment is a name in parentheses, as in
// /teams/(team-id)/channels.
func bracketed(raw string) (string, bool) {
	if len(raw) < 3 || raw[0] != '(' || raw[len(raw)-1] != ')' {
		return "", false
	}
	inner := raw[1 : len(raw)-1]
	return inner, strings.Trim(inner, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_- ") == ""
}

// Leaves reports whether a segment is empty, "." or "..". Such a path leads
// elsewhere than it says, and clients refuse to send it.
func (p *Path) Leaves() bool {
	return slices.ContainsFunc(p.Segments, func(s Segment) bool {
		return len(s) == 0 || len(s) == 1 && !s[0].Placeholder && (s[0].Text == "" || s[0].Text == "." || s[0].Text == "..")
	})
}

// markPaths marks the placeholders for paths of any length: those after a
// segment that ends in a colon, as in "root:/{item-path}:/content".
func (p *Path) markPaths() {
	for i := 1; i < len(p.Segments); i++ {
		before, here := p.Segments[i-1], p.Segments[i]
		if len(before) == 0 || len(here) == 0 || !here[0].Placeholder || here[0].Quoted {
			continue
		}
		if last := before[len(before)-1]; !last.Placeholder && strings.HasSuffix(last.Text, ":") && !(before[0].Placeholder && before[0].Path) {
			here[0].Path = true
		}
	}
}

// markIdentifiers replaces identifiers of examples by placeholders. An
// identifier is a GUID, a long number, or a long mix of digits and letters in
// both cases.
func (p *Path) markIdentifiers() {
	for i, s := range p.Segments {
		if i == 0 || len(s) != 1 || s[0].Placeholder || !isIdentifier(s[0].Text) {
			continue
		}
		before := p.Segments[i-1]
		if len(before) != 1 || before[0].Placeholder {
			continue
		}
		p.Segments[i] = Segment{{Placeholder: true, Name: "id"}}
		p.Identified = true
	}
}

// readQuery reads the query options. An option with a placeholder as its name
// is skipped.
func (p *Path) readQuery(query string) {
	for _, pair := range splitQuery(query) {
		name, value, valued := strings.Cut(pair, "=")
		if !valued {
			if at := strings.Index(pair, ":{"); at > 0 { // written as in JSON
				name, value = pair[:at], pair[at+1:]
			}
		}
		name = strings.Trim(name, " []")
		if name == "" || name[0] == '{' || name[0] == '<' {
			continue
		}
		p.Query = append(p.Query, Option{name, optionValue(name, strings.Trim(value, " []"))})
	}
}

func optionValue(name, value string) []Piece {
	if open, inner := unwrap(strings.Trim(value, "'\"")); open != "" {
		p := placeholder(inner)
		p.Argument = name
		return []Piece{p}
	}
	if value == "" {
		return nil
	}
	return []Piece{{Text: value}}
}

// splitQuery splits a query at the ampersands outside of brackets.
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

// flatten makes a single list of the path's pieces for matching. Slashes are
// literal text in it.
func (p *Path) flatten() {
	n := 1 // one literal more than there are placeholders, at most
	p.literals = 0
	for _, s := range p.Segments {
		p.literals++
		for i := range s {
			if s[i].Placeholder {
				n += 2
			} else {
				p.literals += len(s[i].Text)
			}
		}
	}
	list := make([]Piece, 0, n)
	var b strings.Builder
	b.Grow(p.literals)
	from := 0
	flush := func() {
		if text := b.String()[from:]; text != "" {
			list = append(list, Piece{Text: text})
		}
		from = b.Len()
	}
	for _, s := range p.Segments {
		b.WriteByte('/')
		for i := range s {
			if s[i].Placeholder {
				flush()
				list = append(list, s[i])
			} else {
				b.WriteString(s[i].Text)
			}
		}
	}
	flush()
	p.flat = list
}

// Shape returns a key that is equal for paths that differ only in the names of
// placeholders and in system query options.
func (p *Path) Shape() string {
	shape := shapeOf(p.Segments)
	for _, o := range p.Query {
		if !o.System() {
			shape += "?" + o.Name
		}
	}
	return shape
}

func shapeOf(segments []Segment) string {
	var b strings.Builder
	for _, s := range segments {
		b.WriteByte('/')
		for _, p := range s {
			if p.Placeholder {
				b.WriteString("{}")
			} else {
				b.WriteString(p.Text)
			}
		}
	}
	return b.String()
}

// Has reports whether the path or the query has a placeholder with the name. It
// looks inside of option values, too.
func (p *Path) Has(name string) bool {
	key := Key(name)
	is := func(p Piece) bool {
		if !p.Placeholder {
			return strings.Contains(p.Text, "{"+name+"}")
		}
		return Key(p.Name) == key || Key(p.Argument) == key || slices.ContainsFunc(p.Aliases, func(a string) bool { return Key(a) == key })
	}
	return slices.ContainsFunc(p.Segments, func(s Segment) bool { return slices.ContainsFunc(s, is) }) ||
		slices.ContainsFunc(p.Query, func(o Option) bool { return Key(o.Name) == key || slices.ContainsFunc(o.Value, is) })
}

// Word returns the literal text of a segment without calls, casts and colons:
// "range" for range(address='…').
func (s Segment) Word() string {
	if len(s) == 0 || s[0].Placeholder {
		return ""
	}
	word := s[0].Text
	if i := strings.IndexByte(word, '('); i >= 0 {
		word = word[:i]
	}
	word = strings.TrimRight(word, ":'")
	if i := strings.LastIndexByte(word, '.'); i >= 0 && i+1 < len(word) {
		word = word[i+1:]
	}
	return word
}

// IsKey reports whether a segment consists of a single placeholder.
func (s Segment) IsKey() bool { return len(s) == 1 && s[0].Placeholder }

// calls reports whether a segment calls a function.
func (s Segment) calls() bool {
	return len(s) > 0 && !s[0].Placeholder && strings.Contains(s[0].Text, "(") && !s.SelectsKey()
}

// SelectsKey reports whether a segment selects one of a set of entities by a key in
// parentheses: "berths({id})". A set has a name in the plural, and the arguments of
// functions have names (OData URL Conventions 4.01, sections 4.3.1 and 4.5).
func (s Segment) SelectsKey() bool {
	if len(s) < 2 || s[0].Placeholder || !strings.HasSuffix(strings.TrimRight(s[0].Text, "'"), "(") || !isSet(s.Word()) {
		return false
	}
	for _, p := range s[1:] {
		if p.Placeholder && p.Argument != "" {
			return false
		}
	}
	return s[1].Placeholder
}

// Last returns the last segment, or nil for the root.
func (p *Path) Last() Segment {
	if len(p.Segments) == 0 {
		return nil
	}
	return p.Segments[len(p.Segments)-1]
}

// isSet reports whether a name can be that of a set of entities: one of its words is in
// the plural, and the first is no verb.
func isSet(name string) bool {
	words := word.Split(name)
	return len(words) > 0 && dialect.Fold(name) != strings.ToLower(name) && !dialect.VerbOf(words[0]).Action
}

// EndsInKey reports whether the last segment begins with a placeholder, or selects by a
// key in parentheses.
func (p *Path) EndsInKey() bool {
	last := p.Last()
	return len(last) > 0 && last[0].Placeholder || last.SelectsKey()
}

// LastWord returns the word of the last segment, or an empty string for a
// placeholder.
func (p *Path) LastWord() string { return p.Last().Word() }

// LastText returns the text that the last segment begins with, or an empty
// string for a placeholder.
func (p *Path) LastText() string {
	if last := p.Last(); len(last) > 0 {
		return last[0].Text
	}
	return ""
}

// isColonName reports whether a text can be the name of a placeholder behind a colon.
func isColonName(s string) bool {
	return strings.Trim(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") == "" && strings.Trim(s[:1], "0123456789") != ""
}

// bracketColons writes the placeholders that a colon begins in braces: /berths/:id is
// /berths/{id}. A path in which colons stand for something else has none.
func bracketColons(path string) string {
	if !strings.Contains(path, "/:") || strings.Contains(path, ":/") {
		return path
	}
	segments := SplitPath(path)
	for i, s := range segments {
		if i > 0 && len(s) > 1 && s[0] == ':' && isColonName(s[1:]) {
			segments[i] = "{" + s[1:] + "}"
		}
	}
	return strings.Join(segments, "/")
}
