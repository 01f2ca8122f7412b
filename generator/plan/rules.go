package plan

import "github.com/docwright/docwright/parser/source"

// The rules of the findings that planning gives.
var (
	ruleNameInvalid = source.Declare(source.Rule{Name: "go-name-invalid", Severity: source.Error,
		Summary: "A name gives no Go identifier; what it names is left out."})
	ruleNameTaken = source.Declare(source.Rule{Name: "go-name-taken", Severity: source.Warning,
		Summary: "Two declarations give one Go name; the later one gets another."})
	ruleFieldTaken = source.Declare(source.Rule{Name: "go-field-taken", Severity: source.Warning,
		Summary: "Two properties of a type give one Go field; the later one is left out and kept as an unknown property."})
	ruleWireName = source.Declare(source.Rule{Name: "wire-name-unusable", Severity: source.Warning,
		Summary: "A struct tag can't carry the name of a property; it is left out and kept as an unknown property."})
	ruleMemberRepeated = source.Declare(source.Rule{Name: "enum-member-repeated", Severity: source.Warning,
		Summary: "An enum has a member twice; the later one is left out."})
	ruleBaseCycle = source.Declare(source.Rule{Name: "base-type-cycle", Severity: source.Error,
		Summary: "A type is its own base type; what it would inherit is left out."})
	ruleMethod = source.Declare(source.Rule{Name: "http-method-unknown", Severity: source.Error,
		Summary: "A request line has a method that no function is made for."})
	ruleArgument = source.Declare(source.Rule{Name: "example-argument-unusable", Severity: source.Warning,
		Summary: "An example gives a parameter a value that its type doesn't have; the request is a known gap."})
	ruleNoBaseURL = source.Declare(source.Rule{Name: "base-url-unknown", Severity: source.Warning,
		Summary: "No example says where the service answers; a client has to be told."})
	ruleTenantBaseURL = source.Declare(source.Rule{Name: "base-url-per-tenant", Severity: source.Note,
		Summary: "The service answers at another URL for each tenant; a client has to be told."})
	ruleNoBody = source.Declare(source.Rule{Name: "example-without-body", Severity: source.Warning,
		Summary: "An example has no JSON body though its operation takes one; the request is a known gap."})
	ruleLineDiffers = source.Declare(source.Rule{Name: "request-line-differs", Severity: source.Warning,
		Summary: "Pages that have one request line document different bodies; what the function's own page doesn't document is a known gap."})
	ruleNotReturned = source.Declare(source.Rule{Name: "response-not-returned", Severity: source.Warning,
		Summary: "A page documents a body of the response that the function of the request line doesn't return."})
	ruleNoRoute = source.Declare(source.Rule{Name: "example-without-route", Severity: source.Warning,
		Summary: "The URL of an example fits no request line of its page; the request is a known gap."})
)

// gapNoResponse is the rule, which the parser reports, of an example without a
// response: what its function would return is a known gap.
const gapNoResponse = "example-without-response"
