package plan

import (
	"slices"
	"strings"

	"github.com/docwright/docwright/generator/ident"
	"github.com/docwright/docwright/generator/lines"
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
	p.use("textOf")
	p.use("NullOf")
	s := &Struct{
		Name:     name,
		Doc:      Doc{Text: typeDoc(name, t.Description, p.homes.usedIn(t)), Pages: p.link(principalPage(t))},
		Embed:    "Object",
		EmbedTag: objectTag(t),
		Codec:    true,
	}
	names := fieldNames{byName: map[ident.Ident]*Field{}, wires: map[string]bool{}}
	for base := range t.Lineage() {
		if family := p.families[base]; !family.name.IsZero() {
			s.Marks = append(s.Marks, family.method)
		}
		var kept []*Field
		for _, f := range p.ownFields(base, base == t) {
			if names.add(f) {
				kept = append(kept, requiredIn(t, base, f))
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
	if entries := t.EntriesOf(); entries != nil {
		s.Fields = append(s.Fields[:len(s.Fields):len(s.Fields)], p.entriesField(entries, names))
	}
	g := p.group(p.homes.typ(t))
	g.Decls = append(g.Decls, s)
	g.Types = append(g.Types, t)
}

// entriesField plans the field for the entries of a dictionary.
func (p *planner) entriesField(entries *model.Ref, names fieldNames) *Field {
	name := ident.Must("Entries")
	for names.byName[name] != nil {
		name = name.Append(valueSuffix)
	}
	return &Field{
		Name: name, Type: p.useType(p.entries(entries)), Tag: text.Tag("json", "-", "odata", "entries"),
		Doc: Doc{Text: "The values of the dictionary by their keys. Object keeps those that are null or of another type."},
	}
}

// requiredIn returns the field of a base type as a type derived from it has it: its
// documentation says so if the derived type alone requires the property.
func requiredIn(t, base *model.Type, f *Field) *Field {
	for derived := range t.Lineage() {
		if derived == base {
			break
		}
		if slices.Contains(derived.Requires, f.wire) {
			required := *f
			required.Doc.Notes = append(f.Doc.Notes[:len(f.Doc.Notes):len(f.Doc.Notes)], "Required.")
			return &required
		}
	}
	return f
}

// interfaces plans the interfaces for types with their subtypes, if the package
// has any of these types.
func (p *planner) interfaces(m *model.Model) {
	wanted := map[*model.Type]bool{}
	for _, t := range m.Types {
		if p.chosen[t] && !t.AnyJSON && !p.types[t].IsZero() {
			for base := range t.Lineage() {
				wanted[base] = true
			}
		}
	}
	for _, t := range m.Types {
		family := p.families[t]
		if !wanted[t] || family.name.IsZero() {
			continue
		}
		name := family.name.String()
		g := p.group(p.homes.typ(t))
		g.Decls = append(g.Decls, &Interface{
			Name: family.name, Method: family.method,
			Doc: Doc{Text: name + " is a pointer to a [" + p.types[t].String() + "] or to one of its subtypes. A subtype is sent with its @odata.type."},
		})
	}
}

// fieldNames has the fields of a struct. A field of the type itself takes
// precedence over one of a base type.
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

// ownFields returns the fields for the properties of the type itself. It adds
// findings if report is set.
func (p *planner) ownFields(t *model.Type, report bool) []*Field {
	fields, ok := p.fields[t]
	if ok && !report {
		return fields
	}
	if !ok {
		fields = make([]*Field, 0, len(t.Properties))
	}
	if ok && len(fields) == len(t.Properties) {
		return fields // nothing was left out
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
				p.findings.Add(q.Position, ruleFieldTaken, "property %q of %s: the Go field %s is taken by %q at %s", q.Name, t.Qualified(), f.Name, had.Name, had.Position)
			}
			continue
		}
		seen[f.Name] = q
		fields = append(fields, f)
	}
	p.fields[t] = fields
	return fields
}

// field plans the field for a property. err is the reason why there is no
// field.
func (p *planner) field(q *model.Property) (f *Field, err string) {
	if strings.HasPrefix(q.Name, "@") {
		return nil, "control information has no field; Object keeps it"
	}
	name, err := fieldName(spelling(q), modelFields)
	if err != "" {
		return nil, err
	}
	if chosen := p.chosenNames[q]; !chosen.IsZero() {
		name = chosen
	}
	f = &Field{Name: name, Type: p.fieldType(q), Tag: text.Tag("json", q.Name), wire: q.Name}
	if q.ReadOnly {
		f.Tag = text.Tag("json", q.Name, "odata", "readonly")
	}
	f.Doc.Text = sentence(q.Description)
	if q.Deprecated {
		f.Doc.Deprecated = true
	}
	return f, ""
}

// fieldType returns the type of the field for a property.
func (p *planner) fieldType(q *model.Property) Type {
	switch {
	case p.follows(q):
		return p.property(&q.Ref)
	case q.Collection:
		return Type{Slice, raw}
	}
	return Type{Plain, raw}
}

// spelling returns the case of a property in Go. If the page has the property
// in lower case only, it has the case of its type: "openshifts" of openShift.
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

// fieldName returns the Go field for a name in JSON. A reserved name is
// followed by "Value".
func fieldName(wire string, reserved map[string]bool) (id ident.Ident, err string) {
	if !text.WireName(wire) {
		return id, "a struct tag can't contain the name"
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

// objectTag returns the tag of the Object of a model: the type with its base
// types, whether it is open, and its subtypes. The subtypes of the root are
// left out, since they are all types with a key.
func objectTag(t *model.Type) string {
	pairs := []string{"odata", ancestry(t)}
	if t.Open {
		pairs = append(pairs, "open", "true")
	}
	var derived []string
	if !lines.IsRoot(t) {
		for sub := range t.Subtypes() {
			derived = append(derived, sub.Qualified())
		}
	}
	if len(derived) > 0 {
		slices.Sort(derived)
		pairs = append(pairs, "derived", strings.Join(derived, " "))
	}
	return text.Tag(pairs...)
}

// ancestry returns the qualified names of a type and of its base types, as in
// the tag of Object.
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
		Doc:     Doc{Text: typeDoc(name, e.Description, p.homes.usedIn(e)), Pages: p.link(e.Page)},
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
	g := p.group(p.homes.enum(e))
	g.Decls = append(g.Decls, d)
	g.Enums = append(g.Enums, e)
}

// link returns a link to the page, or its path. It returns nothing if there is
// no page.
func (p *planner) link(page string) []Item {
	switch {
	case page == "":
		return nil
	case p.o.DocsURL == "":
		return []Item{{Text: "Page: " + page}}
	}
	return []Item{{Text: p.target(page)}}
}

// target returns the URL or path of a page in a list of pages.
func (p *planner) target(page string) string {
	if p.o.DocsURL == "" {
		return page
	}
	return PageURL(p.o.DocsURL, page)
}

// PageURL returns the URL of a page, given the prefix of links to pages.
func PageURL(docs, page string) string {
	return docs + strings.TrimSuffix(strings.TrimPrefix(page, "api/"), ".md")
}

// principalPage returns the first page that describes the type.
func principalPage(t *model.Type) string {
	if len(t.Pages) == 0 {
		return ""
	}
	return t.Pages[0]
}

// at returns the position of an operation.
func at(op *model.Operation) source.Position {
	return source.Position{File: op.Page, Line: op.Line}
}

// shortName returns the name without its namespace.
func shortName(qualified string) string {
	return qualified[strings.LastIndexByte(qualified, '.')+1:]
}
