package check

import "github.com/docwright/docwright/parser/source"

// The rules of pages that contradict each other or the pages of types.
var (
	ruleConflict         = source.Declare(source.Rule{Name: "operation-conflict", Severity: source.Warning, Summary: "Two pages have one request line and describe two operations: what is sent or answered differs."})
	ruleParameterUnknown = source.Declare(source.Rule{Name: "parameter-unknown", Severity: source.Warning, Summary: "A request table describes a property that the type that is sent does not have."})
	ruleTableOther       = source.Declare(source.Rule{Name: "parameter-table-other", Severity: source.Warning, Summary: "A request table describes none of the properties of the type that is sent."})
	ruleParameterType    = source.Declare(source.Rule{Name: "parameter-type-contradicted", Severity: source.Warning, Summary: "A request table gives a property another type than the page of its type; the latter is believed."})
)

// The rules of examples that contradict their page. Most are gaps too: see
// [mismatch].
var (
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
	rulePlaceholder     = source.Declare(source.Rule{Name: "example-placeholder", Severity: source.Note, Summary: "An example has a placeholder for an enum value."})
	ruleDuplicateMember = source.Declare(source.Rule{Name: "example-duplicate-member", Severity: source.Warning, Summary: "An object of an example has a member twice."})
)
