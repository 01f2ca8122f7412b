package notation

import (
	"strings"

	"github.com/docwright/docwright/parser/internal/word"
)

// Piece is either literal text or a placeholder.
type Piece struct {
	Text        string // the literal text
	Placeholder bool
	Name        string   // the first spelling of a placeholder's name
	Aliases     []string // the other spellings
	Argument    string   // the key in k={x} and k='{x}', which names a function parameter
	Quoted      bool     // the placeholder is between single quotes
	Path        bool     // the value is a path of any length
	Enum        string   // the qualified type in t'{x}'
	// Parameter is the name of the placeholder's parameter. [NameParameters]
	// sets it.
	Parameter string
}

// Key returns a key that is equal for all spellings of a parameter's name, such
// as item-id, itemId and item_id.
func Key(name string) string {
	if strings.ContainsAny(name, "-_ {}") {
		name = strings.Map(func(c rune) rune {
			if strings.ContainsRune("-_ {}", c) {
				return -1
			}
			return c
		}, name)
	}
	return strings.ToLower(name)
}

// placeholder reads the text inside the brackets of a placeholder.
func placeholder(inner string) Piece {
	p := Piece{Placeholder: true}
	for rest := inner; rest != ""; {
		var name string
		name, rest = cutAlternative(rest)
		name = strings.Trim(name, " \t'\"{}<>")
		switch {
		case name == "":
		case p.Name == "":
			p.Name = name
		case name != p.Name:
			p.Aliases = append(p.Aliases, name)
		}
	}
	if p.Name == "" {
		p.Name = "value"
	}
	return p
}

func cutAlternative(s string) (first, rest string) {
	for _, separator := range [...]string{"|", " or "} {
		if a, b, ok := strings.Cut(s, separator); ok {
			return a, b
		}
	}
	return s, ""
}

// call reads the arguments of a function call or key:
// k={x},k='{x}',k=({x}),{x},k=literal. See [Parse] for the known arguments.
func call(inner string, known map[string]bool) []Piece {
	var pieces []Piece
	for i, arg := range SplitArguments(inner) {
		if i > 0 {
			pieces = append(pieces, Piece{Text: ","})
		}
		key, value, named := CutArgument(arg)
		if named {
			pieces = append(pieces, Piece{Text: arg[:len(arg)-len(value)]})
			key = strings.Trim(key, " @")
		} else {
			key, value = "", arg
		}
		pieces = append(pieces, argument(key, value, known)...)
	}
	return pieces
}

// argument reads the value of an argument.
func argument(key, value string, known map[string]bool) []Piece {
	trimmed := withoutParentheses(strings.TrimSpace(value))
	if quote := strings.IndexByte(trimmed, '\''); quote >= 0 && len(trimmed) > quote+1 && strings.HasSuffix(trimmed, "'") {
		return quotedArgument(key, value, trimmed[:quote], trimmed[quote+1:len(trimmed)-1], known)
	}
	open, content := unwrap(trimmed)
	if open == "" && !isImplicit(trimmed, key) && !isBareWord(trimmed) && !(known[strings.ToLower(key)] && trimmed != "") {
		return []Piece{{Text: value}}
	}
	p := placeholder(content)
	p.Argument = key
	return []Piece{{Text: leadingBlanks(value)}, p}
}

// withoutParentheses returns the placeholder that an argument has in parentheses. A
// value of a key or parameter never has parentheses of its own.
func withoutParentheses(value string) string {
	if strings.HasPrefix(value, "({") && strings.HasSuffix(value, "})") {
		return value[1 : len(value)-1]
	}
	return value
}

// quotedArgument reads the quoted value of an argument. The name of an enum may
// precede the quote.
func quotedArgument(key, value, prefix, inner string, known map[string]bool) []Piece {
	open, content := unwrap(inner)
	if open == "" && !known[strings.ToLower(key)] && !isImplicit(inner, key) {
		return []Piece{{Text: value}}
	}
	p := placeholder(content)
	p.Argument, p.Quoted = key, true
	if strings.Contains(prefix, ".") {
		p.Enum = prefix
	}
	return []Piece{{Text: leadingBlanks(value) + prefix + "'"}, p, {Text: "'"}}
}

func leadingBlanks(s string) string { return s[:len(s)-len(strings.TrimLeft(s, " "))] }

// isImplicit reports whether a word without brackets is a placeholder:
// "parameterValue", "period-value", or the name of the parameter itself.
func isImplicit(word, key string) bool {
	lower := strings.ToLower(word)
	return lower == "parametervalue" || key != "" && (strings.EqualFold(word, key) ||
		strings.HasPrefix(lower, strings.ToLower(key)) && strings.HasSuffix(lower, "value"))
}

// isBareWord reports whether an unquoted argument is a word, and not an OData
// literal: a number, a date, an identifier of a fixed form, true, false or
// null.
func isBareWord(s string) bool {
	switch s {
	case "", "true", "false", "null":
		return false
	}
	for i := 0; i < len(s); i++ {
		if c := s[i]; !word.IsLetter(c) && (i == 0 || !word.IsDigit(c)) && c != '-' && c != '_' {
			return false
		}
	}
	return word.IsLetter(s[0])
}

// merge joins adjacent literals.
func merge(pieces []Piece) []Piece {
	merged := pieces[:0]
	for _, p := range pieces {
		switch n := len(merged); {
		case p.Placeholder:
			merged = append(merged, p)
		case p.Text == "":
		case n > 0 && !merged[n-1].Placeholder:
			merged[n-1].Text += p.Text
		default:
			merged = append(merged, p)
		}
	}
	return merged
}
