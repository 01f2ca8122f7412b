package naming

import (
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/dialect"
	"github.com/docwright/docwright/parser/internal/notation"
	"github.com/docwright/docwright/parser/internal/word"
)

// Speller records how a page spells words, to restore the capitals of its file
// name.
type Speller struct {
	cased     casings
	pathWords []string // the literal words of paths
	// inPaths has the words of paths and their singulars, and singulars the first
	// singular of a path with the same letters in lower case. Both are nil for few words.
	inPaths   map[string]bool
	singulars map[string]string
}

// casings are the spellings of words. Most pages have few, so that only many have an
// index.
type casings struct {
	list  []casing
	index map[string]int // by the word in lower case; nil for few
}

// casing is a word in lower case, and its spelling.
type casing struct{ lower, text string }

// few is the number of words that have no index.
const few = 48

// find returns the index of a word, in any case, or -1.
func (c *casings) find(text string) int {
	if c.index != nil {
		if i, ok := c.index[strings.ToLower(text)]; ok {
			return i
		}
		return -1
	}
	for i := range c.list {
		if lower := c.list[i].lower; len(lower) == len(text) && isLowerOf(lower, text) {
			return i
		}
	}
	return -1
}

// isLowerOf reports whether lower is an ASCII text of the same length in lower case.
func isLowerOf(lower, text string) bool {
	for i := range len(text) {
		c := text[i]
		if 'A' <= c && c <= 'Z' {
			c |= 0x20
		}
		if c != lower[i] {
			return false
		}
	}
	return true
}

// of returns the spelling of a lower-case word.
func (c *casings) of(lower string) (text string, ok bool) {
	if i := c.find(lower); i >= 0 {
		return c.list[i].text, true
	}
	return "", false
}

// add adds a word that is not in the list.
func (c *casings) add(text string) {
	if c.list == nil {
		c.list = make([]casing, 0, 24)
	}
	c.list = append(c.list, casing{strings.ToLower(text), text})
	if c.index == nil && len(c.list) > few {
		c.index = make(map[string]int, 2*few)
		for i := range c.list {
			c.index[c.list[i].lower] = i
		}
	} else if c.index != nil {
		c.index[c.list[len(c.list)-1].lower] = len(c.list) - 1
	}
}

// Add adds the identifiers of a text.
func (s *Speller) Add(text string) {
	for i := 0; i < len(text); {
		if !word.IsLetter(text[i]) {
			i++
			continue
		}
		end := i
		for end < len(text) && (word.IsLetter(text[end]) || word.IsDigit(text[end])) {
			end++
		}
		s.addWord(text[i:end])
		if stem, ok := strings.CutSuffix(text[i:end], "Id"); ok && stem != "" {
			s.addWord(stem)
		}
		i = end
	}
}

// AddPath adds the identifiers of a path. Its literal words are also possible
// beginnings of compound words.
func (s *Speller) AddPath(path string) {
	s.Add(path)
	for _, raw := range notation.SplitPath(path) {
		raw, _, _ = strings.Cut(raw, "(")
		raw = strings.TrimRight(raw[strings.LastIndexByte(raw, '.')+1:], ":")
		if raw != "" && word.IsLetter(raw[0]) && strings.IndexByte(raw, '{') < 0 && !s.isPathWord(raw) {
			s.pathWords = append(s.pathWords, raw)
			s.indexPathWords()
		}
	}
}

// isPathWord reports whether a path has the word. It may report true for a word of which
// a path has the plural.
func (s *Speller) isPathWord(raw string) bool {
	if s.inPaths != nil {
		return s.inPaths[raw]
	}
	return slices.Contains(s.pathWords, raw)
}

// indexPathWords adds the last word of paths to the indexes, or all words once there are
// many.
func (s *Speller) indexPathWords() {
	words := s.pathWords[len(s.pathWords)-1:]
	if s.inPaths == nil {
		if len(s.pathWords) <= few {
			return
		}
		s.inPaths, s.singulars, words = map[string]bool{}, map[string]string{}, s.pathWords
	}
	for _, w := range words {
		one := dialect.Singular(w)
		s.inPaths[w], s.inPaths[one] = true, true
		if lower := strings.ToLower(one); s.singulars[lower] == "" {
			s.singulars[lower] = one
		}
	}
}

