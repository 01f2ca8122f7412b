// Package overlay corrects a model where pages are wrong and can't be fixed
// soon.
//
// An overlay is a YAML list. Each entry names an element of the API, the
// corrected values, a reason, and a link to a discussion:
//
//   - property: harbor.port.vessel/callSign
//     type: Edm.String
//     reason: the service sends letters too
//     link: https://example.com/issues/12
//
// An entry names a property, a type, an enum, a member or an operation. The
// table in keys.go lists the keys for each. An entry has a finding if it
// changes nothing, because the pages agree with it, or if the element does not
// exist. It can then be removed.
package overlay

import (
	"fmt"
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// Correction is an entry of an overlay.
type Correction struct {
	kind   *kind
	name   string           // such as harbor.port.vessel/callSign, or GET /vessels/{id}
	page   string           // the page with the request line, or empty for all pages with it
	values map[string]value // by the name of the key
	reason string
	link   string
	at     source.Position
}

// has reports whether the correction has the key.
func (c *Correction) has(key string) bool { _, ok := c.values[key]; return ok }

// Overlay is a list of corrections, with the findings of applying them.
type Overlay struct {
	corrections []*Correction
	findings    source.Findings
}

// Parse reads an overlay. The file is the name for messages. The error is for a
// text that is not a list of corrections, for an unknown key, and for a
// correction that names no element, or several, or has no reason or link.
func Parse(file string, text []byte) (*Overlay, error) {
	nodes, err := entries(file, text)
	if err != nil {
		return nil, err
	}
	o := &Overlay{}
	for _, node := range nodes {
		c, err := correction(file, node)
		if err != nil {
			return nil, err
		}
		o.corrections = append(o.corrections, c)
	}
	return o, nil
}

// Set returns a correction that sets the type of a property. The position is
// where the type is configured.
func Set(property, typ string, at source.Position) (*Correction, error) {
	if !strings.Contains(property, "/") {
		return nil, fmt.Errorf("%s: want a property such as \"microsoft.graph.user/birthday\", not %q", at, property)
	}
	return &Correction{kind: kindOf("property"), name: property, values: map[string]value{typeNoun: {text: typ}},
		reason: "set in the configuration", at: at}, nil
}

// Add appends corrections to the overlay.
func (o *Overlay) Add(more ...*Correction) { o.corrections = append(o.corrections, more...) }

// Empty reports whether the overlay has no corrections.
func (o *Overlay) Empty() bool { return len(o.corrections) == 0 }

// Findings returns the findings of the last [Overlay.Apply]. Their positions
// are in the overlay.
func (o *Overlay) Findings() source.Findings { return slices.Clone(o.findings) }

// Apply makes the corrections in order. The names of the model must be linked,
// and its examples not yet compared. Findings returns what Apply found.
func (o *Overlay) Apply(m *model.Model) {
	o.findings = nil
	x := newIndex(m)
	for _, c := range o.corrections {
		changed, err := x.apply(c)
		switch {
		case err != nil:
			o.findings.Add(c.at, ruleFaulty, "%s: %v", c.name, err)
		case !changed:
			o.findings.Add(c.at, ruleUnused, "%s", x.unused(c))
		}
	}
}
