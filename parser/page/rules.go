package page

import "github.com/docwright/docwright/parser/source"

func rule(severity source.Severity, name, summary string) *source.Rule {
	return source.Declare(source.Rule{Name: name, Severity: severity, Summary: summary})
}

// ruleOfName declares a rule whose findings name a file that several pages may use.
func ruleOfName(severity source.Severity, name, summary string) *source.Rule {
	return source.Declare(source.Rule{Name: name, Severity: severity, Summary: summary, Cause: source.OneName})
}

// ruleOfLost declares a rule whose findings report that a file, or much of it, is not read.
func ruleOfLost(name, summary string) *source.Rule {
	return source.Declare(source.Rule{Name: name, Severity: source.Error, Summary: summary, Lost: true})
}

// The rules of this package, by the file that reports them.
var (
	// file.go
	ruleEncoding = rule(source.Error, "encoding-invalid", "A page has bytes that are not UTF-8, or NUL characters; they are read as question marks.")

	ruleEncodingUnknown = ruleOfLost("encoding-unknown", "A page is not UTF-8 text, such as one in UTF-16, and is not read.")

	// limits.go
	rulePageTooLarge    = ruleOfLost("page-too-large", "A page exceeds the maximum size and is not read.")
	ruleLineTooLong     = ruleOfLost("line-too-long", "A line exceeds the maximum length and is not read.")
	rulePageTooComplex  = ruleOfLost("page-too-complex", "A paragraph has too much markup, or a line is nested too deep, to be read in reasonable time; it is not read.")
	ruleTableTooLarge   = ruleOfLost("table-too-large", "A table exceeds the maximum number of cells and is not read.")
	rulePageUnparseable = ruleOfLost("page-unparseable", "The markdown parser failed on a page; the page is not read.")

	// frontmatter.go
	ruleFrontMatter = rule(source.Warning, "front-matter-malformed", "The front matter is not a list of key: value lines between two lines of three dashes.")

	// annotation.go
	ruleCommentOpen         = rule(source.Warning, "comment-unterminated", "An HTML comment is not closed; it is read up to the end of its JSON object, or as text.")
	ruleAnnotationMended    = rule(source.Note, "annotation-mended", "An annotation is not strict JSON, but its meaning is unambiguous.")
	ruleAnnotationMalformed = rule(source.Warning, "annotation-malformed", "An annotation is not JSON; only its known fields are read.")
	ruleAnnotationKind      = rule(source.Warning, "annotation-unknown-kind", "The blockType of an annotation is not documented.")
	ruleAnnotationBoolean   = rule(source.Warning, "annotation-not-boolean", "A member of an annotation that is true or false has another value; it is read as false.")
	ruleAnnotationAlone     = rule(source.Warning, "annotation-without-block", "No matching block follows an annotation.")

	// table.go, repair.go
	ruleRowJoined     = rule(source.Note, "table-row-joined", "A table row is broken over two lines; it is read as one row.")
	ruleRowBroken     = rule(source.Warning, "table-row-broken", "A line inside a table has no pipes; it is read as text.")
	ruleRowTooLong    = rule(source.Warning, "table-row-too-long", "A row has more cells than the header; the extra cells are not read.")
	rulePipeInCode    = rule(source.Note, "table-pipe-in-code", "A pipe inside code in a table is not escaped; it is read as part of the code.")
	ruleDelimiterRow  = rule(source.Warning, "table-delimiter-short", "The delimiter row of a table has fewer columns than the header; the table is read anyway.")
	ruleTableHeadless = rule(source.Error, "table-without-header", "A table has no header row and is not read.")
	ruleDelimiterLost = rule(source.Error, "table-unreadable", "The delimiter row of a table has fewer columns than the header; the table is not read.")

	// code.go
	ruleFenceOpen      = rule(source.Warning, "fence-unterminated", "A fenced code block is not closed and runs to the end of the page.")
	ruleFenceSwallowed = rule(source.Warning, "fence-swallowed", "A fenced code block opens inside another one, whose closing fence is missing.")

	// section.go
	ruleTabsOpen = rule(source.Note, "tabs-unterminated", "A group of tabs does not end with a thematic break; it ends at the next heading.")

	// zones.go
	ruleZoneOpen = rule(source.Note, "zone-unterminated", "A zone has no end; it ends with the file.")

	// include.go
	ruleIncludeMissing    = ruleOfName(source.Note, "include-missing", "The file of an include does not exist.")
	ruleIncludeOutside    = ruleOfName(source.Error, "include-outside", "An include names a file outside of the root; it is not opened.")
	ruleIncludeUnreadable = source.Declare(source.Rule{Name: "include-unreadable", Severity: source.Error, Cause: source.OneName, Lost: true, Summary: "The file of an include exists and could not be read."})
	ruleIncludeLimit      = ruleOfLost("include-limit", "Includes are circular, nested too deep, or too many; the rest is not read.")
	ruleIncludeInline     = rule(source.Note, "include-inline", "An include in the middle of text has other blocks than text; only its text is read.")

	// text.go
	ruleHTML = rule(source.Note, "html-skipped", "A block of HTML is not read.")
)
