package permission

import "github.com/docwright/docwright/parser/source"

var (
	ruleTodo        = source.Declare(source.Rule{Name: "permissions-todo", Severity: source.Warning, Cause: source.OnePage, Summary: "A permissions table has a placeholder instead of the permissions."})
	ruleConditional = source.Declare(source.Rule{Name: "permissions-conditional", Severity: source.Note, Cause: source.OnePage, Reader: true, Summary: "A permissions table has permissions that are needed only in some cases; they are not listed."})
	ruleByResource  = source.Declare(source.Rule{Name: "permissions-by-resource", Severity: source.Note, Reader: true, Summary: "The permissions of several resources are in one list, because it is not clear which request line needs which."})
)
