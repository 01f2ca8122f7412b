package openapi

import "github.com/docwright/docwright/parser/source"

var (
	ruleReferenceUnread  = source.Declare(source.Rule{Name: "openapi-reference-unread", Severity: source.Warning, Cause: source.OneName, Summary: "The description refers to another document, which is not read."})
	ruleReferenceUnknown = source.Declare(source.Rule{Name: "openapi-reference-unknown", Severity: source.Error, Cause: source.OneName, Summary: "The description refers to something that it does not have."})
	ruleReferenceCycle   = source.Declare(source.Rule{Name: "openapi-reference-cycle", Severity: source.Error, Cause: source.OneName, Summary: "References lead back to themselves, or through too many others; the type is unknown."})
	ruleBaseCycle        = source.Declare(source.Rule{Name: "openapi-base-cycle", Severity: source.Error, Summary: "A schema derives from itself, or from too many others; the base type is dropped."})
	ruleKeyDuplicate     = source.Declare(source.Rule{Name: "openapi-key-duplicate", Severity: source.Error, Summary: "An object has a key twice; the first one is used."})
	rulePartInvalid      = source.Declare(source.Rule{Name: "openapi-part-invalid", Severity: source.Error, Summary: "A part of the description has not the form that OpenAPI requires; it is left out."})
	ruleTypeUnknown      = source.Declare(source.Rule{Name: "openapi-type-unknown", Severity: source.Warning, Cause: source.OneName, Summary: "A schema has a type that JSON Schema does not define; the values are unknown."})
	ruleParameterUnknown = source.Declare(source.Rule{Name: "openapi-parameter-unknown", Severity: source.Warning, Summary: "A path has a parameter that the description does not declare; it is read as a string."})
	ruleDeclaredTwice    = source.Declare(source.Rule{Name: "openapi-name-duplicate", Severity: source.Warning, Summary: "Several schemas stand for one name; only the first one has it."})
)
