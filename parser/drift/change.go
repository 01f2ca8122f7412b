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

// Change is one way in which the two models differ.
type Change struct {
	Rule     *Rule
	Severity source.Severity
	// Subject is the qualified name of a type or enum, with its property or member
	// after a slash, and after another a value that a property lists, naming no enum;
	// or the method and path of an operation, with its parameter after
	// a question mark.
	Subject string
	Message string
	// Detail distinguishes the change from others of the same rule and subject, in
	// the API's own words: the two types, the name of a parameter.
	Detail string
	// Position is where a person corrects it: on the page, or on the other side
	// where no page has anything of it.
	Position source.Position
	// Other is the counterpart; it is zero where there is none.
	Other source.Position
	// Fault is set where the change is none, but something that is wrong inside of
	// one side. Subject is its file then.
	Fault bool
}

// Fingerprint identifies the change whatever line it is on and however the
// message is worded: a hash of rule, subject and detail. What several pages say
// of one thing has one fingerprint, and [Compare] returns it once.
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
		if c.Fault {
			f.Subject = "" // the message says all
		}
		list[i] = f
	}
	return list
}

// Tidy sorts the changes by position, rule, subject and detail, and drops those
// that say the same of the same place.
func Tidy(changes []Change) []Change {
	slices.SortFunc(changes, func(a, b Change) int {
		return cmp.Or(a.Position.Compare(b.Position), strings.Compare(a.Rule.Name, b.Rule.Name), strings.Compare(a.Subject, b.Subject),
			strings.Compare(a.Detail, b.Detail), strings.Compare(a.Message, b.Message), a.Other.Compare(b.Other))
	})
	return slices.CompactFunc(changes, func(a, b Change) bool {
		return a.Position == b.Position && a.Rule == b.Rule && a.Subject == b.Subject && a.Detail == b.Detail
	})
}

// once leaves one change of each fingerprint: the first, with the gravest of their
// severities and the names of the other pages that say the same. The order is kept.
func once(changes []Change) []Change {
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
		list[i].Message += others(also[i])
	}
	return list
}

func others(pages []string) string {
	if len(pages) == 0 {
		return ""
	}
	return "; also on " + listed(pages)
}
