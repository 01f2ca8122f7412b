package statement

import "github.com/docwright/docwright/parser/source"

var ruleHeaderUnread = source.Declare(source.Rule{Name: "header-unreadable", Severity: source.Note, Summary: "A row in a table of headers has no valid header name."})
