package source

import (
	"fmt"
	"slices"
	"strings"
)

// Rule is the stable kebab-case name of a kind of finding, with the severity
// that its findings have when they are made. The packages that report declare their rules as variables:
//
//	var ruleRowBroken = source.Declare(source.Rule{Name: "table-row-broken", …})
type Rule struct {
	Name     string
	Severity Severity
	// Summary says in one sentence what the rule finds, for documentation.
	Summary string
}

// declared holds the rules of the program by name. It is written while packages
// are initialized, and only read after that.
var declared = map[string]*Rule{}

// Declare makes a rule known to [Rules] and returns it. It is for variables of
// packages, and panics where two rules have one name: what a person reads in a
// finding has to lead to one explanation.
func Declare(r Rule) *Rule {
	if declared[r.Name] != nil {
		panic(fmt.Sprintf("source: two rules are called %s", r.Name))
	}
	declared[r.Name] = &r
	return &r
}

// Rules returns the rules that the packages of the program declare, sorted by
// name.
func Rules() []*Rule {
	list := make([]*Rule, 0, len(declared))
	for _, r := range declared {
		list = append(list, r)
	}
	slices.SortFunc(list, func(a, b *Rule) int { return strings.Compare(a.Name, b.Name) })
	return list
}

// RuleNamed returns the rule of the name. The error tells those that are spelled
// like it.
func RuleNamed(name string) (*Rule, error) {
	if rule := declared[name]; rule != nil {
		return rule, nil
	}
	var near []string
	for _, r := range Rules() {
		if strings.HasPrefix(r.Name, strings.TrimRight(name, "s")) || shares(r.Name, name) {
			near = append(near, r.Name)
		}
	}
	if len(near) == 0 || name == "" {
		return nil, fmt.Errorf("there is no rule %q: findings end in the name of theirs, in brackets", name)
	}
	return nil, fmt.Errorf("there is no rule %q; did you mean %s?", name, strings.Join(near[:min(len(near), 5)], ", "))
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
