// Package mock writes a model as the tables of package templates/fake: the
// request lines with their examples, and the types that requests are compared
// with.
//
// Tables are JSON, which the fake reads. Text of pages in them is data and
// never Go code.
package mock

import (
	"encoding/json"
	"strings"

	escape "github.com/docwright/docwright/generator/text"
	"github.com/docwright/docwright/parser/dialect"
	"github.com/docwright/docwright/parser/model"
)

// Table is the content of a file of tables.
type Table struct {
	// BaseURL is the base URL of the paths.
	BaseURL    string
	Operations []*model.Operation
	Types      []*model.Type
	Enums      []*model.Enum
}

// Of returns the table of a model.
func Of(m *model.Model) Table {
	return Table{BaseURL: m.BaseURL, Operations: m.Operations, Types: m.Types, Enums: m.Enums}
}

// JSON returns the table as text, with a line for each property and example, so
// that a change of a page changes few lines. Bodies are unchanged.
func (t Table) JSON() []byte {
	b := append([]byte(`{"base": `), text(t.BaseURL)...)
	b = list(b, "operations", t.Operations, func(b []byte, op *model.Operation) []byte { return appendOperation(b, op, t.BaseURL) })
	b = list(b, "types", t.Types, appendType)
	b = list(b, "enums", t.Enums, func(b []byte, e *model.Enum) []byte { return append(b, enumOf(e)...) })
	return escape.JSON(append(b, "}\n"...))
}

// list appends a member with a list, each item on lines of its own. It appends
// nothing if the list is empty.
func list[T any](b []byte, name string, items []T, item func([]byte, T) []byte) []byte {
	if len(items) == 0 {
		return b
	}
	b = append(b, ",\n\""+name+"\": ["...)
	for i, v := range items {
		if i > 0 {
			b = append(b, ',')
		}
		b = item(append(b, '\n'), v)
	}
	return append(b, ']')
}

// text returns v as JSON on one line, without HTML escapes.
func text(v any) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		panic(err) // impossible: v consists of strings, numbers and booleans
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// open returns v as JSON without its closing brace.
func open(v any) string { return strings.TrimSuffix(text(v), "}") }

type valueType struct {
	Type       string `json:"type,omitempty"`
	Collection bool   `json:"collection,omitempty"`
}

func typeOf(r model.Ref) valueType { return valueType{r.Type, r.Collection} }

type property struct {
	Name string `json:"name"`
	valueType
	ReadOnly bool `json:"readOnly,omitempty"`
	Required bool `json:"required,omitempty"`
	Key      bool `json:"key,omitempty"`
	// Navigation is set for relationships. SelectOnly is set if the property is
	// returned only on $select.
	Navigation bool `json:"navigation,omitempty"`
	SelectOnly bool `json:"selectOnly,omitempty"`
	// Opposite is the relationship that leads back.
	Opposite string `json:"opposite,omitempty"`
}

func appendType(b []byte, t *model.Type) []byte {
	b = append(b, open(struct {
		Name string `json:"name"`
		Base string `json:"base,omitempty"`
		Open bool   `json:"open,omitempty"`
	}{t.Qualified(), t.Base, t.Open})...)
	b = list(b, "properties", t.Properties, func(b []byte, q *model.Property) []byte {
		return append(b, text(property{Name: q.Name, valueType: typeOf(q.Ref), ReadOnly: q.ReadOnly, Key: q.Key, Navigation: q.Navigation, SelectOnly: q.SelectOnly, Opposite: opposite(q)})...)
	})
	return append(b, '}')
}

// opposite returns the name of the relationship that leads back: the one in the
// description, or members for memberOf.
func opposite(q *model.Property) string {
	if !q.Navigation {
		return ""
	}
	one, ok := strings.CutSuffix(q.Name, "Of")
	if q.Opposite == "" && ok && q.Collection {
		return dialect.Plural(one)
	}
	return q.Opposite
}

func enumOf(e *model.Enum) string {
	members := make([]string, len(e.Members))
	for i, m := range e.Members {
		members[i] = m.Name
	}
	return text(struct {
		Name    string   `json:"name"`
		Members []string `json:"members"`
		Flags   bool     `json:"flags,omitempty"`
	}{e.Qualified(), members, e.Flags})
}
