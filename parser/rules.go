package parser

import "github.com/docwright/docwright/parser/source"

// The rules about pages as a whole.
var (
	rulePageUnreadable = source.Declare(source.Rule{Name: "page-unreadable", Severity: source.Error, Summary: "A page could not be read and is left out."})
	ruleNoReference    = source.Declare(source.Rule{Name: "reference-missing", Severity: source.Error, Summary: "A folder has no pages of a reference in English, so that nothing is read."})
)

// The rules about how pages are written. They say nothing of the API, and so are
// not among what [Parse] finds.
var (
	ruleAnnotationMissing = source.Declare(source.Rule{Name: "annotation-missing", Severity: source.Note, Summary: "A request or response among the examples, or the JSON representation of a type, has no annotation that says which it is."})
	ruleExampleRepeated   = source.Declare(source.Rule{Name: "example-name-repeated", Severity: source.Warning, Summary: "Two requests of a page have one name, by which responses are found."})
	ruleExampleShared     = source.Declare(source.Rule{Name: "example-name-shared", Severity: source.Note, Summary: "Requests of two pages have one name, which tools that read all pages take for one."})
)

// The rules about links between pages.
var (
	ruleLinkMissing   = source.Declare(source.Rule{Name: "link-missing", Severity: source.Warning, Summary: "A link names a page that isn't there."})
	ruleLinkCase      = source.Declare(source.Rule{Name: "link-case", Severity: source.Note, Summary: "A link spells the name of a page with other capitals: it leads there on some sites only."})
	ruleAnchorMissing = source.Declare(source.Rule{Name: "link-anchor-missing", Severity: source.Note, Summary: "A link names a heading that its page doesn't have."})
	rulePageUnlinked  = source.Declare(source.Rule{Name: "page-unlinked", Severity: source.Note, Summary: "No other page links to the page of an operation, so that readers don't find it."})
)
