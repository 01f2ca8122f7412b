package openapi

import "github.com/docwright/docwright/parser/source"

var (
	ruleMethod = source.Declare(source.Rule{Name: "openapi-method-unknown", Severity: source.Warning,
		Summary: "OpenAPI has no place for the method of a request line; the description leaves it out."})
	ruleSamePath = source.Declare(source.Rule{Name: "openapi-path-repeated", Severity: source.Warning,
		Summary: "OpenAPI does not distinguish two request lines; the description leaves out the later one."})
	ruleUnnamed = source.Declare(source.Rule{Name: "openapi-operation-unnamed", Severity: source.Warning,
		Summary: "The name of an operation has no Go identifier; the operation has no id in the description."})
	ruleServer = source.Declare(source.Rule{Name: "openapi-server-unknown", Severity: source.Warning,
		Summary: "No example has the base URL of the service; the description names no server."})
	ruleExample = source.Declare(source.Rule{Name: "openapi-example-elsewhere", Severity: source.Note,
		Summary: "An example sends its request to no path of the description; the description leaves it out."})
	ruleResponse = source.Declare(source.Rule{Name: "openapi-status-invalid", Severity: source.Warning,
		Summary: "A page documents a response with a number that is no status of a final response; the description leaves it out."})
	ruleSchemaName = source.Declare(source.Rule{Name: "openapi-schema-renamed", Severity: source.Note,
		Summary: "The name of a type has characters that the name of a schema can't have; the schema has another name."})
)
