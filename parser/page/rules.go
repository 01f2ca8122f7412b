package page

import "github.com/docwright/docwright/parser/source"

func rule(severity source.Severity, name, summary string) *source.Rule {
	return source.Declare(source.Rule{Name: name, Severity: severity, Summary: summary})
}

// The rules of this package, by the file that reports them.
var (
	// file.go
	ruleEncoding = rule(source.Error, "encoding-invalid", "A page has bytes that are not UTF-8, or NUL characters; they are read as question marks.")

	// limits.go
	rulePageTooLarge    = rule(source.Error, "page-too-large", "A page is larger than a page can sensibly be and is not read.")
	ruleLineTooLong     = rule(source.Error, "line-too-long", "A line is longer than a line can sensibly be and is not read.")
	rulePageTooComplex  = rule(source.Error, "page-too-complex", "A paragraph has more markup, or a line is nested deeper, than can be read in sensible time; it is not read.")
	ruleTableTooLarge   = rule(source.Error, "table-too-large", "A table has more cells than a table can sensibly have and is not read.")
	rulePageUnparseable = rule(source.Error, "page-unparseable", "The markdown parser failed on a page; nothing of the page is read.")

	// frontmatter.go
	ruleFrontMatter = rule(source.Warning, "front-matter-malformed", "The front matter is not a list of key: value lines between two lines of three dashes.")

	// annotation.go
	ruleCommentOpen         = rule(source.Warning, "comment-unterminated", "An HTML comment is not closed; it is read as if it ended with its JSON object, or as text.")
	ruleAnnotationMended    = rule(source.Note, "annotation-mended", "The JSON of an annotation is not strict, but can be meant in one way only.")
	ruleAnnotationMalformed = rule(source.Warning, "annotation-malformed", "The JSON of an annotation cannot be read; only its kind and type are picked out.")
	ruleAnnotationKind      = rule(source.Warning, "annotation-unknown-kind", "The blockType of an annotation is none that is documented.")
	ruleAnnotationAlone     = rule(source.Warning, "annotation-without-block", "An annotation is followed by no block that it could speak of.")

	// table.go, repair.go
	ruleRowJoined     = rule(source.Note, "table-row-joined", "A row of a table is broken over a line; it is read as one row.")
	ruleRowBroken     = rule(source.Warning, "table-row-broken", "A line inside a table has no pipes; it is read as text, not as a row.")
	ruleRowTooLong    = rule(source.Warning, "table-row-too-long", "A row has more cells than the header; those beyond are not read.")
	rulePipeInCode    = rule(source.Note, "table-pipe-in-code", "A pipe inside code in a table is not escaped; it is read as part of the code.")
	ruleDelimiterRow  = rule(source.Warning, "table-delimiter-short", "The delimiter row of a table has fewer columns than the header, which makes it no table; it is read as one.")
	ruleTableHeadless = rule(source.Error, "table-without-header", "A table has no header row and is not read.")
	ruleDelimiterLost = rule(source.Error, "table-unreadable", "The delimiter row of a table has fewer columns than the header, and the table cannot be read.")

	// code.go
	ruleFenceOpen      = rule(source.Warning, "fence-unterminated", "A fenced code block is not closed and runs to the end of the page.")
	ruleFenceSwallowed = rule(source.Warning, "fence-swallowed", "A fenced code block has the opening of another inside: its own closing fence is missing.")

	// section.go
	ruleTabsOpen = rule(source.Note, "tabs-unterminated", "A group of tabs does not end with a thematic break; it is taken to end at the next heading.")

	// include.go
	ruleIncludeMissing = rule(source.Note, "include-missing", "The file that an include names is not there.")
	ruleIncludeOutside = rule(source.Error, "include-outside", "An include names a file outside of the root; it is not opened.")
	ruleIncludeLimit   = rule(source.Error, "include-limit", "Includes name each other in a circle, are nested too deep, or are too many; the rest is not read.")
	ruleIncludeInline  = rule(source.Note, "include-inline", "An include in the middle of text has more than text; only its text is read.")

	// text.go
	ruleHTML = rule(source.Note, "html-skipped", "A block of HTML is not read.")
)
