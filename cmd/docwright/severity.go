package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/drift"
	"github.com/docwright/docwright/parser/source"
)

// off is the severity, in the configuration, of a rule whose findings are not
// told.
const off = "off"

// levels are the severities that the configuration gives rules in place of
// their own. Findings keep the position, the message and the rule.
type levels struct {
	rules map[string]level
}

// level is what the configuration says of a rule.
type level struct {
	severity source.Severity
	off      bool
}

// newLevels reads the severities of the configuration. The error is for a rule
// or a severity that there is none of.
func newLevels(list entries) (levels, error) {
	l := levels{rules: map[string]level{}}
	for _, e := range list {
		if _, err := ruleNamed(e.key); err != nil {
			return l, fmt.Errorf("%s:%d: severities: %w", configName, e.line, err)
		}
		if e.value == off {
			l.rules[e.key] = level{off: true}
			continue
		}
		severity, err := source.ParseSeverity(e.value)
		if err != nil {
			return l, fmt.Errorf("%s:%d: severities: unknown severity %q: want error, warning, note or off", configName, e.line, e.value)
		}
		l.rules[e.key] = level{severity: severity}
	}
	return l, nil
}

// isOff reports whether findings of the rule are not told.
func (l levels) isOff(rule string) bool {
	return l.rules[rule].off
}

// apply returns the findings at their severities. Applying it twice is as
// applying it once.
func (l levels) apply(findings source.Findings) source.Findings {
	if len(l.rules) == 0 {
		return findings
	}
	list := make(source.Findings, 0, len(findings))
	for _, f := range findings {
		switch level, given := l.rules[f.Rule.Name]; {
		case level.off:
			continue
		case given:
			f.Severity = level.severity
		}
		list = append(list, f)
	}
	return list
}

// changes is apply for the changes of drift.
func (l levels) changes(changes []drift.Change) []drift.Change {
	if len(l.rules) == 0 {
		return changes
	}
	list := make([]drift.Change, 0, len(changes))
	for _, c := range changes {
		switch level, given := l.rules[c.Rule.Name]; {
		case level.off:
			continue
		case given:
			c.Severity = level.severity
		}
		list = append(list, c)
	}
	return list
}

// ruleNamed returns the rule of the name. The error tells those that are
// spelled like it.
func ruleNamed(name string) (*source.Rule, error) {
	rules := source.Rules()
	if i := slices.IndexFunc(rules, func(r *source.Rule) bool { return r.Name == name }); i >= 0 {
		return rules[i], nil
	}
	var near []string
	for _, r := range rules {
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
