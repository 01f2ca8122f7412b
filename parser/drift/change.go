package drift

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"path/filepath"
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/source"
)

// Change is a difference between two models.
type Change struct {
	Rule     *Rule
	Severity source.Severity
	// Subject identifies the element that differs. For a type or enum it is the
	// qualified name, optionally followed by a slash and a property or member.
	// If a property lists values without naming an enum, another slash and the
	// value may follow. For an operation it is the method and path, optionally
	// followed by a question mark and a parameter.
	Subject string
	Message string
	// Detail distinguishes changes with the same rule and subject: the two
	// types, or the name of a parameter. It does not depend on the wording of
	// the message.
	Detail string
	// Position is where a person can correct the difference. It is on the page,
	// or on the other side if no page describes the element.
	Position source.Position
	// Other is the position of the counterpart, or zero if there is none.
	Other source.Position
	// Fault reports that the change is a fault within one side, and not a
	// difference. Subject is the file then.
	Fault bool
}

// Fingerprint identifies the change regardless of its line and of the wording
// of the message. It is a hash of rule, subject and detail. If several pages
// describe the same difference, [Compare] returns it once.
func (c *Change) Fingerprint() string {
	sum := sha256.Sum256([]byte(c.Rule.Name + "\x00" + c.Subject + "\x00" + c.Detail))
	return hex.EncodeToString(sum[:16])
}

// Findings returns the changes as findings, in the same order.
func Findings(changes []Change) source.Findings {
	rules := map[*Rule]*source.Rule{}
	list := make(source.Findings, len(changes))
	for i := range changes {
		c := &changes[i]
		if rules[c.Rule] == nil {
			rules[c.Rule] = &source.Rule{Name: c.Rule.Name, Severity: c.Severity, Summary: c.Rule.Summary}
		}
		f := source.Finding{Position: c.Position, Rule: rules[c.Rule], Severity: c.Severity, Subject: c.Subject, Message: c.Message, Other: c.Other, Fingerprint: c.Fingerprint()}
		if c.Rule.isBetween() {
			f.Difference = c.Detail
		}
		if c.Fault {
			f.Subject = "" // the message is complete
		}
		list[i] = f
	}
	return list
}

// Tidy sorts the changes by position, rule, subject and detail, and removes
// duplicates.
func Tidy(changes []Change) []Change {
	slices.SortFunc(changes, func(a, b Change) int {
		return cmp.Or(a.Position.Compare(b.Position), strings.Compare(a.Rule.Name, b.Rule.Name), strings.Compare(a.Subject, b.Subject),
			strings.Compare(a.Detail, b.Detail), strings.Compare(a.Message, b.Message), a.Other.Compare(b.Other))
	})
	return slices.CompactFunc(changes, func(a, b Change) bool {
		return a.Position == b.Position && a.Rule == b.Rule && a.Subject == b.Subject && a.Detail == b.Detail
	})
}

// mergeDuplicates merges changes with the same fingerprint into the first one.
// It gets the highest severity, and its message lists the other pages. The
// order does not change.
func mergeDuplicates(changes []Change) []Change {
	first := map[string]int{}
	also := map[int][]string{}
	var list []Change
	for i := range changes {
		c := &changes[i]
		at, known := first[c.Fingerprint()]
		if !known {
			first[c.Fingerprint()] = len(list)
			list = append(list, *c)
			continue
		}
		list[at].Severity = max(list[at].Severity, c.Severity)
		if name := filepath.Base(c.Position.File); c.Position.File != list[at].Position.File && !slices.Contains(also[at], name) {
			also[at] = append(also[at], name)
		}
	}
	for i := range list {
		list[i].Message += alsoOn(also[i])
	}
	return list
}

func alsoOn(pages []string) string {
	if len(pages) == 0 {
		return ""
	}
	return "; also on " + joinNames(pages)
}
