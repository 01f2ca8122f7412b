package drift

import "github.com/docwright/docwright/parser/source"

// aspect is a row of the table.
type aspect int

// The rows of the table. What is "gained" only the pages have, what is "lost"
// only the other side.
const (
	typeGained aspect = iota
	typeLost
	typeCase
	baseDiffers
	propertyGained
	propertyLost
	propertyType
	propertyCollection
	propertyCase
	propertyNullability
	propertyRequired
	propertyReadOnly
	deprecation
	enumGained
	enumLost
	enumCase
	enumFlags
	memberGained
	memberLost
	memberCase
	operationGained
	operationLost
	pathGained
	pathLost
	parameterGained
	parameterLost
	parameterType
	parameterCase
	parameterRequired
	methodDiffers
	requestDiffers
	responseDiffers
	capabilityDiffers
	permissionDiffers
	undecided
)

// table has the rules of each row, by the kind of comparison. A rule without a
// name is one that the kind of comparison can't tell anything of.
var table = [...][2]Rule{
	typeGained: {
		{Name: "type-added", Summary: "A type is new.", Weight: harmless, Is: "berth resource type"},
		{Name: "type-missing", Summary: "The pages describe a type that the metadata has not.", Weight: mayFail, Is: "berth resource type"},
	},
	typeLost: {
		{Name: "type-removed", Summary: "A type is gone.", Weight: breaks, Was: "berth resource type"},
		{Name: "type-undocumented", Summary: "The metadata has a type that no page describes.", Weight: harmless, Was: `<ComplexType Name="berth">`},
	},
	typeCase: {
		{Name: "type-case-changed", Summary: "The name of a type is spelled with other capitals.", Weight: mayBreak, Was: "pilotboat", Is: "pilotBoat"},
		{Name: "type-case-differs", Summary: "The pages and the metadata spell the name of a type with other capitals.", Weight: mayBreak, Was: `<EntityType Name="pilotBoat">`, Is: "pilotboat resource type"},
	},
	baseDiffers: {
		{Name: "base-changed", Summary: "A type has another base type.", Weight: mayBreak, When: "neither base type is derived from the other, and both are named",
			Otherwise: harmless, Was: "Inherits from vessel", Is: "Inherits from asset"},
		{Name: "base-differs", Summary: "A type has another base type in the metadata.", Weight: mayBreak, When: "neither base type is derived from the other, and both are named",
			Otherwise: harmless, Was: `<EntityType Name="tug" BaseType="vessel">`, Is: "Inherits from asset"},
	},
	propertyGained: {
		{Name: "property-added", Summary: "A property is new.", Weight: breaksSender, When: "the property is required", Otherwise: harmless, Is: "|depth|Double|The depth.|"},
		{Name: "property-missing", Summary: "The pages describe a property that the metadata has not.", Weight: mayFail, When: "the type is not open, or has a property of nearly that name",
			Otherwise: mayBreak, Is: "|depth|Double|The depth.|"},
	},
	propertyLost: {
		{Name: "property-removed", Summary: "A property is gone.", Weight: breaks, Was: "|depth|Double|The depth.|"},
		{Name: "property-undocumented", Summary: "The metadata has a property that no page describes.", Weight: harmless, Was: `<Property Name="depth" Type="Edm.Double" />`},
	},
	propertyType: {
		{Name: "property-type-changed", Summary: "A property has another type.", Notes: "a list of values came to what is a string, or went from it", Weight: breaks, When: "JSON writes the two types differently",
			Otherwise: mayBreak, Was: "|depth|String|The depth.|", Is: "|depth|Double|The depth.|"},
		{Name: "property-type-differs", Summary: "A property has another type in the metadata.", Weight: breaks, When: "JSON writes the two types differently",
			Otherwise: mayBreak, Was: `<Property Name="depth" Type="Edm.Double" />`, Is: "|depth|String|The depth.|"},
	},
	propertyCollection: {
		{Name: "property-collection-changed", Summary: "A property that had one value has many, or the other way round.", Weight: breaks,
			Was: "|flags|String|The flags.|", Is: "|flags|String collection|The flags.|"},
		{Name: "property-collection-differs", Summary: "A property has one value in the pages and many in the metadata, or the other way round.", Weight: breaks,
			Was: `<Property Name="flags" Type="Collection(Edm.String)" />`, Is: "|flags|String|The flags.|"},
	},
	propertyCase: {
		{Name: "property-case-changed", Summary: "The name of a property is spelled with other capitals.", Weight: breaks, Was: "|callsign|String|Its name.|", Is: "|callSign|String|Its name.|"},
		{Name: "property-case-differs", Summary: "The pages and the metadata spell the name of a property with other capitals.", Weight: breaks,
			Was: `<Property Name="callSign" Type="Edm.String" />`, Is: "|callsign|String|Its name.|"},
	},
	propertyNullability: {
		{Name: "property-nullability-changed", Summary: "A property may be null that might not, or the other way round.", Weight: mayPuzzle, When: "it may be null now",
			Otherwise: breaksSender, Was: "|depth|Double|The depth. Not nullable.|", Is: "|depth|Double|The depth. Nullable.|"},
		{Name: "property-nullability-differs", Summary: "The pages and the metadata differ in whether a property may be null.", Weight: mayPuzzle, When: "the pages say that it is never null",
			Otherwise: breaksSender, Was: `<Property Name="depth" Type="Edm.Double" Nullable="true" />`, Is: "|depth|Double|The depth. Not nullable.|"},
	},
	propertyRequired: {
		{Name: "property-required-changed", Summary: "A property has to be sent that might be left out, or the other way round.", Weight: breaksSender, When: "it is required now",
			Otherwise: harmless, Was: "|depth|Double|The depth.|", Is: "|depth|Double|The depth. Required.|"},
		{}, // CSDL does not say what has to be sent
	},
	propertyReadOnly: {
		{Name: "property-readonly-changed", Summary: "A property can no longer be written, or can be.", Weight: breaksSender, When: "it is read-only now",
			Otherwise: harmless, Was: "|depth|Double|The depth.|", Is: "|depth|Double|The depth. Read-only.|"},
		{Name: "property-readonly-differs", Summary: "The metadata says that a property is computed, and the pages do not say that it is read-only.", Weight: Weight{Request: source.Warning},
			Was: `<Annotation Term="Org.OData.Core.V1.Computed" />`, Is: "|depth|Double|The depth.|"},
	},
	deprecation: {
		{Name: "deprecation-changed", Summary: "A type, a property or an operation was deprecated, or no longer is.", Weight: mayBreak, When: "it is deprecated now",
			Otherwise: harmless, Was: "|depth|Double|The depth.|", Is: "|depth|Double|The depth. Deprecated.|"},
		{Name: "deprecation-differs", Summary: "The metadata says that something is deprecated, and the pages do not.", Weight: mayBreak,
			Was: `<Annotation Term="Org.OData.Core.V1.Revisions">`, Is: "|depth|Double|The depth.|"},
	},
	enumGained: {
		{Name: "enum-added", Summary: "An enum is new.", Weight: harmless, Is: "tide values"},
		{Name: "enum-missing", Summary: "The pages describe an enum that the metadata has not.", Weight: mayBreak, When: "something on the pages has it as its type",
			Otherwise: harmless, Is: "tide values"},
	},
	enumLost: {
		{Name: "enum-removed", Summary: "An enum is gone.", Weight: breaks, When: "a page named the enum, and what had it as its type no longer takes its values", Otherwise: harmless, Was: "tide values"},
		{Name: "enum-undocumented", Summary: "The metadata has an enum that no page describes.", Weight: harmless, Was: `<EnumType Name="tide">`},
	},
	enumCase: {
		{Name: "enum-case-changed", Summary: "The name of an enum is spelled with other capitals.", Weight: harmless, Was: "tideLevel", Is: "tidelevel"},
		{Name: "enum-case-differs", Summary: "The pages and the metadata spell the name of an enum with other capitals.", Weight: harmless, Was: `<EnumType Name="tideLevel">`, Is: "tidelevel values"},
	},
	enumFlags: {
		{Name: "enum-flags-changed", Summary: "Members of an enum can be combined now, or no longer can.", Weight: mayPuzzle, When: "they can be combined now",
			Otherwise: mayBeRefused, Was: "Possible values are `ebb` and `flood`.", Is: "A combination of `ebb` and `flood`."},
		{Name: "enum-flags-differs", Summary: "Members of an enum can be combined by the pages and not by the metadata, or the other way round.", Weight: mayBeRefused, When: "the pages say that they can",
			Otherwise: mayPuzzle, Was: `<EnumType Name="tide" IsFlags="true">`, Is: "|flood|3|"},
	},
	memberGained: {
		{Name: "enum-member-added", Summary: "A member of an enum is new.", Weight: mayPuzzle, When: "callers could not expect it: the enum had no member unknownFutureValue",
			Otherwise: harmless, Is: "|slack|"},
		{Name: "enum-member-missing", Summary: "The pages describe a member that the enum has not in the metadata.", Weight: mayFail, When: "it is not the marker unknownFutureValue",
			Otherwise: harmless, Is: "|slack|"},
	},
	memberLost: {
		{Name: "enum-member-removed", Summary: "A member of an enum is gone.", Weight: breaksSender, When: "it is not the marker unknownFutureValue", Otherwise: harmless, Was: "|slack|"},
		{Name: "enum-member-undocumented", Summary: "The metadata has a member of an enum that no page describes.", Weight: mayPuzzle, When: "callers can't expect it: the pages name no member unknownFutureValue",
			Otherwise: harmless, Was: `<Member Name="slack" />`},
	},
	memberCase: {
		{Name: "enum-member-case-changed", Summary: "A member of an enum is spelled with other capitals.", Weight: breaks, Was: "|springtide|", Is: "|springTide|"},
		{Name: "enum-member-case-differs", Summary: "The pages and the metadata spell a member of an enum with other capitals.", Weight: breaks, Was: `<Member Name="springTide" />`, Is: "|springtide|"},
	},
	operationGained: {
		{Name: "operation-added", Summary: "An operation is new.", Weight: harmless, Is: "GET /berths"},
		{Name: "operation-missing", Summary: "The pages describe an operation whose path leads nowhere in the metadata.", Weight: breaks, Is: "POST /berths/{id}/clear"},
	},
	operationLost: {
		{Name: "operation-removed", Summary: "An operation is gone.", Weight: breaks, Was: "GET /berths"},
		{Name: "operation-undocumented", Summary: "The metadata has an action or function that no page calls.", Weight: harmless, Was: `<Action Name="clear" IsBound="true">`},
	},
	pathGained: {
		{Name: "path-added", Summary: "An operation can be called by another path, too.", Weight: harmless, Is: "GET /harbors/{id}/berths"},
		{Name: "path-missing", Summary: "One of the paths of an operation leads nowhere in the metadata.", Weight: breaks, Is: "GET /harbors/{id}/berths"},
	},
	pathLost: {
		{Name: "path-removed", Summary: "An operation can no longer be called by one of its paths.", Weight: breaks, Was: "GET /harbors/{id}/berths"},
		{}, // CSDL spells no paths out
	},
	parameterGained: {
		{Name: "parameter-added", Summary: "An operation takes another parameter.", Weight: breaksSender, When: "the parameter is required, and it is not one of the properties to change", Otherwise: harmless, Is: "|reason|String|Why.|"},
		{Name: "parameter-missing", Summary: "The pages describe a parameter that an action or function has not in the metadata.", Weight: breaksSender, Is: "|reason|String|Why.|"},
	},
	parameterLost: {
		{Name: "parameter-removed", Summary: "An operation no longer takes a parameter.", Notes: "the page supported any query option before, and names those that it supports now; or the body is of a type that still has the property", Weight: breaksSender, When: "the parameter is one of an action",
			Otherwise: mayBeRefused, Was: "|reason|String|Why.|"},
		{Name: "parameter-undocumented", Summary: "The metadata has a parameter of an action or function that the page does not describe, or gives no value to.", Weight: mayBeRefused, When: "the parameter is not nullable",
			Otherwise: harmless, Was: `<Parameter Name="reason" Type="Edm.String" />`},
	},
	parameterType: {
		{Name: "parameter-type-changed", Summary: "A parameter has another type.", Notes: "a list of values came to what is a string, or went from it", Weight: breaksSender, When: "JSON writes the two types differently",
			Otherwise: mayBeRefused, Was: "|until|String|Until when.|", Is: "|until|DateTimeOffset|Until when.|"},
		{Name: "parameter-type-differs", Summary: "A parameter has another type in the metadata.", Weight: breaksSender, When: "JSON writes the two types differently",
			Otherwise: mayBeRefused, Was: `<Parameter Name="until" Type="Edm.DateTimeOffset" />`, Is: "|until|String|Until when.|"},
	},
	parameterCase: {
		{Name: "parameter-case-changed", Summary: "The name of a parameter is spelled with other capitals.", Weight: mayBeRefused, Was: "|berthid|String|Which.|", Is: "|berthId|String|Which.|"},
		{Name: "parameter-case-differs", Summary: "The pages and the metadata spell the name of a parameter with other capitals.", Weight: mayBeRefused,
			Was: `<Parameter Name="berthId" Type="Edm.String" />`, Is: "|berthid|String|Which.|"},
	},
	parameterRequired: {
		{Name: "parameter-required-changed", Summary: "A parameter has to be given that might be left out, or the other way round.", Notes: "a table says so of all its rows, which are properties of the body", Weight: breaksSender, When: "it is required now",
			Otherwise: harmless, Was: "|reason|String|Why.|", Is: "|reason|String|Why. Required.|"},
		{}, // a parameter that is not nullable may have a default all the same
	},
	methodDiffers: {
		{}, // the operation is another one then
		{Name: "method-differs", Summary: "The metadata has what a path leads to, and it can't be called, read or deleted so.", Weight: breaks,
			When: "the path leads to an action or function", Otherwise: mayBreak, Was: `<Action Name="clear" IsBound="true">`, Is: "GET /berths/{id}/clear"},
	},
	requestDiffers: {
		{Name: "request-changed", Summary: "An operation takes another type of body.", Notes: "there was no body before, and callers may leave it out", Weight: breaksSender, Was: "a berth object", Is: "a mooring object"},
		{Name: "request-differs", Summary: "An operation takes another type of body than what its path leads to in the metadata.", Weight: breaksSender,
			Was: `<EntitySet Name="berths" EntityType="harbor.port.berth" />`, Is: "a mooring object"},
	},
	responseDiffers: {
		{Name: "response-changed", Summary: "An operation answers with something else.", Weight: breaksReader, When: "the type of the answer changed, and not to one derived from it",
			Otherwise: mayPuzzle, Was: "200 OK and a berth object", Is: "200 OK and a mooring object"},
		{Name: "response-differs", Summary: "An operation answers with something else by the metadata.", Weight: breaksReader, When: "the pages and the metadata both name what it answers with",
			Otherwise: mayPuzzle, Was: `<ReturnType Type="harbor.port.berth" />`, Is: "200 OK and a mooring object"},
	},
	capabilityDiffers: {
		{}, // pages document what can be done, and are silent on the rest
		{Name: "capability-differs", Summary: "The pages document what can't be done by the metadata.", Weight: mayBreak,
			Was: `<Annotation Term="Org.OData.Capabilities.V1.DeleteRestrictions">`, Is: "DELETE /berths/{id}"},
	},
	permissionDiffers: {
		{Name: "permission-changed", Summary: "An operation needs other permissions.", Weight: breaks, When: "a permission that was enough no longer is", Otherwise: harmless,
			Was: "|Application|Berth.Read.All|", Is: "|Application|Not supported.|"},
		{}, // CSDL of the services that are known names no permissions
	},
	undecided: {
		{Name: "comparison-undecided", Summary: "Something can't be compared; the message says why.", Weight: harmless, Was: "Inherits from a type that no page describes", Is: "a type without the property"},
		{Name: "comparison-undecided", Summary: "Something can't be compared; the message says why.", Weight: harmless, Was: `<EntityType Name="berth" OpenType="true">`, Is: "GET /berths/{id}/{part}"},
	},
}
