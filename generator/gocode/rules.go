package gocode

import "github.com/docwright/docwright/parser/source"

// Rule is the rule for directives without effect.
var Rule = source.Declare(source.Rule{Name: "directive-invalid", Severity: source.Error, Summary: "A //docwright: directive can't be read or has no effect."})
