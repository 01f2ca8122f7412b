package openapi

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/docwright/docwright/parser/edm"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// typeProperty is the property that names the type of a value (OData JSON Format 4.01,
// section 4.5.3).
const typeProperty = "@odata.type"

// errorSchema is the name of the schema of error responses (OData JSON Format 4.01,
// section 21.1), and errorResponse that of the response.
const (
	errorSchema   = "errorResponse"
	errorResponse = "error"
)

// schemas is the prefix of references to schemas.
const schemas = "#/components/schemas/"

// findSchemas names the schemas of all types and enums of the model, and selects those
// in the description: the chosen ones and their base types.
func (d *Description) findSchemas(m *model.Model) {
	d.taken[strings.ToLower(errorSchema)] = true
	d.makers[errorSchema] = odataError
	included := map[*model.Type]bool{}
	for _, t := range m.Types {
		if d.chosen.HasType(t) {
			for base := range t.Lineage() {
				included[base] = true
			}
		}
	}
	for _, t := range m.Types {
		d.names[t] = d.newName(t.Qualified(), t.Position(), included[t])
		if included[t] {
			d.makers[d.names[t]] = func() *schema { return d.structSchema(t) }
		}
	}
	for _, e := range m.Enums {
		d.names[e] = d.newName(e.Qualified(), e.Position(), d.chosen.HasEnum(e))
		if d.chosen.HasEnum(e) {
			d.makers[d.names[e]] = func() *schema { return d.enumSchema(e) }
		}
	}
	for _, t := range m.Types {
		if !included[t] {
			delete(d.names, t)
		}
	}
	for _, e := range m.Enums {
		if !d.chosen.HasEnum(e) {
			delete(d.names, e)
		}
	}
}

// newName returns a name for a schema that no other schema has, not even in another case
// of letters, as tools make files of them.
func (d *Description) newName(qualified string, at source.Position, report bool) string {
	name := strings.Map(func(r rune) rune {
		if 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || strings.ContainsRune("._-", r) {
			return r
		}
		return '_'
	}, qualified)
	base := name
	for n := 2; d.taken[strings.ToLower(name)]; n++ {
		name = fmt.Sprint(base, n)
	}
	d.taken[strings.ToLower(name)] = true
	if name != qualified && report {
		d.findings.Add(at, ruleSchemaName, "the schema of %s has the name %s", qualified, name)
	}
	return name
}

// schemaNamed returns the schema with the name, or nil.
func (d *Description) schemaNamed(name string) *schema {
	if s := d.made[name]; s != nil {
		return s
	}
	maker := d.makers[name]
	if maker == nil {
		return nil
	}
	d.made[name] = maker()
	return d.made[name]
}

// structSchema returns the schema of a type. A derived type is all of its base type and
// of its own properties.
func (d *Description) structSchema(t *model.Type) *schema {
	s := &schema{Title: t.Name, Description: t.Description, Deprecated: t.Deprecated, ExternalDocs: d.link(t.Position().File)}
	s.Page, s.Line = t.Position().File, t.Line
	if t.AnyJSON {
		return s
	}
	own := &schema{Type: "object"}
	if t.Kind == model.Complex {
		own.Required = required(t)
	}
	s.Discriminator = d.discriminate(t)
	if t.BaseType == nil {
		own.Properties = object{{typeProperty, &schema{Type: "string"}}}
	}
	for _, q := range t.Properties {
		if !own.Properties.has(q.Name) {
			own.Properties = append(own.Properties, member{q.Name, d.property(q)})
		}
	}
	switch {
	case t.Entries != nil:
		entry := d.value(t.Entries)
		if d.nulls[t.Entries] {
			entry = d.nullable(entry)
		}
		own.AdditionalProperties = entry
	case t.Open:
		own.AdditionalProperties = true
	}
	if base, ok := d.names[t.BaseType]; ok && t.BaseType != nil {
		s.AllOf = []*schema{{Ref: schemas + base}, own}
		return s
	}
	s.Type, s.Required, s.Properties, s.AdditionalProperties = own.Type, own.Required, own.Properties, own.AdditionalProperties
	return s
}

