package schema

import "github.com/docwright/docwright/parser/model"

func reason(name, summary string) *model.Why {
	return &model.Why{Name: name, Summary: summary}
}

// The ways of reading types, properties and enums; see [model.Reason].
var (
	whyNameAnnotation = reason("name-from-annotation", "The annotation of the JSON representation names the type.")
	whyNameTitle      = reason("name-from-title", "The title of the page names the type.")
	whyNameHeading    = reason("name-from-heading", "A heading of the page, or the JSON representation below it, names the type.")
	whyPageMerged     = reason("page-merged", "This page describes the type, too; properties that the main page lacks are added.")

	whyKey          = reason("kind-from-key", "The type has a key, and methods or a property \"id\", so it is an entity type (OData CSDL 4.01, section 6).")
	whyRelationship = reason("kind-from-relationship", "A relationship targets the type, so it is an entity type (OData CSDL 4.01, section 8).")
	whyFamily       = reason("kind-from-family", "A base type or a derived type is an entity type, so this type is one, too.")
	whyAnyJSON      = reason("kind-any-json", "The type is named \"json\" and has no properties, so any JSON value is valid.")

	whyAbstractSaid = reason("abstract-said", "The annotation or the text of the page says that the type is abstract.")
	whyOpenSaid     = reason("open-said", "The annotation or the text of the page says that the type is open: instances may have further properties.")
	whyOpenBase     = reason("open-inherited", "The base type is open, so derived types are, too (OData CSDL 4.01, section 6.3).")
	whyOpenEmpty    = reason("open-empty", "No page names a property of the type, so instances may have any property.")
	whyMediaSaid    = reason("media-said", "The annotation says that the type is a media entity.")

	whyCell           = reason("type-from-cell", "The type cell of the row gives the type.")
	whyLink           = reason("type-from-link", "The type cell links to this type's page.")
	whyWord           = reason("type-from-name", "The type cell names this type without a link.")
	whyUnion          = reason("type-from-union", "The type cell names several types; this is their nearest common base type.")
	whyOwnSection     = reason("type-from-section", "A section of the page lists the values of the property.")
	whyRepresentation = reason("type-from-representation", "The JSON representation gives the type that the table leaves open.")
	whyNumber         = reason("number-from-representation", "The type cell says that the value is a number; the JSON representation says which type it has.")
	whyNumbers        = reason("number-from-reference", "The type cell says that the value is a number without a size; most JSON representations of the reference say this type.")
	whyOnlyJSON       = reason("property-from-representation", "Only the JSON representation has the property.")
	whyListed         = reason("enum-from-list", "The description lists the values.")
	whyRecognised     = reason("enum-from-members", "The description lists the values of this enum.")
	whyNavigation     = reason("navigation-to-entity", "The property has an entity type, so it is a navigation property (OData CSDL 4.01, section 8).")
	whyDescription    = reason("fact-from-description", "The description of the row states this fact.")
	whyNameCell       = reason("fact-from-name", "The name cell of the row states this fact.")
	whyTypeCell       = reason("fact-from-type-cell", "The type cell of the row states this fact.")
	whyRequiredColumn = reason("fact-from-column", "The column \"required\" of the row states this fact.")
	whyNullableSaid   = reason("nullable-from-annotation", "The annotation of the JSON representation lists the properties that can be null.")
	whyKeyAnnotation  = reason("key-from-annotation", "The annotation of the JSON representation names the key.")

	whyEnumPage        = reason("enum-from-page", "The page describes the enum.")
	whyEnumSection     = reason("enum-from-section", "A section of the page describes the enum.")
	whyEnumJoined      = reason("enum-joined", "This place describes the enum, too; members that are only here are added.")
	whyFlagsValues     = reason("flags-from-values", "The numbers of the members are powers of two, so values can be combined.")
	whyEntries         = reason("entries-from-prose", "The page says that the type is a dictionary, and of what.")
	whyEntriesCell     = reason("entries-from-cell", "A type cell describes a dictionary.")
	whyRequiredDerived = reason("required-in-derived", "The page of the type requires an inherited property.")
	whyFlagsAnnotated  = reason("flags-annotated", "The annotation says that values can be combined.")
	whyFlagsSaid       = reason("flags-said", "The page says that values can be combined.")
)

// whyBase holds the reason for each source of a base type.
var whyBase = [...]*model.Why{
	byAnnotation: reason("base-from-annotation", "The annotation of the JSON representation names the base type."),
	byProse:      reason("base-from-prose", "The text of the page names the base type."),
	byRows:       reason("base-from-rows", "Rows of the table name the type that they are inherited from."),
	byDerived:    reason("base-from-its-page", "The page of the base type lists this type as derived from it."),
}
