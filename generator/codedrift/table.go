package codedrift

import "github.com/docwright/docwright/parser/drift"

// aspect is a row of the table.
type aspect int

// The rows of the table. What is "missing" only the pages have, what is
// "undocumented" only the code.
const (
	typeUndocumented aspect = iota
	typeCase
	typeMap
	baseDiffers
	propertyMissing
	propertyUndocumented
	fieldShadowed
	propertyType
	propertyCollection
	propertyCase
	propertyNullability
	propertyRequired
	propertyReadOnly
	deprecation
	enumUndocumented
	enumCase
	memberMissing
	memberUndocumented
	memberCase
	operationUndocumented
	requestDiffers
	responseDiffers
	argumentMissing
	parameterMissing
	parameterUndocumented
	parameterType
	parameterCase
	operationUnused
	operationDeprecated
)

// table has the rule of each row. Was is the code, Is the pages.
var table = [...]drift.Rule{
	typeUndocumented: {Name: "type-undocumented", Summary: "The code has a type that no page describes.",
		Weight: drift.Breaks, Was: "//docwright:type harbor.port.slip"},
	typeCase: {Name: "type-case-differs", Summary: "The code spells the name of a type with other capitals.",
		Weight: drift.Harmless, Was: "//docwright:type harbor.port.pilotboat", Is: "pilotBoat resource type"},
	typeMap: {Name: "type-differs", Summary: "The code has a map for a type that is not open.",
		Weight: drift.Breaks, Was: "type Berth map[string]any", Is: "berth resource type"},
	baseDiffers: {Name: "base-differs", Summary: "The code embeds the struct of a type that the type does not inherit from.",
		Weight: drift.MayBreak, Was: "type Tug struct{ Asset }", Is: "Inherits from vessel"},
	propertyMissing: {Name: "property-missing", Summary: "The pages describe a property that the struct has no field for, and it is not said to be partial.",
		Weight: drift.Harmless, Is: "|depth|Double|The depth.|"},
	propertyUndocumented: {Name: "property-undocumented", Summary: "The struct has a field that is no property of the type.",
		Weight: drift.MayFail, When: "the type is not open, and all its base types are described", Otherwise: drift.Harmless, Was: "Dept float64 `json:\"dept\"`"},
	fieldShadowed: {Name: "field-shadowed", Summary: "Several fields of a struct have one name in JSON, and encoding/json leaves all of them out.",
		Weight: drift.MayBreak, Was: "Number, Label string `json:\"number\"`", Is: "|number|String|Its number.|"},
	propertyType: {Name: "property-type-differs", Summary: "The type of a field can't hold what the property is.",
		Weight: drift.Breaks, When: "JSON writes the two types differently, the field can't read the text or can't be JSON at all, or the two enums have no member in common", Otherwise: drift.MayBreak, Was: "Depth string `json:\"depth\"`", Is: "|depth|Double|The depth.|"},
	propertyCollection: {Name: "property-collection-differs", Summary: "A field has one value where the property has many, or the other way round.",
		Weight: drift.Breaks, Was: "Flags string `json:\"flags\"`", Is: "|flags|String collection|The flags.|"},
	propertyCase: {Name: "property-case-differs", Summary: "The name of a field in JSON is spelled with other capitals than the property.",
		Weight: drift.Breaks, Was: "CallSign string `json:\"callsign\"`", Is: "|callSign|String|Its name.|"},
	propertyNullability: {Name: "property-nullability-differs", Summary: "The pages say that a property is never null, and a function sends null for a nil pointer.",
		Weight: drift.MayBeRefused, Was: "Depth *float64 `json:\"depth\"`", Is: "|depth|Double|The depth. Not nullable.|"},
	propertyRequired: {Name: "property-required-differs", Summary: "The pages say that a property is required, and omitempty leaves a zero value of it out of what a function sends.",
		Weight: drift.MayBeRefused, Was: "Slots int `json:\"slots,omitempty\"`", Is: "|slots|Int32|How many. Required.|"},
	propertyReadOnly: {Name: "property-readonly-differs", Summary: "Generated code and pages differ in whether a property can be written, or a struct that is sent and never received has a field for one that can't be.",
		Weight: drift.BreaksSender, When: "the code is generated, and the property is read-only in the pages", Otherwise: drift.Harmless, Was: "Depth Opt[float64] `json:\"depth\"`", Is: "|depth|Double|The depth. Read-only.|"},
	deprecation: {Name: "deprecation-differs", Summary: "The pages say that a property or an operation is deprecated, and the comment of its field or function has no paragraph that begins with Deprecated:.",
		Weight: drift.Harmless, Was: "Depth float64 `json:\"depth\"`", Is: "|depth|Double|The depth. Deprecated.|"},
	enumUndocumented: {Name: "enum-undocumented", Summary: "The code has an enum that no page describes.",
		Weight: drift.Breaks, Was: "//docwright:enum harbor.port.swell"},
	enumCase: {Name: "enum-case-differs", Summary: "The code spells the name of an enum with other capitals.",
		Weight: drift.Harmless, Was: "//docwright:enum harbor.port.Tide", Is: "tide values"},
	memberMissing: {Name: "enum-member-missing", Summary: "The pages describe a member of an enum that the code has no constant for.",
		Weight: drift.Harmless, Is: "|slack|"},
	memberUndocumented: {Name: "enum-member-undocumented", Summary: "The code has a constant that is no member of the enum.",
		Weight: drift.MayFail, Was: "TideSlck Tide = \"slck\""},
	memberCase: {Name: "enum-member-case-differs", Summary: "A constant is spelled with other capitals than the member of the enum.",
		Weight: drift.MayFail, Was: "TideSpring Tide = \"SpringTide\"", Is: "|springTide|"},
	operationUndocumented: {Name: "operation-undocumented", Summary: "The code calls what no page documents.",
		Weight: drift.Breaks, Was: "//docwright:operation GET /berth/{id}"},
	requestDiffers: {Name: "request-differs", Summary: "A function sends another type than its page says.",
		Weight: drift.BreaksSender, Was: "func CreateBerth(b *Mooring)", Is: "a berth object"},
	responseDiffers: {Name: "response-differs", Summary: "A function returns something else than its page says.",
		Weight: drift.BreaksReader, When: "the answer is an object, the function returns one, and it has no argument of its own by which to pick it from many", Otherwise: drift.Harmless, Was: "func GetBerth() (*Mooring, error)", Is: "200 OK and a berth object"},
	argumentMissing: {Name: "argument-missing", Summary: "A function has fewer arguments than its path has parameters, or none for the body that its page asks for, and nothing else that could hold them.",
		Weight: drift.MayBreak, Was: "func GetBerth(ctx context.Context)", Is: "GET /berths/{id}"},
	parameterMissing: {Name: "parameter-missing", Summary: "The pages describe a parameter of an action that the code's struct has no field for.",
		Weight: drift.BreaksSender, When: "the parameter is required", Otherwise: drift.Harmless, Is: "|reason|String|Why. Required.|"},
	parameterUndocumented: {Name: "parameter-undocumented", Summary: "The code sends a parameter that the action does not have.",
		Weight: drift.BreaksSender, Was: "Reson string `json:\"reson\"`"},
	parameterType: {Name: "parameter-type-differs", Summary: "The type of a field can't hold what the parameter is.",
		Weight: drift.BreaksSender, When: "JSON writes the two types differently", Otherwise: drift.MayBeRefused, Was: "Until int `json:\"until\"`", Is: "|until|DateTimeOffset|Until when.|"},
	parameterCase: {Name: "parameter-case-differs", Summary: "The name of a field in JSON is spelled with other capitals than the parameter.",
		Weight: drift.MayBeRefused, Was: "BerthID string `json:\"berthid\"`", Is: "|berthId|String|Which.|"},
	operationUnused: {Name: "operation-unused", Summary: "Nothing in the code calls an operation that the pages document.",
		Weight: drift.Harmless, Is: "GET /berths"},
	operationDeprecated: {Name: "operation-deprecated", Summary: "The code calls an operation that its page says is deprecated.",
		Weight: drift.MayBreak, Was: "//docwright:operation GET /berths", Is: "> This method is deprecated."},
}

// Rules returns the rules of the comparison with Go code, in the order of the table.
func Rules() []*drift.Rule {
	list := make([]*drift.Rule, len(table))
	for i := range table {
		list[i] = &table[i]
	}
	return list
}

func init() { drift.Declare(Rules()) }
