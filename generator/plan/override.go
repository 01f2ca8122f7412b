package plan

import (
	"fmt"
	"slices"
	"strings"

	"github.com/docwright/docwright/generator/choice"
	"github.com/docwright/docwright/generator/ident"
	"github.com/docwright/docwright/generator/lines"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/near"
)

// Override is a Go name that replaces the default name.
type Override struct {
	// Subject identifies the named part as in findings: a type or enum
	// "microsoft.graph.user", a property "microsoft.graph.user/birthday", a member
	// "microsoft.graph.bodyType/text", or a request line "GET /users/{id}".
	Subject string
	// Name is the Go name: of a struct or string type, a field, a constant, or the
	// function that sends the request. The names of dependent declarations derive from
	// it.
	Name string
	// At is the position of the override for errors: "docwright.yaml:7".
	At string
}

// overrides maps *model.Type, *model.Enum, *model.Property, *model.Member and, for
// functions, *lines.Line to their chosen names.
type overrides map[any]ident.Ident

// newOverrides resolves the subjects of the names. It returns an error if a name is
// not an exported Go name or is reserved, or if a subject is not in the model.
func (p *planner) newOverrides(m *model.Model) error {
	p.chosenNames = overrides{}
	taken := map[string]string{}
	named := map[any]Override{}
	for _, o := range p.o.Names {
		id, err := ident.Parse(o.Name)
		if err != nil || !isExported(o.Name) {
			return fmt.Errorf("%s: %q can't be the Go name of %s: want letters and digits, the first an upper-case letter", o.At, o.Name, o.Subject)
		}
		what := p.subject(m, o.Subject)
		if from := inheritedFrom(m, o.Subject); what == nil && from != "" {
			return fmt.Errorf("%s: %s is inherited: choose a name for %s, which all types derived from it have then", o.At, o.Subject, from)
		}
		if what == nil {
			return fmt.Errorf("%s: the pages have no %q: want a type or enum such as \"microsoft.graph.user\", a property or member such as \"microsoft.graph.user/id\", or a request line such as \"GET /users/{id}\"%s", o.At, o.Subject, near.Hint(o.Subject, subjects(m, o.Subject)))
		}
		if had, isNamed := named[what]; isNamed {
			return fmt.Errorf("%s: %s is %s, which has the Go name %s already (%s): remove one of the two", o.At, o.Subject, had.Subject, had.Name, had.At)
		}
		named[what] = o
		if _, isProperty := what.(*model.Property); isProperty {
			if modelFields[o.Name] {
				return fmt.Errorf("%s: every model has a field or method %s: choose another name for %s", o.At, o.Name, o.Subject)
			}
		} else {
			if p.scope[o.Name] == runtimeOwner {
				return fmt.Errorf("%s: every generated package has a %s: choose another name for %s", o.At, o.Name, o.Subject)
			}
			if other := taken[strings.ToLower(o.Name)]; other != "" {
				return fmt.Errorf("%s: %s is the Go name of %s already: choose another for %s", o.At, o.Name, other, o.Subject)
			}
			taken[strings.ToLower(o.Name)] = o.Subject
		}
		p.chosenNames[what] = id
	}
	p.keep(taken)
	return nil
}

// subjects returns the names that overrides can have: of types, enums and request
// lines, and of the parts of the owner that a name begins with.
func subjects(m *model.Model, name string) []string {
	list := choice.Patterns(m)
	owner, _, isPart := strings.Cut(name, "/")
	if !isPart {
		return list
	}
	for _, t := range m.Types {
		if t.Qualified() == owner {
			for _, q := range t.Properties {
				list = append(list, owner+"/"+q.Name)
			}
		}
	}
	for _, e := range m.Enums {
		if e.Qualified() == owner {
			for _, member := range e.Members {
				list = append(list, owner+"/"+member.Name)
			}
		}
	}
	return list
}

