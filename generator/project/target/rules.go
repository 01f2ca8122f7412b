package target

import (
	"github.com/docwright/docwright/generator/output"
	"github.com/docwright/docwright/parser/source"
)

// ruleUsed is the rule of names that code expects of the package in vain.
var ruleUsed = source.Declare(source.Rule{Name: "used-unknown", Severity: source.Error, Summary: "Go code refers to a name of the package that the pages give no reason for."})

// fileRules are the rules about the folder of the package, by how a file in it
// differs.
var fileRules = map[output.Kind]*source.Rule{
	output.Missing:  source.Declare(source.Rule{Name: "file-missing", Severity: source.Error, Summary: "The pages give a file that is not there."}),
	output.Stale:    source.Declare(source.Rule{Name: "file-stale", Severity: source.Error, Summary: "A generated file is not what the pages give."}),
	output.Edited:   source.Declare(source.Rule{Name: "file-edited", Severity: source.Error, Summary: "A generated file was edited by hand."}),
	output.Orphaned: source.Declare(source.Rule{Name: "file-orphaned", Severity: source.Error, Summary: "A generated file is there that the pages no longer give."}),
	output.Kept:     source.Declare(source.Rule{Name: "file-kept", Severity: source.Error, Summary: "A generated file is no longer produced, but was edited, so that it was left in place."}),
	output.Foreign:  source.Declare(source.Rule{Name: "file-foreign", Severity: source.Error, Summary: "A file that docwright did not write stands where it would write one."}),
}

// fileRemedies say what to do. Changes of other kinds have a reason that does.
var fileRemedies = map[output.Kind]string{
	output.Missing:  "is missing: run \"docwright generate\" and commit it",
	output.Stale:    "is not what the pages give: run \"docwright generate\" and commit it",
	output.Edited:   "was edited: change the pages or the configuration instead, and run \"docwright generate --force\"",
	output.Orphaned: "is no longer produced: run \"docwright generate\", which removes it",
}
