// Package fold joins findings with one cause, so that a person reads each cause
// once: the missing members of an enum, the properties of a type, the operations
// below one root, the uses of one wrong name.
package fold

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/source"
)

// Group is the findings of one rule that have one cause. It has at least one.
type Group struct {
	// Members are the findings, the most severe first, otherwise in their order.
	Members source.Findings
}

// Of groups the findings by their causes. The groups are in the order of their
// first findings.
func Of(findings source.Findings) []Group {
	index := map[string]int{}
	var groups []Group
	for _, f := range findings {
		key := f.CauseIdentity()
		i, known := index[key]
		if !known {
			i = len(groups)
			index[key] = i
			groups = append(groups, Group{})
		}
		groups[i].Members = append(groups[i].Members, f)
	}
	for _, g := range groups {
		slices.SortStableFunc(g.Members, func(a, b source.Finding) int { return cmp.Compare(b.Severity, a.Severity) })
	}
	return groups
}

// Each returns a group for each finding.
func Each(findings source.Findings) []Group {
	groups := make([]Group, len(findings))
	for i := range findings {
		groups[i].Members = findings[i : i+1 : i+1]
	}
	return groups
}

// shown is the number of members that the message of a group names.
const shown = 3

// Finding returns one finding for the group. It is at the position of the first
// member. If there are several, its message has their number and names the first
// few, and its subject is the cause.
func (g Group) Finding() source.Finding {
	f := g.Members[0]
	if len(g.Members) == 1 {
		return f
	}
	message := f.Message
	switch {
	case f.Subject == "" && g.differ():
		message += fmt.Sprintf(" (and %d like it%s: %s)", len(g.Members)-1, g.severe(), g.list(g.Members[1:], g.place))
	case f.Subject == "":
		message += fmt.Sprintf(" (%d times%s; also at %s)", len(g.Members), g.severe(), g.list(g.Members[1:], g.place))
	default:
		if name := g.part(f); name != "" && g.differ() {
			message = name + ": " + message
		}
		message += fmt.Sprintf(" (%d times%s: %s)", len(g.Members), g.severe(), g.list(g.Members, g.name))
		f.Subject = cmp.Or(g.line(), f.Cause())
	}
	f.Message, f.Fingerprint, f.Fix = message, g.Members[0].CauseIdentity(), nil
	return f
}

// severe says how many members have the highest severity, unless all have the same.
func (g Group) severe() string {
	n := 0
	for _, f := range g.Members {
		if f.Severity == g.Members[0].Severity {
			n++
		}
	}
	if n == len(g.Members) {
		return ""
	}
	return fmt.Sprintf(", %d of them as %s", n, g.Members[0].Severity)
}

// differ reports whether the messages of the members differ.
func (g Group) differ() bool {
	return slices.ContainsFunc(g.Members, func(f source.Finding) bool { return f.Message != g.Members[0].Message })
}

// list joins the first few names of the members, without duplicates.
func (g Group) list(members source.Findings, name func(source.Finding) string) string {
	var names []string
	for i, f := range members {
		if n := name(f); !slices.Contains(names, n) {
			names = append(names, n)
		}
		if len(names) == shown && i < len(members)-1 {
			return strings.Join(names, ", ") + ", …"
		}
	}
	return strings.Join(names, ", ")
}

// name returns the name of a member: its subject within the cause, or its place.
func (g Group) name(f source.Finding) string { return cmp.Or(g.part(f), g.place(f)) }

// line returns the request line whose parameters all members are about, or the empty
// string.
func (g Group) line() string {
	line, _, _ := strings.Cut(g.Members[0].Subject, "?")
	for _, f := range g.Members {
		if !strings.Contains(line, " ") || !strings.HasPrefix(f.Subject, line+"?") {
			return ""
		}
	}
	return line
}

// part returns the part of the subject that distinguishes a member from others: the
// parameter, if all are about one request line.
func (g Group) part(f source.Finding) string {
	if line := g.line(); line != "" {
		return strings.TrimPrefix(f.Subject, line+"?")
	}
	if strings.Contains(f.Subject, " ") {
		return f.Subject
	}
	_, part, _ := strings.Cut(f.Subject, "/")
	return part
}

// place returns the place of a member, without the name of the file of the first
// one.
func (g Group) place(f source.Finding) string {
	line := max(f.Position.Line, 1)
	if f.Position.File == g.Members[0].Position.File {
		return fmt.Sprintf("line %d", line)
	}
	return fmt.Sprintf("%s:%d", path.Base(f.Position.File), line)
}
