// Package dialect holds the vocabulary of reference pages as rows of data:
// phrases in prose, column headers, section headings, verbs and plural endings,
// each with its meaning. The readers of types and of operations share the rows.
// A new phrase is one row here and one case in testdata/cases.
//
//	phrases.go    matching of phrases: [Says], [After], [Found], [Clause]
//	property.go   phrases about a property or parameter, in descriptions, remarks and cells
//	type.go       phrases about a type: abstract, open, base types, nouns around its name
//	values.go     phrases that start and end a list of values
//	body.go       phrases about requests and responses
//	permission.go phrases in permission tables
//	collection.go words that make a type a collection: [CutCollection], [SaysMany]
//	modifiers.go  words beside a type name that state facts: [CutModifiers]
//	columns.go    headers of table columns: [HeaderOf]
//	sections.go   section headings: [SectionOf], [TypeSectionOf]
//	verbs.go      verbs of file names, titles and actions: [VerbOf]
//	plurals.go    plural endings: [Singular], [Plural]
//
// The package does not know the blocks of a page. The spellings of primitive
// types are facts of OData and belong to package edm.
package dialect

import (
	"iter"
	"strings"
	"unicode"
)

// place is the position of a phrase in a text.
type place uint8

const (
	inside      place = iota // anywhere
	start                    // the text begins with the phrase
	end                      // the text ends with the phrase
	whole                    // the text equals the phrase
	clause                   // the clause begins with the phrase and has no condition
	wholeClause              // the clause equals the phrase
)

// phrase is a row: words, their position in a text, and their meaning there.
// The words are in lower case. Matching ignores case, except inside a text:
// there it ignores the case of the first letter only. A phrase that begins with
// a capital matches only with that capital.
type phrase struct {
	words string
	place place
	means Meaning
}

// tables lists all tables of phrases.
var tables = [...]*[]phrase{&propertyPhrases, &parameterPhrases, &typePhrases, &valuePhrases, &bodyPhrases, &permissionPhrases}

// The indexes of the phrases. Each keeps the order of the tables.
var (
	byMeaning [meanings]group
	clauses   []phrase
	initials  [256]bool // the first letters of the phrases in clauses
)

// group holds the phrases with one meaning.
type group struct {
	phrases []phrase
	marks   []string // see marksOf
}

func init() { index() }

// index rebuilds the indexes of all tables.
func index() {
	byMeaning, clauses, initials = [meanings]group{}, nil, [256]bool{}
	for _, table := range tables {
		for _, p := range *table {
			if p.place != clause && p.place != wholeClause {
				g := &byMeaning[p.means]
				g.phrases = append(g.phrases, p)
				continue
			}
			clauses = append(clauses, p)
			initials[p.words[0]], initials[upper(p.words[0])] = true, true
		}
	}
	for m := range byMeaning {
		byMeaning[m].marks = marksOf(byMeaning[m].phrases)
	}
	indexHeaders()
	indexVerbs()
}

// marksOf returns a few short substrings such that each phrase with place
// inside contains one. A text without any of them contains none of these
// phrases. For each phrase without a mark, marksOf chooses the substring that
// most other phrases share.
func marksOf(phrases []phrase) []string {
	const length = 4
	var marks []string
	for _, p := range phrases {
		if p.place != inside || len(p.words) <= length || hasAny(p.words, marks) {
			if p.place == inside && len(p.words) <= length {
				return []string{""} // too short for a mark
			}
			continue
		}
		best, most := "", 0
		for i := 1; i+length <= len(p.words); i++ { // the first letter may differ in case
			mark, n := p.words[i:i+length], 0
			for _, other := range phrases {
				if other.place == inside && strings.Contains(other.words[1:], mark) {
					n++
				}
			}
			if n > most {
				best, most = mark, n
			}
		}
		marks = append(marks, best)
	}
	return marks
}

func hasAny(text string, marks []string) bool {
	for _, mark := range marks {
		if strings.Contains(text, mark) {
			return true
		}
	}
	return false
}

// Says reports whether text has a phrase that means m, in the place of its row.
func Says(m Meaning, text string) bool {
	_, ok := After(m, text)
	return ok
}