// isExported reports whether a valid name begins with an upper-case letter.
func isExported(name string) bool { return 'A' <= name[0] && name[0] <= 'Z' }

// unused returns the overrides of parts that are not in the package.
func (p *planner) unused(m *model.Model) []Override {
	var list []Override
	for _, o := range p.o.Names {
		what := p.subject(m, o.Subject)
		if l, isLine := what.(*lines.Line); isLine && p.functions[l] != nil {
			continue
		}
		owner, _, _ := strings.Cut(o.Subject, "/")
		if what == nil || !p.chosen[p.subject(m, owner)] {
			list = append(list, o)
		}
	}
	return list
}

// checkChosenLines returns an error for the first request line whose chosen name is
// taken by a type or another line, which cannot change.
func (p *planner) checkChosenLines(m *model.Model) error {
	given := map[*lines.Line]ident.Ident{}
	for _, op := range m.Operations {
		for i, id := range p.names[op].lines {
			given[p.lines.Owned(op)[i]] = id
		}
	}
	for _, o := range p.o.Names {
		l, isLine := p.subject(m, o.Subject).(*lines.Line)
		if !isLine || given[l] == p.chosenNames[l] {
			continue
		}
		if had, isTaken := p.scope[o.Name]; isTaken {
			return fmt.Errorf("%s: %s is the Go name of %s already: choose another for %s", o.At, o.Name, had.what, o.Subject)
		}
		return fmt.Errorf("%s: %s gives names that are taken already, such as %sOptions or New%sRequest: choose another for %s", o.At, o.Name, o.Name, o.Name, o.Subject)
	}
	return nil
}

// subject returns the part of the model named by the text, or nil.
func (p *planner) subject(m *model.Model, text string) any {
	if method, path, isLine := strings.Cut(text, " "); isLine {
		shape := model.PathShape(path)
		for _, op := range m.Operations {
			if i := slices.IndexFunc(op.Paths, func(p string) bool { return model.PathShape(p) == shape }); op.Method == method && i >= 0 {
				return p.lines.Of(op.Routes[i])
			}
		}
		return nil
	}
	owner, part, isPart := strings.Cut(text, "/")
	for _, t := range m.Types {
		if t.Qualified() != owner {
			continue
		}
		if !isPart {
			return t
		}
		for _, q := range t.Properties {
			if q.Name == part {
				return q
			}
		}
	}
	for _, e := range m.Enums {
		if e.Qualified() != owner {
			continue
		}
		if !isPart {
			return e
		}
		for _, member := range e.Members {
			if member.Name == part {
				return member
			}
		}
	}
	return nil
}

// inheritedFrom returns the property of a base type for the text of an inherited one:
// "microsoft.graph.entity/id" for "microsoft.graph.user/id".
func inheritedFrom(m *model.Model, text string) string {
	owner, part, _ := strings.Cut(text, "/")
	for _, t := range m.Types {
		if t.Qualified() != owner {
			continue
		}
		for base := range t.Lineage() {
			if slices.ContainsFunc(base.Properties, func(q *model.Property) bool { return q.Name == part }) {
				return base.Qualified() + "/" + part
			}
		}
	}
	return ""
}

// hasChosen reports whether a function of the operation has a chosen name.
func (p *planner) hasChosen(op *model.Operation) bool {
	return slices.ContainsFunc(p.lines.Owned(op), func(l *lines.Line) bool { return !p.chosenNames[l].IsZero() })
}

// chosenFirst returns the list with the parts with chosen names first, so that the
// other names adapt to them.
func chosenFirst[T any](list []T, chosen func(T) bool) []T {
	if !slices.ContainsFunc(list, chosen) {
		return list
	}
	sorted := slices.Clone(list)
	slices.SortStableFunc(sorted, func(a, b T) int {
		switch {
		case chosen(a) == chosen(b):
			return 0
		case chosen(a):
			return -1
		}
		return 1
	})
	return sorted
}
