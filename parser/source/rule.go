package source

import (
	"fmt"
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/near"
)

// Rule is a kind of finding. It has a stable kebab-case name, and the severity
// of its findings when they are made. A package that reports findings declares
// its rules as variables:
//
//	var ruleRowBroken = source.Declare(source.Rule{Name: "table-row-broken", …})
type Rule struct {
	Name     string
	Severity Severity
	// Summary describes the findings of the rule in one sentence.
	Summary string
	// Cause says which findings without a subject have one cause: see
	// [Finding.Cause].
	Cause Extent
	// Reader reports whether the findings are about how pages are read, and leave
	// nothing to correct on them: a name that the reader chooses, or a fact that a
	// generated package can't keep. They are not findings of lint.
	Reader bool
	// Lost reports whether a file, or much of it, was not read. A package that is made
	// without it lacks what the file describes.
	Lost bool
}

// declared holds all rules by name. It is written during package initialization
// only.
var declared = map[string]*Rule{}

// Declare adds a rule to [Rules] and returns it. Call it in the initialization
// of package variables. It panics if two rules have the same name, because a
// name in a finding must lead to one explanation.
func Declare(r Rule) *Rule {
	if declared[r.Name] != nil {
		panic(fmt.Sprintf("source: two rules have the name %s", r.Name))
	}
	declared[r.Name] = &r
	return &r
}

// Rules returns the rules of all packages in the program, sorted by name.
func Rules() []*Rule {
	list := make([]*Rule, 0, len(declared))
	for _, r := range declared {
		list = append(list, r)
	}
	slices.SortFunc(list, func(a, b *Rule) int { return strings.Compare(a.Name, b.Name) })
	return list
}

// RuleNamed returns the rule with the given name. For an unknown name, the
// error lists rules with similar names.
func RuleNamed(name string) (*Rule, error) {
	if rule := declared[name]; rule != nil {
		return rule, nil
	}
	var list, names []string
	for _, r := range Rules() {
		names = append(names, r.Name)
		if strings.HasPrefix(r.Name, strings.TrimRight(name, "s")) || shares(r.Name, name) {
			list = append(list, r.Name)
		}
	}
	if similar := near.Names(name, names); len(similar) > 0 {
		list = similar
	}
	if len(list) == 0 || name == "" {
		return nil, fmt.Errorf("there is no rule %q; each finding ends with the name of its rule in brackets", name)
	}
	return nil, fmt.Errorf("there is no rule %q; did you mean %s?", name, strings.Join(list[:min(len(list), 5)], ", "))
}

// shares reports whether two names have all words but one in common.
func shares(a, b string) bool {
	one, other := strings.Split(a, "-"), strings.Split(b, "-")
	n := 0
	for _, word := range other {
		if slices.Contains(one, word) {
			n++
		}
	}
	return n > 0 && n >= max(len(one), len(other))-1
}
