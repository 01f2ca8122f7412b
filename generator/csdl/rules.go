package csdl

import "github.com/docwright/docwright/parser/source"

var (
	ruleName = source.Declare(source.Rule{Name: "csdl-name-unusable", Severity: source.Note,
		Summary: "A name on the pages can't be a name of CSDL; the metadata leaves it out."})
	rulePath = source.Declare(source.Rule{Name: "csdl-path-untyped", Severity: source.Note,
		Summary: "Metadata can't express a request line; it has the path as far as it can."})
)
