// Package overlay corrects a model where the pages are known to be wrong and
// can't be mended at once.
//
// An overlay is a YAML list. Each entry names one thing, in the words of the API,
// what is to be different about it, why, and where that is discussed:
//
//   - property: harbor.port.vessel/callSign
//     type: Edm.String
//     reason: the service sends letters too
//     link: https://example.com/issues/12
//
// An entry names a property, a type, an enum, a member or an operation. The table
// in keys.go has what can be corrected of each. An entry that changes nothing, since
// the pages say so by now or no longer have what it names, is a finding: overlays are
// to get shorter.
package overlay

import (
	"fmt"
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// Correction is an entry.
type Correction struct {
	kind   *kind
	name   string           // harbor.port.vessel/callSign, or GET /vessels/{id}
	page   string           // that is wrong, where several have the request line; empty for all of them
	values map[string]value // by the name of the key
	reason string
	link   string
	at     source.Position
}

// has reports whether the correction has the key.
func (c *Correction) has(key string) bool { _, ok := c.values[key]; return ok }

// Overlay is a list of corrections, and what came of applying them.
type Overlay struct {
	corrections []*Correction
	findings    source.Findings
}

// Parse reads the text of an overlay; the file is for messages. The error is for
// a key that is unknown, and for an entry that names nothing, or several things,
// or has no reason or link.
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

// Set returns an overlay that gives one property another type because somebody
// wants it so. The position is where that is said.
func Set(property, typ string, at source.Position) (*Correction, error) {
	if !strings.Contains(property, "/") {
		return nil, fmt.Errorf("%s: want a property such as \"microsoft.graph.user/birthday\", not %q", at, property)
	}
	return &Correction{kind: kindOf("property"), name: property, values: map[string]value{typeNoun: {text: typ}},
		reason: "the configuration says so", at: at}, nil
}

// Add appends corrections to those of the overlay.
func (o *Overlay) Add(more ...*Correction) { o.corrections = append(o.corrections, more...) }

// Empty reports whether there is nothing to correct.
func (o *Overlay) Empty() bool { return len(o.corrections) == 0 }

// Findings returns what there was to say about the corrections when they were
// applied, at their places in the overlay.
func (o *Overlay) Findings() source.Findings { return slices.Clone(o.findings) }

// Apply makes the corrections, in their order. It is for a model whose names
// are linked and whose examples are still to be compared with it. What it found
// is in Findings.
func (o *Overlay) Apply(m *model.Model) {
	o.findings = nil
	x := newIndex(m)
	for _, c := range o.corrections {
		changed, err := x.apply(c)
		switch {
		case err != nil:
			o.findings.Add(c.at, ruleFaulty, "%s: %v", c.name, err)
		case !changed:
			o.findings.Add(c.at, ruleUnused, "%s is as the correction has it already: take the correction out", c.name)
		}
	}
}