// discriminate returns the names of the type and its subtypes in values, or nil if it has
// no subtypes. The property with the name is optional: a value without it is of the type
// that is documented at its place.
func (d *Description) discriminate(t *model.Type) *discriminator {
	mapping := map[string]string{"#" + t.Qualified(): schemas + d.names[t]}
	for sub := range t.Subtypes() {
		if name, ok := d.names[sub]; ok {
			mapping["#"+sub.Qualified()] = schemas + name
		}
	}
	if len(mapping) == 1 {
		return nil
	}
	return &discriminator{typeProperty, mapping}
}

// required returns the names of the properties that the type requires.
func required(t *model.Type) []string {
	list := slices.Clone(t.Requires)
	for _, q := range t.Properties {
		if q.Required && !q.ReadOnly && !slices.Contains(list, q.Name) {
			list = append(list, q.Name)
		}
	}
	return list
}

// property returns the schema of a property.
func (d *Description) property(q *model.Property) *schema {
	s := d.value(&q.Ref)
	if q.Nullable != nil && *q.Nullable && !q.Collection || q.Nullable == nil && d.nulls[&q.Ref] {
		s = d.nullable(s)
	}
	about := schema{Description: q.Description, ReadOnly: q.ReadOnly, Deprecated: q.Deprecated, Navigation: q.Navigation}
	if q.Default != nil && !q.Collection {
		about.Default = d.literal(&q.Ref, *q.Default)
	}
	return d.annotated(s, about)
}

// annotated returns the schema with a description and other facts about the place where
// it is used. In version 3.0, nothing can be said beside a reference.
func (d *Description) annotated(s *schema, about schema) *schema {
	if about.isEmpty() {
		return s
	}
	if s.Ref != "" && !d.is31() {
		s = &schema{AllOf: []*schema{s}}
	}
	s.Description, s.ReadOnly, s.Deprecated, s.Default = about.Description, about.ReadOnly, about.Deprecated, about.Default
	s.Navigation = about.Navigation
	return s
}

// nullable returns the schema with null as a further value.
func (d *Description) nullable(s *schema) *schema {
	name, simple := s.Type.(string)
	switch {
	case s.Type == nil && s.Ref == "" && s.AnyOf == nil:
		return s // any value, null included
	case !d.is31() && simple:
		s.Nullable = true
		return s
	case !d.is31():
		return &schema{AnyOf: []*schema{s, {Type: "object", Nullable: true}}}
	case simple:
		s.Type = []string{name, "null"}
		return s
	}
	return &schema{AnyOf: []*schema{s, {Type: "null"}}}
}

// literal returns the default value of a property as JSON, or nil if the text is not a
// value of the type.
func (d *Description) literal(r *model.Ref, text string) any {
	switch p := edm.Named(r.Type); {
	case r.Enum != nil || p.Kind == edm.Text:
		return text
	case p.Kind == edm.Bool:
		if b, err := strconv.ParseBool(strings.ToLower(text)); err == nil {
			return b
		}
	case p.Kind == edm.Number:
		if n := json.Number(text); json.Valid([]byte(n)) {
			return n
		}
	}
	return nil
}

// value returns the schema of a value of a type: a reference, the schema of a primitive
// type, or an array of these.
func (d *Description) value(r *model.Ref) *schema {
	s := d.one(r)
	if r.Collection {
		return &schema{Type: "array", Items: s}
	}
	return s
}

// one returns the schema of one value, or of an element of a collection. A type that the
// description leaves out has any value, and its name as the title.
func (d *Description) one(r *model.Ref) *schema {
	var of any
	switch {
	case r.Struct != nil:
		of = r.Struct
	case r.Enum != nil:
		of = r.Enum
	default:
		return d.primitive(r.Type)
	}
	if name, ok := d.names[of]; ok {
		return &schema{Ref: schemas + name}
	}
	s := &schema{Title: r.Type}
	if r.Enum != nil {
		s.Type = "string"
	}
	return s
}

