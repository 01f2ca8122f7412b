package schema

import "github.com/docwright/docwright/parser/source"

// The rules of the findings of this package.
var (
	ruleTypeUnresolved = source.Declare(source.Rule{Name: "type-unresolved", Severity: source.Warning, Cause: source.OneName,
		Summary: "No page describes a type that is named; its values are untyped."})
	rulePageMissing = source.Declare(source.Rule{Name: "page-missing", Severity: source.Warning, Cause: source.OneName,
		Summary: "The page of a type that another page refers to does not exist."})
	ruleTypeMissing = source.Declare(source.Rule{Name: "property-without-type", Severity: source.Warning,
		Summary: "A row has no type; its values are untyped unless the JSON representation gives the type."})
	ruleTypeUnreadable = source.Declare(source.Rule{Name: "type-unreadable", Severity: source.Warning,
		Summary: "A type cell is not a type name; its values are untyped."})
	ruleTypeGeneral = source.Declare(source.Rule{Name: "type-general", Severity: source.Warning,
		Summary: "A type cell says that the value is an object or a list, but not of which type; its values are untyped unless the JSON representation gives the type."})
	ruleTypeNested = source.Declare(source.Rule{Name: "type-collection-nested", Severity: source.Note,
		Summary: "A type cell says twice that it is a collection; OData has no collections of collections."})
	ruleDefaultUnknown = source.Declare(source.Rule{Name: "default-unknown", Severity: source.Warning,
		Summary: "The default value in a description is not a member of the enum."})
	ruleKeyUnknown = source.Declare(source.Rule{Name: "key-unknown", Severity: source.Warning,
		Summary: "The key property that an annotation names is not a property of the type."})
	ruleTypeUnion = source.Declare(source.Rule{Name: "type-union", Severity: source.Warning,
		Summary: "A type cell names several types without a common base type; its values are untyped."})
	ruleTypeUnionBase = source.Declare(source.Rule{Name: "type-union-base", Severity: source.Note, Reader: true,
		Summary: "A type cell names several types; it is read as their nearest common base type."})
	ruleBodyEither = source.Declare(source.Rule{Name: "body-either", Severity: source.Warning,
		Summary: "A body is of one of several types without a common base type; it is untyped."})
	ruleTypeAmbiguous = source.Declare(source.Rule{Name: "type-ambiguous", Severity: source.Warning,
		Summary: "A name without a link matches types in several namespaces; the first is used."})
	ruleNameUnclear = source.Declare(source.Rule{Name: "type-name-unclear", Severity: source.Warning,
		Summary: "A name is that of several types, but for number, capitals and spaces; it is read as none of them."})
	ruleLinkMismatch = source.Declare(source.Rule{Name: "link-mismatch", Severity: source.Note, Cause: source.OneName,
		Summary: "The text of a link names one type and its target describes another."})

	ruleRowUnreadable = source.Declare(source.Rule{Name: "row-unreadable", Severity: source.Warning,
		Summary: "The name cell of a row is not a property name."})
	ruleRowAnnotation = source.Declare(source.Rule{Name: "row-annotation", Severity: source.Note, Cause: source.OnePage, Reader: true,
		Summary: "A row describes an OData annotation, not a property."})
	ruleRowDuplicate = source.Declare(source.Rule{Name: "row-duplicate", Severity: source.Warning, Cause: source.OnePage,
		Summary: "A property is described twice; the first row is used."})
	ruleRowCase = source.Declare(source.Rule{Name: "row-case", Severity: source.Note,
		Summary: "A name is spelled with other capitals elsewhere; the other spelling is used."})
	ruleRowExtraCells = source.Declare(source.Rule{Name: "row-extra-cells", Severity: source.Warning, Cause: source.OnePage,
		Summary: "A row has more cells than the header; it probably has a pipe that is not escaped."})
	ruleTableUnread = source.Declare(source.Rule{Name: "table-unread", Severity: source.Note,
		Summary: "A table on the page of a type does not describe the type and is not read."})
	ruleHeadingUnknown = source.Declare(source.Rule{Name: "table-heading", Severity: source.Note,
		Summary: "The heading above a table of properties does not announce properties."})
	ruleHeaderUnknown = source.Declare(source.Rule{Name: "header-unknown", Severity: source.Note, Cause: source.OneName,
		Summary: "The header of a table of properties has unknown column names; the columns are read by position."})

	ruleTypeEmpty = source.Declare(source.Rule{Name: "type-empty", Severity: source.Warning,
		Summary: "The title of a page announces a type, but the page does not describe one."})
	ruleTypeUnnamed = source.Declare(source.Rule{Name: "type-unnamed", Severity: source.Warning,
		Summary: "A page describes a type, but neither its annotation nor its title names it."})
	ruleTypeNameDiffers = source.Declare(source.Rule{Name: "type-name-differs", Severity: source.Note,
		Summary: "The annotation and the title of a page name different types."})
	ruleNamespaceDiffers = source.Declare(source.Rule{Name: "namespace-differs", Severity: source.Warning,
		Summary: "The namespace line and the annotations of a page name different namespaces; the annotation of the type is used, or else the line."})
	ruleAnnotationDenies = source.Declare(source.Rule{Name: "annotation-denies", Severity: source.Warning,
		Summary: "The text of a page says that a type is abstract or open, or that values of an enum can be combined, and its annotation denies it; the text is used."})
	ruleRelationshipAlone = source.Declare(source.Rule{Name: "relationship-alone", Severity: source.Warning,
		Summary: "A table of relationships lists a property whose type has no key and is a complex type in most other tables; it is read as a property."})
	ruleTypeRepeated = source.Declare(source.Rule{Name: "type-repeated", Severity: source.Warning,
		Summary: "The annotation of a page names the type of another page; the title is used."})
	rulePropertyConflict = source.Declare(source.Rule{Name: "property-conflict", Severity: source.Warning,
		Summary: "Two pages describe a property of a type differently; the main page is used."})
	rulePropertyRedeclared = source.Declare(source.Rule{Name: "property-redeclared", Severity: source.Note, Cause: source.OnePage,
		Summary: "A type describes a property of its base type differently; the base type is used."})
	ruleBaseConflict = source.Declare(source.Rule{Name: "base-conflict", Severity: source.Warning,
		Summary: "Pages give a type several base types; the most reliable one is used."})
	ruleBaseBlank = source.Declare(source.Rule{Name: "base-blank", Severity: source.Warning,
		Summary: "The annotation of a type has a base type without a name; it is read as none."})
	ruleBaseCycle = source.Declare(source.Rule{Name: "base-cycle", Severity: source.Error,
		Summary: "A type derives from itself; the base type is dropped."})
	ruleBaseUndescribed = source.Declare(source.Rule{Name: "base-undescribed", Severity: source.Note,
		Summary: "No page describes a type's base type."})

	ruleJSONUnreadable = source.Declare(source.Rule{Name: "representation-unreadable", Severity: source.Warning,
		Summary: "A JSON representation is not a JSON object."})
	ruleJSONUndocumented = source.Declare(source.Rule{Name: "representation-undocumented", Severity: source.Note, Cause: source.OnePage,
		Summary: "The JSON representation has a property that no table describes."})
	ruleJSONCase = source.Declare(source.Rule{Name: "representation-case", Severity: source.Warning,
		Summary: "The table and the JSON representation spell a property differently; the representation is used."})
	ruleJSONType = source.Declare(source.Rule{Name: "representation-type", Severity: source.Note,
		Summary: "The JSON representation gives a property a type that the table leaves open; the representation is used."})
	ruleJSONIncomplete = source.Declare(source.Rule{Name: "representation-incomplete", Severity: source.Note, Cause: source.OnePage,
		Summary: "A property of the table is not in the JSON representation."})
	ruleJSONKind = source.Declare(source.Rule{Name: "representation-kind", Severity: source.Note, Cause: source.OnePage,
		Summary: "The JSON representation and the table give a property different types; the table is used."})
	ruleJSONCollection = source.Declare(source.Rule{Name: "representation-collection", Severity: source.Note,
		Summary: "A property is a collection in only one of the table and the JSON representation; the table is used."})

	ruleEnumEmpty = source.Declare(source.Rule{Name: "enum-empty", Severity: source.Warning,
		Summary: "An enum has no members."})
	ruleEnumDiffers = source.Declare(source.Rule{Name: "enum-differs", Severity: source.Note,
		Summary: "Several places describe an enum with different members; the enum has all of them."})
	ruleEnumInferred = source.Declare(source.Rule{Name: "enum-inferred", Severity: source.Note,
		Summary: "No page describes an enum; its members are the values listed in a description."})
	ruleEnumRecognised = source.Declare(source.Rule{Name: "enum-recognised", Severity: source.Note, Reader: true,
		Summary: "The values listed for a string are the members of a described enum; the string is read as the enum."})
	ruleMemberUnnamed = source.Declare(source.Rule{Name: "member-unnamed", Severity: source.Warning,
		Summary: "A row in a table of enum members has no name."})
	ruleMemberUnreadable = source.Declare(source.Rule{Name: "member-unreadable", Severity: source.Warning,
		Summary: "A value in a list can't be the name of an enum member; the enum lacks it."})
	ruleMemberRepeated = source.Declare(source.Rule{Name: "member-repeated", Severity: source.Warning,
		Summary: "A table lists a member of an enum twice."})
)
