package verify

import (
	"github.com/docwright/docwright/generator/plan"
	"github.com/docwright/docwright/generator/text"
	"github.com/docwright/docwright/parser/model"
)

// manifest has the expected items of a file, in order.
type manifest []item

// item is a declaration, a field or a string literal.
type item struct{ kind, text string }

func (m *manifest) add(kind, text string) { *m = append(*m, item{kind, text}) }

func (m *manifest) string(s string) { m.add("string", text.Literal(s)) }

func (m *manifest) declaration(d plan.Decl) {
	switch d := d.(type) {
	case *plan.Struct:
		m.structType(d)
	case *plan.Enum:
		m.enum(d)
	case *plan.Function:
		m.add("func", d.Name.String())
		m.add("func", d.Request.String())
		m.string(d.Template)
		if d.MediaType != "" {
			m.string(d.MediaType)
		}
	case *plan.Interface:
		m.add("type", d.Name.String())
		m.add("method of "+d.Name.String(), d.Method.String())
	}
}

func (m *manifest) permissions(list []*plan.Permissions) {
	m.add("var", plan.PermissionsTable)
	for _, p := range list {
		m.string(p.Function.String())
		for _, kind := range p.Kinds() {
			for _, set := range kind.Sets {
				m.string(set)
			}
		}
	}
}

func (m *manifest) structType(s *plan.Struct) {
	name := s.Name.String()
	m.add("type", name)
	m.fields(s.Fields)
	for _, i := range s.Inherited {
		m.fields(i.Fields)
	}
	switch {
	case s.IsModel():
		m.add("field", s.Embed)
	case s.Embed != "":
		m.add("embedded", s.Embed)
	}
	if s.EmbedTag != "" {
		m.add("string", s.EmbedTag)
	}
	if s.Codec {
		m.add("method of "+name, "MarshalJSON")
		m.add("method of "+name, "UnmarshalJSON")
		m.add("method of "+name, "String")
	}
	if s.IsModel() {
		m.add("method of "+name, "Get")
	}
	for _, mark := range s.Marks {
		m.add("method of "+name, mark.String())
	}
}

func (m *manifest) fields(fields []*plan.Field) {
	for _, f := range fields {
		m.add("field", f.Name.String())
		m.add("string", f.Tag)
	}
}

func (m *manifest) enum(e *plan.Enum) {
	name := e.Name.String()
	m.add("type", name)
	for _, member := range e.Members {
		m.add("const", member.Name.String())
		m.string(member.Value)
	}
	methods := []string{"Known", "Equal"}
	if e.Flags {
		methods = []string{"Known", "Members", "Has"}
	}
	for _, method := range methods {
		m.add("method of "+name, method)
	}
}

func (m *manifest) test(g *plan.Group) {
	m.add("func", g.Test.String())
	m.string(g.Stem)
	for _, e := range g.Examples {
		m.string(e.Name)
		if e.Function == nil {
			continue
		}
		for _, v := range e.Args {
			m.value(v)
		}
		for _, o := range e.Options {
			m.value(o.Value)
		}
		m.pairs(e.Query)
		header := make([]model.NameValue, len(e.Header))
		for i, h := range e.Header {
			header[i] = model.NameValue(h)
		}
		m.pairs(header)
	}
}

func (m *manifest) value(v plan.Value) {
	switch v.Kind {
	case plan.TextValue:
		m.string(v.Text)
	case plan.ListValue:
		for _, s := range v.List {
			m.string(s)
		}
	case plan.TimeValue:
		if _, offset := v.Time.Zone(); offset != 0 {
			m.string("")
		}
	}
}

// pairs adds the members of a map: each name once, before its values.
func (m *manifest) pairs(list []model.NameValue) {
	seen := map[string]bool{}
	for i, q := range list {
		if seen[q.Name] {
			continue
		}
		seen[q.Name] = true
		m.string(q.Name)
		for _, other := range list[i:] {
			if other.Name == q.Name {
				m.string(other.Value)
			}
		}
	}
}
