package dialect

import "strings"

// Section is the meaning of a heading for the text and the tables below it.
type Section uint8

// The sections of operation pages.
const (
	OtherSection Section = iota
	Introduction         // the text below the title, or below a heading that says "description"
	RequestLines
	Permissions
	QueryParameters
	PathParameters
	FunctionParameters
	RequestHeaders
	RequestBody
	Response
	ResponseHeaders
	Example
	Aside // remarks, errors, notifications: not part of the model
)

// The sections of type pages.
const (
	Properties Section = iota + Aside + 1
	Relationships
	Representation // the JSON representation
)

// heading is a row: words, their position in a heading, and the section.
// Matching ignores case.
type heading struct {
	words   string
	place   place
	section Section
}

// operationHeadings are the headings of operation pages. The first matching row
// counts.
var operationHeadings = []heading{
	{"http request", start, RequestLines},
	{"api description", whole, Introduction},
	{"api method description", whole, Introduction},
	{"description", whole, Introduction},
	{"url", whole, RequestLines},
	{"url (http request)", whole, RequestLines},
	{"permission", start, Permissions},
	{"prerequisite", start, Permissions},
	{"example", start, Example},
	{"request body", start, RequestBody},
	{"response header", start, ResponseHeaders},
	{"optional quer", start, QueryParameters},
	{"query", start, QueryParameters},
	{"odata query", start, QueryParameters},
	{"supported query", start, QueryParameters},
	{"path param", start, PathParameters},
	{"uri param", start, PathParameters},
	{"url param", start, PathParameters},
	{"request uri param", start, PathParameters},
	{"request url param", start, PathParameters},
	{"function param", start, FunctionParameters},
	{"parameters", start, FunctionParameters},
	{"response 1", start, Example},
	{"response 2", start, Example},
	{"response code", start, Aside},
	{"response", start, Response},
	{"error", start, Aside},
	{"exceptions", start, Aside},
	{"notification", start, Aside},
	{"remarks", start, Aside},
	{"see also", start, Aside},
	{"related content", start, Aside},
	{"known issues", start, Aside},
	{"next steps", start, Aside},
	{"request header", inside, RequestHeaders},
	{"query parameter", inside, QueryParameters},
	{"request", whole, Example},
	{"requests", whole, Example},
	{"sample re", start, Example},
	{"request ", start, Example},
}

// typeHeadings are the unambiguous headings of type pages.
var typeHeadings = []heading{
	{"properties", whole, Properties},
	{"relationship", inside, Relationships},
	{"navigation", inside, Relationships},
	{"json representation", whole, Representation},
}

// vagueHeadings are headings of type pages that may also describe the
// properties of something other than a type.
var vagueHeadings = []heading{
	{"propert", inside, Properties},
	{"attribute", inside, Properties},
}

// SectionOf returns the section of a heading on an operation page. It returns
// OtherSection for an unknown heading.
func SectionOf(title string) Section { return sectionIn(operationHeadings, title) }

// ExampleKind is what a block among the examples is.
type ExampleKind uint8

// The kinds of examples.
const (
	AnyExample ExampleKind = iota
	RequestExample
	ResponseExample
)

// ExampleOf returns what a heading or a text says that the example below it is, by the
// first of the words "request" and "response".
func ExampleOf(text string) ExampleKind {
	request, response := Index(text, "request"), Index(text, "response")
	switch {
	case response >= 0 && (request < 0 || response < request):
		return ResponseExample
	case request >= 0:
		return RequestExample
	}
	return AnyExample
}

// IsLabel reports whether words in bold before a paragraph say, as a heading would, that
// an example, a request body or a response follows.
func IsLabel(words string) bool {
	const most = 3
	if strings.Count(words, " ") >= most {
		return false
	}
	switch SectionOf(words) {
	case Example, RequestBody, Response:
		return true
	}
	return false
}

// TypeSectionOf returns the section of a heading on a type page, and whether
// the heading is unambiguous.
func TypeSectionOf(title string) (section Section, certain bool) {
	if s := sectionIn(typeHeadings, title); s != OtherSection {
		return s, true
	}
	return sectionIn(vagueHeadings, title), false
}

func sectionIn(headings []heading, title string) Section {
	if title == "" {
		return OtherSection
	}
	first := lowered(title[0])
	for i := range headings {
		h := &headings[i]
		if h.place == inside {
			if containsFold(title, h.words) {
				return h.section
			}
			continue
		}
		if p := (phrase{words: h.words, place: h.place}); h.words[0] == first && p.find(title) >= 0 {
			return h.section
		}
	}
	return OtherSection
}

// containsFold reports whether text has the words, which are in lower case, in any
// case.
func containsFold(text, words string) bool {
	for ; len(text) >= len(words); text = text[1:] {
		if lowered(text[0]) == words[0] && strings.EqualFold(text[:len(words)], words) {
			return true
		}
	}
	return false
}
