package pages

import "github.com/docwright/docwright/parser/source"

// ruleVendored is a file of a vendored folder that differs.
var ruleVendored = source.Declare(source.Rule{Name: "vendored-changed", Severity: source.Error, Summary: "A file in the folder of vendored pages is not as the verb vendor wrote it: it was changed, added or removed."})

// ruleLink is a page that is a symbolic link in a git repository.
var ruleLink = source.Declare(source.Rule{Name: "page-link", Severity: source.Error, Lost: true, Summary: "A page in a git repository is a symbolic link, which is not followed."})
