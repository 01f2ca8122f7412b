package schema

import (
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/edm"
	"github.com/docwright/docwright/parser/lenient"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/page"
	"github.com/docwright/docwright/parser/source"
)

// represent holds the JSON representation of a type against its tables. What
// only the representation has becomes a property where it says the type for
// certain, or where the page has no table at all.
func (r *reader) represent(d *declaration, code *page.Code) {
	if code == nil {
		return
	}
	v, _, err := lenient.Parse(code.Text)
	if err != nil || v.Kind != lenient.Object {
		r.d.Findings.Add(code.TextPos, ruleJSONUnreadable, "the JSON representation of %s is no JSON object", quote(d.typ.Name))
		return
	}
	tabled := len(d.typ.Properties) > 0
	for i := range v.Members {
		r.represented(d, code, &v.Members[i], tabled)
	}
	if tabled && len(v.Members) > 0 {
		d.shown = append(d.shown, representation{code, v})
	}
}

// represented reads one member of the JSON representation.
func (r *reader) represented(d *declaration, code *page.Code, m *lenient.Member, tabled bool) {
	if strings.Contains(m.Key, "@") || !isIdentifier(m.Key) {
		return
	}
	name, target, collection := typeOfJSON(m.Value)
	at := offsetPosition(code, m.Offset)
	if p := findProperty(d.typ.Properties, m.Key); p != nil {
		if target == byTag && name != "" {
			if d.represented == nil {
				d.represented = map[*model.Property]sample{}
			}
			d.represented[p] = sample{name, collection}
		}
		return
	}
	if p := findFold(d.typ.Properties, m.Key); p != nil {
		r.d.Findings.Add(at, ruleJSONCase, "the table spells it %s, line %d: this spelling is believed", quote(p.Name), p.Position.Line)
		p.Name = m.Key
		return
	}
	if tabled && target != byTag {
		d.undocumented = append(d.undocumented, undocumented{m.Key, at, "%s is in no table: it is left out"})
		return
	}
	p := &model.Property{Name: m.Key, Position: at}
	r.d.ReferName(&p.Ref, name, "", at)
	p.Collection = p.Collection || collection
	p.Reasons.Add("type", whyOnlyJSON, at, name)
	d.undocumented = append(d.undocumented, undocumented{m.Key, at, "%s is in no table: its type is taken from here"})
	d.typ.Properties = append(d.typ.Properties, p)
}

func findFold(list []*model.Property, name string) *model.Property {
	for _, p := range list {
		if strings.EqualFold(p.Name, name) {
			return p
		}
	}
	return nil
}

// sample is the type that a JSON representation names for a property.
type sample struct {
	name       string
	collection bool
}

// How the JSON representation tells a type.
type told uint8

const (
	byKind told = iota // by the kind of its sample
	byTag              // by "@odata.type"
)

// typeOfJSON returns the type that a sample value stands for.
func typeOfJSON(v *lenient.Value) (name string, how told, collection bool) {
	switch v.Kind {
	case lenient.Array:
		if len(v.Items) == 0 {
			return edm.Untyped, byKind, true
		}
		name, how, _ = typeOfJSON(v.Items[0])
		return name, how, true
	case lenient.Object:
		tag := v.GetFold("@odata.type").Str()
		if tag == "" {
			tag = v.GetFold("@type").Str()
		}
		if tag = strings.Trim(tag, "# "); tag != "" {
			return tag, byTag, false
		}
		return edm.Untyped, byKind, false
	case lenient.Bool:
		return "Edm.Boolean", byKind, false
	case lenient.Number:
		return edm.OfNumber(v.Text), byKind, false
	case lenient.String:
		return typeOfSample(v.Text)
	}
	return edm.Untyped, byKind, false
}

// typeOfSample reads a placeholder: "String (timestamp)", "Boolean", "4.2".
func typeOfSample(s string) (name string, how told, collection bool) {
	c := readCell(page.Text{{Text: s}})
	if p := edm.InCell(c.name); p.Name != "" && c.fault == nil {
		return p.Name, byKind, c.collection
	}
	if namespace, _ := splitName(c.name); namespace != "" && c.fault == nil {
		return c.name, byTag, c.collection
	}
	return edm.String, byKind, false
}

// offsetPosition returns the place of an offset in a code block's text.
func offsetPosition(code *page.Code, offset int) source.Position {
	before := code.Text[:min(offset, len(code.Text))]
	at := code.TextPos
	at.Line += strings.Count(before, "\n")
	at.Col = len(before) - (strings.LastIndexByte(before, '\n') + 1) + 1 + code.Indent
	return at
}

// useRepresentations gives properties whose table says no more than that they
// are strings, or nothing at all, the type that the JSON representation names.
func (l *linker) useRepresentations() {
	for _, d := range l.pages {
		for _, says := range d.declared {
			for _, p := range says.typ.Properties {
				tag := says.represented[p]
				l.believeTarget(d, p, tag.name)
				if tag.name == "" || p.Type != edm.Untyped && p.Type != edm.String {
					continue
				}
				n := l.byName(d, &reference{name: tag.name, at: p.Position})
				if n == nil && l.nameListed(d, p, tag.name) {
					l.findings.Add(p.Position, ruleJSONType, "the table does not say that %s is %s: the JSON representation is believed", quote(p.Name), quote(p.Type))
					continue
				}
				if n == nil || p.Type == edm.String && n.enum == nil {
					continue
				}
				p.Collection = p.Collection || tag.collection && p.Type == edm.Untyped
				n.set(&p.Ref)
				p.Reasons.Add("type", whyRepresentation, p.Position, tag.name)
				l.findings.Add(p.Position, ruleJSONType, "the table does not say that %s is %s: the JSON representation is believed", quote(p.Name), quote(p.Type))
			}
		}
	}
}

// believeTarget gives a property the type that the link in its cell leads to,
// though the text of the link names another, where the JSON representation
// names that one too.
func (l *linker) believeTarget(d *Declarations, p *model.Property, name string) {
	if name == "" || p.Struct == nil || strings.EqualFold(name, p.Type) {
		return
	}
	n := l.find("", name)
	if n == nil {
		return
	}
	for i := range d.pending {
		r := &d.pending[i]
		if r.ref != &p.Ref || r.target == "" {
			continue
		}
		file, _ := stem(r.target)
		if target := l.stems[file]; target != nil && target.sole(l) == n {
			n.set(&p.Ref)
			p.Reasons.Add("type", whyRepresentation, p.Position, name)
			l.findings = slices.DeleteFunc(l.findings, func(f source.Finding) bool { return f.Rule == ruleLinkMismatch && f.Position == r.at })
			l.findings.Add(r.at, ruleLinkMismatch, "the link says %s and leads to %s, which the JSON representation has too: that is believed", quote(r.name), quote(p.Type))
		}
	}
}
