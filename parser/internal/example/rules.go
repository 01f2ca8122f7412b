package example

import "github.com/docwright/docwright/parser/source"

var (
	ruleUnread  = source.Declare(source.Rule{Name: "example-unreadable", Severity: source.Warning, Summary: "A block among the examples is neither request nor response."})
	ruleAlone   = source.Declare(source.Rule{Name: "example-response-alone", Severity: source.Warning, Summary: "A response follows no request."})
	ruleNoReply = source.Declare(source.Rule{Name: "example-without-response", Severity: source.Note, Summary: "A request has no response."})
	ruleMended  = source.Declare(source.Rule{Name: "example-json-mended", Severity: source.Warning, Summary: "JSON of an example is not strict, and was mended."})
	ruleJSON    = source.Declare(source.Rule{Name: "example-json-unreadable", Severity: source.Warning, Summary: "JSON of an example is beyond mending and kept as text."})
)
