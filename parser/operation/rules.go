package operation

import "github.com/docwright/docwright/parser/source"

// The rules of what is read from the page alone.
var (
	ruleLineUnread      = source.Declare(source.Rule{Name: "request-line-unreadable", Severity: source.Warning, Summary: "A request line has no path that could be read."})
	ruleLineEllipsis    = source.Declare(source.Rule{Name: "request-line-ellipsis", Severity: source.Warning, Summary: "A request line leaves out a part of its path."})
	ruleLineMended      = source.Declare(source.Rule{Name: "request-line-mended", Severity: source.Note, Summary: "A request line is not written as a path from the slash on, and was mended."})
	ruleLineElsewhere   = source.Declare(source.Rule{Name: "request-line-other-service", Severity: source.Warning, Summary: "A request line begins with another host or version than that of the service; it is read as if it did not."})
	ruleLineLiteral     = source.Declare(source.Rule{Name: "request-line-literal-id", Severity: source.Note, Summary: "A request line has an identifier where a placeholder belongs; it is read as a parameter."})
	ruleLineUnbalanced  = source.Declare(source.Rule{Name: "request-line-unbalanced", Severity: source.Warning, Summary: "A bracket or quote of a request line is never closed."})
	ruleLineFromExample = source.Declare(source.Rule{Name: "request-line-from-example", Severity: source.Warning, Summary: "The page has no request line of its own, so that of an example is read."})
	ruleLineArguments   = source.Declare(source.Rule{Name: "request-line-arguments", Severity: source.Warning, Summary: "A function's parameters stand in a table and in no request line."})
	ruleLineOptional    = source.Declare(source.Rule{Name: "request-line-optional", Severity: source.Note, Summary: "A table of function parameters calls some optional; the function can be called without them."})
	ruleTemplateText    = source.Declare(source.Rule{Name: "request-template-text", Severity: source.Note, Summary: "A block of request lines holds something else, which is left out."})

	rulePermissionsTodo  = source.Declare(source.Rule{Name: "permissions-todo", Severity: source.Warning, Summary: "A permissions table still has to be written."})
	ruleParameterExample = source.Declare(source.Rule{Name: "parameter-only-in-example", Severity: source.Warning, Summary: "An action's parameter stands in the example and in no table."})
	ruleBodyUntyped      = source.Declare(source.Rule{Name: "body-untyped", Severity: source.Warning, Summary: "The page names no type for a request body."})
	ruleBodyTable        = source.Declare(source.Rule{Name: "body-table-unread", Severity: source.Warning, Summary: "A page has a table for the request body, and no operation that sends one."})
	ruleParameterUnknown = source.Declare(source.Rule{Name: "parameter-unknown", Severity: source.Warning, Summary: "A request table describes a property that the type that is sent does not have."})
	ruleParameterType    = source.Declare(source.Rule{Name: "parameter-type-contradicted", Severity: source.Warning, Summary: "A request table gives a property another type than the page of its type; the latter is believed."})
	ruleResponseUntyped  = source.Declare(source.Rule{Name: "response-untyped", Severity: source.Warning, Summary: "The page names no type for a response body."})
	ruleAnswerDiffers    = source.Declare(source.Rule{Name: "response-type-differs", Severity: source.Warning, Summary: "The text and the annotation of an example name different types for a response; the annotation is believed, unless the body of the example is of the type in the text alone."})
	ruleResponseTabled   = source.Declare(source.Rule{Name: "response-tabled", Severity: source.Note, Summary: "A response is described by a table on its own page; a type is made of that."})
	ruleHeaderUnread     = source.Declare(source.Rule{Name: "header-unreadable", Severity: source.Note, Summary: "A row of a table of headers names no header."})
	ruleRowUnread        = source.Declare(source.Rule{Name: "parameter-row-unreadable", Severity: source.Warning, Summary: "A row of a table of parameters names no parameter."})

	ruleRowUnused = source.Declare(source.Rule{Name: "parameter-row-unused", Severity: source.Warning, Summary: "A row of a table of path or function parameters describes none that a request line has."})

	ruleExampleUnread  = source.Declare(source.Rule{Name: "example-unreadable", Severity: source.Warning, Summary: "A block among the examples is neither request nor response."})
	ruleExampleAlone   = source.Declare(source.Rule{Name: "example-response-alone", Severity: source.Warning, Summary: "A response follows no request."})
	ruleExampleNoReply = source.Declare(source.Rule{Name: "example-without-response", Severity: source.Note, Summary: "A request has no response."})
	ruleExampleMended  = source.Declare(source.Rule{Name: "example-json-mended", Severity: source.Warning, Summary: "JSON of an example is not strict, and was mended."})
	ruleExampleJSON    = source.Declare(source.Rule{Name: "example-json-unreadable", Severity: source.Warning, Summary: "JSON of an example is beyond mending and kept as text."})
	ruleExampleBase    = source.Declare(source.Rule{Name: "example-url-base", Severity: source.Warning, Summary: "An example's URL has a version segment that is none."})
	ruleURLCase        = source.Declare(source.Rule{Name: "example-url-case", Severity: source.Note, Summary: "An example's URL and its request line differ in the case of letters; the request line's are believed."})
	ruleStatusDiffers  = source.Declare(source.Rule{Name: "example-status-differs", Severity: source.Note, Summary: "An example has a status that the text on the response does not name."})
	ruleByResource     = source.Declare(source.Rule{Name: "permissions-by-resource", Severity: source.Note, Summary: "A permissions table has a row for each of several resources; they are put into one list."})
	ruleConflict       = source.Declare(source.Rule{Name: "operation-conflict", Severity: source.Warning, Summary: "Two pages have one request line and describe two operations: what is sent or answered differs."})
	ruleNameCollision  = source.Declare(source.Rule{Name: "operation-name-collision", Severity: source.Note, Summary: "Several pages chose one name for their operations; they got fuller ones."})
)

