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

// represent reads the JSON representation of a type, after its tables. A member
// that no table has becomes a property if its type is certain, or if the page
// has no table.
func (r *reader) represent(d *declaration, code *page.Code) {
	if code == nil {
		return
	}
	v, _, err := lenient.ParseTypes(code.Text)
	if err == nil {
		v, _ = unwrapped(v, d.typ.Properties)
	}
	if err != nil || v.Kind != lenient.Object {
		r.d.Findings.Add(code.TextPos, ruleJSONUnreadable, "the JSON representation of %s is not a JSON object", quote(d.typ.Name))
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

// unwrapped returns the object in a representation that shows it as the item of
// a list, as in {"value": [{…}]}, or below its name, as in "name" {…}, and the
// key before it. A key that is a property is part of the representation.
func unwrapped(v *lenient.Value, properties []*model.Property) (inner *lenient.Value, key string) {
	inner = v
	if len(v.Members) == 1 {
		m := &v.Members[0]
		bare := v.Offset == m.Offset // there are no braces around the member
		if findFold(properties, m.Key) != nil || !bare && (m.Value.Kind == lenient.Object || len(properties) == 0) {
			return v, ""
		}
		inner, key = m.Value, m.Key
	}
	if inner.Kind == lenient.Array && len(inner.Items) > 0 {
		inner = inner.Items[0]
	}
	if inner.Kind != lenient.Object {
		return v, ""
	}
	return inner, key
}

// represented reads one member of the JSON representation.
func (r *reader) represented(d *declaration, code *page.Code, m *lenient.Member, tabled bool) {
	if strings.Contains(m.Key, "@") || !isIdentifier(m.Key) {
		return
	}
	name, target, collection := typeOfJSON(m.Value)
	at := offsetPosition(code, m.Offset)
	if p := d.exactly(m.Key); p != nil {
		p.Shown = true
		r.keepObjects(d, p, m.Value, true)
		if target != byKind && name != "" {
			if d.represented == nil {
				d.represented = map[*model.Property]sample{}
			}
			d.represented[p] = sample{name, collection}
		}
		return
	}
	if p := d.property(m.Key); p != nil {
		r.d.Findings.Add(at, ruleJSONCase, "the table spells this property %s at line %d; the spelling here is used", quote(p.Name), p.Position.Line)
		p.Name, p.Shown = m.Key, true
		return
	}
	if tabled && target != byTag {
		d.undocumented = append(d.undocumented, undocumented{m.Key, at, "%s is not in any table and is left out"})
		return
	}
	p := &model.Property{Name: m.Key, Position: at, Shown: true}
	r.d.ReferName(&p.Ref, name, "", at)
	p.Collection = p.Collection || collection
	p.Reasons.Add("type", whyOnlyJSON, at, name)
	d.undocumented = append(d.undocumented, undocumented{m.Key, at, "%s is not in any table; its type is taken from here"})
	d.typ.Properties = append(d.typ.Properties, p)
	r.d.leaveOpen(&p.Ref)
	r.keepObjects(d, p, m.Value, true)
}

// keepObjects keeps the objects of a property whose row leaves its type open. The
// representation is named if strings in it may be the names of types.
func (r *reader) keepObjects(d *declaration, p *model.Property, v *lenient.Value, named bool) {
	if !r.d.leavesOpen(&p.Ref) {
		return
	}
	if values := objectsIn(v); len(values) > 0 {
		if d.objects == nil {
			d.objects = map[*model.Property]objects{}
		}
		d.objects[p] = objects{values, named, v.Kind == lenient.Array}
	}
}

// examples reads the examples of a type whose page has no JSON representation: the
// spelling of properties, and the objects of those whose rows leave their type open.
func (r *reader) examples(d *declaration) {
	for _, s := range r.page.Sections {
		if s.Level < 2 || !strings.Contains(strings.ToLower(s.Title), "example") {
			continue
		}
		for _, b := range s.Blocks {
			code, ok := b.(*page.Code)
			if !ok || !strings.HasPrefix(strings.TrimSpace(code.Text), "{") {
				continue
			}
			if v, _, err := lenient.Parse(code.Text); err == nil && d.isShownBy(v) {
				r.example(d, code, v)
				return
			}
		}
	}
}

// isShownBy reports whether an object has members for most properties of the type.
func (d *declaration) isShownBy(v *lenient.Value) bool {
	n := 0
	for _, p := range d.typ.Properties {
		if v.GetFold(p.Name) != nil {
			n++
		}
	}
	return n > 0 && 2*n > len(d.typ.Properties)
}

func (r *reader) example(d *declaration, code *page.Code, v *lenient.Value) {
	for i := range v.Members {
		m := &v.Members[i]
		p := findProperty(d.typ.Properties, m.Key)
		if p == nil {
			if p = findFold(d.typ.Properties, m.Key); p == nil {
				continue
			}
			r.d.Findings.Add(offsetPosition(code, m.Offset), ruleJSONCase, "the table spells this property %s at line %d; the spelling here is used", quote(p.Name), p.Position.Line)
			p.Name = m.Key
		}
		r.keepObjects(d, p, m.Value, false)
	}
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

// evidence is the source of a type in a JSON representation.
type evidence uint8

const (
	byKind evidence = iota // the kind of the sample value
	byWord                 // the sample value is the name of a primitive type
	byTag                  // an "@odata.type" or a qualified name
)

// typeOfJSON returns the type of a sample value.
func typeOfJSON(v *lenient.Value) (name string, how evidence, collection bool) {
	switch v.Kind {
	case lenient.Array:
		if len(v.Items) == 0 {
			return edm.Untyped, byKind, true
		}
		if isList(v.Items[0]) {
			return edm.Untyped, byKind, true // OData has no lists of lists
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

// isList reports whether a value is a list of something: an array, or a string
// with the name of a collection.
func isList(v *lenient.Value) bool {
	_, _, many := typeOfJSON(v)
	return many
}

// typeOfSample returns the type of a placeholder such as "String (timestamp)",
// "Boolean" or "4.2".
func typeOfSample(s string) (name string, how evidence, collection bool) {
	if s == "String" || s == "string" {
		return edm.String, byWord, false
	}
	c := readCell(page.Text{{Text: s}})
	if !c.isCertain() {
		return edm.String, byKind, false
	}
	if p := edm.InCell(c.name); p.Name != "" && edm.IsSizeless(c.name) {
		return p.Name, byKind, c.collection
	} else if p.Name != "" {
		return p.Name, byWord, c.collection
	}
	if namespace, _ := splitName(c.name); namespace != "" {
		return c.name, byTag, c.collection
	}
	return edm.String, byKind, false
}

// offsetPosition returns the position of an offset in the text of a code block.
func offsetPosition(code *page.Code, offset int) source.Position {
	before := code.Text[:min(offset, len(code.Text))]
	at := code.TextPos
	at.Line += strings.Count(before, "\n")
	at.Col = len(before) - (strings.LastIndexByte(before, '\n') + 1) + 1 + code.Indent
	return at
}

// useRepresentations sets the types of properties from the JSON
// representations.
func (l *linker) useRepresentations() {
	for _, d := range l.pages {
		for _, decl := range d.declared {
			for _, p := range decl.typ.Properties {
				shown := decl.represented[p]
				if edm.Named(shown.name).Name != "" {
					l.useWord(d, p, shown)
				} else {
					l.preferTarget(d, p, shown.name)
					l.useTag(d, p, shown)
				}
				l.useObjects(d, decl, p)
			}
		}
	}
}

// useTag sets the type of a property to the one that the JSON representation
// names, if the table has no type or only "String".
func (l *linker) useTag(d *Declarations, p *model.Property, tag sample) {
	if tag.name == "" || p.Type != edm.Untyped && p.Type != edm.String {
		return
	}
	n := l.byName(d, &reference{name: tag.name, at: p.Position})
	switch {
	case n == nil:
		if !l.nameListed(d, p, tag.name) {
			return
		}
	case p.Type == edm.String && n.enum == nil:
		return
	default:
		p.Collection = p.Collection || tag.collection && p.Type == edm.Untyped
		n.set(&p.Ref)
		p.Reasons.Add("type", whyRepresentation, p.Position, tag.name)
	}
	l.findings.Add(p.Position, ruleJSONType, "the table leaves the type of %s open; the JSON representation says %s", quote(p.Name), quote(p.Type))
}

// useWord sets the type of a property from the JSON representation, which has
// the name of a primitive type as the value, if the row has no type.
func (l *linker) useWord(d *Declarations, p *model.Property, word sample) {
	if p.Type != edm.Untyped || !d.open[&p.Ref] {
		return
	}
	p.Type, p.Collection = word.name, word.collection
	p.Reasons.Add("type", whyRepresentation, p.Position, word.name)
	l.findings.Add(p.Position, ruleJSONType, "the table leaves the type of %s open; the JSON representation says %s", quote(p.Name), quote(p.Type))
}

// preferTarget sets the type of a property to the type on the page that its
// link targets, if the JSON representation names the same type and only the
// link text names another.
func (l *linker) preferTarget(d *Declarations, p *model.Property, name string) {
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
		if target := l.stems[file]; target != nil && target.subject(l) == n {
			n.set(&p.Ref)
			p.Reasons.Add("type", whyRepresentation, p.Position, name)
			l.findings = slices.DeleteFunc(l.findings, func(f source.Finding) bool { return f.Rule == ruleLinkMismatch && f.Position == r.at })
			l.findings.Add(r.at, ruleLinkMismatch, "the link text says %s, but the target and the JSON representation say %s; the target is used", quote(r.name), quote(p.Type))
		}
	}
}
