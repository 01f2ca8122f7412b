package project

import (
	"github.com/docwright/docwright/generator/lock"
	"github.com/docwright/docwright/parser/source"
)

// ruleLock is the rule for differences from the lock.
var ruleLock = source.Declare(source.Rule{Name: "lock-stale", Severity: source.Error, Summary: "A page, an option or a package differs from " + lock.Name + "."})

// ruleSparse is the rule for pages that a sparse checkout leaves out.
var ruleSparse = source.Declare(source.Rule{Name: "checkout-sparse", Severity: source.Error, Lost: true, Summary: "A sparse checkout leaves out pages of a folder."})
