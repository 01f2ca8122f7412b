package drift

import (
	"slices"

	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// Side is one of two models to compare.
type Side struct {
	Model *model.Model
	// Locate converts a position in the model to one for messages. It may be
	// nil.
	Locate func(source.Position) source.Position
}

// At returns a position in the model as one for messages.
func (s Side) At(at source.Position) source.Position {
	if at.File == "" || s.Locate == nil {
		return at
	}
	return s.Locate(at)
}

// side is a side with indexes of its model.
type side struct {
	Side
	index *model.Index
	lines *requestLines
	pages map[string]source.Position // the position of the first element that each page describes
}

func newSide(s Side) *side {
	return &side{s, model.NewIndex(s.Model), newRequestLines(s.Model.Operations), firstPositions(s.Model)}
}

// names reports whether the side has a type or an enum with the name. Names
// that the reader made don't count.
func (s *side) names(qualified string) bool {
	t, e := s.index.Type(qualified), s.index.Enum(qualified)
	return t != nil && !t.Implied || e != nil && !e.Implied
}

// overlooked reports whether the earlier page has the names in tables that could
// not be read. They are not new.
func (c *comparison) overlooked(page string, names ...string) bool {
	unread := c.was.Model.Overlooked[page]
	return c.kind == Revisions && len(unread) > 0 && !slices.ContainsFunc(names, func(name string) bool { return !slices.Contains(unread, name) })
}

// firstPositions returns the position of the first element that each page
// describes.
func firstPositions(m *model.Model) map[string]source.Position {
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
