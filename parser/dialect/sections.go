package dialect

import "strings"

// Section is what a heading says of the text and the tables below it.
type Section uint8

// The sections of pages of operations.
const (
	OtherSection Section = iota
	Introduction         // what stands below the title; no heading says so
	RequestLines
	Permissions
	QueryParameters
	PathParameters
	FunctionParameters
	RequestHeaders
	RequestBody
	Response
	Example
	Aside // remarks, errors, notifications: nothing of the model
)

// The sections of pages of types.
const (
	Properties Section = iota + Aside + 1
	Relationships
)

// heading is a row: words, where they have to stand in a heading, and what it
// says. Capitals of a heading don't matter.
type heading struct {
	words   string
	place   place
	section Section
}

// operationHeadings are those of pages of operations. The first row that fits
// counts.
var operationHeadings = []heading{
	{"http request", start, RequestLines},
	{"permission", start, Permissions},
	{"prerequisite", start, Permissions},
	{"example", start, Example},
	{"request body", start, RequestBody},
	{"response header", start, Aside},
	{"optional quer", start, QueryParameters},
	{"query", start, QueryParameters},
	{"odata query", start, QueryParameters},
	{"supported query", start, QueryParameters},
	{"path param", start, PathParameters},
	{"uri param", start, PathParameters},
	{"url param", start, PathParameters},
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
	{"request ", start, Example},
}

// typeHeadings are those of pages of types that can mean nothing else.
var typeHeadings = []heading{
	{"properties", whole, Properties},
	{"relationship", inside, Relationships},
	{"navigation", inside, Relationships},
}

// vagueHeadings are those of pages of types that may speak of the properties of
// something that is no type.
var vagueHeadings = []heading{
	{"propert", inside, Properties},
	{"attribute", inside, Properties},
}

// SectionOf returns what a heading on the page of an operation says,
// OtherSection where it says nothing of its own.
func SectionOf(title string) Section { return sectionIn(operationHeadings, title) }

// TypeSectionOf returns what a heading on the page of a type says. It is certain
// where the heading can mean nothing else.
func TypeSectionOf(title string) (section Section, certain bool) {
	if s := sectionIn(typeHeadings, title); s != OtherSection {
		return s, true
	}
	return sectionIn(vagueHeadings, title), false
}

func sectionIn(headings []heading, title string) Section {
	lower := ""
	for i := range headings {
		h := &headings[i]
		if h.place == inside && lower == "" {
			lower = strings.ToLower(title)
		}
		if p := (phrase{words: h.words, place: h.place}); h.place == inside && strings.Contains(lower, h.words) || h.place != inside && p.find(title) >= 0 {
			return h.section
		}
	}
	return OtherSection
}
