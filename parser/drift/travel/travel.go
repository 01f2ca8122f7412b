// Package travel determines the direction in which values of the types of a
// model travel: whether they are sent in requests, received in responses, or
// both.
package travel

import "github.com/docwright/docwright/parser/model"

// Way is a set of directions. It is empty for types that no operation uses.
type Way uint8

// The directions.
const (
	Sent Way = 1 << iota
	Received
)

// Ways are the directions of types and enums, by qualified name.
type Ways map[string]Way

// Of returns the directions of the types and enums of the models. They come
// from the bodies and path parameters of the operations.
func Of(models ...*model.Model) Ways {
	ways := Ways{}
	for _, m := range models {
		for _, op := range m.Operations {
			ways.operation(op)
		}
	}
	return ways
}

func (ways Ways) operation(op *model.Operation) {
	for _, p := range op.PathParameters {
		ways.follow(p.Ref, Sent)
	}
	if op.Request != nil {
		ways.follow(op.Request.Ref, Sent)
		for _, p := range op.Request.Parameters {
			ways.follow(p.Ref, Sent)
		}
	}
	for _, r := range op.Responses {
		ways.follow(r.Ref, Received)
	}
}

// follow marks a type and the types and enums of all values in it. A value may
// be of a subtype, and has the inherited properties.
func (ways Ways) follow(r model.Ref, way Way) {
	if r.Enum != nil {
		ways[r.Enum.Qualified()] |= way
	}
	todo := []*model.Type{r.Struct}
	for len(todo) > 0 {
		t := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if t == nil || ways[t.Qualified()]&way != 0 {
			continue
		}
		ways[t.Qualified()] |= way
		todo = append(append(todo, t.BaseType), t.Derived...)
		if e := t.Entries; e != nil {
			todo = append(todo, e.Struct)
			if e.Enum != nil {
				ways[e.Enum.Qualified()] |= way
			}
		}
		for _, p := range t.Properties {
			if holds(p, way) {
				todo = append(todo, p.Struct)
			}
			if p.Enum != nil {
				ways[p.Enum.Qualified()] |= way
			}
		}
	}
}

// holds reports whether values of the property are in the same body as their
// owner. In a request, related entities are not.
func holds(p *model.Property, way Way) bool { return way == Received || !p.Navigation }
