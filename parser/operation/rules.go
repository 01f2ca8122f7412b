package operation

import "github.com/docwright/docwright/parser/source"

var (
	ruleLineUnread      = source.Declare(source.Rule{Name: "request-line-unreadable", Severity: source.Warning, Summary: "A request line has no path that could be read."})
	ruleLineEllipsis    = source.Declare(source.Rule{Name: "request-line-ellipsis", Severity: source.Warning, Summary: "A request line leaves out a part of its path."})
	ruleLineLiteral     = source.Declare(source.Rule{Name: "request-line-literal-id", Severity: source.Note, Summary: "A request line has an identifier where a placeholder belongs; it is read as a parameter."})
	ruleLineUnbalanced  = source.Declare(source.Rule{Name: "request-line-unbalanced", Severity: source.Warning, Summary: "A bracket of a request line is never closed; the line is not read."})
	ruleLineSlash       = source.Declare(source.Rule{Name: "request-line-slash", Severity: source.Note, Summary: "A request line has a slash before a key or the arguments of a function; it is read without the slash."})
	ruleLineFromExample = source.Declare(source.Rule{Name: "request-line-from-example", Severity: source.Warning, Summary: "The page has no request line of its own, so that of an example is read."})
	ruleLineArguments   = source.Declare(source.Rule{Name: "request-line-arguments", Severity: source.Warning, Summary: "A function's parameters stand in a table and in no request line."})
	ruleLineOptional    = source.Declare(source.Rule{Name: "request-line-optional", Severity: source.Note, Summary: "A table of function parameters calls some optional; the function can be called without them."})
	ruleTemplateText    = source.Declare(source.Rule{Name: "request-template-text", Severity: source.Note, Summary: "A block of request lines holds something else, which is left out."})
	ruleRowUnread       = source.Declare(source.Rule{Name: "parameter-row-unreadable", Severity: source.Warning, Summary: "A row of a table of parameters names no parameter."})
	ruleRowUnused       = source.Declare(source.Rule{Name: "parameter-row-unused", Severity: source.Warning, Summary: "A row of a table of path or function parameters describes none that a request line has."})

	ruleURLCase        = source.Declare(source.Rule{Name: "example-url-case", Severity: source.Note, Summary: "An example's URL and its request line differ in the case of letters; the request line's are believed."})
	ruleExampleBase    = source.Declare(source.Rule{Name: "example-url-base", Severity: source.Warning, Summary: "An example's URL has a version segment that is none."})
	ruleStatusDiffers  = source.Declare(source.Rule{Name: "example-status-differs", Severity: source.Note, Summary: "An example has a status that the text on the response does not name."})
	ruleResponseTabled = source.Declare(source.Rule{Name: "response-tabled", Severity: source.Note, Summary: "A response is described by a table on its own page; a type is made of that."})
	ruleUntyped        = source.Declare(source.Rule{Name: "response-untyped", Severity: source.Warning, Summary: "The page names no type for a response body."})

	ruleParameterTabled = source.Declare(source.Rule{Name: "parameter-tabled", Severity: source.Note, Summary: "The table of a request body describes the one parameter of an action, an object; a type is made of that."})
	ruleBodyUntyped     = source.Declare(source.Rule{Name: "body-untyped", Severity: source.Warning, Summary: "The page names no type for a request body."})
	ruleBodyTable       = source.Declare(source.Rule{Name: "body-table-unread", Severity: source.Warning, Summary: "A page has a table for the request body, and no operation that sends one."})
)
