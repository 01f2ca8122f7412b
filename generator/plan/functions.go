package plan

import (
	"github.com/docwright/docwright/generator/choice"
	"github.com/docwright/docwright/generator/ident"
	"github.com/docwright/docwright/generator/lines"
	"github.com/docwright/docwright/parser/model"
)

// Functions has the names of the functions for the request lines of a model. It is
// what other outputs than Go need of a plan.
type Functions struct {
	// Chosen is the part of the model that the options select.
	Chosen *choice.Chosen

	p *planner
}

// NewFunctions names the functions as [New] does, and plans nothing else. It returns
// an error if the options are invalid.
func NewFunctions(m *model.Model, o Options) (*Functions, error) {
	chosen, err := o.Choice.Of(m)
	if err != nil {
		return nil, err
	}
	p := newPlanner(m, o)
	p.take(m, chosen)
	if err := p.newOverrides(m); err != nil {
		return nil, err
	}
	p.nameAll(m, nil)
	return &Functions{chosen, p}, nil
}

// Of returns the name of the function for a request line, or the zero Ident if the name
// of its operation has no Go identifier.
func (f *Functions) Of(l *lines.Line) ident.Ident {
	op := l.Principal().Operation
	for i, owned := range f.p.lines.Owned(op) {
		if names := f.p.names[op].lines; owned == l && i < len(names) {
			return names[i]
		}
	}
	return ident.Ident{}
}
