package openapi

import (
	"bytes"
	"encoding/json"
	"strings"
)

// The objects of OpenAPI, with those fields that descriptions of references have.

// object is a JSON object whose members have an order.
type object []member

type member struct {
	name  string
	value any
}

// has reports whether there is a member with the name.
func (o object) has(name string) bool { return o.get(name) != nil }

// get returns the value of a member, or nil.
func (o object) get(name string) any {
	for _, m := range o {
		if m.name == name {
			return m.value
		}
	}
	return nil
}

// MarshalJSON returns the members in order.
func (o object) MarshalJSON() ([]byte, error) {
	b := []byte{'{'}
	for i, m := range o {
		if i > 0 {
			b = append(b, ',')
		}
		name, err := compact(m.name)
		if err != nil {
			return nil, err
		}
		value, err := compact(m.value)
		if err != nil {
			return nil, err
		}
		b = append(append(append(b, name...), ':'), value...)
	}
	return append(b, '}'), nil
}

// valueIn returns the value that a JSON text has, with the order of its members. Examples
// may repeat a name, which readers of descriptions refuse. The last value stays, as
// readers of JSON take it.
func valueIn(text string) any {
	d := json.NewDecoder(strings.NewReader(text))
	d.UseNumber()
	v, err := nextValue(d)
	if err != nil {
		return json.RawMessage(text) // no JSON: an error when it is printed
	}
	return v
}

// nextValue reads the next value.
func nextValue(d *json.Decoder) (any, error) {
	token, err := d.Token()
	if err != nil {
		return nil, err
	}
	switch token {
	case json.Delim('['):
		list := []any{}
		for d.More() {
			v, err := nextValue(d)
			if err != nil {
				return nil, err
			}
			list = append(list, v)
		}
		_, err := d.Token()
		return list, err
	case json.Delim('{'):
		o := object{}
		at := map[string]int{}
		for d.More() {
			name, err := d.Token()
			if err != nil {
				return nil, err
			}
			v, err := nextValue(d)
			if err != nil {
				return nil, err
			}
			m := member{name.(string), v} // the decoder accepts nothing else
			if i, repeated := at[m.name]; repeated {
				o[i] = m
				continue
			}
			at[m.name] = len(o)
			o = append(o, m)
		}
		_, err := d.Token()
		return o, err
	}
	return token, nil
}

// compact returns the JSON form of v without HTML escapes.
func compact(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	return bytes.TrimSuffix(b.Bytes(), []byte{'\n'}), err
}

type info struct {
	Title       string   `json:"title"`
	Description string   `json:"description,omitempty"`
	License     *license `json:"license,omitempty"`
	Version     string   `json:"version"`
}

type license struct {
	Name       string `json:"name"`
	Identifier string `json:"identifier,omitempty"` // 3.1
	URL        string `json:"url,omitempty"`
}

type server struct {
	URL       string `json:"url"`
	Variables object `json:"variables,omitempty"` // of variable
}

type variable struct {
	Default     string `json:"default"`
	Description string `json:"description,omitempty"`
}

type tag struct {
	Name         string        `json:"name"`
	Description  string        `json:"description,omitempty"`
	ExternalDocs *externalDocs `json:"externalDocs,omitempty"`
}

type externalDocs struct {
	URL string `json:"url"`
}

// origin is the position of what an object describes.
type origin struct {
	Page string `json:"x-docwright-page,omitempty"`
	Line int    `json:"x-docwright-line,omitempty"`
}

type operation struct {
	Tags         []string      `json:"tags,omitempty"`
	Summary      string        `json:"summary,omitempty"`
	Description  string        `json:"description,omitempty"`
	ExternalDocs *externalDocs `json:"externalDocs,omitempty"`
	OperationID  string        `json:"operationId,omitempty"`
	Parameters   []*parameter  `json:"parameters,omitempty"`
	RequestBody  *requestBody  `json:"requestBody,omitempty"`
	Responses    object        `json:"responses"` // of *response
	Deprecated   bool          `json:"deprecated,omitempty"`
	Security     []requirement `json:"security,omitempty"`
	origin
	// Pages has the pages of the request line if there are several.
	Pages []string `json:"x-docwright-pages,omitempty"`
}

// The places of parameters.
const (
	inPath   = "path"
	inQuery  = "query"
	inHeader = "header"
)

