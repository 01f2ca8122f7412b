package operation

import "github.com/docwright/docwright/parser/source"

var (
	ruleLineUnread      = source.Declare(source.Rule{Name: "request-line-unreadable", Severity: source.Warning, Summary: "A request line has no readable path or is too long, or the page has too many."})
	ruleActionLost      = source.Declare(source.Rule{Name: "action-unread", Severity: source.Warning, Summary: "The page of a type names a bound action or function without a request line or a page; it is not read."})
	ruleActionRoute     = source.Declare(source.Rule{Name: "action-route", Severity: source.Warning, Summary: "The page of a type names a bound action without a request line; the line is made from that of a value of the type."})
	ruleActionMethod    = source.Declare(source.Rule{Name: "action-method", Severity: source.Note, Cause: source.OnePage, Summary: "The request line of a bound action begins with the name of the action instead of a method; the method is POST."})
	ruleRequestUnread   = source.Declare(source.Rule{Name: "request-unread", Severity: source.Note, Summary: "A block that begins with a request is neither below a heading for request lines nor among the examples; it is not read."})
	ruleLineEllipsis    = source.Declare(source.Rule{Name: "request-line-ellipsis", Severity: source.Warning, Cause: source.OnePage, Summary: "A request line omits a part of its path."})
	ruleLineLiteral     = source.Declare(source.Rule{Name: "request-line-literal-id", Severity: source.Note, Cause: source.OnePage, Summary: "A request line has an identifier where a placeholder belongs; it is read as a parameter."})
	ruleLineUnbalanced  = source.Declare(source.Rule{Name: "request-line-unbalanced", Severity: source.Warning, Summary: "A bracket in a request line is never closed, or a brace never opened; the line is not read."})
	ruleLineSlash       = source.Declare(source.Rule{Name: "request-line-slash", Severity: source.Note, Summary: "A request line has a slash before a key or the arguments of a function; it is read without the slash."})
	ruleLineFromExample = source.Declare(source.Rule{Name: "request-line-from-example", Severity: source.Warning, Cause: source.OnePage, Summary: "The page lacks a request line; the request line of an example is used."})
	ruleLineArguments   = source.Declare(source.Rule{Name: "request-line-arguments", Severity: source.Warning, Cause: source.OnePage, Summary: "The parameters of a function are in a table, but in no request line."})
	ruleLineOptional    = source.Declare(source.Rule{Name: "request-line-optional", Severity: source.Note, Cause: source.OnePage, Reader: true, Summary: "A table marks function parameters as optional; the function can be called without them."})
	ruleTemplateText    = source.Declare(source.Rule{Name: "request-template-text", Severity: source.Note, Summary: "A block of request lines has other text, which is ignored."})
	ruleRowUnread       = source.Declare(source.Rule{Name: "parameter-row-unreadable", Severity: source.Warning, Summary: "A row in a table of parameters has no parameter name."})
	ruleRowUnused       = source.Declare(source.Rule{Name: "parameter-row-unused", Severity: source.Warning, Cause: source.OnePage, Summary: "A row in a table of path or function parameters describes a parameter that no request line has."})

	ruleURLCase        = source.Declare(source.Rule{Name: "example-url-case", Severity: source.Note, Summary: "The URL of an example and its request line differ in the case of letters; the request line is used."})
	ruleExampleBase    = source.Declare(source.Rule{Name: "example-url-base", Severity: source.Warning, Summary: "The URL of an example has a segment in the place of the version that is not a version."})
	ruleStatusDiffers  = source.Declare(source.Rule{Name: "example-status-differs", Severity: source.Note, Summary: "An example has a status that the text on the response does not have."})
	ruleResponseTabled = source.Declare(source.Rule{Name: "response-tabled", Severity: source.Note, Reader: true, Summary: "A table or JSON with types on the page describes the response; a type is made from it."})
	ruleResponseShown  = source.Declare(source.Rule{Name: "response-shown", Severity: source.Note, Summary: "No page names the type of a response body; the type is made from the examples."})
	ruleResponseCase   = source.Declare(source.Rule{Name: "response-row-case", Severity: source.Note, Summary: "A table and the examples spell a member of a response body differently; the spelling in the examples is used."})
	ruleUntyped        = source.Declare(source.Rule{Name: "response-untyped", Severity: source.Warning, Summary: "The page names no type for a response body."})

	ruleParameterTabled = source.Declare(source.Rule{Name: "parameter-tabled", Severity: source.Note, Reader: true, Summary: "The table of a request body describes the only parameter of an action, an object; a type is made from the table."})
	ruleBodyUntyped     = source.Declare(source.Rule{Name: "body-untyped", Severity: source.Warning, Summary: "The page names no type for a request body."})
	ruleTableUnread     = source.Declare(source.Rule{Name: "parameter-table-unread", Severity: source.Warning, Summary: "A table of parameters, headers or members of a body has no column that is known to have their names."})
	ruleBodyTable       = source.Declare(source.Rule{Name: "body-table-unread", Severity: source.Warning, Summary: "A page has a table for the request body, but no operation that sends one."})
)
