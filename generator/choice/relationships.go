package choice

import (
	"fmt"
	"slices"
	"strings"

	"github.com/docwright/docwright/generator/lines"
	"github.com/docwright/docwright/parser/lenient"
	"github.com/docwright/docwright/parser/model"
)

// Relationships says which relationships of a type bring the types that they lead
// to into a package. The values of the others are kept as JSON.
type Relationships string

// The values of [Relationships]. The zero value means Shown.
const (
	// Shown follows a relationship where a page shows that a request or a response
	// has its value: in an example, in $expand, in the table of a request body. All
	// pages count, not the chosen ones alone, so that a type is the same in every
	// package.
	Shown Relationships = "shown"
	// Follow follows all relationships.
	Follow Relationships = "follow"
	// Raw follows none.
	Raw Relationships = "raw"
)

// ParseRelationships returns the value of that name.
func ParseRelationships(name string) (Relationships, error) {
	switch r := Relationships(name); r {
	case Shown, Follow, Raw:
		return r, nil
	}
	return "", fmt.Errorf("unknown value %q for relationships: want %s, %s or %s", name, Shown, Follow, Raw)
}

// shown finds the relationships that pages show or describe in requests and
// responses.
type shown struct {
	lines *lines.Index
	// pages holds the first page that does, by relationship.
	pages map[*model.Property]string
	page  string // that is being read
}

// shownIn returns the relationships that the pages of a model show, each with the
// first page that does.
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

// operation finds what the tables and examples of an operation show. Bodies are
// read as what the page says, and as what the functions of its request lines say.
func (s *shown) operation(op *model.Operation) {
	var sent, answered []*model.Type
	add := func(list *[]*model.Type, t *model.Type) {
		if t != nil && !slices.Contains(*list, t) {
			*list = append(*list, t)
		}
	}
	both := func(body *model.Body, result *model.Response) {
		if body != nil {
			add(&sent, body.Struct)
		}
		if result != nil {
			add(&answered, result.Struct)
		}
	}
	both(op.Request, op.Result())
	for _, r := range op.Routes {
		both(s.lines.Of(r).Request, s.lines.Of(r).Result)
	}
	for _, t := range sent {
		if op.Request != nil {
			s.rows(op.Request.Parameters, t)
		}
		for _, e := range op.Examples {
			s.body(e.Request.JSON, t)
		}
	}
	for _, t := range answered {
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

const expandOption = "$expand"

// rows finds the relationships that the table of a request body lists.
func (s *shown) rows(rows []*model.Parameter, t *model.Type) {
	for _, row := range rows {
		if q := t.Property(row.Name); q != nil {
			s.mark(q)
		}
	}
}

// answer finds the relationships that an example asks for or has in its response.
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

// words finds the relationships that a description names.
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
				break // a cast, or no property
			}
			s.mark(q)
			owner = q.Struct
		}
		if _, nested, ok := strings.Cut(options, "$expand="); ok && owner != nil {
			s.expand(strings.TrimSuffix(nested, ")"), owner)
		}
	}
}

// itemEnd is where the first item of a list ends: at a comma outside of brackets.
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

// body finds the relationships that a body has values for.
func (s *shown) body(text model.RawJSON, t *model.Type) {
	if text == "" {
		return
	}
	v, _, err := lenient.Parse(string(text))
	if err != nil {
		return // a finding of the parser has said so
	}
	if items := v.Get("value"); items != nil && items.Kind == lenient.Array && t.Property("value") == nil {
		v = items
	}
	s.value(v, t)
}

func (s *shown) value(v *lenient.Value, t *model.Type) {
	for _, item := range v.Items {
		s.value(item, t)
	}
	if tag := v.Get("@odata.type").Str(); tag != "" {
		if sub := t.Subtype(tag[strings.LastIndexByte(tag, '#')+1:]); sub != nil {
			t = sub
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
