package metadata

import "github.com/docwright/docwright/parser/source"

var (
	ruleElementUnknown   = source.Declare(source.Rule{Name: "csdl-element-unknown", Severity: source.Warning, Summary: "An element is none that CSDL has at its place; it is left out with all that is in it."})
	ruleAttributeMissing = source.Declare(source.Rule{Name: "csdl-attribute-missing", Severity: source.Error, Summary: "An element lacks an attribute that it needs; it is left out."})
	ruleAttributeInvalid = source.Declare(source.Rule{Name: "csdl-attribute-invalid", Severity: source.Warning, Summary: "An attribute has a value that it can't have."})
	ruleNameDuplicate    = source.Declare(source.Rule{Name: "csdl-name-duplicate", Severity: source.Error, Summary: "A name is declared twice; the first declaration counts."})
	ruleTypeUnknown      = source.Declare(source.Rule{Name: "csdl-type-unknown", Severity: source.Warning, Summary: "A type is named that no schema of the document declares."})
	ruleBaseCycle        = source.Declare(source.Rule{Name: "csdl-base-cycle", Severity: source.Error, Summary: "A type is derived from itself; it is taken to have no base type."})
	ruleTargetUnknown    = source.Declare(source.Rule{Name: "csdl-target-unknown", Severity: source.Warning, Summary: "Annotations are for something that the document does not declare; they are left out."})
	ruleTermUnused       = source.Declare(source.Rule{Name: "csdl-term-unused", Severity: source.Note, Summary: "Annotations of a term that is not compared with anything."})
	ruleReferenceUnread  = source.Declare(source.Rule{Name: "csdl-reference-unread", Severity: source.Note, Summary: "The document refers to another one, which is not read."})
	ruleDirective        = source.Declare(source.Rule{Name: "csdl-directive", Severity: source.Warning, Summary: "A document type declaration is left out; entities that it declares are not known."})
)
