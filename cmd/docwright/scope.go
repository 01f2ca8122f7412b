package main

import (
	"fmt"
	"slices"

	"github.com/docwright/docwright/generator/project/config"
	"github.com/docwright/docwright/generator/project/target"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// scope returns the part of the models that the packages of the configuration have. It
// returns nil if a package has everything, or if --all is set. The model of an earlier
// revision is nil if there is none.
func (d *drifting) scope(is, was *model.Model) (*target.Scope, error) {
	if d.all || d.code != "" {
		return nil, nil
	}
	var s target.Scope
	for _, settings := range d.selected {
		settings.Docs, settings.Root, settings.Zone = d.docs, d.root, d.zone
		if len(settings.Include) == 0 && len(settings.Exclude) == 0 {
			return nil, nil
		}
		if err := addTo(&s, settings, is, was); err != nil {
			return nil, err
		}
	}
	return &s, nil
}

// addTo adds the part of the models that a package has. A pattern of the package may be
// for operations that only the earlier model has.
func addTo(s *target.Scope, settings config.Settings, is, was *model.Model) error {
	t, err := target.New(here, settings, true)
	if err != nil {
		return err
	}
	unmatched, err := s.Add(t, is)
	if err != nil {
		return err
	}
	if was != nil {
		missing, err := s.Add(t, was)
		if err != nil {
			return err
		}
		unmatched = slices.DeleteFunc(unmatched, func(p string) bool { return !slices.Contains(missing, p) })
	}
	if len(unmatched) > 0 {
		return fmt.Errorf("nothing in the pages matches the pattern %q of %s; correct it, or compare everything with --all", unmatched[0], config.Name)
	}
	return nil
}

// within returns the findings in the scope, and notes how many there are.
func (l *listing) within(findings source.Findings, s *target.Scope) source.Findings {
	if s == nil {
		return findings
	}
	left := slices.DeleteFunc(slices.Clone(findings), func(f source.Finding) bool { return !s.Has(f.Subject) })
	if len(left) < len(findings) {
		l.notes = append(l.notes, fmt.Sprintf("%s: %d of %s are about its packages (--all reports all)", config.Name, len(left), plural(len(findings), "finding")))
	}
	return left
}

// heldBy returns the types and enums of the model that are in the scope, or nil for
// all.
func heldBy(s *target.Scope, m *model.Model) map[string]bool {
	if s == nil {
		return nil
	}
	held := map[string]bool{}
	for _, t := range m.Types {
		held[t.Qualified()] = s.Has(t.Qualified())
	}
	for _, e := range m.Enums {
		held[e.Qualified()] = s.Has(e.Qualified())
	}
	return held
}
