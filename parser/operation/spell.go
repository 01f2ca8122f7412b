package operation

import "strings"

// speller knows how a page spells its words, so that the lower-case words of
// its file name get their capitals back.
type speller struct {
	cased     map[string]string // by the word in lower case
	pathWords []string          // the literal words of paths
}

// add adds the identifiers of a text.
func (s *speller) add(text string) {
	for i := 0; i < len(text); {
		if !isLetter(text[i]) {
			i++
			continue
		}
		end := i
		for end < len(text) && (isLetter(text[end]) || isDigit(text[end])) {
			end++
		}
		s.addWord(text[i:end])
		if stem, ok := strings.CutSuffix(text[i:end], "Id"); ok && stem != "" {
			s.addWord(stem)
		}
		i = end
	}
}

// addPath adds the identifiers of a path, and its literal words as words that
// others may begin with.
func (s *speller) addPath(path string) {
	s.add(path)
	for _, raw := range splitPath(strings.TrimPrefix(path, "/")) {
		raw, _, _ = strings.Cut(raw, "(")
		raw = strings.TrimRight(raw[strings.LastIndexByte(raw, '.')+1:], ":")
		if raw != "" && isLetter(raw[0]) && strings.IndexByte(raw, '{') < 0 {
			s.pathWords = appendNew(s.pathWords, raw)
		}
	}
}

// addWord keeps the first spelling of a word, but rather one with capitals.
func (s *speller) addWord(word string) {
	if s.cased == nil {
		s.cased = make(map[string]string, 32)
	}
	lower := strings.ToLower(word)
	if have, ok := s.cased[lower]; !ok || capitals(have) == 0 && capitals(word) > 0 {
		s.cased[lower] = word
	}
}

// capitals counts the capitals inside a word; a word all in capitals has none.
func capitals(word string) int {
	n := 0
	for i := 1; i < len(word); i++ {
		if 'A' <= word[i] && word[i] <= 'Z' {
			n++
		}
	}
	if n == len(word)-1 {
		return 0
	}
	return n
}

// spell returns a lower-case word as it was spelt. A singular or plural of it
// serves too, and at last a word that it begins with.
func (s *speller) spell(word string) string {
	if w, ok := s.cased[word]; ok {
		if capitals(w) == 0 && !s.inPath(word) {
			if c := s.compound(word); c != word {
				return c
			}
		}
		return w
	}
	if w, ok := s.cased[plural(word)]; ok && singular(word) == word {
		return singular(w)
	}
	if one := singular(word); one != word {
		if w, ok := s.cased[one]; ok {
			return plural(w)
		}
	}
	return s.compound(word)
}

// inPath reports whether a path has the word, or its plural, as it is.
func (s *speller) inPath(word string) bool {
	for _, w := range s.pathWords {
		if w == word || singular(w) == word {
			return true
		}
	}
	return false
}

// compound spells a word that begins with a word of the paths: chartfont with
// /charts/{name} is chartFont.
func (s *speller) compound(word string) string {
	best := ""
	for _, w := range s.pathWords {
		known := singular(w)
		n := len(known)
		if n < 4 || n <= len(best) || len(word)-n < 3 || !strings.EqualFold(word[:n], known) {
			continue
		}
		if _, ok := s.cased[word[n:]]; n >= 5 || ok {
			best = known
		}
	}
	if best == "" {
		return word
	}
	return best + upperCamel(s.spell(word[len(best):]))
}

// spellPlural is spell for the plural of a word.
func (s *speller) spellPlural(word string) string {
	if w, ok := s.cased[plural(word)]; ok {
		return w
	}
	return plural(s.spell(word))
}
