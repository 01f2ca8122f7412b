package codedrift

import "github.com/docwright/docwright/parser/drift"

// aspect is a row of the table.
type aspect int

// The rows of the table. "Missing" means that only the pages have an element,
// "undocumented" that only the code has it.
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
	scopeMissing
	scopeExcess
	undecided
)

// table has the rule of each row. In an example, Was is the code and Is the page.
var table = [...]drift.Rule{
	typeUndocumented: {Name: "type-undocumented", Summary: "The code has a type that no page describes.",
		Weight: drift.Breaks, Was: "//docwright:type harbor.port.slip"},
	typeCase: {Name: "type-case-differs", Summary: "A type name differs in case between the code and the pages.",
		Weight: drift.Harmless, Was: "//docwright:type harbor.port.pilotboat", Is: "pilotBoat resource type"},
	typeMap: {Name: "type-differs", Summary: "The code represents a type that is not open as a map.",
		Weight: drift.Breaks, Was: "type Berth map[string]any", Is: "berth resource type"},
	baseDiffers: {Name: "base-differs", Summary: "A struct embeds a struct that represents a type from which its own type does not inherit.",
		Weight: drift.MayBreak, Was: "type Tug struct{ Asset }", Is: "Inherits from vessel"},
	propertyMissing: {Name: "property-missing", Summary: "A struct that is not partial has no field for a property that the pages describe.",
		Weight: drift.Harmless, Is: "|depth|Double|The depth.|"},
	propertyUndocumented: {Name: "property-undocumented", Summary: "A struct has a field for which the type has no property.",
		Weight: drift.MayFail, When: "the type is not open, and all its base types are described", Otherwise: drift.Harmless, Was: "Dept float64 `json:\"dept\"`"},
	fieldShadowed: {Name: "field-shadowed", Summary: "Several fields of a struct have the same name in JSON, so encoding/json omits all of them.",
		Weight: drift.MayBreak, Was: "Number, Label string `json:\"number\"`", Is: "|number|String|Its number.|"},
	propertyType: {Name: "property-type-differs", Summary: "The type of a field can't hold all values of the property.",
		Weight: drift.Breaks, When: "the types differ in JSON, encoding/json can't read or write the field, or the two enums have no member in common", Otherwise: drift.MayBreak, Was: "Depth string `json:\"depth\"`", Is: "|depth|Double|The depth.|"},
	propertyCollection: {Name: "property-collection-differs", Summary: "A property is a collection on only one side.",
		Weight: drift.Breaks, Was: "Flags string `json:\"flags\"`", Is: "|flags|String collection|The flags.|"},
	propertyCase: {Name: "property-case-differs", Summary: "The name of a field in JSON differs in case from the property. Encoding/json reads the property all the same.",
		Weight: drift.BreaksSender, Was: "CallSign string `json:\"callsign\"`", Is: "|callSign|String|Its name.|"},
	propertyNullability: {Name: "property-nullability-differs", Summary: "A function sends null for a nil pointer, but the pages say that the property is never null.",
		Weight: drift.MayBeRefused, Was: "Depth *float64 `json:\"depth\"`", Is: "|depth|Double|The depth. Not nullable.|"},
	propertyRequired: {Name: "property-required-differs", Summary: "A function does not send the zero value of a field because of omitempty or omitzero, but the pages say that the property is required.",
		Weight: drift.MayBeRefused, Was: "Slots int `json:\"slots,omitempty\"`", Is: "|slots|Int32|How many. Required.|"},
	propertyReadOnly: {Name: "property-readonly-differs", Summary: "A property is read-only on only one side of generated code and pages, or a struct that is sent and never received has a field for a read-only property.",
		Weight: drift.BreaksSender, When: "the code is generated, and the property is read-only in the pages", Otherwise: drift.Harmless, Was: "Depth Opt[float64] `json:\"depth\"`", Is: "|depth|Double|The depth. Read-only.|"},
	deprecation: {Name: "deprecation-differs", Summary: "The pages say that a property or an operation is deprecated, but the comment of its field or function has no paragraph that begins with Deprecated:.",
		Weight: drift.Harmless, Was: "Depth float64 `json:\"depth\"`", Is: "|depth|Double|The depth. Deprecated.|"},
	enumUndocumented: {Name: "enum-undocumented", Summary: "The code has an enum that no page describes.",
		Weight: drift.Breaks, Was: "//docwright:enum harbor.port.swell"},
	enumCase: {Name: "enum-case-differs", Summary: "An enum name differs in case between the code and the pages.",
		Weight: drift.Harmless, Was: "//docwright:enum harbor.port.Tide", Is: "tide values"},
	memberMissing: {Name: "enum-member-missing", Summary: "The code has no constant for a member of an enum that the pages describe.",
		Weight: drift.Harmless, Is: "|slack|"},
	memberUndocumented: {Name: "enum-member-undocumented", Summary: "The code has a constant that is not a member of the enum.",
		Weight: drift.MayFail, Was: "TideSlck Tide = \"slck\""},
	memberCase: {Name: "enum-member-case-differs", Summary: "A constant differs in case from the member of the enum.",
		Weight: drift.MayFail, Was: "TideSpring Tide = \"SpringTide\"", Is: "|springTide|"},
	operationUndocumented: {Name: "operation-undocumented", Summary: "The code calls an operation that no page documents.",
		Weight: drift.Breaks, Was: "//docwright:operation GET /berth/{id}"},
	requestDiffers: {Name: "request-differs", Summary: "A function sends a type that differs from the request body on its page.",
		Weight: drift.BreaksSender, Was: "func CreateBerth(b *Mooring)", Is: "a berth object"},
	responseDiffers: {Name: "response-differs", Summary: "A function returns a type that differs from the response on its page.",
		Weight: drift.BreaksReader, When: "the response and the result are objects, and the function has no further argument to select an element of a list", Otherwise: drift.Harmless, Was: "func GetBerth() (*Mooring, error)", Is: "200 OK and a berth object"},
	argumentMissing: {Name: "argument-missing", Summary: "A function lacks arguments for the parameters of its path or for the body that its page requires, and no other value can provide them.",
		Weight: drift.MayBreak, Was: "func GetBerth(ctx context.Context)", Is: "GET /berths/{id}"},
	parameterMissing: {Name: "parameter-missing", Summary: "A struct has no field for a parameter of an action that the pages describe.",
		Weight: drift.BreaksSender, When: "the parameter is required", Otherwise: drift.Harmless, Is: "|reason|String|Why. Required.|"},
	parameterUndocumented: {Name: "parameter-undocumented", Summary: "A struct has a field for which the action has no parameter.",
		Weight: drift.BreaksSender, Was: "Reson string `json:\"reson\"`"},
	parameterType: {Name: "parameter-type-differs", Summary: "The type of a field can't hold all values of the parameter.",
		Weight: drift.BreaksSender, When: "the types differ in JSON", Otherwise: drift.MayBeRefused, Was: "Until int `json:\"until\"`", Is: "|until|DateTimeOffset|Until when.|"},
	parameterCase: {Name: "parameter-case-differs", Summary: "The name of a field in JSON differs in case from the parameter.",
		Weight: drift.MayBeRefused, Was: "BerthID string `json:\"berthid\"`", Is: "|berthId|String|Which.|"},
	operationUnused: {Name: "operation-unused", Summary: "The code does not call an operation that the pages document.",
		Weight: drift.Harmless, Is: "GET /berths"},
	operationDeprecated: {Name: "operation-deprecated", Summary: "The code calls an operation that its page says is deprecated.",
		Weight: drift.MayBreak, Was: "//docwright:operation GET /berths", Is: "> This method is deprecated."},
	scopeMissing: {Name: "scope-missing", Summary: "The scopes of a program are not enough for a call.",
		Weight: drift.Breaks, Was: "UpdateBerth(ctx, c, id, b, nil)", Is: "|Application|Berth.ReadWrite.All|"},
	scopeExcess: {Name: "scope-excess", Summary: "A program has a scope that no call needs, or instead of which a less privileged one is enough.",
		Weight: drift.MayBreak, Was: "GetBerth(ctx, c, id, nil)", Is: "|Application|Berth.Read.All, Berth.ReadWrite.All|"},
	undecided: {Name: "comparison-undecided", Summary: "A struct has JSON methods of its own, so its fields are not compared; or the permissions of a call are not known.",
		Weight: drift.Harmless, Was: "func (b *Berth) UnmarshalJSON(text []byte) error", Is: "berth resource type"},
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
