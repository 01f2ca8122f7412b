package example

import "github.com/docwright/docwright/parser/source"

var (
	ruleUnread     = source.Declare(source.Rule{Name: "example-unreadable", Severity: source.Warning, Summary: "A block among the examples is neither a request nor a response."})
	ruleAlone      = source.Declare(source.Rule{Name: "example-response-alone", Severity: source.Warning, Summary: "No request precedes a response."})
	ruleNoReply    = source.Declare(source.Rule{Name: "example-without-response", Severity: source.Note, Cause: source.OnePage, Summary: "A request has no response."})
	ruleNoSuchName = source.Declare(source.Rule{Name: "example-name-unknown", Severity: source.Note, Summary: "A response has the name of no request."})
	ruleMended     = source.Declare(source.Rule{Name: "example-json-mended", Severity: source.Warning, Cause: source.OnePage, Summary: "The JSON of an example is not strict; it is read with corrections."})
	ruleNoBlank    = source.Declare(source.Rule{Name: "example-blank-line-missing", Severity: source.Warning, Summary: "The body of an example follows its headers without a blank line."})
	ruleNoError    = source.Declare(source.Rule{Name: "example-error-expected", Severity: source.Warning, Summary: "The annotation of a response expects an error, and the response is none."})
	ruleNoKey      = source.Declare(source.Rule{Name: "example-key-unused", Severity: source.Warning, Summary: "The annotation of a request marks a key that is not in its URL."})
	ruleJSON       = source.Declare(source.Rule{Name: "example-json-unreadable", Severity: source.Warning, Summary: "The JSON of an example can't be parsed; it is kept as text."})
)
