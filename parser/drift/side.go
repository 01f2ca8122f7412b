package drift

import (
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// Side is one of two models to compare.
type Side struct {
	Model *model.Model
	// Locate returns a position as people are to see it, given one in the model.
	// It may be nil.
	Locate func(source.Position) source.Position
}

// At returns a position in the model as people are to see it.
func (s Side) At(at source.Position) source.Position {
	if at.File == "" || s.Locate == nil {
		return at
	}
	return s.Locate(at)
}

// side is a side with what is needed to find things in its model.
type side struct {
	Side
	index *model.Index
	lines *requestLines
	pages map[string]source.Position // of the first thing that each page describes
}

func newSide(s Side) *side {
	return &side{s, model.NewIndex(s.Model), newRequestLines(s.Model.Operations), describing(s.Model)}
}

// has reports whether the side has a type or an enum of the name.
func (s *side) has(qualified string) bool {
	return s.index.Type(qualified) != nil || s.index.Enum(qualified) != nil
}

// describing returns the place of the first thing that each page describes.
func describing(m *model.Model) map[string]source.Position {
	pages := map[string]source.Position{}
	add := func(at source.Position) {
		if first, ok := pages[at.File]; at.File != "" && (!ok || at.Line < first.Line) {
			pages[at.File] = at
		}
	}
	for _, t := range m.Types {
		add(t.Position())
	}
	for _, e := range m.Enums {
		add(e.Position())
	}
	for _, op := range m.Operations {
		add(op.Position())
	}
	return pages
}
