// Package csdl writes a model as metadata of OData: CSDL 4.01 in XML.
//
// Types, enums and their members are those of the model. Entity sets, singletons, actions
// and functions come from the request lines. Metadata names no paths, permissions,
// examples or responses by status, so that these are left out; request lines that metadata
// can't express have a finding.
package csdl

import (
	"bufio"
	"cmp"
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/docwright/docwright/generator/lines"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// Terms of the vocabulary Org.OData.Core.V1.
const (
	vocabulary  = "Org.OData.Core.V1"
	description = vocabulary + ".Description"
	computed    = vocabulary + ".Computed"
	revisions   = vocabulary + ".Revisions"
)

// Document is metadata to be written.
type Document struct {
	findings source.Findings
	schemas  []*schema // sorted by namespace
	// container is the schema with the entity container: that of most types.
	container *schema
	roots     []*root
	imports   []*call
	// shown has the relationships that paths show and no table has.
	shown map[*model.Type][]*model.Property
}

// schema is the content of a namespace.
type schema struct {
	namespace string
	types     []*model.Type
	enums     []*model.Enum
	calls     []*call
}

// call is an action or a function.
type call struct {
	name       string
	function   bool
	binding    string // the type, or empty if it is not bound
	parameters []*model.Parameter
	result     *model.Response // nil if there is none
	about      string
	deprecated bool
}

// key identifies a call: functions are told apart by their parameters, too (CSDL, section
// 12.2).
func (c *call) key() string {
	key := c.name + " " + c.binding
	if c.function {
		for _, q := range c.parameters {
			key += " " + q.Name
		}
	}
	return key
}

// New decides the content of the metadata of a model. The findings are about what it
// leaves out, unsorted.
func New(m *model.Model) (*Document, source.Findings) {
	d := &Document{shown: map[*model.Type][]*model.Property{}}
	for _, t := range m.Types {
		if s := d.schema(t.Namespace); isName(t.Name) {
			s.types = append(s.types, t)
			d.checkProperties(t)
		} else {
			d.findings.Add(t.Position(), ruleName, "type %s is left out, because %q can't be a name", t.Qualified(), t.Name)
		}
	}
	for _, e := range m.Enums {
		if s := d.schema(e.Namespace); isName(e.Name) {
			s.enums = append(s.enums, e)
			d.checkMembers(e)
		} else {
			d.findings.Add(e.Position(), ruleName, "enum %s is left out, because %q can't be a name", e.Qualified(), e.Name)
		}
	}
	for _, s := range d.schemas {
		if d.container == nil || len(s.types) > len(d.container.types) {
			d.container = s
		}
	}
	if d.container == nil {
		d.container = d.schema("api")
	}
	d.addLines(lines.New(m))
	slices.SortFunc(d.schemas, func(a, b *schema) int { return strings.Compare(a.namespace, b.namespace) })
	return d, d.findings
}

// checkProperties reports properties whose names can't be those of CSDL. Annotations of
// values, such as "@odata.etag", have such names.
func (d *Document) checkProperties(t *model.Type) {
	for _, q := range t.Properties {
		if !isName(q.Name) {
			d.findings.Add(q.Position, ruleName, "property %s of %s is left out, because %q can't be a name", q.Name, t.Qualified(), q.Name)
		}
	}
}

// checkMembers reports members whose names can't be those of CSDL.
func (d *Document) checkMembers(e *model.Enum) {
	for _, m := range e.Members {
		if !isName(m.Name) {
			d.findings.Add(cmp.Or(m.Position, e.Position()), ruleName, "member %s of %s is left out, because %q can't be a name", m.Name, e.Qualified(), m.Name)
		}
	}
}

// schema returns the schema of a namespace.
func (d *Document) schema(namespace string) *schema {
	namespace = cmp.Or(namespace, "api")
	for _, s := range d.schemas {
		if s.namespace == namespace {
			return s
		}
	}
	s := &schema{namespace: namespace}
	d.schemas = append(d.schemas, s)
	return s
}

// isName reports whether text is a name of CSDL that readers accept (CSDL, section 17.2).
func isName(text string) bool {
	return text != "" && !strings.ContainsFunc(text, func(r rune) bool { return strings.ContainsRune("/.,:;()<>&'\"@#", r) || r <= ' ' || r == 0x7f })
}

// Write writes the metadata. The same model gives the same bytes.
func (d *Document) Write(w io.Writer) error {
	p := &printer{w: bufio.NewWriterSize(w, 1<<16)}
	p.w.WriteString(xml.Header)
	p.open("edmx:Edmx", "Version", "4.01", "xmlns:edmx", "http://docs.oasis-open.org/odata/ns/edmx")
	p.open("edmx:Reference", "Uri", "https://docs.oasis-open.org/odata/odata-vocabularies/v4.0/vocabularies/Org.OData.Core.V1.xml")
	p.empty("edmx:Include", "Namespace", vocabulary)
	p.close()
	p.open("edmx:DataServices")
	for _, s := range d.schemas {
		p.open("Schema", "Namespace", s.namespace, "xmlns", "http://docs.oasis-open.org/odata/ns/edm")
		for _, e := range s.enums {
			p.enum(e)
		}
		for _, t := range s.types {
			d.structured(p, t)
		}
		for _, c := range s.calls {
			p.call(c)
		}
		if s == d.container {
			d.writeContainer(p)
		}
		p.close()
	}
	p.close()
	p.close()
	return p.w.Flush()
}

func (d *Document) writeContainer(p *printer) {
	p.open("EntityContainer", "Name", "Service")
	for _, r := range d.roots {
		if r.set {
			p.empty("EntitySet", "Name", r.name, "EntityType", r.of.Qualified())
		} else {
			p.empty("Singleton", "Name", r.name, "Type", r.of.Qualified())
		}
	}
	for _, c := range d.imports {
		kind := "Action"
		if c.function {
			kind = "Function"
		}
		p.empty(kind+"Import", "Name", c.name, kind, d.container.namespace+"."+c.name)
	}
	p.close()
}

// structured writes an entity type or a complex type.
func (d *Document) structured(p *printer, t *model.Type) {
	name := "ComplexType"
	if t.Kind == model.Entity {
		name = "EntityType"
	}
	p.open(name, "Name", t.Name, "BaseType", t.Base, "Abstract", yes(t.Abstract), "OpenType", yes(t.Open || t.Entries != nil), "HasStream", yes(t.Media))
	var keys []string
	for _, q := range t.Properties {
		if q.Key && isName(q.Name) {
			keys = append(keys, q.Name)
		}
	}
	if len(keys) > 0 && t.Kind == model.Entity {
		p.open("Key")
		for _, name := range keys {
			p.empty("PropertyRef", "Name", name)
		}
		p.close()
	}
	for _, q := range t.Properties {
		if !isName(q.Name) {
			continue // an annotation of the value, which metadata does not declare
		}
		p.property(q)
	}
	for _, q := range d.shown[t] {
		p.property(q)
	}
	p.about(t.Description, t.Deprecated)
	p.close()
}

func (p *printer) property(q *model.Property) {
	nullable := ""
	if q.Nullable != nil {
		nullable = strconv.FormatBool(*q.Nullable)
	}
	name, value := "Property", ""
	if q.Default != nil {
		value = *q.Default
	}
	if q.Navigation && q.Struct != nil && q.Struct.Kind == model.Entity {
		name, value = "NavigationProperty", ""
		if q.Collection {
			nullable = "" // a collection of entities has none (CSDL, section 8.3)
		}
	}
	p.open(name, "Name", q.Name, "Type", csdlType(&q.Ref), "Nullable", nullable, "DefaultValue", value)
	if q.ReadOnly {
		p.empty("Annotation", "Term", computed, "Bool", "true")
	}
	p.about(q.Description, q.Deprecated)
	p.close()
}

// enum writes an enum. Members of flags have values (CSDL, section 10.3): those of the
// pages, or else powers of two in order. Members of other enums have the values of the
// pages, if they give all of them.
func (p *printer) enum(e *model.Enum) {
	p.open("EnumType", "Name", e.Name, "IsFlags", yes(e.Flags))
	all := !slices.ContainsFunc(e.Members, func(m *model.Member) bool { return m.Value == nil })
	next := int64(1)
	var seen []string
	for _, m := range e.Members {
		if !isName(m.Name) || slices.Contains(seen, m.Name) {
			continue
		}
		seen = append(seen, m.Name)
		value := ""
		switch {
		case all:
			value = strconv.FormatInt(*m.Value, 10)
		case e.Flags && strings.EqualFold(m.Name, "none"):
			value = "0"
		case e.Flags:
			value = strconv.FormatInt(next, 10)
			next <<= 1
		}
		p.open("Member", "Name", m.Name, "Value", value)
		p.about(m.Description, m.Deprecated)
		p.close()
	}
	p.about(e.Description, e.Deprecated)
	p.close()
}

// call writes an action or a function.
func (p *printer) call(c *call) {
	name := "Action"
	if c.function {
		name = "Function"
	}
	p.open(name, "Name", c.name, "IsBound", yes(c.binding != ""))
	if c.binding != "" {
		p.empty("Parameter", "Name", "bindingParameter", "Type", c.binding)
	}
	for _, q := range c.parameters {
		p.open("Parameter", "Name", q.Name, "Type", csdlType(&q.Ref), "Nullable", map[bool]string{true: "false"}[q.Required])
		p.about(q.Description, false)
		p.close()
	}
	if c.result != nil {
		p.empty("ReturnType", "Type", csdlType(&c.result.Ref))
	}
	p.about(c.about, c.deprecated)
	p.close()
}

// csdlType returns the type in the notation of CSDL.
func csdlType(r *model.Ref) string {
	if r.Collection {
		return "Collection(" + r.Type + ")"
	}
	return r.Type
}

// yes returns the value of an attribute that is false by default.
func yes(b bool) string {
	if b {
		return "true"
	}
	return ""
}

// printer writes XML with an element on each line.
type printer struct {
	w        *bufio.Writer
	elements []string
	// bare is set if the start tag of the innermost element is not complete, because it may
	// have no content.
	bare bool
}

// open begins an element. Attributes without a value are left out.
func (p *printer) open(name string, attributes ...string) {
	p.content()
	p.w.WriteString(strings.Repeat("  ", len(p.elements)) + "<" + name)
	for i := 0; i+1 < len(attributes); i += 2 {
		if attributes[i+1] == "" {
			continue
		}
		p.w.WriteString(" " + attributes[i] + `="`)
		_ = xml.EscapeText(p.w, []byte(attributes[i+1])) // the writer keeps the error
		p.w.WriteString(`"`)
	}
	p.elements = append(p.elements, name)
	p.bare = true
}

// content completes the start tag of an element that has content.
func (p *printer) content() {
	if p.bare {
		p.w.WriteString(">\n")
		p.bare = false
	}
}

func (p *printer) close() {
	last := len(p.elements) - 1
	name := p.elements[last]
	p.elements = p.elements[:last]
	if p.bare {
		p.w.WriteString("/>\n")
		p.bare = false
		return
	}
	fmt.Fprintf(p.w, "%s</%s>\n", strings.Repeat("  ", last), name)
}

// empty writes an element without content.
func (p *printer) empty(name string, attributes ...string) {
	p.open(name, attributes...)
	p.close()
}

// about writes a description, and that something is deprecated.
func (p *printer) about(text string, deprecated bool) {
	if text != "" {
		p.empty("Annotation", "Term", description, "String", text)
	}
	if !deprecated {
		return
	}
	p.open("Annotation", "Term", revisions)
	p.open("Collection")
	p.open("Record")
	p.open("PropertyValue", "Property", "Kind")
	p.content()
	fmt.Fprintf(p.w, "%s<EnumMember>%s.RevisionKind/Deprecated</EnumMember>\n", strings.Repeat("  ", len(p.elements)), vocabulary)
	p.close()
	p.close()
	p.close()
	p.close()
}
