package dialect

import (
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/internal/word"
)

// hostWords are last words of names that stand in the place of the service's URL at
// the beginning of request lines: "harborPrefix/berths".
var hostWords = []string{"prefix", "host", "url", "endpoint", "server", "domain", "base"}

// IsHostWord reports whether a name stands for the URL of the service.
func IsHostWord(name string) bool {
	words := word.Split(strings.Trim(name, "{}<>"))
	return len(words) > 0 && slices.Contains(hostWords, strings.ToLower(words[len(words)-1]))
}
