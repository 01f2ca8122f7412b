package openapi

import (
	"strings"

	"github.com/docwright/docwright/parser/model"
)

// nulls has the properties and parameters that an example of the model shows as null.
// Pages seldom say in words which ones can be null.
type nulls map[*model.Ref]bool

// nullsIn reads the examples of a model. It does not matter which of them are chosen, so
// that a type has one schema.
func nullsIn(m *model.Model) nulls {
	n := nulls{}
	for _, op := range m.Operations {
		for _, e := range op.Examples {
			if placeOf(op, e) == nil {
				continue
			}
			if r := op.Request; r != nil && e.Request.JSON != "" {
				v := valueIn(string(e.Request.JSON))
				n.value(v, r.Struct)
				n.parameters(v, r.Parameters)
			}
			if a := e.Response; a != nil && a.JSON != "" {
				n.response(valueIn(string(a.JSON)), op, a.Status)
			}
		}
	}
	return n
}

// response reads the body of a response: a value, or values in a wrapper.
func (n nulls) response(v any, op *model.Operation, status int) {
	for _, r := range op.Responses {
		if r.Status != status || r.Struct == nil {
			continue
		}
		if o, ok := v.(object); ok && (r.Collection || r.Wrapped) {
			v = o.get("value")
		}
		n.value(v, r.Struct)
		return
	}
}

// parameters reads the parameters of an action.
func (n nulls) parameters(v any, list []*model.Parameter) {
	o, _ := v.(object)
	for _, m := range o {
		for _, q := range list {
			if strings.EqualFold(q.Name, m.name) {
				n.member(m.value, &q.Ref)
			}
		}
	}
}

// value reads a value of a type, or a list of values.
func (n nulls) value(v any, t *model.Type) {
	switch v := v.(type) {
	case []any:
		for _, item := range v {
			n.value(item, t)
		}
	case object:
		if name, ok := v.get(typeProperty).(string); ok && t != nil {
			if sub := t.Subtype(strings.TrimPrefix(name, "#")); sub != nil {
				t = sub
			}
		}
		if t == nil {
			return
		}
		for _, m := range v {
			if q := t.Property(m.name); q != nil {
				n.member(m.value, &q.Ref)
			} else if entries := t.EntriesOf(); entries != nil {
				n.member(m.value, entries)
			}
		}
	}
}

func (n nulls) member(v any, r *model.Ref) {
	if v == nil {
		n[r] = true
		return
	}
	n.value(v, r.Struct)
}
