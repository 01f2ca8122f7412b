package fake

import (
	"encoding/json"
	"regexp"
	"strings"
	"time"
)

// token is a word, a punctuation mark or a literal of an expression.
type token struct {
	kind  tokenKind
	text  string
	value any // of a literal; see values.go
}

type tokenKind int

const (
	tokenEnd     tokenKind = iota
	tokenWord              // a name, an operator, $count
	tokenMark              // a parenthesis, a comma, a slash, a colon
	tokenLiteral           // a value
)

func (t token) isWord(word string) bool { return t.kind == tokenWord && t.text == word }
func (t token) isMark(mark string) bool { return t.kind == tokenMark && t.text == mark }

// literal is one form of literal: a pattern that matches it at the start of a
// text, and its parser.
type literal struct {
	form *regexp.Regexp
	read func(text string) (any, bool)
}

// literals lists the forms of literals other than strings. Longer forms come
// first (OData ABNF 4.01, section 7).
var literals = []literal{
	{regexp.MustCompile(`^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}`), func(text string) (any, bool) { return text, true }},
	{regexp.MustCompile(`^\d{4}-\d\d-\d\d(T[0-9:.]+(Z|z|[+-]\d\d:\d\d)?)?`), func(text string) (any, bool) { return readTime(text) }},
	{regexp.MustCompile(`^\d\d:\d\d(:\d\d(\.\d+)?)?`), func(text string) (any, bool) { return readDuration(text) }},
	{regexp.MustCompile(`^duration'[^']*'`), func(text string) (any, bool) { return readDuration(text[len("duration'") : len(text)-1]) }},
	{regexp.MustCompile(`^(-?INF|NaN)\b`), func(text string) (any, bool) { return json.Number(text), true }},
	{regexp.MustCompile(`^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?`), func(text string) (any, bool) { return json.Number(text), true }},
}

// word matches a name, a qualified name, an operator or a name that begins with
// a dollar sign.
var word = regexp.MustCompile(`^[$@A-Za-z_\x{80}-\x{10FFFF}][.@0-9A-Za-z_\x{80}-\x{10FFFF}]*`)

// constants maps the words for constants to their values.
var constants = map[string]any{"true": true, "false": false, "null": nil}

// lex splits an expression into tokens. The last token is tokenEnd.
func lex(option, text string) ([]token, error) {
	var list []token
	for {
		text = strings.TrimLeft(text, " \t")
		if text == "" {
			return append(list, token{text: "the end"}), nil
		}
		t, n := lexOne(text)
		if n == 0 {
			return nil, bad("%s: syntax error at '%s'.", option, text)
		}
		list = append(list, t)
		text = text[n:]
	}
}

// lexOne returns the first token of the text and its length. The length is 0 if
// there is no token.
func lexOne(text string) (token, int) {
	if strings.IndexByte("(),/:", text[0]) >= 0 {
		return token{kind: tokenMark, text: text[:1]}, 1
	}
	if text[0] == '\'' {
		return lexString(text)
	}
	for _, l := range literals {
		found := l.form.FindString(text)
		if found == "" {
			continue
		}
		if value, ok := l.read(found); ok {
			return token{tokenLiteral, found, value}, len(found)
		}
	}
	name := word.FindString(text)
	if value, ok := constants[name]; ok {
		return token{tokenLiteral, name, value}, len(name)
	}
	if name == "" || !strings.HasPrefix(text[len(name):], "'") {
		return token{kind: tokenWord, text: name}, len(name)
	}
	value, n := lexString(text[len(name):]) // of an enum: microsoft.graph.importance'high'
	if n == 0 {
		return token{}, 0
	}
	return value, len(name) + n
}

// lexString returns the string literal at the start of the text. A doubled
// quote stands for one quote.
func lexString(text string) (token, int) {
	for i := 1; i < len(text); i++ {
		switch {
		case text[i] != '\'':
		case strings.HasPrefix(text[i+1:], "'"):
			i++
		default:
			return token{tokenLiteral, text[:i+1], strings.ReplaceAll(text[1:i], "''", "'")}, i + 1
		}
	}
	return token{}, 0
}

// readTime parses a date and time, or a date, which means midnight UTC.
func readTime(text string) (time.Time, bool) {
	for _, layout := range [...]string{time.RFC3339Nano, time.DateOnly, "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05"} {
		if t, err := time.Parse(layout, strings.ToUpper(text)); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}

// duration matches an xs:dayTimeDuration: P1DT2H3M4.5S.
var duration = regexp.MustCompile(`^([+-])?P(?:(\d{1,5})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,7})M)?(?:(\d{1,9}(?:\.\d+)?)S)?)?$`)

// readDuration parses a duration, or a time of day, which becomes the duration
// since midnight.
func readDuration(text string) (time.Duration, bool) {
	for _, layout := range [...]string{time.TimeOnly, "15:04"} {
		if t, err := time.Parse(layout, text); err == nil {
			return t.Sub(time.Date(0, 1, 1, 0, 0, 0, 0, time.UTC)), true
		}
	}
	m := duration.FindStringSubmatch(text)
	if m == nil || strings.HasSuffix(text, "P") || strings.HasSuffix(text, "T") {
		return 0, false
	}
	var total time.Duration
	for i, unit := range [...]string{"24h", "1h", "1m", "1s"} {
		if m[i+2] != "" {
			each, _ := time.ParseDuration(unit)
			n, _ := json.Number(m[i+2]).Float64()
			total += time.Duration(n * float64(each))
		}
	}
	if m[1] == "-" {
		total = -total
	}
	return total, true
}
