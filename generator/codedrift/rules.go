package codedrift

import (
	"github.com/docwright/docwright/parser/drift"
	"github.com/docwright/docwright/parser/source"
)

// uncompared is the rule for declarations that are not compared.
var uncompared = &drift.Rule{Name: "declaration-uncompared", Summary: "A struct with JSON tags, or a string type with constants, represents no type or enum of the pages that is known, and is not compared."}

func init() {
	source.Declare(source.Rule{Name: uncompared.Name, Severity: source.Note, Summary: uncompared.Summary})
}
