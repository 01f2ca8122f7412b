package schema

import (
	"strings"

	"github.com/docwright/docwright/parser/model"
)

// defaultPhrases are what stands before a default value in a description.
var defaultPhrases = []string{"default value is ", "default value: ", "default value of ", "default is ", "default: ", "defaults to ", "default setting is ", "default value for this property is "}

// describeDefault takes the value that the description says the property has
// unless it is set: "The default value is false." What follows the phrase has
// to be a single word or number; "the default is the caller's own" says none.
func describeDefault(p *model.Property) {
	s := p.Description
	if !strings.Contains(s, "efault") {
		return
	}
	for _, phrase := range defaultPhrases {
		at := indexFold(s, phrase)
		if at < 0 {
			continue
		}
		rest := s[at+len(phrase):]
		value := defaultValue(rest)
		if value == "" {
			continue
		}
		setDefault(p, value, s[at:len(s)-len(rest)]+value)
		return
	}
	if at := strings.Index(s, markedDefault); at > 0 {
		if value := lastWord(s[:at]); value != "" {
			setDefault(p, value, value+markedDefault)
		}
	}
}

func setDefault(p *model.Property, value, words string) {
	p.Default = &value
	p.Reasons.Add("default", whyDescription, p.Position, words)
}

// markedDefault stands behind the default in a list of values: "on (default), off".
const markedDefault = " (default)"

// lastWord returns the word at the end of s where it is an item of a list:
// alone between commas, or behind the words that such lists have.
func lastWord(s string) string {
	start := len(s)
	for start > 0 && isWordByte(s[start-1]) {
		start--
	}
	before := strings.TrimRight(s[:start], "`'\" ")
	for _, end := range []string{",", ":", " or", " and", " are", " is"} {
		if strings.HasSuffix(before, end) {
			return s[start:]
		}
	}
	return ""
}

// defaultValue returns the word at the start of s, where it is a value and ends
// its clause; empty otherwise.
func defaultValue(s string) string {
	s = strings.TrimLeft(s, " `'\"*")
	end := 0
	for end < len(s) && (isWordByte(s[end]) || s[end] == '-' || s[end] == '.' && end+1 < len(s) && isWordByte(s[end+1])) {
		end++
	}
	value, rest := s[:end], strings.TrimLeft(s[end:], "`'\"*")
	if value == "" || rest != "" && !strings.HasPrefix(rest, ".") && !strings.HasPrefix(rest, ",") && !strings.HasPrefix(rest, ";") && !strings.HasPrefix(rest, ")") && !strings.HasPrefix(rest, " (") {
		return ""
	}
	if articles[strings.ToLower(value)] {
		return ""
	}
	return value
}

var articles = map[string]bool{"the": true, "a": true, "an": true, "this": true, "that": true}
