// Package mock writes what a model says as the tables of package
// templates/fake: the request lines with their examples, and the types that
// requests are held against.
//
// A table is JSON, as the fake reads it. It is what text from pages becomes
// when it must not become Go: nothing of it is a name in a program.
package mock

import (
	"encoding/json"
	"strings"

	escape "github.com/docwright/docwright/generator/text"
	"github.com/docwright/docwright/parser/model"
)

// Table is what a file of tables holds.
type Table struct {
	// BaseURL is the URL that the paths are below.
	BaseURL    string
	Operations []*model.Operation
	Types      []*model.Type
	Enums      []*model.Enum
}

// Of returns the table of all that the model says.
func Of(m *model.Model) Table {
	return Table{BaseURL: m.BaseURL, Operations: m.Operations, Types: m.Types, Enums: m.Enums}
}

// JSON returns the table as text: a line for each property and example, so that
// a change of a page is a change of few lines. Bodies stand in it as the pages
// have them.
func (t Table) JSON() []byte {
	b := append([]byte(`{"base": `), text(t.BaseURL)...)
	b = list(b, "operations", t.Operations, func(b []byte, op *model.Operation) []byte { return appendOperation(b, op, t.BaseURL) })
	b = list(b, "types", t.Types, appendType)
	b = list(b, "enums", t.Enums, func(b []byte, e *model.Enum) []byte { return append(b, enumOf(e)...) })
	return escape.JSON(append(b, "}\n"...))
}

// list appends a member with a list, each item on lines of its own; nothing
// where there are none.
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

// text returns v as JSON on one line, without escapes for HTML.
func text(v any) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		panic(err) // everything here is made of strings, numbers and booleans
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// open returns v as JSON without the brace at its end.
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
	// Navigation and SelectOnly say when the property is returned.
	Navigation bool `json:"navigation,omitempty"`
	SelectOnly bool `json:"selectOnly,omitempty"`
}

func appendType(b []byte, t *model.Type) []byte {
	b = append(b, open(struct {
		Name string `json:"name"`
		Base string `json:"base,omitempty"`
		Open bool   `json:"open,omitempty"`
	}{t.Qualified(), t.Base, t.Open})...)
	b = list(b, "properties", t.Properties, func(b []byte, q *model.Property) []byte {
		return append(b, text(property{Name: q.Name, valueType: typeOf(q.Ref), ReadOnly: q.ReadOnly, Key: q.Key, Navigation: q.Navigation, SelectOnly: q.SelectOnly})...)
	})
	return append(b, '}')
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
