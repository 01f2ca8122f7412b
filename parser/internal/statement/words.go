package statement

import (
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/dialect"
	"github.com/docwright/docwright/parser/internal/notation"
	"github.com/docwright/docwright/parser/internal/outline"
	"github.com/docwright/docwright/parser/internal/word"
	"github.com/docwright/docwright/parser/page"
	"github.com/docwright/docwright/parser/schema"
)

// longestName is the maximum number of words in the name of a type.
const longestName = 5

// marked returns the text of a span that is marked as a name, and whether it may name
// a type: a link to another page, or a name in bold, in italics or as code.
func marked(s page.Span, before, after string) (w schema.Word, ok bool) {
	name := strings.TrimSpace(s.Text)
	switch s.Kind {
	case page.Link:
		ok = outline.IsPageLink(s) && !notation.StartsWithMethod(name)
	case page.Strong, page.Emph, page.CodeSpan:
		ok = notation.IsName(name) && !strings.ContainsAny(name, "$@/=:")
	}
	if !ok || isSource(before) || isBeside(before) || dialect.Says(dialect.PartNoun, strings.TrimSpace(after)) {
		return schema.Word{}, false
	}
	return schema.Word{Name: name, Target: s.Target, Many: dialect.SaysMany(before, after), Plain: s.Kind != page.Link && s.Kind != page.Strong}, true
}

// isOr reports whether only "or" and an article separate two names.
func isOr(between string) bool {
	words := strings.Fields(strings.TrimLeft(between, ", "))
	return len(words) > 0 && dialect.Says(dialect.OrWord, strings.ToLower(words[0])) && (len(words) == 1 || len(words) == 2 && dialect.Says(dialect.Article, words[1]))
}

// isBeside reports whether the words before a name give it another role: "the default
// berths for the harbor".
func isBeside(before string) bool {
	words := strings.Fields(strings.ToLower(before))
	for len(words) > 0 && dialect.Says(dialect.Article, words[len(words)-1]) {
		words = words[:len(words)-1]
	}
	return len(words) > 0 && dialect.Says(dialect.BesideWord, words[len(words)-1])
}

// nouns returns the possible names before a noun for types, or before "in the
// response body". The longest comes first: "an updated tide table entry object" has
// "updatedTideTableEntry", "tideTableEntry" and so on.
func nouns(text string) []schema.Word {
	var list []schema.Word
	words := strings.FieldsFunc(text, func(c rune) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\u00a0' })
	for i := range words {
		rest := strings.Join(words[i:], " ")
		if !dialect.Says(dialect.ObjectNoun, rest) && !dialect.Says(dialect.AtBody, rest) {
			continue
		}
		from, to := phrase(words, i)
		many := dialect.SaysMany(strings.Join(words[:from], " "), rest)
		for ; from < to; from++ {
			name := word.LowerFirst(words[from])
			for _, w := range words[from+1 : to] {
				name += word.Upper(w)
			}
			if !slices.ContainsFunc(list, func(w schema.Word) bool { return w.Name == name }) {
				list = append(list, schema.Word{Name: name, Many: many, Plain: true})
			}
		}
	}
	return list
}

// qualified returns the qualified names in a text, such as "harbor.port.berth". Hosts
// and files have such names, too, but no type does.
func qualified(before, text string) []schema.Word {
	var list []schema.Word
	for at := 0; at < len(text); {
		end := at + len(text[at:])
		if i := strings.IndexAny(text[at:], " \n\t\u00a0"); i >= 0 {
			end = at + i
		}
		name := strings.Trim(text[at:end], "\"'(),.:;#")
		if notation.IsQualified(name) && word.IsLetter(name[0]) && !strings.ContainsAny(name, "/@$-|") {
			before := before + text[:at]
			if after := text[end:]; !isSource(before) && !isBeside(before) {
				list = append(list, schema.Word{Name: name, Many: dialect.SaysMany(before, after)})
			}
		}
		at = end + 1
	}
	return list
}

// phrase finds the words before another one that may be a name. It ignores names in
// other roles: "the fees for the office".
func phrase(words []string, end int) (from, to int) {
	for {
		from = end
		for from > 0 && end-from < longestName && isNoun(words[from-1]) {
			from--
		}
		before := from
		for before > 0 && dialect.Says(dialect.Article, words[before-1]) {
			before--
		}
		if before == 0 || !dialect.Says(dialect.BesideWord, words[before-1]) {
			return from, end
		}
		end = before - 1
	}
}

// isNoun reports whether a word can be part of a name. It has only letters and
// digits, and is not a word that separates names.
func isNoun(w string) bool {
	return notation.IsName(w) && word.IsLetter(w[0]) && !strings.ContainsAny(w, "$@/.,:;-|") && !dialect.Says(dialect.Article, w) && !dialect.Says(dialect.SourceWord, w) &&
		!dialect.Says(dialect.BesideWord, w)
}
