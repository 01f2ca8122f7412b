package schema

import "github.com/docwright/docwright/parser/source"

// The rules of this package's findings.
var (
	ruleTypeUnresolved = source.Declare(source.Rule{Name: "type-unresolved", Severity: source.Warning,
		Summary: "A type is named that no page describes; its values are left untyped."})
	rulePageMissing = source.Declare(source.Rule{Name: "page-missing", Severity: source.Warning,
		Summary: "The page of a type that another page speaks of is not there."})
	ruleTypeMissing = source.Declare(source.Rule{Name: "property-without-type", Severity: source.Warning,
		Summary: "A row has no type; its values are left untyped unless the JSON representation has it."})
	ruleTypeUnreadable = source.Declare(source.Rule{Name: "type-unreadable", Severity: source.Warning,
		Summary: "A type cell is no type name; its values are left untyped."})
	ruleTypeNested     = source.Declare(source.Rule{Name: "type-collection-nested", Severity: source.Note, Summary: "A type cell says twice that it is a collection; OData has no collections of collections."})
	ruleDefaultUnknown = source.Declare(source.Rule{Name: "default-unknown", Severity: source.Warning, Summary: "The default that a description gives an enum is none of its members."})
	ruleKeyUnknown     = source.Declare(source.Rule{Name: "key-unknown", Severity: source.Warning, Summary: "The key property that an annotation names is none of the type."})
	ruleTypeUnion      = source.Declare(source.Rule{Name: "type-union", Severity: source.Warning,
		Summary: "A type cell names several types; its values are left untyped."})
	ruleTypeUnionBase = source.Declare(source.Rule{Name: "type-union-base", Severity: source.Note,
		Summary: "A type cell names several types; its values are read as the type that these have in common."})
	ruleTypeAmbiguous = source.Declare(source.Rule{Name: "type-ambiguous", Severity: source.Warning,
		Summary: "A name without a link stands for types of several namespaces; one is assumed."})
	ruleLinkMismatch = source.Declare(source.Rule{Name: "link-mismatch", Severity: source.Note,
		Summary: "A link's text names one type and its target describes another."})

	ruleRowUnreadable = source.Declare(source.Rule{Name: "row-unreadable", Severity: source.Warning,
		Summary: "A row of a table has no name that could be a property's."})
	ruleRowAnnotation = source.Declare(source.Rule{Name: "row-annotation", Severity: source.Note,
		Summary: "A row describes an OData annotation, not a property."})
	ruleRowDuplicate = source.Declare(source.Rule{Name: "row-duplicate", Severity: source.Warning,
		Summary: "A property is described twice; the first row counts."})
	ruleRowExtraCells = source.Declare(source.Rule{Name: "row-extra-cells", Severity: source.Warning,
		Summary: "A row has more cells than the header; a pipe in it is probably not escaped."})
	ruleTableUnread = source.Declare(source.Rule{Name: "table-unread", Severity: source.Note,
		Summary: "A table on the page of a type does not describe that, and nothing is made of it."})
	ruleHeadingUnknown = source.Declare(source.Rule{Name: "table-heading", Severity: source.Note,
		Summary: "The heading above a table of properties doesn't say that it is one."})
	ruleHeaderUnknown = source.Declare(source.Rule{Name: "header-unknown", Severity: source.Note,
		Summary: "The columns of a table of properties are named otherwise; they are read by their place."})

	ruleTypeEmpty = source.Declare(source.Rule{Name: "type-empty", Severity: source.Warning,
		Summary: "The title of a page says that it describes a type, and nothing on it does."})
	ruleTypeUnnamed = source.Declare(source.Rule{Name: "type-unnamed", Severity: source.Warning,
		Summary: "A page describes a type and neither its annotation nor its title says which."})
	ruleTypeNameDiffers = source.Declare(source.Rule{Name: "type-name-differs", Severity: source.Note,
		Summary: "The annotation and the title of a page name different types."})
	ruleNamespaceDiffers = source.Declare(source.Rule{Name: "namespace-differs", Severity: source.Warning,
		Summary: "The line on the namespace and the annotation of a page name different ones; the annotation is believed."})
	ruleTypeRepeated = source.Declare(source.Rule{Name: "type-repeated", Severity: source.Warning,
		Summary: "The annotation of a page names the type of another page; the title is believed."})
	rulePropertyConflict = source.Declare(source.Rule{Name: "property-conflict", Severity: source.Warning,
		Summary: "Two pages describe one property of one type differently; the principal page counts."})
	rulePropertyRedeclared = source.Declare(source.Rule{Name: "property-redeclared", Severity: source.Note,
		Summary: "A type describes a property of its base type differently; the base type counts."})
	ruleBaseConflict = source.Declare(source.Rule{Name: "base-conflict", Severity: source.Warning,
		Summary: "The pages name several base types for one type."})
	ruleBaseCycle = source.Declare(source.Rule{Name: "base-cycle", Severity: source.Error,
		Summary: "A type is its own base type; the base is dropped."})
	ruleBaseUndescribed = source.Declare(source.Rule{Name: "base-undescribed", Severity: source.Note,
		Summary: "No page describes a type's base type."})

	ruleJSONUnreadable = source.Declare(source.Rule{Name: "representation-unreadable", Severity: source.Warning,
		Summary: "A JSON representation is no JSON."})
	ruleJSONUndocumented = source.Declare(source.Rule{Name: "representation-undocumented", Severity: source.Note,
		Summary: "The JSON representation has a property that no table describes."})
	ruleJSONCase = source.Declare(source.Rule{Name: "representation-case", Severity: source.Warning,
		Summary: "The table and the JSON representation spell a property differently; the representation is believed."})
	ruleJSONType = source.Declare(source.Rule{Name: "representation-type", Severity: source.Note,
		Summary: "The JSON representation gives a property a type that its table leaves open; the representation is believed."})
	ruleJSONIncomplete = source.Declare(source.Rule{Name: "representation-incomplete", Severity: source.Note,
		Summary: "A property of the table is not in the JSON representation."})
	ruleJSONKind = source.Declare(source.Rule{Name: "representation-kind", Severity: source.Note,
		Summary: "The JSON representation shows a property as another type than its table; the table is believed."})
	ruleJSONCollection = source.Declare(source.Rule{Name: "representation-collection", Severity: source.Note,
		Summary: "A property is a collection in one of table and JSON representation, and one value in the other; the table is believed."})

	ruleEnumEmpty = source.Declare(source.Rule{Name: "enum-empty", Severity: source.Warning,
		Summary: "An enum has no members."})
	ruleEnumDiffers = source.Declare(source.Rule{Name: "enum-differs", Severity: source.Note,
		Summary: "An enum is described in several places with different members; it has those of all."})
	ruleEnumInferred = source.Declare(source.Rule{Name: "enum-inferred", Severity: source.Note,
		Summary: "An enum is described nowhere; its members are those listed in a description."})
	ruleEnumRecognised = source.Declare(source.Rule{Name: "enum-recognised", Severity: source.Note,
		Summary: "A string's listed values are those of an enum that the pages describe; it is read as the enum."})
	ruleMemberRepeated = source.Declare(source.Rule{Name: "member-repeated", Severity: source.Warning,
		Summary: "An enum has a member twice."})
)
