package overlay

import (
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/near"
)

// unused returns the message for a correction that changes nothing. A correction that
// removes what the pages don't have may have the wrong name.
func (x *index) unused(c *Correction) string {
	if !c.has("remove") {
		return "the pages agree with the correction of " + c.name + "; remove the correction"
	}
	return "the pages have no " + c.name + " to remove; correct the name, or remove the correction" + x.hint(c)
}

// hint returns the end of a message about a name that the pages don't have, with
// similar names.
func (x *index) hint(c *Correction) string {
	names := x.names(c)
	slices.Sort(names)
	return near.Hint(c.name, slices.Compact(names))
}

// names returns the names that the kind of a correction can have: all request lines,
// types or enums, or the properties or members of the type or enum that it names.
func (x *index) names(c *Correction) (list []string) {
	owner, part, _ := strings.Cut(c.name, "/")
	end := c.name[len(owner) : len(c.name)-len(part)]
	switch {
	case c.kind.noun == "operation":
		for _, op := range x.m.Operations {
			for _, line := range op.Paths {
				list = append(list, op.Method+" "+line)
			}
		}
	case part != "" && x.types[owner] != nil:
		for _, p := range x.types[owner].Properties {
			list = append(list, owner+end+p.Name)
		}
	case part != "" && x.enums[owner] != nil:
		for _, m := range x.enums[owner].Members {
			list = append(list, owner+end+m.Name)
		}
	case c.kind.noun == "type" || c.kind.noun == "property":
		for name := range x.types {
			list = append(list, name+end+part)
		}
	default:
		for name := range x.enums {
			list = append(list, name+end+part)
		}
	}
	return list
}
