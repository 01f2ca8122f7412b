// Package severity gives rules other severities than their own, as a configuration
// says.
package severity

import (
	"fmt"

	"github.com/docwright/docwright/parser/source"
)

// off is the severity of a rule whose findings are not reported.
const off = "off"

// Levels are the severities of rules that have another one than their own. The zero
// Levels change nothing.
type Levels struct {
	rules map[string]level
}

type level struct {
	severity source.Severity
	off      bool
}

// Set gives a rule a severity: error, warning, note or off. The error is for a rule
// or a severity that there is none of.
func (l *Levels) Set(rule, severity string) error {
	if _, err := source.RuleNamed(rule); err != nil {
		return err
	}
	if l.rules == nil {
		l.rules = map[string]level{}
	}
	if severity == off {
		l.rules[rule] = level{off: true}
		return nil
	}
	s, err := source.ParseSeverity(severity)
	if err != nil {
		return fmt.Errorf("unknown severity %q: want error, warning, note or off", severity)
	}
	l.rules[rule] = level{severity: s}
	return nil
}

// IsOff reports whether findings of the rule are not reported.
func (l Levels) IsOff(rule string) bool { return l.rules[rule].off }

// Apply returns the findings at their severities, without those of rules that are
// off. Applying it twice is as applying it once.
func (l Levels) Apply(findings source.Findings) source.Findings {
	var list source.Findings
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
