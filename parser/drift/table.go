package drift

import "github.com/docwright/docwright/parser/source"

// aspect is a row of the table.
type aspect int

// The rows of the table. "Gained" means that only the pages have an element,
// "lost" that only the other side has it.
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
	propertyDefault
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
	operationName
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
	pageContradiction
	capabilityDiffers
	permissionDiffers
	permissionGained
	permissionLost
	permissionLeast
	undecided
)

// table has the rules of each row, by the kind of comparison. A rule without a
// name is for a difference that the kind of comparison can't find.
var table = [...][2]Rule{
	typeGained: {
		{Name: "type-added", Summary: "A type is new.", Weight: Harmless, Is: "berth resource type"},
		{Name: "type-missing", Summary: "The metadata or description lacks a type that the pages describe.", Notes: "the other side is a description, whose schemas have names of their own", Weight: MayFail, Is: "berth resource type"},
	},
	typeLost: {
		{Name: "type-removed", Summary: "A type was removed.", Weight: Breaks, Was: "berth resource type"},
		{Name: "type-undocumented", Summary: "The metadata or description has a type that no page describes.", Weight: Harmless, Was: `<ComplexType Name="berth">`},
	},
	typeCase: {
		{Name: "type-case-changed", Summary: "The case of a type name changed.", Weight: MayBreak, Was: "pilotboat", Is: "pilotBoat"},
		{Name: "type-case-differs", Summary: "A type name differs in case between the pages and the metadata or description.", Weight: MayBreak, Was: `<EntityType Name="pilotBoat">`, Is: "pilotboat resource type"},
	},
	baseDiffers: {
		{Name: "base-changed", Summary: "The base type of a type changed.", Weight: MayBreak, When: "both base types are named, and neither derives from the other",
			Otherwise: Harmless, Was: "Inherits from vessel", Is: "Inherits from asset"},
		{Name: "base-differs", Summary: "The base type of a type differs between the pages and the metadata or description.", Weight: MayBreak, When: "both base types are named, and neither derives from the other",
			Otherwise: Harmless, Was: `<EntityType Name="tug" BaseType="vessel">`, Is: "Inherits from asset"},
	},
	propertyGained: {
		{Name: "property-added", Summary: "A property is new.", Weight: BreaksSender, When: "the property is required", Otherwise: Harmless, Is: "|depth|Double|The depth.|"},
		{Name: "property-missing", Summary: "The metadata or description lacks a property that the pages describe.", Weight: MayFail, When: "the type is not open, or has a property with a similar name",
			Otherwise: MayBreak, Is: "|depth|Double|The depth.|"},
	},
	propertyLost: {
		{Name: "property-removed", Summary: "A property was removed.", Weight: Breaks, Was: "|depth|Double|The depth.|"},
		{Name: "property-undocumented", Summary: "The metadata or description has a property that no page describes.", Weight: Harmless, Was: `<Property Name="depth" Type="Edm.Double" />`},
	},
	propertyType: {
		{Name: "property-type-changed", Summary: "The type of a property changed.", Notes: "a string gained or lost a list of values, or the earlier page contradicted itself", Weight: Breaks, When: "the types differ in JSON",
			Otherwise: MayBreak, Was: "|depth|String|The depth.|", Is: "|depth|Double|The depth.|"},
		{Name: "property-type-differs", Summary: "The type of a property differs between the pages and the metadata or description.", Weight: Breaks, When: "the types differ in JSON",
			Otherwise: MayBreak, Was: `<Property Name="depth" Type="Edm.Double" />`, Is: "|depth|String|The depth.|"},
	},
	propertyCollection: {
		{Name: "property-collection-changed", Summary: "A property became a collection, or no longer is one.", Weight: Breaks,
			Was: "|flags|String|The flags.|", Is: "|flags|String collection|The flags.|"},
		{Name: "property-collection-differs", Summary: "A property is a collection on only one side.", Weight: Breaks,
			Was: `<Property Name="flags" Type="Collection(Edm.String)" />`, Is: "|flags|String|The flags.|"},
	},
	propertyCase: {
		{Name: "property-case-changed", Summary: "The case of a property name changed.", Weight: Breaks, Was: "|callsign|String|Its name.|", Is: "|callSign|String|Its name.|"},
		{Name: "property-case-differs", Summary: "A property name differs in case between the pages and the metadata or description.", Weight: Breaks,
			Was: `<Property Name="callSign" Type="Edm.String" />`, Is: "|callsign|String|Its name.|"},
	},
	propertyNullability: {
		{Name: "property-nullability-changed", Summary: "A property became nullable, or no longer is.", Weight: MayPuzzle, When: "it is nullable now",
			Otherwise: BreaksSender, Was: "|depth|Double|The depth. Not nullable.|", Is: "|depth|Double|The depth. Nullable.|"},
		{Name: "property-nullability-differs", Summary: "A property is nullable on only one side.", Weight: MayPuzzle, When: "the pages say that it is never null",
			Otherwise: BreaksSender, Was: `<Property Name="depth" Type="Edm.Double" Nullable="true" />`, Is: "|depth|Double|The depth. Not nullable.|"},
	},
	propertyRequired: {
		{Name: "property-required-changed", Summary: "A property became required, or no longer is.", Weight: BreaksSender, When: "it is required now",
			Otherwise: Harmless, Was: "|depth|Double|The depth.|", Is: "|depth|Double|The depth. Required.|"},
		{Name: "property-required-differs", Summary: "The description requires a property, and the pages do not.", Weight: MayBeRefused, Was: "`required: [depth]`", Is: "|depth|Double|The depth.|"}, // CSDL does not say what is required
	},
	propertyReadOnly: {
		{Name: "property-readonly-changed", Summary: "A property became read-only, or no longer is.", Weight: BreaksSender, When: "it is read-only now",
			Otherwise: Harmless, Was: "|depth|Double|The depth.|", Is: "|depth|Double|The depth. Read-only.|"},
		{Name: "property-readonly-differs", Summary: "A property is computed in the metadata or read-only in the description, and the pages do not say that it is read-only.", Weight: Weight{Request: source.Warning},
			Was: `<Annotation Term="Org.OData.Core.V1.Computed" />`, Is: "|depth|Double|The depth.|"},
	},
	propertyDefault: {
		{Name: "default-changed", Summary: "The default of a property changed.", Weight: MayBreak, Was: "|depth|Double|The depth. The default is 4.|", Is: "|depth|Double|The depth. The default is 5.|"},
		{Name: "default-differs", Summary: "The default of a property differs between the pages and the metadata or description.", Weight: MayBreak,
			Was: `<Property Name="depth" Type="Edm.Double" DefaultValue="4" />`, Is: "|depth|Double|The depth. The default is 5.|"},
	},
	deprecation: {
		{Name: "deprecation-changed", Summary: "A type, a property or an operation became deprecated, or no longer is.", Weight: MayBreak, When: "it is deprecated now",
			Otherwise: Harmless, Was: "|depth|Double|The depth.|", Is: "|depth|Double|The depth. Deprecated.|"},
		{Name: "deprecation-differs", Summary: "A type, a property or an operation is deprecated in the metadata or description only.", Weight: MayBreak,
			Was: `<Annotation Term="Org.OData.Core.V1.Revisions">`, Is: "|depth|Double|The depth.|"},
	},
	enumGained: {
		{Name: "enum-added", Summary: "An enum is new.", Weight: Harmless, Is: "tide values"},
		{Name: "enum-missing", Summary: "The metadata or description lacks an enum that the pages describe.", Weight: MayBreak, When: "the pages use the enum as a type",
			Otherwise: Harmless, Is: "tide values"},
	},
	enumLost: {
		{Name: "enum-removed", Summary: "An enum was removed.", Weight: Breaks, When: "a page named the enum, and a property with the enum no longer accepts its values", Otherwise: Harmless, Was: "tide values"},
		{Name: "enum-undocumented", Summary: "The metadata or description has an enum that no page describes.", Weight: Harmless, Was: `<EnumType Name="tide">`},
	},
	enumCase: {
		{Name: "enum-case-changed", Summary: "The case of an enum name changed.", Weight: Harmless, Was: "tideLevel", Is: "tidelevel"},
		{Name: "enum-case-differs", Summary: "An enum name differs in case between the pages and the metadata or description.", Weight: Harmless, Was: `<EnumType Name="tideLevel">`, Is: "tidelevel values"},
	},
	enumFlags: {
		{Name: "enum-flags-changed", Summary: "Members of an enum can now be combined, or no longer can.", Weight: MayPuzzle, When: "they can now be combined",
			Otherwise: MayBeRefused, Was: "Possible values are `ebb` and `flood`.", Is: "A combination of `ebb` and `flood`."},
		{Name: "enum-flags-differs", Summary: "Members of an enum can be combined on only one side.", Weight: MayBeRefused, When: "the pages say that they can be combined",
			Otherwise: MayPuzzle, Was: `<EnumType Name="tide" IsFlags="true">`, Is: "|flood|3|"},
	},
	memberGained: {
		{Name: "enum-member-added", Summary: "A member of an enum is new.", Weight: MayPuzzle, When: "the enum had no member unknownFutureValue, which announces new members",
			Otherwise: Harmless, Is: "|slack|"},
		{Name: "enum-member-missing", Summary: "The metadata or description lacks a member of an enum that the pages describe.", Weight: MayFail, When: "it is not unknownFutureValue",
			Otherwise: Harmless, Is: "|slack|"},
	},
	memberLost: {
		{Name: "enum-member-removed", Summary: "A member of an enum was removed.", Weight: BreaksSender, When: "it is not unknownFutureValue", Otherwise: Harmless, Was: "|slack|"},
		{Name: "enum-member-undocumented", Summary: "The metadata or description has a member of an enum that no page describes.", Weight: MayPuzzle, When: "the pages have no member unknownFutureValue, which announces new members",
			Otherwise: Harmless, Was: `<Member Name="slack" />`},
	},
	memberCase: {
		{Name: "enum-member-case-changed", Summary: "The case of a member of an enum changed.", Weight: Breaks, Was: "|springtide|", Is: "|springTide|"},
		{Name: "enum-member-case-differs", Summary: "A member of an enum differs in case between the pages and the metadata or description.", Weight: Breaks, Was: `<Member Name="springTide" />`, Is: "|springtide|"},
	},
	operationGained: {
		{Name: "operation-added", Summary: "An operation is new.", Weight: Harmless, Is: "GET /berths"},
		{Name: "operation-missing", Summary: "No path of an operation exists in the metadata or description.", Weight: Breaks, Is: "POST /berths/{id}/clear"},
	},
	operationLost: {
		{Name: "operation-removed", Summary: "An operation was removed.", Weight: Breaks, Was: "GET /berths"},
		{Name: "operation-undocumented", Summary: "The metadata or description has an operation that no page describes.", Weight: Harmless, Was: `<Action Name="clear" IsBound="true">`},
	},
	operationName: {
		{Name: "operation-name-changed", Summary: "The name that the page of an operation gives stands for another request line now, while the earlier one still exists.", Weight: Breaks,
			Was: "`List berths` and `GET /quays/{id}/berths`", Is: "`List berths` and `GET /berths`"},
		{}, // metadata has no names of requests
	},
	pathGained: {
		{Name: "path-added", Summary: "An operation has a new path.", Weight: Harmless, Is: "GET /harbors/{id}/berths"},
		{Name: "path-missing", Summary: "A path of an operation does not exist in the metadata or description.", Weight: Breaks, Is: "GET /harbors/{id}/berths"},
	},
	pathLost: {
		{Name: "path-removed", Summary: "A path of an operation was removed.", Weight: Breaks, Was: "GET /harbors/{id}/berths"},
		{}, // CSDL does not list paths
	},
	parameterGained: {
		{Name: "parameter-added", Summary: "A parameter of an operation is new.", Weight: BreaksSender, When: "the parameter is required, and is not one of the properties to change", Otherwise: Harmless, Is: "|reason|String|Why.|"},
		{Name: "parameter-missing", Summary: "The metadata or description lacks a parameter of an operation that the pages describe.", Notes: "it is an option in the query or a header, which descriptions often leave out", Weight: BreaksSender, Is: "|reason|String|Why.|"},
	},
	parameterLost: {
		{Name: "parameter-removed", Summary: "A parameter of an operation was removed.", Notes: "the page supported all query options before, and lists the supported ones now, or if the type of the body still has the property", Weight: BreaksSender, When: "it is a parameter of an action",
			Otherwise: MayBeRefused, Was: "|reason|String|Why.|"},
		{Name: "parameter-undocumented", Summary: "The metadata or description has a parameter of an operation that the page does not describe or has no value for.", Weight: MayBeRefused, When: "the description requires it, or the metadata does not allow null",
			Otherwise: Harmless, Was: `<Parameter Name="reason" Type="Edm.String" />`},
	},
	parameterType: {
		{Name: "parameter-type-changed", Summary: "The type of a parameter changed.", Notes: "a string gained or lost a list of values, or the earlier page contradicted itself", Weight: BreaksSender, When: "the types differ in JSON",
			Otherwise: MayBeRefused, Was: "|until|String|Until when.|", Is: "|until|DateTimeOffset|Until when.|"},
		{Name: "parameter-type-differs", Summary: "The type of a parameter differs between the pages and the metadata or description.", Weight: BreaksSender, When: "the types differ in JSON",
			Otherwise: MayBeRefused, Was: `<Parameter Name="until" Type="Edm.DateTimeOffset" />`, Is: "|until|String|Until when.|"},
	},
	parameterCase: {
		{Name: "parameter-case-changed", Summary: "The case of a parameter name changed.", Weight: MayBeRefused, Was: "|berthid|String|Which.|", Is: "|berthId|String|Which.|"},
		{Name: "parameter-case-differs", Summary: "A parameter name differs in case between the pages and the metadata or description.", Weight: MayBeRefused,
			Was: `<Parameter Name="berthId" Type="Edm.String" />`, Is: "|berthid|String|Which.|"},
	},
	parameterRequired: {
		{Name: "parameter-required-changed", Summary: "A parameter became required, or no longer is.", Notes: "a table requires all its rows, which are properties of the body", Weight: BreaksSender, When: "it is required now",
			Otherwise: Harmless, Was: "|reason|String|Why.|", Is: "|reason|String|Why. Required.|"},
		{Name: "parameter-required-differs", Summary: "A parameter is required in the description or on the pages only.", Weight: MayBeRefused, When: "the description requires it",
			Otherwise: Harmless, Was: "`required: true`", Is: "|reason|String|Why.|"}, // in CSDL, a parameter that is not nullable may have a default
	},
	methodDiffers: {
		{Name: "method-changed", Summary: "An operation has another method on the same path.", Weight: Breaks, Was: "POST /berths/{id}/clear", Is: "DELETE /berths/{id}/clear"},
		{Name: "method-differs", Summary: "The metadata does not allow the method for the place that a path leads to, or the description has the path with other methods only.", Weight: Breaks,
			When: "the path leads to an action or function, or the other side is a description", Otherwise: MayBreak, Was: `<Action Name="clear" IsBound="true">`, Is: "GET /berths/{id}/clear"},
	},
	requestDiffers: {
		{Name: "request-changed", Summary: "The type of a request body changed.", Notes: "there was no body before, and the new one is optional, or the earlier page contradicted itself", Weight: BreaksSender, Was: "a berth object", Is: "a mooring object"},
		{Name: "request-differs", Summary: "The type of a request body differs from that in the description, or from the type that the path leads to in the metadata.", Notes: "only the description has a body", Weight: BreaksSender,
			Was: `<EntitySet Name="berths" EntityType="harbor.port.berth" />`, Is: "a mooring object"},
	},
	responseDiffers: {
		{Name: "response-changed", Summary: "The response of an operation changed.", Notes: "the earlier page contradicted itself", Weight: BreaksReader, When: "the response type changed, and the new type does not derive from the old one",
			Otherwise: MayPuzzle, Was: "200 OK and a berth object", Is: "200 OK and a mooring object"},
		{Name: "response-differs", Summary: "The response of an operation differs between the pages and the metadata or description.", Weight: BreaksReader, When: "both sides name a response type",
			Otherwise: MayPuzzle, Was: `<ReturnType Type="harbor.port.berth" />`, Is: "200 OK and a mooring object"},
	},
	pageContradiction: {
		{}, // the rules for types say so
		{Name: "page-contradiction", Summary: "A page contradicts itself about a type, and the metadata or description agrees with one of the places.", Weight: Breaks,
			When: "the pages are read as what the other side contradicts", Otherwise: Harmless, Was: `<Property Name="depth" Type="Edm.Double" />`, Is: "`|depth|String|The depth.|` and `\"depth\": 4.2`"},
	},
	capabilityDiffers: {
		{}, // pages document what is possible, and not what is impossible
		{Name: "capability-differs", Summary: "The metadata does not allow an operation that the pages document.", Weight: MayBreak,
			Was: `<Annotation Term="Org.OData.Capabilities.V1.DeleteRestrictions">`, Is: "DELETE /berths/{id}"},
	},
	permissionDiffers: {
		{Name: "permission-changed", Summary: "The permissions of an operation changed.", Weight: Breaks, When: "a permission that was sufficient no longer is", Otherwise: Harmless,
			Was: "|Application|Berth.Read.All|", Is: "|Application|Not supported.|"},
		{}, // the CSDL of known services has no permissions
	},
	permissionGained: {
		{}, // the rule above says so
		{Name: "permission-missing", Summary: "The permissions file or description lacks a permission that a page gives for a request line.", Weight: Breaks, When: "it lacks the permission for all request lines of the page", Otherwise: Harmless,
			Was: "`/berths: least=Application`", Is: "|Application|Berth.ReadWrite.All|"},
	},
	permissionLost: {
		{},
		{Name: "permission-undocumented", Summary: "The permissions file or description has a permission for a request line that no page gives.", Weight: MayBreak, When: "the page says that such callers are not supported", Otherwise: Harmless,
			Was: "`/berths: least=Application`", Is: "|Application|Not supported.|"},
	},
	permissionLeast: {
		{},
		{Name: "permission-least-differs", Summary: "Another permission is the least privileged one in the permissions file.", Weight: MayBreak,
			Was: "`/berths: least=Application`", Is: "|Application|Berth.ReadWrite.All, Berth.Read.All|"},
	},
	undecided: {
		{Name: "comparison-undecided", Summary: "The sides can't be compared; the message says why.", Weight: Harmless, Was: "Inherits from a type that no page describes", Is: "a type without the property"},
		{Name: "comparison-undecided", Summary: "The sides can't be compared; the message says why.", Weight: Harmless, Was: `<EntityType Name="berth" OpenType="true">`, Is: "GET /berths/{id}/{part}"},
	},
}

// Rules returns the rules of all kinds of comparisons, in the order of the
// table.
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
