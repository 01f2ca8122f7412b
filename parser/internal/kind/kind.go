// Package kind classifies the pages of a reference: a page describes operations,
// types, an enum, or none of these. The content of a page takes precedence over its
// front matter and its title. The name of the folder comes last.
package kind

import (
	"path"
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/dialect"
	"github.com/docwright/docwright/parser/internal/part"
	"github.com/docwright/docwright/parser/page"
)

// Kind is the kind of a page.
type Kind uint8

// The kinds of pages.
const (
	Other Kind = iota
	Operation
	Type
	Enum
)

// Of is the kind of a page, with the parts of the page to read.
type Of struct {
	Kind Kind
	// Operations reports whether the page has operations, and Types whether it
	// describes types. A page may have both.
	Operations, Types bool
	// Actions reports whether the page of a type describes bound actions, and Lines
	// whether it has other operations.
	Actions, Lines bool
	// Reason says why a page is of no kind.
	Reason string
}

// docTypes maps the types in front matter, in lower case, to kinds.
var docTypes = map[string]Kind{
	"apipagetype": Operation, "resourcepagetype": Type, "enumpagetype": Enum, "conceptualpagetype": Other,
}

// evidence is the evidence for the kind of a page.
type evidence struct {
	doc        Kind
	documented bool // the front matter has a known type
	title      Kind // Type, Enum, or Other if the title names neither
	verb       bool // the title begins with the verb of an operation
	folder     string

	lines      bool // a section on request lines has some
	actions    bool // a section describes bound actions with their request lines
	parts      bool // several headings have an operation each
	requests   bool // the page has a request anywhere
	annotated  bool // an annotation says that a block is a type
	properties bool // a section on properties has a table
	sends      bool // a section is about the content of a request or a response
}

// Read returns the kind of a page.
func Read(p *page.Page) Of {
	e := collect(p)
	of := Of{Kind: e.kind()}
	switch of.Kind {
	case Operation:
		of.Operations = true
		of.Types = e.annotated && e.doc != Operation
	case Type, Enum:
		of.Types = true
		of.Operations = e.lines || e.parts || e.actions
		of.Actions, of.Lines = e.actions, e.lines || e.parts
	default:
		of.Reason = e.reason()
	}
	return of
}

// rules lists the conditions for each kind. The first match decides.
var rules = []struct {
	kind  Kind
	holds func(e *evidence) bool
}{
	{Operation, func(e *evidence) bool { return e.lines && (e.title == Other || e.verb) }},
	{Enum, func(e *evidence) bool { return e.title == Enum }},
	{Type, func(e *evidence) bool { return e.title == Type }},
	{Operation, func(e *evidence) bool { return e.doc == Operation }},
	{Enum, func(e *evidence) bool { return e.doc == Enum }},
	{Type, func(e *evidence) bool { return e.doc == Type || e.annotated || e.properties }},
	{Other, func(e *evidence) bool { return e.documented }},
	{Operation, func(e *evidence) bool { return e.parts }},
	{Operation, func(e *evidence) bool { return e.folder == "api" && (e.requests || e.verb) }},
	{Type, func(e *evidence) bool { return e.folder == "resources" }},
	{Operation, func(e *evidence) bool { return e.requests && e.verb && e.sends }},
}

func (e *evidence) kind() Kind {
	for _, r := range rules {
		if r.holds(e) {
			return r.kind
		}
	}
	return Other
}

// reason returns why a page is of no kind.
func (e *evidence) reason() string {
	switch {
	case e.documented:
		return "its front matter says that it is conceptual"
	case e.requests:
		return "it has requests, but neither a heading \"HTTP request\" nor a title such as \"Get user\""
	}
	return "it has no request, no table of properties and no title such as \"user resource type\""
}

// collect collects the evidence for the kind of a page.
func collect(p *page.Page) *evidence {
	e := &evidence{title: titleKind(p.Title), verb: part.StartsWithVerb(p.Title), folder: path.Base(path.Dir(p.Path))}
	e.doc, e.documented = docTypes[strings.ToLower(strings.Trim(p.Front.DocType, "_ "))]
	for _, a := range p.Annotations {
		e.annotated = e.annotated || a.BlockType == "resource"
	}
	for _, s := range p.Sections {
		e.section(s)
	}
	e.parts = e.requests && len(part.Split(p)) > 0
	if e.title == Type || e.doc == Type {
		actions := part.ReadActions(p)
		e.actions = len(actions.Parts)+len(actions.Lost) > 0
	}
	return e
}

func (e *evidence) section(s *page.Section) {
	lines, properties := false, false
	if s.Level > 1 {
		about, certain := dialect.TypeSectionOf(s.Title)
		properties = certain && about == dialect.Properties
		switch dialect.SectionOf(s.Title) {
		case dialect.RequestLines:
			lines = true
		case dialect.Permissions, dialect.RequestHeaders, dialect.RequestBody, dialect.Response:
			e.sends = true
		}
	}
	if lines && !e.lines || !e.requests {
		requests := part.HasLines(s)
		e.requests = e.requests || requests
		e.lines = e.lines || lines && requests
	}
	if !e.requests {
		_, _, e.requests = part.OfHeading(s)
	}
	e.properties = e.properties || properties && slices.ContainsFunc(s.Blocks, isTable)
}

func isTable(b page.Block) bool {
	_, ok := b.(*page.Table)
	return ok
}

// titleKind returns the kind named by a title: "user resource type", "colour enum
// type".
func titleKind(title string) Kind {
	words := strings.Fields(title)
	kind := Other
	for i, word := range words {
		switch {
		case i == 0 || strings.HasPrefix(word, "("):
			if i > 0 {
				return kind
			}
		case dialect.Says(dialect.EnumNoun, word):
			kind = Enum
		case !dialect.Says(dialect.TypeNoun, word) || dialect.IsPlural(word):
			return Other
		case kind == Other:
			kind = Type
		}
	}
	return kind
}

// Heads reports whether a page has a known heading. If it has none, unknown is the
// number of its headings below the title.
func Heads(p *page.Page) (known bool, unknown int) {
	for _, s := range p.Sections {
		if s.Level < 2 {
			continue
		}
		about, _ := dialect.TypeSectionOf(s.Title)
		if about != dialect.OtherSection || dialect.SectionOf(s.Title) != dialect.OtherSection || dialect.Says(dialect.Methods, s.Title) || dialect.Says(dialect.Members, s.Title) {
			return true, 0
		}
		unknown++
	}
	return false, unknown
}
