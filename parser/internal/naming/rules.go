package naming

import "github.com/docwright/docwright/parser/source"

var ruleCollision = source.Declare(source.Rule{Name: "operation-name-collision", Severity: source.Note, Reader: true, Summary: "Several pages give their operations the same name; the names are made unique with words of the paths and file names."})
