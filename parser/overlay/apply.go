package overlay

import (
	"fmt"
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/edm"
	"github.com/docwright/docwright/parser/model"
)

// index finds the types and enums that corrections name.
type index struct {
	m     *model.Model
	types map[string]*model.Type
	enums map[string]*model.Enum
}

func newIndex(m *model.Model) *index {
	x := &index{m, make(map[string]*model.Type, len(m.Types)), make(map[string]*model.Enum, len(m.Enums))}
	for _, t := range m.Types {
		x.types[t.Qualified()] = t
	}
	for _, e := range m.Enums {
		x.enums[e.Qualified()] = e
	}
	return x
}

// apply makes a correction, and reports whether it changed the model. The error
// explains why the correction can't be made. The model is unchanged then.
func (x *index) apply(c *Correction) (changed bool, err error) {
	subjects, err := c.kind.find(x, c)
	if err != nil {
		return false, err
	}
	var edits []edit
	for _, s := range subjects {
		more, err := x.edits(c, s)
		if err != nil {
			return false, err
		}
		edits = append(edits, more...)
	}
	for _, do := range edits {
		do()
	}
	return len(edits) > 0, nil
}

// edits returns the edits that a correction makes to a subject. The last edit
// adds the reasons, one for each aspect.
func (x *index) edits(c *Correction, s *subject) ([]edit, error) {
	var list []edit
	var aspects []string
	if s.first != nil {
		list, aspects = []edit{s.first}, []string{s.aspect}
	}
	for _, k := range c.kind.keys {
		if k.change == nil || !c.has(k.name) {
			continue
		}
		do, err := k.change(x, s, c.values[k.name])
		if err != nil {
			return nil, err
		}
		if do != nil {
			list, aspects = append(list, do), append(aspects, k.aspect)
		}
	}
	if len(list) == 0 {
		return nil, nil
	}
	return append(list, func() {
		for i, aspect := range aspects {
			if aspect != "" && !slices.Contains(aspects[:i], aspect) {
				s.reasons.Add(aspect, whyOverlay, s.at, strings.TrimSpace(c.reason+" "+c.link))
			}
		}
	}), nil
}

// ref parses a type such as "Edm.String" or "Collection(harbor.port.buoy)".
func (x *index) ref(text string) (model.Ref, error) {
	r := model.Ref{Type: strings.TrimSpace(text)}
	if inner, ok := strings.CutPrefix(r.Type, "Collection("); ok {
		if r.Type, ok = strings.CutSuffix(inner, ")"); !ok {
			return r, fmt.Errorf("the parenthesis in %q is not closed", text)
		}
		r.Collection = true
	}
	r.Struct, r.Enum = x.types[r.Type], x.enums[r.Type]
	if r.Struct == nil && r.Enum == nil && !slices.Contains(primitives, r.Type) {
		return r, fmt.Errorf("no page describes a type %q: want the name of a type or enum, such as \"microsoft.graph.user\", or one of %s", r.Type, strings.Join(primitives, ", "))
	}
	return r, nil
}

// primitives are the OData types that a model may name.
var primitives = func() (names []string) {
	for _, p := range edm.Primitives() {
		if p.Model == "" {
			names = append(names, p.Name)
		}
	}
	return names
}()

// same reports whether two references name the same type.
func same(a, b model.Ref) bool { return a.Type == b.Type && a.Collection == b.Collection }