type parameter struct {
	Name        string  `json:"name"`
	In          string  `json:"in"`
	Description string  `json:"description,omitempty"`
	Required    bool    `json:"required,omitempty"`
	Style       string  `json:"style,omitempty"`
	Explode     *bool   `json:"explode,omitempty"`
	Schema      *schema `json:"schema"`
	Examples    object  `json:"examples,omitempty"` // of *example
	// Contradicting has the examples that are no values of the schema.
	Contradicting object `json:"x-docwright-contradicting-examples,omitempty"`
	// SkipEncoding is set if the value is a path, whose slashes are not encoded.
	SkipEncoding bool `json:"x-ms-skip-url-encoding,omitempty"`
}

type requestBody struct {
	Content  object `json:"content"` // of *mediaType
	Required bool   `json:"required,omitempty"`
}

type mediaType struct {
	Schema   *schema `json:"schema,omitempty"`
	Examples object  `json:"examples,omitempty"` // of *example
	// Contradicting has the examples that are no values of the schema.
	Contradicting object `json:"x-docwright-contradicting-examples,omitempty"`
}

type example struct {
	Summary string `json:"summary,omitempty"`
	Value   any    `json:"value"`
	origin
}

type response struct {
	Ref         string `json:"$ref,omitempty"`
	Description string `json:"description,omitempty"`
	Headers     object `json:"headers,omitempty"` // of *header
	Content     object `json:"content,omitempty"` // of *mediaType
}

type header struct {
	Schema *schema `json:"schema"`
}

type schema struct {
	Ref                  string         `json:"$ref,omitempty"`
	Title                string         `json:"title,omitempty"`
	Description          string         `json:"description,omitempty"`
	Type                 any            `json:"type,omitempty"` // a string; in 3.1 also a list
	Format               string         `json:"format,omitempty"`
	ContentEncoding      string         `json:"contentEncoding,omitempty"` // 3.1
	Enum                 []string       `json:"enum,omitempty"`
	Default              any            `json:"default,omitempty"`
	Minimum              *int64         `json:"minimum,omitempty"`
	Maximum              *int64         `json:"maximum,omitempty"`
	Nullable             bool           `json:"nullable,omitempty"` // 3.0
	ReadOnly             bool           `json:"readOnly,omitempty"`
	Deprecated           bool           `json:"deprecated,omitempty"`
	AllOf                []*schema      `json:"allOf,omitempty"`
	AnyOf                []*schema      `json:"anyOf,omitempty"`
	Items                *schema        `json:"items,omitempty"`
	Required             []string       `json:"required,omitempty"`
	Properties           object         `json:"properties,omitempty"` // of *schema
	AdditionalProperties any            `json:"additionalProperties,omitempty"`
	Discriminator        *discriminator `json:"discriminator,omitempty"`
	ExternalDocs         *externalDocs  `json:"externalDocs,omitempty"`
	// EnumValues describes the members of an enum, and EnumFlags says that a value is a
	// set of them, as in the vendor extensions of AutoRest and Kiota.
	EnumValues *enumValues `json:"x-ms-enum,omitempty"`
	EnumFlags  *enumFlags  `json:"x-ms-enum-flags,omitempty"`
	Navigation bool        `json:"x-ms-navigationProperty,omitempty"`
	origin
}

// isEmpty reports whether the schema says nothing, so that it has any JSON value.
func (s *schema) isEmpty() bool {
	b, err := compact(s)
	return err == nil && string(b) == "{}"
}

type discriminator struct {
	PropertyName string            `json:"propertyName"`
	Mapping      map[string]string `json:"mapping,omitempty"` // encoding/json sorts the keys
}

type enumValues struct {
	Name string `json:"name"`
	// Open is set because services add members.
	Open   bool        `json:"modelAsString"`
	Values []enumValue `json:"values"`
}

type enumValue struct {
	Value       string `json:"value"`
	Name        string `json:"name"`
	Description string `json:"description,omitempty"`
}

type enumFlags struct {
	IsFlags bool `json:"isFlags"`
}

// requirement is a security requirement: the scopes of one scheme.
type requirement map[string][]string

type securityScheme struct {
	Type        string `json:"type"`
	Description string `json:"description,omitempty"`
	Scheme      string `json:"scheme,omitempty"`
	Flows       object `json:"flows,omitempty"` // of *flow
}

type flow struct {
	AuthorizationURL string            `json:"authorizationUrl,omitempty"`
	TokenURL         string            `json:"tokenUrl"`
	Scopes           map[string]string `json:"scopes"`
}
