package codedrift

import (
	"slices"
	"strings"

	"github.com/docwright/docwright/generator/gocode"
	"github.com/docwright/docwright/parser/edm"
	"github.com/docwright/docwright/parser/model"
)

// fits compares a Go type with the type of a property or parameter.
func (c *comparison) fits(types, collections aspect, at subject, g gocode.Type, r model.Ref) {
	if r.Type == "" || g.Kind != gocode.Unfit && (r.Type == edm.Untyped || g.Kind == gocode.Any) {
		return
	}
	differ := func(row aspect, when bool, why string) {
		c.report(row, at, when, g.Text+" "+r.CSDL(), "the type is %s in the pages, %s in the code%s", r.Words(), g.Text, why)
	}
	switch other := c.otherEnum(g, r); {
	case g.Kind == gocode.Unfit:
		differ(types, true, ", which encoding/json can't write and read")
	case g.Collection != r.Collection && (g.Collection || !g.Wrapped || g.Single):
		differ(collections, true, "")
	case g.Quoted:
		differ(types, g.Kind == gocode.String || !isText(r) || r.Enum != nil, "; the tag option string adds quotes in JSON: remove the option")
	case other != nil:
		differ(types, shared(g.Enum, r.Enum) == 0, ", which represents "+other.Qualified())
	default:
		if holds, some := c.holds(g, r); !holds {
			differ(types, !some, "")
		}
	}
}

// isText reports whether values of the type are strings in JSON. Most types that
// no page describes are enums, and so are strings.
func isText(r model.Ref) bool {
	kind := edm.Named(r.Type).Kind
	return r.Struct == nil && kind != edm.Number && kind != edm.Bool && r.Type != edm.Stream
}

// otherEnum returns the enum that a Go type represents if it is not the enum of
// the property, and the Go type has a constant that the enum of the property
// lacks. Otherwise it returns nil.
func (c *comparison) otherEnum(g gocode.Type, r model.Ref) *model.Enum {
	if g.Enum == nil || r.Enum == nil || c.enums[g.Enum] == nil || c.enums[g.Enum] == r.Enum {
		return nil
	}
	unknown := func(k *gocode.Member) bool { return k.Value != "" && r.Enum.Member(k.Value) == nil }
	if !slices.ContainsFunc(g.Enum.Members, unknown) {
		return nil
	}
	return c.enums[g.Enum]
}

// holds reports whether a field of the Go type can hold all values of the type.
// Some reports whether it can hold at least some of them.
func (c *comparison) holds(g gocode.Type, r model.Ref) (holds, some bool) {
	if r.Struct != nil {
		return c.holdsObject(g, r), false
	}
	if of := holders[g.Kind]; of != nil {
		return of(g, r)
	}
	// A string. Numbers that a float can't hold exactly may be sent as strings.
	p := edm.Named(r.Type)
	return p.Kind != edm.Bool && (p.Kind != edm.Number || p.TextToo), false
}

// holdsObject reports whether the Go type can hold the structured type. It can if
// it is a struct that represents the type, a base type, a subtype, or no type.
func (c *comparison) holdsObject(g gocode.Type, r model.Ref) bool {
	t := c.typeOf(g)
	return g.Kind == gocode.Object && (t == nil || t.IsRelated(r.Struct))
}

// holders are the functions for [comparison.holds], by the kind of Go type. They
// are for types that are not structured. Kind String is not in the map.
var holders = map[gocode.Kind]func(g gocode.Type, r model.Ref) (holds, some bool){
	gocode.Object: func(g gocode.Type, r model.Ref) (bool, bool) { return isUndescribed(r), false },
	gocode.Boolean: func(g gocode.Type, r model.Ref) (bool, bool) {
		return edm.Named(r.Type).Kind == edm.Bool || isUndescribed(r), false
	},
	gocode.Integer: holdsInteger,
	gocode.Float:   holdsFloat,
	gocode.Time: func(g gocode.Type, r model.Ref) (bool, bool) {
		return edm.Named(r.Type).Go == "time.Time", r.Type == edm.String
	},
	gocode.Bytes: func(g gocode.Type, r model.Ref) (bool, bool) {
		return edm.Named(r.Type).Go == "[]byte" || r.Type == edm.Stream || r.Type == edm.String, false
	},
}

// isUndescribed reports whether only the name of the type is known.
func isUndescribed(r model.Ref) bool { return r.Enum == nil && !strings.HasPrefix(r.Type, "Edm.") }

func holdsInteger(g gocode.Type, r model.Ref) (holds, some bool) {
	p := edm.Named(r.Type)
	return 0 < p.Bits() && p.Bits() <= g.Bits, p.Kind == edm.Number
}

// holdsFloat reports whether a float can hold the values exactly. A float64 can
// hold all integers except 64-bit ones, and a float32 those of up to 16 bits.
func holdsFloat(g gocode.Type, r model.Ref) (holds, some bool) {
	p := edm.Named(r.Type)
	if p.Kind != edm.Number {
		return false, false
	}
	if g.Bits == 64 {
		return p.Bits() < 64, true
	}
	return p.Float == 32 || 0 < p.Bits() && p.Bits() <= 16, true
}
