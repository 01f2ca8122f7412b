package settle

import "github.com/docwright/docwright/parser/source"

var (
	ruleLineMended       = source.Declare(source.Rule{Name: "request-line-mended", Severity: source.Note, Cause: source.OnePage, Summary: "A request line is not a path that begins with a slash; it is read as one."})
	ruleLineElsewhere    = source.Declare(source.Rule{Name: "request-line-other-service", Severity: source.Warning, Summary: "A request line begins with another host or version than that of the service; only its path is used."})
	ruleUnfit            = source.Declare(source.Rule{Name: "example-url-mismatch", Severity: source.Warning, Cause: source.OnePage, Summary: "The method and URL of an example match no request line of the page."})
	ruleElsewhere        = source.Declare(source.Rule{Name: "example-other-service", Severity: source.Note, Cause: source.OneName, Reader: true, Summary: "An example goes to another host than the service; it is not compared with the page."})
	ruleParameterExample = source.Declare(source.Rule{Name: "parameter-only-in-example", Severity: source.Warning, Summary: "A parameter of an action is in an example, but in no table."})
	ruleDiffers          = source.Declare(source.Rule{Name: "response-type-differs", Severity: source.Warning, Summary: "The text and the annotation of an example name different types for a response; the annotation is used, unless the body of the example is of the type in the text only."})
	rulePlace            = source.Declare(source.Rule{Name: "body-type-differs", Severity: source.Warning, Summary: "The text names a type for a body, and the path and the body of an example another one; these are believed."})
	ruleParameterCase    = source.Declare(source.Rule{Name: "parameter-case", Severity: source.Warning, Summary: "The table and the examples spell a parameter differently; the examples are believed."})
	ruleSpelled          = source.Declare(source.Rule{Name: "property-case", Severity: source.Note, Summary: "The table and all examples spell a property differently, and no JSON representation has it; the spelling in the examples is used."})
	ruleParameterType    = source.Declare(source.Rule{Name: "parameter-type-shown", Severity: source.Note, Summary: "The table gives a parameter another type than its examples and the page of the type have; these are believed."})
)
