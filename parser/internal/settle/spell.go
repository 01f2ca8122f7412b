package settle

import (
	"strings"

	"github.com/docwright/docwright/parser/internal/note"
	"github.com/docwright/docwright/parser/internal/payload"
	"github.com/docwright/docwright/parser/lenient"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// Spell gives properties the spelling of the examples of all pages. This is the case for
// a property that no JSON representation has, if all examples spell it otherwise, in
// capitals only, and in the same way.
func Spell(pages []*note.Page) source.Findings {
	s := speller{spelled: map[*model.Property]string{}, open: map[*model.Type]bool{}}
	for _, p := range pages {
		for _, n := range p.Operations {
			for _, e := range n.Examples {
				s.example(n.Op, e)
			}
		}
	}
	var findings source.Findings
	for _, p := range s.order {
		if name := s.spelled[p]; name != "" && name != p.Name {
			findings.Add(p.Position, ruleSpelled, "the table spells it %s, and all examples %s, which is used", p.Name, name)
			p.Name = name
		}
	}
	return findings
}

// speller collects the spellings of properties.
type speller struct {
	spelled map[*model.Property]string // the only spelling; empty for several
	order   []*model.Property
	open    map[*model.Type]bool // whether the type has a property that no representation has
}

// example reads the bodies of an example that have a type.
func (s *speller) example(op *model.Operation, e *note.Example) {
	if e.Response != nil && e.Answered != nil && e.Response.JSON != "" {
		for _, res := range op.Responses {
			if res.Status == e.Response.Status && s.isOpen(res.Struct) {
				s.body(res.Struct, e.Answered.Body, e.Response.JSON)
			}
		}
	}
	if e.Sent != nil && op.Request != nil && e.Request.JSON != "" && s.isOpen(op.Request.Struct) {
		s.body(op.Request.Struct, e.Sent.Body, e.Request.JSON)
	}
}

// isOpen reports whether the spelling of a property of a type is not certain.
func (s *speller) isOpen(t *model.Type) bool {
	if t == nil {
		return false
	}
	open, ok := s.open[t]
	if !ok {
		for _, p := range t.AllProperties() {
			open = open || !p.Shown
		}
		s.open[t] = open
	}
	return open
}

func (s *speller) body(t *model.Type, read *lenient.Value, body model.RawJSON) {
	v, err := note.Body(read, body)
	if err != nil {
		return
	}
	for _, object := range payload.Objects(v) {
		for i := range object.Members {
			key := object.Members[i].Key
			p := t.PropertyFold(key)
			if p == nil || p.Shown || !strings.EqualFold(p.Name, key) {
				continue
			}
			was, ok := s.spelled[p]
			switch {
			case !ok:
				s.spelled[p] = key
				s.order = append(s.order, p)
			case was != key:
				s.spelled[p] = ""
			}
		}
	}
}
