package permission

import "github.com/docwright/docwright/parser/source"

var (
	ruleTodo       = source.Declare(source.Rule{Name: "permissions-todo", Severity: source.Warning, Summary: "A permissions table has a placeholder instead of the permissions."})
	ruleByResource = source.Declare(source.Rule{Name: "permissions-by-resource", Severity: source.Note, Summary: "A permissions table has a row for each of several resources; the rows are merged into one list."})
)
