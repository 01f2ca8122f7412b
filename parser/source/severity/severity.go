// Package severity changes the severities of rules as a configuration says.
package severity

import (
	"fmt"

	"github.com/docwright/docwright/parser/source"
)

// off is the setting for a rule whose findings are not reported.
const off = "off"

// Levels holds the changed severities of rules. The zero Levels changes
// nothing.
type Levels struct {
	rules map[string]level
}

type level struct {
	severity source.Severity
	off      bool
}

// Set sets the severity of a rule: error, warning, note or off. It returns an
// error if the rule or the severity does not exist.
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

// IsOff reports whether the findings of a rule are not reported.
func (l Levels) IsOff(rule string) bool { return l.rules[rule].off }

// Apply returns the findings with their severities, without those of rules that
// are off. Apply is idempotent.
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
