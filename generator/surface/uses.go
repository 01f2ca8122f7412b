package surface

import (
	"regexp"
	"slices"
	"strings"
)

// Uses are the names that some code may use of a package.
type Uses struct {
	// Names are the names to which the code refers, as in pkg.Name.
	Names []string
	// Members are the names of fields and methods that the code has, of any package.
	Members map[string]bool
}

// Mark sets Used in the changes of declarations that the code may use: those whose names
// it has, and the fields and methods that it has of types that such declarations lead
// to. The surface is that before the changes.
func (u Uses) Mark(was Surface, changes []Change) {
	reached := u.reach(was)
	for i, c := range changes {
		name := c.Name[strings.LastIndexAny(c.Name, " .")+1:]
		switch {
		case isMember(c):
			changes[i].Used = reached[c.Of] && u.Members[name]
		case strings.HasPrefix(c.Name, "type "):
			changes[i].Used = reached[name]
		default:
			changes[i].Used = slices.Contains(u.Names, name)
		}
	}
}

// isMember reports whether a change is that of a field or method.
func isMember(c Change) bool { return strings.Contains(strings.TrimPrefix(c.Name, "func "), ".") }

var identifier = regexp.MustCompile(`[A-Z]\w*`)

// reach returns the names of the code, and of the types that their declarations lead to.
func (u Uses) reach(s Surface) map[string]bool {
	members := map[string][]string{} // the texts of declarations, by top-level name
	for name, d := range s {
		top := owner(name, d)
		if d.Of != "" || top == "" {
			top = name[strings.LastIndexByte(name, ' ')+1:]
		}
		members[top] = append(members[top], d.Text)
		if d.Of != "" {
			members[top] = append(members[top], d.Of)
		}
	}
	reached := map[string]bool{}
	for todo := slices.Clone(u.Names); len(todo) > 0; {
		name := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if reached[name] {
			continue
		}
		reached[name] = true
		for _, text := range members[name] {
			todo = append(todo, identifier.FindAllString(text, -1)...)
		}
	}
	return reached
}

// LeaveOut removes the changes that remove what the code does not use, and returns the
// others and the number of those removed. It is for a package that has what this code
// uses and nothing else: the removed declarations have no other users.
func LeaveOut(changes []Change) (others []Change, n int) {
	for _, c := range changes {
		if c.Is == "" && !c.Used {
			n++
			continue
		}
		others = append(others, c)
	}
	return others, n
}
