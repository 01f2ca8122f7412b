package target

import (
	"strings"

	"github.com/docwright/docwright/generator/choice"
	"github.com/docwright/docwright/parser/model"
)

// Scope is the part of an API that packages have, in the terms of findings: types,
// enums and request lines.
type Scope struct {
	names map[string]bool // of types and enums, in lower case
	lines map[string]bool // the methods and shapes of request lines
}

// Add adds the part of a model that the package has. Several models, such as those of
// two revisions, may be added. It returns the patterns of the settings that nothing in
// the model matches.
func (s *Scope) Add(t *Target, m *model.Model) (unmatched []string, err error) {
	if err := t.lookForUses(); err != nil {
		return nil, err
	}
	pick, _, err := t.pick(m)
	if err != nil {
		return nil, err
	}
	chosen, unmatched, err := pick.Find(m)
	if err != nil {
		return nil, err
	}
	s.add(chosen, m)
	return unmatched, nil
}

func (s *Scope) add(chosen *choice.Chosen, m *model.Model) {
	if s.names == nil {
		s.names, s.lines = map[string]bool{}, map[string]bool{}
	}
	for _, op := range chosen.Operations {
		for _, p := range op.Paths {
			s.lines[lineKey(op.Method, p)] = true
		}
	}
	for _, t := range m.Types {
		if !chosen.HasType(t) {
			continue
		}
		// A change of an inherited property is one of its base type.
		for base := t; base != nil && !s.names[strings.ToLower(base.Qualified())]; base = base.BaseType {
			s.names[strings.ToLower(base.Qualified())] = true
		}
	}
	for _, e := range m.Enums {
		if chosen.HasEnum(e) {
			s.names[strings.ToLower(e.Qualified())] = true
		}
	}
}

// lineKey returns the key of a request line: the method, and the path in the form of
// [model.PathShape].
func lineKey(method, path string) string { return method + " " + model.PathShape(path) }

// Has reports whether the subject of a finding is in the scope: a type or enum, with a
// property or member, or a request line, with a parameter. A finding without a subject
// always is.
func (s *Scope) Has(subject string) bool {
	if subject == "" {
		return true
	}
	if method, path, isLine := strings.Cut(subject, " "); isLine {
		return s.lines[lineKey(method, path)]
	}
	name, _, _ := strings.Cut(strings.ToLower(subject), "/")
	return s.names[name]
}
