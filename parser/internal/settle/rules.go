package settle

import "github.com/docwright/docwright/parser/source"

var (
	ruleLineMended       = source.Declare(source.Rule{Name: "request-line-mended", Severity: source.Note, Summary: "A request line is not a path that begins with a slash; it is read as one."})
	ruleLineElsewhere    = source.Declare(source.Rule{Name: "request-line-other-service", Severity: source.Warning, Summary: "A request line begins with another host or version than that of the service; only its path is used."})
	ruleUnfit            = source.Declare(source.Rule{Name: "example-url-mismatch", Severity: source.Warning, Summary: "The method and URL of an example match no request line of the page."})
	ruleElsewhere        = source.Declare(source.Rule{Name: "example-other-service", Severity: source.Note, Summary: "An example goes to another host than the service; it is not compared with the page."})
	ruleParameterExample = source.Declare(source.Rule{Name: "parameter-only-in-example", Severity: source.Warning, Summary: "A parameter of an action is in an example, but in no table."})
	ruleDiffers          = source.Declare(source.Rule{Name: "response-type-differs", Severity: source.Warning, Summary: "The text and the annotation of an example name different types for a response; the annotation is used, unless the body of the example is of the type in the text only."})
)
