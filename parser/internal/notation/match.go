package notation

import (
	"strings"

	"github.com/docwright/docwright/parser/model"
)

// Match is the request line that matches a URL.
type Match struct {
	Index int // the index of the path
	// Values has the values of the placeholders, as written in the URL.
	Values []string
	// Respelled is set if the URL and the path differ in the case of letters.
	Respelled bool
}

// Find returns the path that matches the path and query of a URL. If none
// matches, it compares again without regard to case, and to the order of arguments
// and the form of keys, as services do. If several
// match, the path with the most literal text is returned, then the one with the
// most required options.
func Find(paths []*Path, path string, query []model.NameValue) (Match, bool) {
	if m, ok := find(paths, path, query, strings.HasPrefix); ok {
		return m, true
	}
	if m, ok := find(paths, path, query, hasPrefixFold); ok {
		m.Respelled = true
		return m, true
	}
	return findArranged(paths, path, query)
}

// prefix reports whether text begins with a literal part of a path.
type prefix func(text, literal string) bool

func hasPrefixFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}

func find(paths []*Path, path string, query []model.NameValue, begins prefix) (best Match, found bool) {
	literals, options := 0, 0
	for i, p := range paths {
		values, ok := p.match(path, begins)
		if !ok || !p.hasOptions(query) {
			continue
		}
		if n := len(p.required()); !found || p.literals > literals || p.literals == literals && n > options {
			best, found = Match{Index: i, Values: values}, true
			literals, options = p.literals, n
		}
	}
	return best, found
}

// required returns the query options of a request line other than those of
// OData. A caller has to give them.
func (p *Path) required() []Option {
	var list []Option
	for _, o := range p.Query {
		if !o.System() {
			list = append(list, o)
		}
	}
	return list
}

// hasOptions reports whether a query has all required options of the path.
func (p *Path) hasOptions(query []model.NameValue) bool {
	for _, o := range p.required() {
		if _, ok := OptionValue(query, o.Name); !ok {
			return false
		}
	}
	return true
}

// OptionValue returns the value of the named query option.
func OptionValue(query []model.NameValue, name string) (string, bool) {
	for _, q := range query {
		if q.Name == name {
			return q.Value, true
		}
	}
	return "", false
}

// match returns the values of the placeholders if the text matches the path.
func (p *Path) match(text string, begins prefix) (values []string, ok bool) {
	if len(p.flat) > 0 && !begins(text, p.flat[0].Text) {
		return nil, false
	}
	m := &matching{begins: begins, values: make([]string, 0, 4)}
	ok = m.fits(p.flat, text)
	return m.values, ok
}

// matching is the state of matching a text against a path.
type matching struct {
	begins prefix
	values []string
	// failed has the rests of path and text that don't match, by their lengths: no
	// two of them are compared twice, so the work is bounded.
	failed map[[2]int]bool
}

// fits matches pieces against the whole text and appends the values of the
// placeholders.
func (m *matching) fits(list []Piece, text string) bool {
	if len(list) == 0 {
		return text == ""
	}
	if piece := &list[0]; !piece.Placeholder {
		return m.begins(text, piece.Text) && m.fits(list[1:], text[len(piece.Text):])
	}
	rest := [2]int{len(list), len(text)}
	if m.failed[rest] {
		return false
	}
	n := len(m.values)
	for end := range list[0].ends(text) {
		if !follows(list[1:], text[end:], m.begins) {
			continue
		}
		m.values = append(m.values[:n], text[:end])
		if m.fits(list[1:], text[end:]) {
			return true
		}
	}
	m.values = m.values[:n]
	if n > 0 { // the first placeholder is tried once
		if m.failed == nil {
			m.failed = map[[2]int]bool{}
		}
		m.failed[rest] = true
	}
	return false
}

// ends yields the possible lengths of a placeholder's value at the start of a
// text. A value contains a slash only if it is quoted or a path, or inside of
// brackets. A quote inside of a quoted value is doubled (OData ABNF,
// SQUOTE-in-string).
func (p *Piece) ends(text string) func(yield func(int) bool) {
	return func(yield func(int) bool) {
		depth := 0
		for end := 1; end <= len(text); end++ {
			switch text[end-1] {
			case '{', '<':
				depth++
			case '}', '>':
				depth = max(0, depth-1)
			case '/':
				if !p.Path && !p.Quoted && depth == 0 {
					return
				}
			}
			if p.Quoted && strings.HasPrefix(text[end:], "''") {
				end++
			} else if depth == 0 && !yield(end) {
				return
			}
		}
	}
}

// follows reports whether a text can follow a placeholder.
func follows(list []Piece, text string, begins prefix) bool {
	switch {
	case len(list) == 0:
		return text == ""
	case list[0].Placeholder:
		return true
	}
	return begins(text, list[0].Text)
}

// Value decodes the value of a placeholder in a URL. The type is that of the
// parameter.
func (p *Piece) Value(raw, typ string) string {
	value := unescape(raw)
	if p.Quoted {
		value = strings.ReplaceAll(value, "''", "'")
	}
	return Fill(value, typ)
}

// Expand returns the decoded path with values in place of the placeholders.
func (p *Path) Expand(values []string) string {
	var b strings.Builder
	for _, s := range p.Segments {
		b.WriteByte('/')
		for i := range s {
			if !s[i].Placeholder {
				b.WriteString(s[i].Text)
				continue
			}
			value := values[0]
			values = values[1:]
			if s[i].Quoted {
				value = strings.ReplaceAll(value, "'", "''")
			}
			b.WriteString(value)
		}
	}
	return b.String()
}