// addWords adds the words of a file name that are one word of a path in lower case:
// advanced-query of /advancedqueries.
func (s *Speller) addWords(file []string) {
	for i := range file {
		joined, camel := file[i], file[i]
		for _, w := range file[i+1:] {
			joined, camel = joined+w, camel+word.Upper(w)
			if s.inPath(joined) {
				s.addWord(camel)
			}
		}
	}
}

// AddJoined adds the words of a file name that several words of a text in a row are, in
// camel case: sharedbyme of "shared-by-me".
func (s *Speller) AddJoined(text string, file []string) {
	words := strings.FieldsFunc(strings.ToLower(text), func(c rune) bool { return c == '-' || c == '_' || c == ' ' })
	for i := range words {
		joined, camel := words[i], words[i]
		for _, w := range words[i+1:] {
			joined, camel = joined+w, camel+word.Upper(w)
			if slices.Contains(file, joined) {
				s.addWord(camel)
			}
		}
	}
}

// addWord records the first spelling of a word. A spelling with capitals takes
// precedence.
func (s *Speller) addWord(text string) {
	i := s.cased.find(text)
	switch {
	case i < 0:
		s.cased.add(text)
	case capitals(s.cased.list[i].text) == 0 && capitals(text) > 0:
		s.cased.list[i].text = text
	}
}

// capitals counts the capitals inside a word. A word entirely in capitals has
// none.
func capitals(text string) int {
	n := 0
	for i := 1; i < len(text); i++ {
		if 'A' <= text[i] && text[i] <= 'Z' {
			n++
		}
	}
	if n == len(text)-1 {
		return 0
	}
	return n
}

// spell returns the page's spelling of a lower-case word. It uses the
// spelling of the word, of its singular or plural, or of a compound that begins with
// a word of a path.
func (s *Speller) spell(lower string) string {
	if w, ok := s.cased.of(lower); ok {
		if capitals(w) == 0 && !s.inPath(lower) {
			if c := s.compound(lower); c != lower {
				return c
			}
		}
		return w
	}
	if w, ok := s.cased.of(dialect.Plural(lower)); ok && dialect.Singular(lower) == lower {
		return dialect.Singular(w)
	}
	if one := dialect.Singular(lower); one != lower {
		if w, ok := s.cased.of(one); ok {
			return dialect.Plural(w)
		}
	}
	return s.compound(lower)
}

// inPath reports whether a path has the word or its plural in lower case.
func (s *Speller) inPath(lower string) bool {
	if s.inPaths != nil {
		return s.inPaths[lower]
	}
	return slices.ContainsFunc(s.pathWords, func(w string) bool { return w == lower || dialect.Singular(w) == lower })
}

// compound spells a word that begins with a word of the paths, or with one that
// the page spells with capitals: with /charts/{name}, chartfont is chartFont.
func (s *Speller) compound(lower string) string {
	best := ""
	for n := len(lower) - 3; n >= 4 && s.singulars != nil && best == ""; n-- {
		if n >= 5 || s.cased.find(lower[n:]) >= 0 {
			best = s.singulars[lower[:n]]
		}
	}
	for _, w := range s.pathWords {
		if s.singulars != nil {
			break
		}
		known := dialect.Singular(w)
		n := len(known)
		if n < 4 || n <= len(best) || len(lower)-n < 3 || !strings.EqualFold(lower[:n], known) {
			continue
		}
		if n >= 5 || s.cased.find(lower[n:]) >= 0 {
			best = known
		}
	}
	for n := len(lower) - 3; n >= 5 && n > len(best); n-- {
		if w, ok := s.cased.of(lower[:n]); ok && capitals(w) > 0 {
			best = w
		}
	}
	if best == "" {
		return lower
	}
	return best + word.Upper(s.spell(lower[len(best):]))
}

// Name returns the spelling of a lower-case word with a capital at the start.
func (s *Speller) Name(lower string) string { return word.Upper(s.spell(lower)) }

// join joins lower-case words to a camel-case name.
func (s *Speller) join(words []string) string {
	var b strings.Builder
	for _, w := range words {
		b.WriteString(s.Name(w))
	}
	return b.String()
}

// Spell returns the page's spelling of a lower-case word.
func (s *Speller) Spell(lower string) string { return s.spell(lower) }

// plural returns the plural of a lower-case word, with a capital at the start.
func (s *Speller) plural(lower string) string {
	if w, ok := s.cased.of(dialect.Plural(lower)); ok {
		return word.Upper(w)
	}
	return word.Upper(dialect.Plural(s.spell(lower)))
}
