package check

import "github.com/docwright/docwright/parser/source"

// Rules for pages that contradict other pages.
var (
	ruleConflict         = source.Declare(source.Rule{Name: "operation-conflict", Severity: source.Warning, Summary: "Two pages describe different operations with the same request line; the request or response types differ."})
	ruleParameterUnknown = source.Declare(source.Rule{Name: "parameter-unknown", Severity: source.Warning, Summary: "A request table describes a property that the request type does not have."})
	ruleTableOther       = source.Declare(source.Rule{Name: "parameter-table-other", Severity: source.Warning, Summary: "A request table describes none of the properties of the request type."})
	ruleParameterType    = source.Declare(source.Rule{Name: "parameter-type-contradicted", Severity: source.Warning, Summary: "A request table and the page of the type give a property different types; the page of the type is used."})
)

// Rules for examples that contradict their page. Most also make the example a
// known mismatch; see [mismatch].
var (
	ruleUnknownProperty = source.Declare(source.Rule{Name: "example-unknown-property", Severity: source.Warning, Cause: source.OneName, Summary: "An example has a property that its type does not have."})
	ruleValueKind       = source.Declare(source.Rule{Name: "example-value-kind", Severity: source.Warning, Cause: source.OnePage, Summary: "A value in an example has another JSON kind than its type."})
	ruleNumberRange     = source.Declare(source.Rule{Name: "example-number-range", Severity: source.Warning, Summary: "A number in an example can't be represented in its type."})
	ruleNumberPrecision = source.Declare(source.Rule{Name: "example-number-precision", Severity: source.Note, Reader: true, Summary: "A number in an example has more digits than its type keeps."})
	ruleNullParameter   = source.Declare(source.Rule{Name: "example-null-parameter", Severity: source.Note, Reader: true, Summary: "An example sends null for a parameter of an action, which generated code sends by leaving the parameter out."})
	ruleDateTime        = source.Declare(source.Rule{Name: "example-datetime", Severity: source.Warning, Cause: source.OneName, Summary: "A DateTimeOffset in an example is not in the format of RFC 3339."})
	ruleBase64          = source.Declare(source.Rule{Name: "example-base64", Severity: source.Warning, Summary: "A Binary value in an example is not base64."})
	ruleNullElement     = source.Declare(source.Rule{Name: "example-null-element", Severity: source.Warning, Summary: "A collection in an example contains null."})
	ruleRequired        = source.Declare(source.Rule{Name: "example-required-missing", Severity: source.Warning, Summary: "An example lacks a property or parameter that the pages require."})
	ruleNull            = source.Declare(source.Rule{Name: "example-null", Severity: source.Warning, Summary: "An example has null for a property that is never null."})
	ruleReadOnlySent    = source.Declare(source.Rule{Name: "example-readonly-sent", Severity: source.Warning, Cause: source.OneName, Summary: "An example sends a read-only property."})
	ruleMarkerSent      = source.Declare(source.Rule{Name: "example-marker-sent", Severity: source.Warning, Summary: "An example sends the marker of evolvable enums."})
	ruleBodyUnexpected  = source.Declare(source.Rule{Name: "example-body-unexpected", Severity: source.Warning, Summary: "An example has a body, but the page documents none."})
	ruleBodyMissing     = source.Declare(source.Rule{Name: "example-body-missing", Severity: source.Warning, Summary: "An example has no body, but the page documents one."})
	ruleBodyText        = source.Declare(source.Rule{Name: "example-body-text", Severity: source.Warning, Summary: "The body of an example is not JSON, but its documented type is."})
	ruleEnumValue       = source.Declare(source.Rule{Name: "example-enum-value", Severity: source.Warning, Cause: source.OneName, Summary: "An example has an enum value that is not a member of the enum."})
	rulePlaceholder     = source.Declare(source.Rule{Name: "example-placeholder", Severity: source.Note, Cause: source.OneName, Summary: "An example has a placeholder instead of an enum value."})
	ruleDuplicateMember = source.Declare(source.Rule{Name: "example-duplicate-member", Severity: source.Warning, Summary: "An object in an example has a member twice."})
)
