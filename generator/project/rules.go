package project

import (
	"github.com/docwright/docwright/generator/lock"
	"github.com/docwright/docwright/parser/source"
)

// ruleLock is the rule of what differs from the lock.
var ruleLock = source.Declare(source.Rule{Name: "lock-stale", Severity: source.Error, Summary: "A page or an option is not what " + lock.Name + " says that the package was made of."})