// formats has the schema of each primitive type that has a format (OData to OpenAPI
// Mapping, section 4.5.5, and the format registry of OpenAPI).
var formats = map[string]schema{
	"Edm.Binary":         {Type: "string", Format: "byte"},
	"Edm.Boolean":        {Type: "boolean"},
	"Edm.Date":           {Type: "string", Format: "date"},
	"Edm.DateTimeOffset": {Type: "string", Format: "date-time"},
	"Edm.Decimal":        {Type: "number", Format: "decimal"},
	"Edm.Double":         {Type: "number", Format: "double"},
	"Edm.Duration":       {Type: "string", Format: "duration"},
	"Edm.Guid":           {Type: "string", Format: "uuid"},
	"Edm.Int16":          {Type: "integer", Format: "int16"},
	"Edm.Int32":          {Type: "integer", Format: "int32"},
	"Edm.Int64":          {Type: "integer", Format: "int64"},
	"Edm.Single":         {Type: "number", Format: "float"},
	edm.Stream:           {Type: "string", Format: "byte"},
	edm.String:           {Type: "string"},
	"Edm.TimeOfDay":      {Type: "string", Format: "time"},
}

// primitive returns the schema of a primitive type. Any JSON value fits an untyped one,
// and a type that no page describes.
func (d *Description) primitive(name string) *schema {
	s := formats[name]
	if s.Format == "byte" && d.is31() {
		s.ContentEncoding = "base64"
	}
	if s.Type == nil && name != edm.Untyped {
		s.Title = name
	}
	if p := edm.Named(name); p.Bits() == 16 {
		s.Minimum, s.Maximum = &p.Low, &p.High
	}
	return &s
}

// enumSchema returns the schema of an enum. Services add members, so that any other text
// is valid, too. A value of flags has members with commas between them.
func (d *Description) enumSchema(e *model.Enum) *schema {
	s := &schema{Title: e.Name, Description: e.Description, Deprecated: e.Deprecated, ExternalDocs: d.link(e.Page)}
	s.Page, s.Line = e.Page, e.Line
	values := &enumValues{Name: e.Name, Open: true, Values: []enumValue{}}
	var names []string
	for _, m := range e.Members {
		if slices.Contains(names, m.Name) {
			continue
		}
		names = append(names, m.Name)
		values.Values = append(values.Values, enumValue{m.Name, m.Name, m.Description})
	}
	s.EnumValues = values
	if e.Flags || len(names) == 0 {
		s.Type = "string"
		if e.Flags {
			s.EnumFlags = &enumFlags{true}
		}
		return s
	}
	s.AnyOf = []*schema{{Type: "string", Enum: names}, {Type: "string"}}
	return s
}

// list returns a reference to the schema of a response with a list: its values, and
// links to the next page and, for changes, to later changes (OData JSON Format 4.01,
// section 4.5).
func (d *Description) list(r *model.Ref, kind model.OperationKind) *schema {
	one := model.Ref{Type: r.Type, Struct: r.Struct, Enum: r.Enum}
	item := d.one(&one)
	base := strings.TrimPrefix(item.Ref, schemas)
	if base == "" {
		base = strings.ToLower(strings.TrimPrefix(cmp.Or(edm.Named(r.Type).Name, "Edm.Untyped"), "Edm."))
	}
	suffix := "CollectionResponse"
	if kind == model.Delta {
		suffix = "DeltaResponse"
	}
	name := base + suffix
	for n := 2; d.taken[strings.ToLower(name)]; n++ {
		name = fmt.Sprint(base, suffix, n)
	}
	if d.made[name] == nil {
		s := &schema{Type: "object", Properties: object{
			{"value", &schema{Type: "array", Items: item}},
			{"@odata.count", &schema{Type: "integer", Format: "int64", Description: "The number of items in all pages, if the request has $count."}},
			{"@odata.nextLink", &schema{Type: "string", Description: "The URL of the next page. The last page has none."}},
		}}
		if kind == model.Delta {
			s.Properties = append(s.Properties, member{"@odata.deltaLink", &schema{Type: "string", Description: "The URL of the changes after this response. Only the last page has it."}})
		}
		d.made[name] = s
	}
	return &schema{Ref: schemas + name}
}

// odataError returns the schema of an error response.
func odataError() *schema {
	text := func(description string) *schema { return &schema{Type: "string", Description: description} }
	return &schema{Type: "object", Description: "The error format of OData.", Required: []string{"error"}, Properties: object{
		{"error", &schema{Type: "object", Required: []string{"code", "message"}, Properties: object{
			{"code", text("The code of the error, for programs.")},
			{"message", text("The description of the error, for people.")},
			{"target", text("The part of the request with the error.")},
			{"details", &schema{Type: "array", Items: &schema{Type: "object"}}},
			{"innerError", &schema{Type: "object", AdditionalProperties: true}},
		}}},
	}}
}
