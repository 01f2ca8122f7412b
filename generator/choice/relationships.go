package choice

import (
	"fmt"
	"slices"
	"strings"

	"github.com/docwright/docwright/generator/lines"
	"github.com/docwright/docwright/parser/lenient"
	"github.com/docwright/docwright/parser/model"
)

// Relationships selects the relationships whose types are included. The values
// of other relationships are kept as JSON.
type Relationships string

// The values of [Relationships]. The zero value means [Shown].
const (
	// Shown follows a relationship if a page shows its value in a request or a
	// response: in an example, in $expand, or in the table of a request body.
	// It considers all pages, not only the chosen ones, so that a type is the
	// same in every package.
	Shown Relationships = "shown"
	// Follow follows all relationships.
	Follow Relationships = "follow"
	// Raw follows no relationships.
	Raw Relationships = "raw"
)

// ParseRelationships returns the value with the given name.
func ParseRelationships(name string) (Relationships, error) {
	switch r := Relationships(name); r {
	case Shown, Follow, Raw:
		return r, nil
	}
	return "", fmt.Errorf("unknown value %q for relationships: want %s, %s or %s", name, Shown, Follow, Raw)
}

// shown finds the relationships that pages show in requests and responses.
type shown struct {
	lines *lines.Index
	// pages has the first page that shows each relationship.
	pages map[*model.Property]string
	page  string // the current page
	// named has the subtypes in the @odata.type of values.
	named []*model.Type
}

// namedBy returns the subtypes that the examples of an operation send,
// according to their @odata.type.
func namedBy(op *model.Operation, x *lines.Index) []*model.Type {
	s := &shown{lines: x, pages: map[*model.Property]string{}}
	s.requests(op, s.sent(op))
	return s.named
}

// shownIn returns the relationships that the pages of a model show, with the
// first page that shows each.
func shownIn(m *model.Model, x *lines.Index) map[*model.Property]string {
	s := &shown{lines: x, pages: map[*model.Property]string{}}
	for _, op := range m.Operations {
		s.page = op.Page
		s.operation(op)
	}
	for _, t := range m.Types {
		for _, q := range t.Properties {
			if s.page = q.Position.File; strings.Contains(strings.ToLower(q.Description), "supports $expand") {
				s.mark(q)
			}
		}
	}
	return s.pages
}

func (s *shown) mark(q *model.Property) {
	if _, known := s.pages[q]; !known && q.Navigation {
		s.pages[q] = s.page
	}
}

// operation finds the relationships in the tables and examples of an operation.
// It reads bodies as the type on the page, and as the types of the functions
// for its request lines.
func (s *shown) operation(op *model.Operation) {
	sent := s.sent(op)
	for _, t := range sent {
		if op.Request != nil {
			s.rows(op.Request.Parameters, t)
		}
	}
	s.requests(op, sent)
	for _, t := range s.answered(op) {
		for _, q := range op.QueryParameters {
			if q.Name == expandOption {
				s.words(q.Description, t)
			}
		}
		for _, e := range op.Examples {
			s.answer(e, t)
		}
	}
}

// sent returns the types of request bodies.
func (s *shown) sent(op *model.Operation) (types []*model.Type) {
	if op.Request != nil {
		types = append(types, op.Request.Struct)
	}
	for _, r := range op.Routes {
		if b := s.lines.Of(r).Request; b != nil {
			types = append(types, b.Struct)
		}
	}
	return distinct(types)
}

// answered returns the types of response bodies.
func (s *shown) answered(op *model.Operation) (types []*model.Type) {
	if r := op.Result(); r != nil {
		types = append(types, r.Struct)
	}
	for _, r := range op.Routes {
		if r := s.lines.Of(r).Result; r != nil {
			types = append(types, r.Struct)
		}
	}
	return distinct(types)
}

// distinct returns the list without duplicates.
func distinct(list []*model.Type) []*model.Type {
	var types []*model.Type
	for _, t := range list {
		if t != nil && !slices.Contains(types, t) {
			types = append(types, t)
		}
	}
	return types
}

