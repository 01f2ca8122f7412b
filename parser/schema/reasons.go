package schema

import "github.com/docwright/docwright/parser/model"

func reason(name, summary string) *model.Why {
	return &model.Why{Name: name, Summary: summary}
}

// The ways in which types, properties and enums are read: see [model.Reason].
var (
	whyNameAnnotation = reason("name-from-annotation", "The annotation of the JSON representation names the type.")
	whyNameTitle      = reason("name-from-title", "The title of the page names the type.")
	whyPageMerged     = reason("page-merged", "This page describes the type too; what it has beyond the principal page is added.")

	whyKey          = reason("kind-from-key", "The type has a key, and methods or a property id: it is an entity type (OData CSDL 4.01, section 6).")
	whyRelationship = reason("kind-from-relationship", "A relationship leads to the type, so it is an entity type (OData CSDL 4.01, section 8).")
	whyFamily       = reason("kind-from-family", "A type that it is derived from, or one derived from it, is an entity type: all on a line are.")
	whyAnyJSON      = reason("kind-any-json", "The type has no properties and is called after JSON: any JSON value is one.")

	whyAbstractSaid = reason("abstract-said", "The annotation or the text of the page says that the type is abstract.")
	whyOpenSaid     = reason("open-said", "The annotation or the text of the page says that the type is open: instances may have other properties.")
	whyOpenBase     = reason("open-inherited", "The base type is open, so that types derived from it are (OData CSDL 4.01, section 6.3).")
	whyOpenEmpty    = reason("open-empty", "No page names a property of the type, so any property may be one.")
	whyMediaSaid    = reason("media-said", "The annotation says that the type is a media entity.")

	whyCell           = reason("type-from-cell", "The type cell of the row says so.")
	whyLink           = reason("type-from-link", "The type cell links to this type's page.")
	whyWord           = reason("type-from-name", "The type cell names this type without a link.")
	whyUnion          = reason("type-from-union", "The types that the cell names have this one in common.")
	whyOwnSection     = reason("type-from-section", "A section of the page lists the values of the property.")
	whyRepresentation = reason("type-from-representation", "The JSON representation says what the table leaves open.")
	whyOnlyJSON       = reason("property-from-representation", "Only the JSON representation has the property.")
	whyListed         = reason("enum-from-list", "The description lists the values.")
	whyRecognised     = reason("enum-from-members", "The description lists the values of this enum.")
	whyNavigation     = reason("navigation-to-entity", "Values are of an entity type, which only relationships have (OData CSDL 4.01, section 8).")
	whyDescription    = reason("fact-from-description", "The description of the row says so.")
	whyNameCell       = reason("fact-from-name", "The name cell of the row says so.")
	whyTypeCell       = reason("fact-from-type-cell", "The type cell of the row says so.")
	whyRequiredColumn = reason("fact-from-column", "The column \"required\" of the row says so.")
	whyKeyAnnotation  = reason("key-from-annotation", "The annotation of the JSON representation names the key.")

	whyEnumPage    = reason("enum-from-page", "The page describes the enum.")
	whyEnumSection = reason("enum-from-section", "A section of the page describes the enum.")
	whyEnumJoined  = reason("enum-joined", "The enum is described here too; members that it has only here are added.")
	whyFlagsValues = reason("flags-from-values", "The numbers of the members are powers of two, so that they can be combined.")
	whyFlagsSaid   = reason("flags-said", "The page says that values can be combined.")
)

// whyBase are the rules by which a base type is known, by how well it is.
var whyBase = [...]*model.Why{
	byAnnotation: reason("base-from-annotation", "The annotation of the JSON representation names the base type."),
	byProse:      reason("base-from-prose", "The text of the page names the base type."),
	byRows:       reason("base-from-rows", "Rows of the table say from which type they are inherited."),
	byDerived:    reason("base-from-its-page", "The page of the base type lists this type as derived from it."),
}
