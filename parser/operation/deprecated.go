package operation

import (
	"regexp"
	"strings"

	"github.com/docwright/docwright/parser/page"
	"github.com/docwright/docwright/parser/source"
)

// deprecatedMark is what titles end in.
const deprecatedMark = "(deprecated)"

// retired is how an introduction says that the operation itself is deprecated,
// and not one of its properties.
var retired = regexp.MustCompile(`(?i)\b(this|the)( \S+){0,4}? (api|apis|method|function|action|operation|endpoint|call|request)s? (is|are|has been|have been|was|were)( now| being)? deprecated\b`)

// deprecation returns the words by which the page says that what it describes
// is deprecated, and where they stand; empty where it doesn't. Titles end in
// "(deprecated)", and notes of introductions say so in a sentence.
func (r *reader) deprecation() (words string, at source.Position) {
	if strings.HasSuffix(strings.ToLower(r.page.Title), deprecatedMark) {
		return r.page.Title, r.page.TitlePos
	}
	for _, s := range r.page.Sections {
		if r.roles[s] != roleIntro {
			continue
		}
		prose(s, func(t page.Text, _ bool, pos source.Position) {
			if found := retired.FindString(plain(t)); words == "" && found != "" {
				words, at = found, pos
			}
		})
	}
	return words, at
}
