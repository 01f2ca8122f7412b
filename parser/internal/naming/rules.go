package naming

import "github.com/docwright/docwright/parser/source"

var ruleCollision = source.Declare(source.Rule{Name: "operation-name-collision", Severity: source.Note, Summary: "Several pages chose one name for their operations; they got fuller ones."})