// requests finds the relationships in the request bodies of the examples. A
// body is a value of a sent type, or the parameters of an action.
func (s *shown) requests(op *model.Operation, sent []*model.Type) {
	for _, e := range op.Examples {
		for _, t := range sent {
			s.body(e.Request.JSON, t)
		}
		if op.Request == nil || op.Request.Struct != nil {
			continue
		}
		v := parsed(e.Request.JSON)
		for _, q := range op.Request.Parameters {
			if m := v.Get(q.Name); m != nil && q.Struct != nil {
				s.value(m, q.Struct)
			}
		}
	}
}

const expandOption = "$expand"

// rows finds the relationships in the table of a request body.
func (s *shown) rows(rows []*model.Parameter, t *model.Type) {
	for _, row := range rows {
		if q := t.Property(row.Name); q != nil {
			s.mark(q)
		}
	}
}

// answer finds the relationships that an example requests, or has in its
// response.
func (s *shown) answer(e *model.Example, t *model.Type) {
	for _, q := range e.Request.Query {
		if q.Name == expandOption {
			s.expand(q.Value, t)
		}
	}
	if e.Response != nil && e.Response.Status < 300 {
		s.body(e.Response.JSON, t)
	}
}

// words finds the relationships in a description.
func (s *shown) words(text string, t *model.Type) {
	for _, word := range strings.FieldsFunc(text, func(c rune) bool { return !('a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9') }) {
		if q := t.Property(word); q != nil {
			s.mark(q)
		}
	}
}

// expand finds the relationships in a value of $expand: "members,owner($expand=manager)"
// (OData URL Conventions 4.01, section 5.1.3).
func (s *shown) expand(value string, t *model.Type) {
	for value != "" && t != nil {
		item := value[:itemEnd(value)]
		value = strings.TrimPrefix(value[len(item):], ",")
		path, options, _ := strings.Cut(item, "(")
		owner := t
		for name := range strings.SplitSeq(strings.TrimSpace(path), "/") {
			q := owner.PropertyFold(name)
			if q == nil {
				break // a cast, or not a property
			}
			s.mark(q)
			owner = q.Struct
		}
		if _, nested, ok := strings.Cut(options, "$expand="); ok && owner != nil {
			s.expand(strings.TrimSuffix(nested, ")"), owner)
		}
	}
}

// itemEnd returns the end of the first item of a list: the position of a comma
// outside of brackets.
func itemEnd(s string) int {
	depth := 0
	for i := range len(s) {
		switch s[i] {
		case '(':
			depth++
		case ')':
			depth--
		case ',':
			if depth == 0 {
				return i
			}
		}
	}
	return len(s)
}

// body finds the relationships that have values in a body.
func (s *shown) body(text model.RawJSON, t *model.Type) {
	v := parsed(text)
	if v == nil {
		return
	}
	if items := v.Get("value"); items != nil && items.Kind == lenient.Array && t.Property("value") == nil {
		v = items
	}
	s.value(v, t)
}

// parsed returns the value of a body, or nil if there is none.
func parsed(text model.RawJSON) *lenient.Value {
	if text == "" {
		return nil
	}
	v, _, err := lenient.Parse(string(text))
	if err != nil {
		return nil // the parser reports this
	}
	return v
}

func (s *shown) value(v *lenient.Value, t *model.Type) {
	for _, item := range v.Items {
		s.value(item, t)
	}
	if tag := v.Get("@odata.type").Str(); tag != "" {
		if sub := t.Subtype(tag[strings.LastIndexByte(tag, '#')+1:]); sub != nil {
			t = sub
			s.named = append(s.named, sub)
		}
	}
	for _, m := range v.Members {
		q := t.Property(m.Key)
		if q == nil || q.Struct == nil || len(m.Value.Members)+len(m.Value.Items) == 0 {
			continue
		}
		s.mark(q)
		s.value(m.Value, q.Struct)
	}
}
