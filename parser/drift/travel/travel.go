// Package travel says which way the types of a model travel: whether values of a
// type are sent in requests, received in responses, or both.
package travel

import "github.com/docwright/docwright/parser/model"

// Way is a set of directions. It is empty for what no operation leads to.
type Way uint8

// The directions.
const (
	Sent Way = 1 << iota
	Received
)

// Ways holds the ways of types and enums by their qualified names.
type Ways map[string]Way

// Of returns the ways of all types and enums of the models, by the bodies and the
// path parameters of their operations.
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

// follow marks a type and all that a value of it can hold: the value may be of a
// subtype, and has what the type inherits.
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

// holds reports whether values of the property travel with what has it. What is
// related to something sent is sent by a request of its own.
func holds(p *model.Property, way Way) bool { return way == Received || !p.Navigation }