// The rules of examples that contradict their page. Most are gaps too: see
// [Mismatch].
var (
	ruleURLMismatch     = source.Declare(source.Rule{Name: "example-url-mismatch", Severity: source.Warning, Summary: "The method and URL of an example fit no request line of the page."})
	ruleElsewhere       = source.Declare(source.Rule{Name: "example-other-service", Severity: source.Note, Summary: "An example goes to another host than the service; it is not held against the page."})
	ruleUnknownProperty = source.Declare(source.Rule{Name: "example-unknown-property", Severity: source.Warning, Summary: "An example has a property that its type does not have."})
	ruleValueKind       = source.Declare(source.Rule{Name: "example-value-kind", Severity: source.Warning, Summary: "A value of an example is of another kind than its type."})
	ruleNumberRange     = source.Declare(source.Rule{Name: "example-number-range", Severity: source.Warning, Summary: "A number of an example is outside the range of its type."})
	ruleDateTime        = source.Declare(source.Rule{Name: "example-datetime", Severity: source.Warning, Summary: "A DateTimeOffset of an example is not written as RFC 3339 has it."})
	ruleBase64          = source.Declare(source.Rule{Name: "example-base64", Severity: source.Warning, Summary: "A Binary of an example is not written in base64."})
	ruleNullElement     = source.Declare(source.Rule{Name: "example-null-element", Severity: source.Warning, Summary: "A collection of an example holds null."})
	ruleReadOnlySent    = source.Declare(source.Rule{Name: "example-readonly-sent", Severity: source.Warning, Summary: "An example sends a property that is read-only."})
	ruleMarkerSent      = source.Declare(source.Rule{Name: "example-marker-sent", Severity: source.Warning, Summary: "An example sends the marker of evolvable enums."})
	ruleBodyUnexpected  = source.Declare(source.Rule{Name: "example-body-unexpected", Severity: source.Warning, Summary: "An example has a body where the page documents none."})
	ruleBodyMissing     = source.Declare(source.Rule{Name: "example-body-missing", Severity: source.Warning, Summary: "An example has no body where the page documents one."})
	ruleBodyText        = source.Declare(source.Rule{Name: "example-body-text", Severity: source.Warning, Summary: "The body of an example is not JSON, though its type is."})
	ruleEnumValue       = source.Declare(source.Rule{Name: "example-enum-value", Severity: source.Warning, Summary: "An example has an enum value that is no member."})
	ruleEnumPlaceholder = source.Declare(source.Rule{Name: "example-placeholder", Severity: source.Note, Summary: "An example has a placeholder for an enum value."})
	ruleDuplicateMember = source.Declare(source.Rule{Name: "example-duplicate-member", Severity: source.Warning, Summary: "An object of an example has a member twice."})
)
