package dialect

import (
	"slices"
	"strings"
)

// methodHeaders and urlHeaders are the headers of the columns of a table of request
// lines, in lower case.
var (
	methodHeaders = []string{"method", "http method", "verb"}
	urlHeaders    = []string{"request uri", "request url", "uri", "url", "path", "endpoint", "route"}
)

// IsMethodHeader reports whether a column has HTTP methods.
func IsMethodHeader(header string) bool { return isOneOf(methodHeaders, header) }

// IsURLHeader reports whether a column has URLs or paths.
func IsURLHeader(header string) bool { return isOneOf(urlHeaders, header) }

// isOneOf reports whether a text is one of the words in any case.
func isOneOf(words []string, text string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return len(w) == len(text) && strings.EqualFold(w, text) })
}
