package plan

import "github.com/docwright/docwright/parser/source"

// The rules of findings.
var (
	ruleNameInvalid = source.Declare(source.Rule{Name: "go-name-invalid", Severity: source.Error,
		Summary: "A name has no valid Go identifier; its declaration is left out."})
	ruleNameTaken = source.Declare(source.Rule{Name: "go-name-taken", Severity: source.Warning,
		Summary: "Two declarations have the same Go name; the later one gets another name."})
	ruleFieldTaken = source.Declare(source.Rule{Name: "go-field-taken", Severity: source.Warning,
		Summary: "Two properties of a type have the same Go field; the later one has no field and is kept as an unknown property."})
	ruleWireName = source.Declare(source.Rule{Name: "wire-name-unusable", Severity: source.Warning,
		Summary: "A struct tag can't contain the name of a property; the property has no field and is kept as an unknown property."})
	ruleMemberRepeated = source.Declare(source.Rule{Name: "enum-member-repeated", Severity: source.Warning,
		Summary: "An enum lists a member twice; the second one is left out."})
	ruleBaseCycle = source.Declare(source.Rule{Name: "base-type-cycle", Severity: source.Error,
		Summary: "A type is its own base type; inherited properties are left out."})
	ruleMethod = source.Declare(source.Rule{Name: "http-method-unknown", Severity: source.Error,
		Summary: "A request line has a method that is not supported; it has no function."})
	ruleArgument = source.Declare(source.Rule{Name: "example-argument-unusable", Severity: source.Warning,
		Summary: "The value of a parameter in an example does not fit its type; the request is a known mismatch."})
	ruleMonitor = source.Declare(source.Rule{Name: "example-monitor-url", Severity: source.Warning,
		Summary: "The response of a long-running operation has no URL that a client can ask for its state."})
	ruleNoBaseURL = source.Declare(source.Rule{Name: "base-url-unknown", Severity: source.Warning,
		Summary: "No example has the base URL of the service; it must be set for the client."})
	ruleTenantBaseURL = source.Declare(source.Rule{Name: "base-url-per-tenant", Severity: source.Warning,
		Summary: "The base URL differs between tenants; it must be set for the client."})
	ruleNoBody = source.Declare(source.Rule{Name: "example-without-body", Severity: source.Warning,
		Summary: "An example has no JSON body although its operation takes one; the request is a known mismatch."})
	ruleLineDiffers = source.Declare(source.Rule{Name: "request-line-differs", Severity: source.Warning,
		Summary: "Pages with the same request line document different bodies; a body that the page of the function does not document is a known mismatch."})
	ruleNotReturned = source.Declare(source.Rule{Name: "response-not-returned", Severity: source.Warning,
		Summary: "A page documents a response body that the function for the request line does not return."})
	ruleNoRoute = source.Declare(source.Rule{Name: "example-without-route", Severity: source.Warning,
		Summary: "The URL of an example matches no request line of its page; the request is a known mismatch."})
)

// gapNoResponse is the rule, reported by the parser, of an example without a
// response: the result of its function is a known mismatch.
const gapNoResponse = "example-without-response"

// gapBodyText is the rule, reported by the parser, of a body that is not JSON.
const gapBodyText = "example-body-text"
