package target

import (
	"github.com/docwright/docwright/generator"
	"github.com/docwright/docwright/generator/surface"
)

// Changes are the changes of a package for its callers.
type Changes struct {
	List []surface.Change // sorted by name
	// Unused is the number of removed declarations that are not in the list: the package
	// has what the code of the module uses, and that does not use them.
	Unused int
}

// Changes returns the changes from the files of an earlier version of the package, or nil
// if there are none. Those that the code of the module may use are marked. If this code
// cannot be read, none is.
func (p *Package) Changes(was []generator.File) *Changes {
	if len(was) == 0 {
		return nil
	}
	before := surface.Of(was)
	c := &Changes{List: surface.Diff(before, surface.Of(p.Files))}
	uses, err := p.Target.codeUses()
	if err != nil {
		return c
	}
	uses.Mark(before, c.List)
	if p.Target.DecidedByUses() {
		c.List, c.Unused = surface.LeaveOut(c.List)
	}
	return c
}
