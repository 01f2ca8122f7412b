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
// name stands for what that kind of comparison can't find.
var table = [...][2]Rule{
	typeGained: {
		{Name: "type-added", Summary: "A type is new.", Weight: Harmless, Is: "berth resource type"},
		{Name: "type-missing", Summary: "The pages describe a type that the metadata has not.", Weight: MayFail, Is: "berth resource type"},
	},
	typeLost: {
		{Name: "type-removed", Summary: "A type is gone.", Weight: Breaks, Was: "berth resource type"},
		{Name: "type-undocumented", Summary: "The metadata has a type that no page describes.", Weight: Harmless, Was: `<ComplexType Name="berth">`},
	},
	typeCase: {
		{Name: "type-case-changed", Summary: "The name of a type is spelled with other capitals.", Weight: MayBreak, Was: "pilotboat", Is: "pilotBoat"},
		{Name: "type-case-differs", Summary: "The pages and the metadata spell the name of a type with other capitals.", Weight: MayBreak, Was: `<EntityType Name="pilotBoat">`, Is: "pilotboat resource type"},
	},
	baseDiffers: {
		{Name: "base-changed", Summary: "A type has another base type.", Weight: MayBreak, When: "neither base type is derived from the other, and both are named",
			Otherwise: Harmless, Was: "Inherits from vessel", Is: "Inherits from asset"},
		{Name: "base-differs", Summary: "A type has another base type in the metadata.", Weight: MayBreak, When: "neither base type is derived from the other, and both are named",
			Otherwise: Harmless, Was: `<EntityType Name="tug" BaseType="vessel">`, Is: "Inherits from asset"},
	},
	propertyGained: {
		{Name: "property-added", Summary: "A property is new.", Weight: BreaksSender, When: "the property is required", Otherwise: Harmless, Is: "|depth|Double|The depth.|"},
		{Name: "property-missing", Summary: "The pages describe a property that the metadata has not.", Weight: MayFail, When: "the type is not open, or has a property of nearly that name",
			Otherwise: MayBreak, Is: "|depth|Double|The depth.|"},
	},
	propertyLost: {
		{Name: "property-removed", Summary: "A property is gone.", Weight: Breaks, Was: "|depth|Double|The depth.|"},
		{Name: "property-undocumented", Summary: "The metadata has a property that no page describes.", Weight: Harmless, Was: `<Property Name="depth" Type="Edm.Double" />`},
	},
	propertyType: {
		{Name: "property-type-changed", Summary: "A property has another type.", Notes: "a list of values came to what is a string, or went from it", Weight: Breaks, When: "JSON writes the two types differently",
			Otherwise: MayBreak, Was: "|depth|String|The depth.|", Is: "|depth|Double|The depth.|"},
		{Name: "property-type-differs", Summary: "A property has another type in the metadata.", Weight: Breaks, When: "JSON writes the two types differently",
			Otherwise: MayBreak, Was: `<Property Name="depth" Type="Edm.Double" />`, Is: "|depth|String|The depth.|"},
	},
	propertyCollection: {
		{Name: "property-collection-changed", Summary: "A property that had one value has many, or the other way round.", Weight: Breaks,
			Was: "|flags|String|The flags.|", Is: "|flags|String collection|The flags.|"},
		{Name: "property-collection-differs", Summary: "A property has one value in the pages and many in the metadata, or the other way round.", Weight: Breaks,
			Was: `<Property Name="flags" Type="Collection(Edm.String)" />`, Is: "|flags|String|The flags.|"},
	},
	propertyCase: {
		{Name: "property-case-changed", Summary: "The name of a property is spelled with other capitals.", Weight: Breaks, Was: "|callsign|String|Its name.|", Is: "|callSign|String|Its name.|"},
		{Name: "property-case-differs", Summary: "The pages and the metadata spell the name of a property with other capitals.", Weight: Breaks,
			Was: `<Property Name="callSign" Type="Edm.String" />`, Is: "|callsign|String|Its name.|"},
	},
	propertyNullability: {
		{Name: "property-nullability-changed", Summary: "A property may be null that might not, or the other way round.", Weight: MayPuzzle, When: "it may be null now",
			Otherwise: BreaksSender, Was: "|depth|Double|The depth. Not nullable.|", Is: "|depth|Double|The depth. Nullable.|"},
		{Name: "property-nullability-differs", Summary: "The pages and the metadata differ in whether a property may be null.", Weight: MayPuzzle, When: "the pages say that it is never null",
			Otherwise: BreaksSender, Was: `<Property Name="depth" Type="Edm.Double" Nullable="true" />`, Is: "|depth|Double|The depth. Not nullable.|"},
	},
	propertyRequired: {
		{Name: "property-required-changed", Summary: "A property has to be sent that might be left out, or the other way round.", Weight: BreaksSender, When: "it is required now",
			Otherwise: Harmless, Was: "|depth|Double|The depth.|", Is: "|depth|Double|The depth. Required.|"},
		{}, // CSDL does not say what has to be sent
	},
	propertyReadOnly: {
		{Name: "property-readonly-changed", Summary: "A property can no longer be written, or can be.", Weight: BreaksSender, When: "it is read-only now",
			Otherwise: Harmless, Was: "|depth|Double|The depth.|", Is: "|depth|Double|The depth. Read-only.|"},
		{Name: "property-readonly-differs", Summary: "The metadata says that a property is computed, and the pages do not say that it is read-only.", Weight: Weight{Request: source.Warning},
			Was: `<Annotation Term="Org.OData.Core.V1.Computed" />`, Is: "|depth|Double|The depth.|"},
	},
	deprecation: {
		{Name: "deprecation-changed", Summary: "A type, a property or an operation was deprecated, or no longer is.", Weight: MayBreak, When: "it is deprecated now",
			Otherwise: Harmless, Was: "|depth|Double|The depth.|", Is: "|depth|Double|The depth. Deprecated.|"},
		{Name: "deprecation-differs", Summary: "The metadata says that something is deprecated, and the pages do not.", Weight: MayBreak,
			Was: `<Annotation Term="Org.OData.Core.V1.Revisions">`, Is: "|depth|Double|The depth.|"},
	},
	enumGained: {
		{Name: "enum-added", Summary: "An enum is new.", Weight: Harmless, Is: "tide values"},
		{Name: "enum-missing", Summary: "The pages describe an enum that the metadata has not.", Weight: MayBreak, When: "something on the pages has it as its type",
			Otherwise: Harmless, Is: "tide values"},
	},
	enumLost: {
		{Name: "enum-removed", Summary: "An enum is gone.", Weight: Breaks, When: "a page named the enum, and what had it as its type no longer takes its values", Otherwise: Harmless, Was: "tide values"},
		{Name: "enum-undocumented", Summary: "The metadata has an enum that no page describes.", Weight: Harmless, Was: `<EnumType Name="tide">`},
	},
	enumCase: {
		{Name: "enum-case-changed", Summary: "The name of an enum is spelled with other capitals.", Weight: Harmless, Was: "tideLevel", Is: "tidelevel"},
		{Name: "enum-case-differs", Summary: "The pages and the metadata spell the name of an enum with other capitals.", Weight: Harmless, Was: `<EnumType Name="tideLevel">`, Is: "tidelevel values"},
	},
	enumFlags: {
		{Name: "enum-flags-changed", Summary: "Members of an enum can be combined now, or no longer can.", Weight: MayPuzzle, When: "they can be combined now",
			Otherwise: MayBeRefused, Was: "Possible values are `ebb` and `flood`.", Is: "A combination of `ebb` and `flood`."},
		{Name: "enum-flags-differs", Summary: "Members of an enum can be combined by the pages and not by the metadata, or the other way round.", Weight: MayBeRefused, When: "the pages say that they can",
			Otherwise: MayPuzzle, Was: `<EnumType Name="tide" IsFlags="true">`, Is: "|flood|3|"},
	},
	memberGained: {
		{Name: "enum-member-added", Summary: "A member of an enum is new.", Weight: MayPuzzle, When: "callers could not expect it: the enum had no member unknownFutureValue",
			Otherwise: Harmless, Is: "|slack|"},
		{Name: "enum-member-missing", Summary: "The pages describe a member that the enum has not in the metadata.", Weight: MayFail, When: "it is not the marker unknownFutureValue",
			Otherwise: Harmless, Is: "|slack|"},
	},
	memberLost: {
		{Name: "enum-member-removed", Summary: "A member of an enum is gone.", Weight: BreaksSender, When: "it is not the marker unknownFutureValue", Otherwise: Harmless, Was: "|slack|"},
		{Name: "enum-member-undocumented", Summary: "The metadata has a member of an enum that no page describes.", Weight: MayPuzzle, When: "callers can't expect it: the pages name no member unknownFutureValue",
			Otherwise: Harmless, Was: `<Member Name="slack" />`},
	},
	memberCase: {
		{Name: "enum-member-case-changed", Summary: "A member of an enum is spelled with other capitals.", Weight: Breaks, Was: "|springtide|", Is: "|springTide|"},
		{Name: "enum-member-case-differs", Summary: "The pages and the metadata spell a member of an enum with other capitals.", Weight: Breaks, Was: `<Member Name="springTide" />`, Is: "|springtide|"},
	},
	operationGained: {
		{Name: "operation-added", Summary: "An operation is new.", Weight: Harmless, Is: "GET /berths"},
		{Name: "operation-missing", Summary: "The pages describe an operation whose path leads nowhere in the metadata.", Weight: Breaks, Is: "POST /berths/{id}/clear"},
	},
	operationLost: {
		{Name: "operation-removed", Summary: "An operation is gone.", Weight: Breaks, Was: "GET /berths"},
		{Name: "operation-undocumented", Summary: "The metadata has an action or function that no page calls.", Weight: Harmless, Was: `<Action Name="clear" IsBound="true">`},
	},
	pathGained: {
		{Name: "path-added", Summary: "An operation can be called by another path, too.", Weight: Harmless, Is: "GET /harbors/{id}/berths"},
		{Name: "path-missing", Summary: "One of the paths of an operation leads nowhere in the metadata.", Weight: Breaks, Is: "GET /harbors/{id}/berths"},
	},
	pathLost: {
		{Name: "path-removed", Summary: "An operation can no longer be called by one of its paths.", Weight: Breaks, Was: "GET /harbors/{id}/berths"},
		{}, // CSDL spells no paths out
	},
	parameterGained: {
		{Name: "parameter-added", Summary: "An operation takes another parameter.", Weight: BreaksSender, When: "the parameter is required, and it is not one of the properties to change", Otherwise: Harmless, Is: "|reason|String|Why.|"},
		{Name: "parameter-missing", Summary: "The pages describe a parameter that an action or function has not in the metadata.", Weight: BreaksSender, Is: "|reason|String|Why.|"},
	},
	parameterLost: {
		{Name: "parameter-removed", Summary: "An operation no longer takes a parameter.", Notes: "the page supported any query option before, and names those that it supports now; or the body is of a type that still has the property", Weight: BreaksSender, When: "the parameter is one of an action",
			Otherwise: MayBeRefused, Was: "|reason|String|Why.|"},
		{Name: "parameter-undocumented", Summary: "The metadata has a parameter of an action or function that the page does not describe, or gives no value to.", Weight: MayBeRefused, When: "the parameter is not nullable",
			Otherwise: Harmless, Was: `<Parameter Name="reason" Type="Edm.String" />`},
	},
	parameterType: {
		{Name: "parameter-type-changed", Summary: "A parameter has another type.", Notes: "a list of values came to what is a string, or went from it", Weight: BreaksSender, When: "JSON writes the two types differently",
			Otherwise: MayBeRefused, Was: "|until|String|Until when.|", Is: "|until|DateTimeOffset|Until when.|"},
		{Name: "parameter-type-differs", Summary: "A parameter has another type in the metadata.", Weight: BreaksSender, When: "JSON writes the two types differently",
			Otherwise: MayBeRefused, Was: `<Parameter Name="until" Type="Edm.DateTimeOffset" />`, Is: "|until|String|Until when.|"},
	},
	parameterCase: {
		{Name: "parameter-case-changed", Summary: "The name of a parameter is spelled with other capitals.", Weight: MayBeRefused, Was: "|berthid|String|Which.|", Is: "|berthId|String|Which.|"},
		{Name: "parameter-case-differs", Summary: "The pages and the metadata spell the name of a parameter with other capitals.", Weight: MayBeRefused,
			Was: `<Parameter Name="berthId" Type="Edm.String" />`, Is: "|berthid|String|Which.|"},
	},
	parameterRequired: {
		{Name: "parameter-required-changed", Summary: "A parameter has to be given that might be left out, or the other way round.", Notes: "a table says so of all its rows, which are properties of the body", Weight: BreaksSender, When: "it is required now",
			Otherwise: Harmless, Was: "|reason|String|Why.|", Is: "|reason|String|Why. Required.|"},
		{}, // a parameter that is not nullable may have a default all the same
	},
	methodDiffers: {
		{}, // the operation is another one then
		{Name: "method-differs", Summary: "The metadata has what a path leads to, and it can't be called, read or deleted so.", Weight: Breaks,
			When: "the path leads to an action or function", Otherwise: MayBreak, Was: `<Action Name="clear" IsBound="true">`, Is: "GET /berths/{id}/clear"},
	},
	requestDiffers: {
		{Name: "request-changed", Summary: "An operation takes another type of body.", Notes: "there was no body before, and callers may leave it out", Weight: BreaksSender, Was: "a berth object", Is: "a mooring object"},
		{Name: "request-differs", Summary: "An operation takes another type of body than what its path leads to in the metadata.", Weight: BreaksSender,
			Was: `<EntitySet Name="berths" EntityType="harbor.port.berth" />`, Is: "a mooring object"},
	},
	responseDiffers: {
		{Name: "response-changed", Summary: "An operation answers with something else.", Weight: BreaksReader, When: "the type of the answer changed, and not to one derived from it",
			Otherwise: MayPuzzle, Was: "200 OK and a berth object", Is: "200 OK and a mooring object"},
		{Name: "response-differs", Summary: "An operation answers with something else by the metadata.", Weight: BreaksReader, When: "the pages and the metadata both name what it answers with",
			Otherwise: MayPuzzle, Was: `<ReturnType Type="harbor.port.berth" />`, Is: "200 OK and a mooring object"},
	},
	capabilityDiffers: {
		{}, // pages document what can be done, and are silent on the rest
		{Name: "capability-differs", Summary: "The pages document what can't be done by the metadata.", Weight: MayBreak,
			Was: `<Annotation Term="Org.OData.Capabilities.V1.DeleteRestrictions">`, Is: "DELETE /berths/{id}"},
	},
	permissionDiffers: {
		{Name: "permission-changed", Summary: "An operation needs other permissions.", Weight: Breaks, When: "a permission that was enough no longer is", Otherwise: Harmless,
			Was: "|Application|Berth.Read.All|", Is: "|Application|Not supported.|"},
		{}, // CSDL of the services that are known names no permissions
	},
	undecided: {
		{Name: "comparison-undecided", Summary: "Something can't be compared; the message says why.", Weight: Harmless, Was: "Inherits from a type that no page describes", Is: "a type without the property"},
		{Name: "comparison-undecided", Summary: "Something can't be compared; the message says why.", Weight: Harmless, Was: `<EntityType Name="berth" OpenType="true">`, Is: "GET /berths/{id}/{part}"},
	},
}

// Rules returns the rules of all kinds of comparison, in the order of the table.
func Rules() []*Rule {
	var list []*Rule
	seen := map[string]bool{}
	for i := range table {
		for kind := range table[i] {
			if r := &table[i][kind]; r.Name != "" && !seen[r.Name] {
				seen[r.Name] = true
				list = append(list, r)
			}
		}
	}
	return list
}

func init() { Declare(Rules()) }