// After returns the text after a phrase that means m. If several match, the
// first one in the table counts.
func After(m Meaning, text string) (rest string, ok bool) {
	g := &byMeaning[m]
	unmarked := !hasAny(text, g.marks)
	for i := range g.phrases {
		p := &g.phrases[i]
		if unmarked && p.place == inside || p.place != inside && p.place != end && !p.initial(text) {
			continue
		}
		if from := p.find(text); from >= 0 {
			return text[from:], true
		}
	}
	return "", false
}

// Found yields the phrases that mean m and occur anywhere in text, in the order
// of the table. Each comes with its index in text.
func Found(m Meaning, text string) iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		g := &byMeaning[m]
		if !hasAny(text, g.marks) {
			return
		}
		for i := range g.phrases {
			p := &g.phrases[i]
			if p.place != inside {
				continue
			}
			if at := Index(text, p.words); at >= 0 && !yield(at, p.words) {
				return
			}
		}
	}
}

// Clause yields the meanings of a clause in the description of a property or
// parameter. It yields nothing for a phrase with a condition.
func Clause(text string) iter.Seq[Meaning] {
	return func(yield func(Meaning) bool) {
		if text == "" || !initials[text[0]] {
			return
		}
		for i := range clauses {
			p := &clauses[i]
			if p.begins(text) && p.fills(text[len(p.words):]) && !yield(p.means) {
				return
			}
		}
	}
}

// fills reports whether the phrase matches a clause that continues with rest.
func (p *phrase) fills(rest string) bool {
	if p.place == wholeClause || rest == "" {
		return rest == ""
	}
	return !isWordByte(rest[0]) && !Says(condition, rest)
}

// find returns the index in text after the phrase. It returns -1 if text does
// not have the phrase in the place of the row.
func (p *phrase) find(text string) int {
	from := 0
	switch p.place {
	case inside:
		if from = Index(text, p.words); from < 0 {
			return -1
		}
	case end:
		from = len(text) - len(p.words)
	case whole:
		if len(text) != len(p.words) {
			return -1
		}
	}
	if from < 0 || p.place != inside && !p.begins(text[from:]) {
		return -1
	}
	return from + len(p.words)
}

// initial reports whether text begins with the first letter of the words, in any case.
func (p *phrase) initial(text string) bool {
	return text != "" && text[0]|0x20 == p.words[0]|0x20
}

// begins reports whether text begins with the words.
func (p *phrase) begins(text string) bool {
	n, first := len(p.words), p.words[0]
	return len(text) >= n && (text[0] == first || text[0] == upper(first)) && strings.EqualFold(text[1:n], p.words[1:])
}

// Index returns the index of words in text, or -1. The first letter may be a
// capital in text. A capital first letter of words must be one in text, too.
func Index(text, words string) int {
	first, rest := words[0], words[1:]
	for from := 1; from <= len(text); {
		i := strings.Index(text[from:], rest)
		if i < 0 {
			return -1
		}
		i += from - 1
		if text[i] == first || text[i] == upper(first) {
			return i
		}
		from = i + 2
	}
	return -1
}

// CutArticle removes an article from the beginning of text.
func CutArticle(text string) string {
	if first, rest, ok := strings.Cut(text, " "); ok && Says(Article, first) {
		return rest
	}
	return text
}

// IsBlank reports whether r is white space in a table cell. No-break and
// zero-width spaces count as white space.
func IsBlank(r rune) bool {
	return unicode.IsSpace(r) || r == '\u200b' || r == '\u200c' || r == '\u200d' || r == '\ufeff'
}

func isCapital(c byte) bool { return 'A' <= c && c <= 'Z' }

func lowered(c byte) byte {
	if isCapital(c) {
		return c | 0x20
	}
	return c
}

func upper(c byte) byte {
	if 'a' <= c && c <= 'z' {
		return c &^ 0x20
	}
	return c
}

func isWordByte(c byte) bool {
	return 'a' <= c && c <= 'z' || isCapital(c) || '0' <= c && c <= '9' || c == '_'
}
