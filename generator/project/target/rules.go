package target

import (
	"github.com/docwright/docwright/generator/output"
	"github.com/docwright/docwright/parser/source"
)

// ruleUsed is the rule for names that code uses and the package does not have.
var ruleUsed = source.Declare(source.Rule{Name: "used-unknown", Severity: source.Error, Summary: "Go code uses a name of the package that the pages do not produce."})

// ruleUnused is the rule for names in the configuration that belong to no part of the
// package.
var ruleUnused = source.Declare(source.Rule{Name: "name-unused", Severity: source.Warning, Summary: "The configuration names a part of the pages that the package does not have."})

// fileRules holds the rule for each kind of difference between a package and its
// folder.
var fileRules = map[output.Kind]*source.Rule{
	output.Missing:  source.Declare(source.Rule{Name: "file-missing", Severity: source.Error, Summary: "A generated file is missing."}),
	output.Stale:    source.Declare(source.Rule{Name: "file-stale", Severity: source.Error, Summary: "A generated file does not match the pages."}),
	output.Edited:   source.Declare(source.Rule{Name: "file-edited", Severity: source.Error, Summary: "A generated file was edited by hand."}),
	output.Orphaned: source.Declare(source.Rule{Name: "file-orphaned", Severity: source.Error, Summary: "A file is no longer generated, but still exists."}),
	output.Kept:     source.Declare(source.Rule{Name: "file-kept", Severity: source.Error, Summary: "A file is no longer generated, but is kept because it was edited."}),
	output.Foreign:  source.Declare(source.Rule{Name: "file-foreign", Severity: source.Error, Summary: "A file that docwright did not write has the name of a generated file."}),
}

// Rule returns the rule for a kind of difference between a package and its folder.
func Rule(kind output.Kind) *source.Rule { return fileRules[kind] }

// fileMessages holds the messages for some kinds of difference. For the other kinds,
// the change has a reason.
var fileMessages = map[output.Kind]string{
	output.Missing:  "is missing; run \"docwright generate\" and commit the file",
	output.Stale:    "does not match the pages; run \"docwright generate\" and commit the file",
	output.Edited:   "was edited; change the pages or the configuration instead, and run \"docwright generate --force\"",
	output.Orphaned: "is no longer generated; run \"docwright generate\" to remove it",
}
