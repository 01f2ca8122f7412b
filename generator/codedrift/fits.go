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
	differ := func(row aspect, weighs bool, format, why string) {
		c.report(row, at, weighs, g.Text+" "+r.CSDL(), format+" is %s in the pages, %s in the code%s", r.Words(), g.Text, why)
	}
	switch other := c.otherEnum(g, r); {
	case g.Kind == gocode.Unfit:
		differ(types, true, "the type", ", which encoding/json can't write and read")
	case g.Collection != r.Collection && (g.Collection || !g.Wrapped || g.Single):
		differ(collections, true, "it", "")
	case g.Quoted:
		differ(types, g.Kind == gocode.String || !isText(r) || r.Enum != nil, "the type", ", which the tag's option string puts into quotes: take that away")
	case other != nil:
		differ(types, shared(g.Enum, r.Enum) == 0, "the type", ", which stands for "+other.Qualified())
	default:
		if holds, slightly := c.holds(g, r); !holds {
			differ(types, !slightly, "the type", "")
		}
	}
}

// isText reports whether JSON writes values of the type as strings, as it does those
// of most types that no page describes: enums.
func isText(r model.Ref) bool {
	kind := edm.Named(r.Type).Kind
	return r.Struct == nil && kind != edm.Number && kind != edm.Bool && r.Type != edm.Stream
}

// otherEnum returns the enum that a Go type stands for, if it is another than that
// of the property, and has a member which that one has not; else nil.
func (c *comparison) otherEnum(g gocode.Type, r model.Ref) *model.Enum {
	if g.Enum == nil || r.Enum == nil || c.enums[g.Enum] == nil || c.enums[g.Enum] == r.Enum {
		return nil
	}
	strange := func(k *gocode.Member) bool { return k.Value != "" && r.Enum.Member(k.Value) == nil }
	if !slices.ContainsFunc(g.Enum.Members, strange) {
		return nil
	}
	return c.enums[g.Enum]
}

// holds reports whether a field of the Go type reads and writes values of the
// type. Slightly is set where it does with some of them.
func (c *comparison) holds(g gocode.Type, r model.Ref) (holds, slightly bool) {
	if r.Struct != nil {
		return c.holdsObject(g, r), false
	}
	if of := holders[g.Kind]; of != nil {
		return of(g, r)
	}
	// A string. Numbers that lose digits may be asked for as one.
	p := edm.Named(r.Type)
	return p.Kind != edm.Bool && (p.Kind != edm.Number || p.TextToo), false
}

// holdsObject reports whether the Go type can be the structured type: a struct
// that stands for that one, for one that it is derived from or the other way
// round, or for none that is known.
func (c *comparison) holdsObject(g gocode.Type, r model.Ref) bool {
	t := c.typeOf(g)
	return g.Kind == gocode.Object && (t == nil || t.IsRelated(r.Struct))
}

// holders report, for the kinds of Go type that are no strings, what
// [comparison.holds] does of a type that is no structured one.
var holders = map[gocode.Kind]func(g gocode.Type, r model.Ref) (holds, slightly bool){
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

// isUndescribed reports whether nothing is known of the type but its name.
func isUndescribed(r model.Ref) bool { return r.Enum == nil && !strings.HasPrefix(r.Type, "Edm.") }

func holdsInteger(g gocode.Type, r model.Ref) (holds, slightly bool) {
	p := edm.Named(r.Type)
	return 0 < p.Bits() && p.Bits() <= g.Bits, p.Kind == edm.Number
}

// holdsFloat reports whether a float has all digits of the values: one of 64 bits has
// those of any integer but the longest, one of 32 bits those of short ones.
func holdsFloat(g gocode.Type, r model.Ref) (holds, slightly bool) {
	p := edm.Named(r.Type)
	if p.Kind != edm.Number {
		return false, false
	}
	if g.Bits == 64 {
		return p.Bits() < 64, true
	}
	return p.Float == 32 || 0 < p.Bits() && p.Bits() <= 16, true
}
