package plan

import (
	"strings"

	"github.com/docwright/docwright/generator/ident"
	"github.com/docwright/docwright/generator/text"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// model plans the struct of a type.
func (p *planner) model(t *model.Type) {
	name := p.types[t]
	if name.IsZero() {
		return
	}
	p.use("Object")
	p.use("encodeObject")
	p.use("decodeObject")
	s := &Struct{
		Name:     name,
		Doc:      Doc{Text: typeDoc(name, t.Description, "has no description on its page."), Notes: p.pageNote(t.Pages)},
		Embed:    "Object",
		EmbedTag: text.Tag("odata", ancestry(t)),
		Codec:    true,
	}
	if t.Open {
		s.EmbedTag = text.Tag("odata", ancestry(t), "open", "true")
	}
	names := fieldNames{byName: map[ident.Ident]*Field{}, wires: map[string]bool{}}
	for base := range t.Lineage() {
		var kept []*Field
		for _, f := range p.ownFields(base, base == t) {
			if names.add(f) {
				kept = append(kept, f)
				p.useType(f.Type)
			}
		}
		switch {
		case base == t:
			s.Fields = kept
		case len(kept) > 0:
			s.Inherited = append(s.Inherited, Inherited{From: base.Name, Fields: kept})
		}
		if base.BaseType == t {
			p.findings.Add(typePosition(t), ruleBaseCycle, "type %s is a base type of its own base type %s", t.Qualified(), base.Qualified())
		}
	}
	g := p.group(stem(firstWord(name.String())))
	g.Decls = append(g.Decls, s)
	g.Types = append(g.Types, t)
}

// fieldNames tells which fields a struct has. A field of a base type gives way
// to one that the type itself has.
type fieldNames struct {
	byName map[ident.Ident]*Field
	wires  map[string]bool
}

func (n *fieldNames) add(f *Field) bool {
	if n.wires[f.wire] || n.byName[f.Name] != nil {
		return false
	}
	n.wires[f.wire] = true
	n.byName[f.Name] = f
	return true
}

// ownFields returns the fields for the properties that the type itself has,
// with findings if it is asked for them.
func (p *planner) ownFields(t *model.Type, report bool) []*Field {
	fields, ok := p.fields[t]
	if ok && !report {
		return fields
	}
	if !ok {
		fields = make([]*Field, 0, len(t.Properties))
	}
	if ok && len(fields) == len(t.Properties) {
		return fields // nothing was left out, so there is nothing to report
	}
	fields = fields[:0]
	seen := make(map[ident.Ident]*model.Property, len(t.Properties))
	for _, q := range t.Properties {
		f, err := p.field(q)
		if err != "" {
			if report {
				p.findings.Add(q.Position, ruleWireName, "property %q of %s: %s", q.Name, t.Qualified(), err)
			}
			continue
		}
		if had := seen[f.Name]; had != nil {
			if report {
				p.findings.Add(q.Position, ruleFieldTaken, "property %q of %s: the Go field %s is that of %q at %s", q.Name, t.Qualified(), f.Name, had.Name, had.Position)
			}
			continue
		}
		seen[f.Name] = q
		fields = append(fields, f)
	}
	p.fields[t] = fields
	return fields
}

// field plans the field for a property. err says why there can be none.
func (p *planner) field(q *model.Property) (f *Field, err string) {
	if strings.HasPrefix(q.Name, "@") {
		return nil, "it is control information, which Object keeps"
	}
	name, err := fieldName(spelling(q), modelFields)
	if err != "" {
		return nil, err
	}
	if chosen := p.chosenNames[q]; !chosen.IsZero() {
		name = chosen
	}
	f = &Field{Name: name, Type: p.property(&q.Ref), Tag: text.Tag("json", q.Name), wire: q.Name}
	if q.ReadOnly {
		f.Tag = text.Tag("json", q.Name, "odata", "readonly")
	}
	f.Doc.Text = sentence(q.Description)
	if q.Deprecated {
		f.Doc.Deprecated = true
	}
	return f, ""
}

// spelling returns how to spell a property in Go: as its type is, where the
// page has the property in lower case only: "openshifts" of openShift.
func spelling(q *model.Property) string {
	if q.Struct == nil && q.Enum == nil || q.Name != strings.ToLower(q.Name) {
		return q.Name
	}
	name := shortName(q.Type)
	for _, s := range [...]string{name, name + "s", name + "es", strings.TrimSuffix(name, "y") + "ies"} {
		if strings.EqualFold(s, q.Name) {
			return s
		}
	}
	return q.Name
}

// fieldName returns the Go field for a name on the wire. A name that is
// reserved gets "Value" behind it.
func fieldName(wire string, reserved map[string]bool) (id ident.Ident, err string) {
	if !text.WireName(wire) {
		return id, "a struct tag can't carry the name"
	}
	id, fault := ident.Exported(wire)
	if fault != nil {
		return id, fault.Error()
	}
	if reserved[id.String()] {
		id = id.Append(valueSuffix)
	}
	return id, ""
}

// ancestry returns the qualified names of a type and of its base types, as the
// run-time part reads them from the tag of Object.
func ancestry(t *model.Type) string {
	var b strings.Builder
	for base := range t.Lineage() {
		if base != t {
			b.WriteByte(' ')
		}
		b.WriteString(base.Qualified())
	}
	if base := t.Undescribed(); base != "" {
		b.WriteByte(' ')
		b.WriteString(base)
	}
	return b.String()
}

// enum plans the string type of an enum.
func (p *planner) enum(e *model.Enum) {
	name := p.enums[e]
	if name.IsZero() {
		return
	}
	d := &Enum{
		Name:    name,
		Doc:     Doc{Text: typeDoc(name, e.Description, enumDoc[e.Flags]), Notes: p.pageNote([]string{e.Page})},
		Flags:   e.Flags,
		Members: p.members[e],
	}
	if e.Flags {
		for _, use := range []string{"flagKnown", "flagMembers", "flagHas"} {
			p.use(use)
		}
	} else {
		p.use("known")
	}
	g := p.group(stem(firstWord(name.String())))
	g.Decls = append(g.Decls, d)
	g.Enums = append(g.Enums, e)
}

// pageNote links to the principal page.
func (p *planner) pageNote(pages []string) []string {
	if len(pages) == 0 || pages[0] == "" {
		return nil
	}
	if p.o.DocsURL == "" {
		return []string{"Page: " + pages[0]}
	}
	return []string{p.o.DocsURL + strings.TrimSuffix(strings.TrimPrefix(pages[0], "api/"), ".md")}
}

// at returns the position of an operation.
func at(op *model.Operation) source.Position {
	return source.Position{File: op.Page, Line: op.Line}
}

// enumDoc is what an enum is said to be whose page says nothing of it, by
// whether it is a set of flags.
var enumDoc = map[bool]string{
	false: "is one of the values below.",
	true:  "is a set of the values below.",
}
