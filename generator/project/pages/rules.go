package pages

import "github.com/docwright/docwright/parser/source"

// ruleVendored is a file of a vendored folder that differs.
var ruleVendored = source.Declare(source.Rule{Name: "vendored-changed", Severity: source.Error, Summary: "A file in the folder of vendored pages is not as the verb vendor wrote it: it was changed, added or removed."})
