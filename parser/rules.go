package parser

import "github.com/docwright/docwright/parser/source"

// The rules about whole pages.
var (
	rulePageUnreadable = source.Declare(source.Rule{Name: "page-unreadable", Severity: source.Error, Lost: true, Summary: "A page or a folder could not be read and is left out."})
	ruleNoReference    = source.Declare(source.Rule{Name: "reference-missing", Severity: source.Error, Summary: "A folder has no pages of a reference in English, so that nothing is read."})
)

// The rules about annotations. They say nothing about the API, so [Parse] does
// not report them.
var (
	ruleAnnotationMissing = source.Declare(source.Rule{Name: "annotation-missing", Severity: source.Note, Cause: source.OnePage, Summary: "An example request or response, or the JSON representation of a type, has no annotation."})
	ruleExampleRepeated   = source.Declare(source.Rule{Name: "example-name-repeated", Severity: source.Warning, Summary: "Two requests of a page have the same name, by which responses are assigned."})
	ruleExampleShared     = source.Declare(source.Rule{Name: "example-name-shared", Severity: source.Note, Summary: "Requests of two pages have the same name; tools that read all pages confuse them."})
)

// The rules about links between pages.
var (
	ruleLinkMissing   = source.Declare(source.Rule{Name: "link-missing", Severity: source.Warning, Cause: source.OneName, Summary: "A link names a page that does not exist."})
	ruleLinkCase      = source.Declare(source.Rule{Name: "link-case", Severity: source.Note, Cause: source.OneName, Summary: "A link and the name of its page differ in case; the link works on some sites only."})
	ruleAnchorMissing = source.Declare(source.Rule{Name: "link-anchor-missing", Severity: source.Note, Cause: source.OneName, Summary: "A link names a heading that the page does not have."})
	rulePageUnlinked  = source.Declare(source.Rule{Name: "page-unlinked", Severity: source.Note, Summary: "No other page links to the page of an operation, so readers can't find it."})
)
