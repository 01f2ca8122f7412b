package metadata

import "github.com/docwright/docwright/parser/source"

var (
	ruleElementUnknown   = source.Declare(source.Rule{Name: "csdl-element-unknown", Severity: source.Warning, Summary: "An element is not a CSDL element at its place; it is left out with its content."})
	ruleAttributeMissing = source.Declare(source.Rule{Name: "csdl-attribute-missing", Severity: source.Error, Summary: "An element lacks a required attribute; it is left out."})
	ruleAttributeInvalid = source.Declare(source.Rule{Name: "csdl-attribute-invalid", Severity: source.Warning, Summary: "The value of an attribute is invalid."})
	ruleNameDuplicate    = source.Declare(source.Rule{Name: "csdl-name-duplicate", Severity: source.Error, Summary: "A name is declared twice; the first declaration is used."})
	ruleTypeUnknown      = source.Declare(source.Rule{Name: "csdl-type-unknown", Severity: source.Warning, Cause: source.OneName, Summary: "No schema of the document declares a type that is named."})
	ruleBaseCycle        = source.Declare(source.Rule{Name: "csdl-base-cycle", Severity: source.Error, Summary: "A type derives from itself; the base type is dropped."})
	ruleTargetUnknown    = source.Declare(source.Rule{Name: "csdl-target-unknown", Severity: source.Warning, Summary: "The document does not declare the target of annotations; they are left out."})
	ruleTermUnused       = source.Declare(source.Rule{Name: "csdl-term-unused", Severity: source.Note, Summary: "Annotations have a term that is not used."})
	ruleReferenceUnread  = source.Declare(source.Rule{Name: "csdl-reference-unread", Severity: source.Note, Summary: "The document refers to another one, which is not read."})
	ruleDirective        = source.Declare(source.Rule{Name: "csdl-directive", Severity: source.Warning, Summary: "The document type declaration is left out; its entities are unknown."})
)
