package drift

import "github.com/docwright/docwright/parser/model"

// use says which way something travels.
type use uint8

const (
	sent use = 1 << iota
	received
)

// usage holds which way the types and enums of both models travel, by their
// qualified names.
type usage map[string]use

// newUsage follows the bodies of all operations.
func newUsage(models ...*model.Model) usage {
	u := usage{}
	for _, m := range models {
		for _, op := range m.Operations {
			if op.Request != nil {
				u.follow(op.Request.Ref, sent)
				for _, p := range op.Request.Parameters {
					u.follow(p.Ref, sent)
				}
			}
			for _, p := range op.PathParameters {
				u.follow(p.Ref, sent)
			}
			for _, r := range op.Responses {
				u.follow(r.Ref, received)
			}
		}
	}
	return u
}

// follow marks a type and all that a value of it can hold. A relationship of
// what is sent is not followed: it is sent by a request of its own.
func (u usage) follow(r model.Ref, way use) {
	if r.Enum != nil {
		u[r.Enum.Qualified()] |= way
	}
	todo := []*model.Type{r.Struct}
	for len(todo) > 0 {
		t := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if t == nil || u[t.Qualified()]&way != 0 {
			continue
		}
		u[t.Qualified()] |= way
		todo = append(append(todo, t.BaseType), t.Derived...)
		for _, p := range t.Properties {
			if p.Enum != nil {
				u[p.Enum.Qualified()] |= way
			}
			if way == received || !p.Navigation {
				todo = append(todo, p.Struct)
			}
		}
	}
}
