package main

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/docwright/docwright/generator/project/target"
	"github.com/docwright/docwright/generator/surface"
)

// writeCallers prints the changes for callers of a package, one line for each type and
// function as far as possible, and those first that the code of the module uses.
func writeCallers(w io.Writer, c *target.Changes) {
	lines := foldChanges(c.List)
	used := slices.ContainsFunc(lines, func(l callerLine) bool { return l.used })
	for _, part := range []struct {
		used  bool
		title string
	}{{true, "used by the code of the module:"}, {false, "others:"}} {
		some := slices.DeleteFunc(slices.Clone(lines), func(l callerLine) bool { return l.used != part.used })
		if used && len(some) > 0 {
			fmt.Fprintln(w, part.title)
		}
		for _, l := range some {
			fmt.Fprintln(w, l.text)
		}
	}
	if c.Unused > 0 {
		fmt.Fprintf(w, "removed  %s that the code of the module does not use\n", plural(c.Unused, "declaration"))
	}
	breaks := 0
	for _, one := range c.List {
		if one.Breaks {
			breaks++
		}
	}
	fmt.Fprintf(w, "for callers: %s, %d of them breaking\n", plural(len(c.List), "change"), breaks)
}

// packageChanges is the JSON form of the changes of a package.
type packageChanges struct {
	Out     string       `json:"out"`
	Changes []jsonChange `json:"changes"` // null if the package is new
	// Unused is the number of removed declarations that the code of the module does not
	// use, and that are not in Changes.
	Unused int `json:"unused,omitempty"`
}

// jsonChange is the JSON form of a change.
type jsonChange struct {
	Name   string `json:"name"`
	Of     string `json:"of,omitempty"` // the type of a field, a method or a constant
	Was    string `json:"was,omitempty"`
	Is     string `json:"is,omitempty"`
	Breaks bool   `json:"breaks"`
	Used   bool   `json:"used"` // by the code of the module
}

// changesOf returns the JSON form of changes, which may be nil.
func changesOf(t *target.Target, c *target.Changes) packageChanges {
	p := packageChanges{Out: t.Key()}
	if c == nil {
		return p
	}
	p.Changes, p.Unused = []jsonChange{}, c.Unused
	for _, one := range c.List {
		p.Changes = append(p.Changes, jsonChange{one.Name, one.Of, one.Was, one.Is, one.Breaks, one.Used})
	}
	return p
}

// writeJSON prints the changes of packages as JSON.
func writeJSON(w io.Writer, list []packageChanges) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(map[string][]packageChanges{"packages": list})
}

// callerLine is the line for one or more changes.
type callerLine struct {
	text string
	used bool
}

// foldChanges returns the lines for changes. An added or removed type has one line with
// its fields, methods and constants, and an added or removed function one with its
// request and its structs. Several additions to a type have one line.
func foldChanges(changes []surface.Change) []callerLine {
	f := folder{changes: changes, whole: map[string]int{}, below: map[int][]surface.Change{}}
	for i, c := range changes {
		if name, ok := strings.CutPrefix(c.Name, "type "); ok && isWhole(c) {
			f.whole[name] = i
		}
		if name, ok := strings.CutPrefix(c.Name, "func "); ok && isWhole(c) && c.Of == "" {
			f.whole[name] = i
		}
	}
	var lines []callerLine
	for i, c := range changes {
		if top := f.top(i); top != i {
			f.below[top] = append(f.below[top], c)
		}
	}
	for i, c := range changes {
		if f.top(i) == i {
			lines = append(lines, callerLine{text: changeLine(c, f.below[i]), used: c.Used || slices.ContainsFunc(f.below[i], func(c surface.Change) bool { return c.Used })})
		}
	}
	return lines
}

// isWhole reports whether a declaration was added or removed.
func isWhole(c surface.Change) bool { return c.Was == "" || c.Is == "" }

// folder finds the changes that have one line.
type folder struct {
	changes []surface.Change
	whole   map[string]int           // the added and removed types and functions, by name
	below   map[int][]surface.Change // the changes on the line of another one
}

// top returns the index of the change on whose line a change is.
func (f *folder) top(i int) int {
	c := f.changes[i]
	if !isWhole(c) {
		return i
	}
	name := c.Of
	if name == "" {
		name = c.Name[strings.LastIndexByte(c.Name, ' ')+1:]
	}
	for _, owner := range []string{funcOf(name), name} {
		if j, ok := f.whole[owner]; ok && (f.changes[j].Was == "") == (c.Was == "") {
			return j
		}
	}
	if c.Of == "" || c.Was != "" {
		return i
	}
	// An addition to a type that remains is on the line of the first one.
	return slices.IndexFunc(f.changes, func(other surface.Change) bool { return other.Of == c.Of && other.Was == "" })
}

// funcOf returns the name of the function whose request or struct has the name, or the
// name itself.
func funcOf(name string) string {
	if rest, ok := strings.CutPrefix(name, "New"); ok {
		if of, ok := strings.CutSuffix(rest, "Request"); ok {
			return of
		}
	}
	for _, end := range []string{"Options", "Body"} {
		if of, ok := strings.CutSuffix(name, end); ok {
			return of
		}
	}
	return name
}

// changeLine returns the line for a change and for the changes on the same line.
func changeLine(c surface.Change, below []surface.Change) string {
	switch {
	case c.Was == "" && c.Of != "" && len(below) > 0:
		return fmt.Sprintf("added    %s: %s", c.Of, listed(append([]surface.Change{c}, below...)))
	case c.Was == "":
		return "added    " + c.Name + with(c, below)
	case c.Is == "":
		return "removed  " + c.Name + with(c, below) + " (breaks callers)"
	case !c.Breaks && strings.HasPrefix(c.Name, "func "):
		return fmt.Sprintf("changed  %s: sends %s, was %s", c.Name, c.Is, c.Was)
	case !c.Breaks:
		return fmt.Sprintf("changed  %s: %s, was %s", c.Name, c.Is, c.Was)
	}
	return fmt.Sprintf("changed  %s: %s, was %s (breaks callers)", c.Name, c.Is, c.Was)
}

// with counts the changes on the line of a type. Those on the line of a function follow
// from it.
func with(c surface.Change, below []surface.Change) string {
	if !strings.HasPrefix(c.Name, "type ") || len(below) == 0 {
		return ""
	}
	var parts []string
	for _, noun := range memberNouns {
		if n := len(slices.DeleteFunc(slices.Clone(below), func(c surface.Change) bool { return memberNoun(c) != noun })); n > 0 {
			parts = append(parts, plural(n, noun))
		}
	}
	return " with " + strings.Join(parts, ", ")
}

// memberNouns are the kinds of declarations that belong to a type.
var memberNouns = []string{"field", "method", "constant"}

// memberNoun returns the kind of a declaration that belongs to a type.
func memberNoun(c surface.Change) string {
	switch {
	case strings.HasPrefix(c.Name, "func "):
		return "method"
	case strings.HasPrefix(c.Name, "const "):
		return "constant"
	}
	return "field"
}

// mostNames is the number of names that a line lists.
const mostNames = 8

// listed counts additions to a type and lists the first names.
func listed(added []surface.Change) string {
	var names []string
	for _, c := range added {
		names = append(names, c.Name[strings.LastIndexAny(c.Name, " .")+1:])
	}
	text := strings.Join(names[:min(len(names), mostNames)], ", ")
	if len(names) > mostNames {
		text += fmt.Sprintf(" and %d more", len(names)-mostNames)
	}
	return text
}
