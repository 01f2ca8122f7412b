package gocode

import "github.com/docwright/docwright/parser/source"

// Rule is the rule of directives that say nothing.
var Rule = source.Declare(source.Rule{Name: "directive-invalid", Severity: source.Error, Summary: "A //docwright: directive can't be read, or stands where it has no effect."})
