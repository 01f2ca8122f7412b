package statement

import "github.com/docwright/docwright/parser/source"

var ruleHeaderUnread = source.Declare(source.Rule{Name: "header-unreadable", Severity: source.Note, Summary: "A row of a table of headers names no header."})
