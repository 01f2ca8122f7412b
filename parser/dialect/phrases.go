// Package dialect holds the words of reference pages, as rows of data with what
// they mean: phrases in prose, column headers, section headings, verbs and
// endings of English words. The readers of types and of operations use the same
// rows. A phrase that pages add to the dialect is one row here and one case in
// testdata/cases.
//
//	phrases.go    how a phrase is found: [Says], [After], [Found], [Clause]
//	property.go   what descriptions, remarks and cells say of a property or parameter
//	type.go       what pages say of a type: abstract, open, base types, nouns around its name
//	values.go     where a list of values starts and ends
//	body.go       what pages say of requests and responses
//	permission.go whose permission a row or column is
//	collection.go what makes a collection of a type: [CutCollection], [SaysMany]
//	columns.go    headers of tables: [HeaderOf]
//	sections.go   headings: [SectionOf], [TypeSectionOf]
//	verbs.go      verbs of file names, titles and actions: [VerbOf]
//	plurals.go    [Singular] and [Plural]
//
// The package knows words and nothing of the blocks of a page. Spellings of
// primitive types are facts of OData, which package edm has.
package dialect

import (
	"iter"
	"strings"
	"unicode"
)

// place says where in a text the words of a phrase have to stand.
type place uint8

const (
	inside      place = iota // anywhere
	start                    // the text begins with them
	end                      // the text ends in them
	whole                    // the text is these words
	clause                   // the clause begins with them and has no condition
	wholeClause              // the clause is these words
)

// phrase is a row: words, where they have to stand, and what they mean there. The
// words are in lower case. Capitals of a text don't matter at its start and
// where it is the words as a whole; inside of it those of the first letter don't.
// A capital that begins the words has to be in the text, too.
type phrase struct {
	words string
	place place
	means Meaning
}

// tables are all tables of phrases.
var tables = [...]*[]phrase{&propertyPhrases, &parameterPhrases, &typePhrases, &valuePhrases, &bodyPhrases, &permissionPhrases}

// The phrases by meaning, and those of clauses, in the order of their tables.
var (
	byMeaning [meanings]group
	clauses   []phrase
	initials  [256]bool // the letters that phrases of clauses begin with
)

// group holds the phrases of one meaning.
type group struct {
	phrases []phrase
	marks   []string // see marksOf
}

func init() { index() }

// index makes the indexes of all tables anew.
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

// marksOf returns few short texts of which each phrase that may stand inside of a
// text has one: a text without any of them has none of the phrases. Of each phrase
// that has no mark yet the part is taken that most others have.
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
		for i := 1; i+length <= len(p.words); i++ { // the first letter may be a capital
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

// Says reports whether a text has words that mean m, in the place where they do.
func Says(m Meaning, text string) bool {
	_, ok := After(m, text)
	return ok
}

// After returns what follows in the text after the first phrase, in the order of
// the table, that means m.
func After(m Meaning, text string) (rest string, ok bool) {
	g := &byMeaning[m]
	unmarked := !hasAny(text, g.marks)
	for i := range g.phrases {
		p := &g.phrases[i]
		if unmarked && p.place == inside {
			continue
		}
		if from := p.find(text); from >= 0 {
			return text[from:], true
		}
	}
	return "", false
}

// Found yields, in the order of the table, the phrases that mean m wherever they
// stand, with the place of each in the text.
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

// Clause yields what a clause says of the property or parameter that it
// describes. What holds under a condition is not said of it.
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

// fills reports whether a clause that goes on with rest has the phrase in its
// place.
func (p *phrase) fills(rest string) bool {
	if p.place == wholeClause || rest == "" {
		return rest == ""
	}
	return !isWordByte(rest[0]) && !Says(condition, rest)
}

// find returns where the text goes on after the phrase, -1 if the text has not
// got it in its place.
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

// begins reports whether a text begins with the words.
func (p *phrase) begins(text string) bool {
	n := len(p.words)
	return len(text) >= n && (!isCapital(p.words[0]) || text[0] == p.words[0]) && strings.EqualFold(text[:n], p.words)
}

// Index returns where words stand in a text, -1 if they don't. The first letter
// may be a capital in the text. It has to be one if it is in the words.
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

// CutArticle cuts an article off the beginning of a text.
func CutArticle(text string) string {
	if first, rest, ok := strings.Cut(text, " "); ok && Says(Article, first) {
		return rest
	}
	return text
}

// IsBlank reports whether a rune is white space, which no-break and zero-width
// spaces are in cells of tables.
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
