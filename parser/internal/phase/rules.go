package phase

import "github.com/docwright/docwright/parser/source"

var ruleNoOperation = source.Declare(source.Rule{Name: "request-line-missing", Severity: source.Warning, Summary: "A page of an operation has no request line that could be read."})
