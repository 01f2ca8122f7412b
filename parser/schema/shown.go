package schema

import (
	"slices"
	"strings"
	"time"

	"github.com/docwright/docwright/parser/edm"
	"github.com/docwright/docwright/parser/lenient"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// shown makes types from the JSON of values, which no page describes in words.
type shown struct {
	page string
	at   source.Position
	// scalar returns the type of a value that is neither an object nor an array.
	scalar func(*lenient.Value) string
	// made takes the type of an object inside of another one, and named the type that
	// an object names itself.
	made  func(t *model.Type, ref *model.Ref)
	named func(name string, ref *model.Ref)
}

// typ returns a type with the members of all objects, or nil if they show none or one
// whose name is not that of a property.
func (s *shown) typ(namespace, name string, objects []*lenient.Value, depth int) *model.Type {
	t := &model.Type{Namespace: namespace, Name: name, Kind: model.Complex, Implied: true, Pages: []string{s.page}, Line: s.at.Line, Properties: []*model.Property{}}
	values := map[string][]*lenient.Value{}
	for _, v := range objects {
		for i := range v.Members {
			m := &v.Members[i]
			if strings.Contains(m.Key, "@") {
				continue
			}
			if !isIdentifier(m.Key) {
				return nil
			}
			if values[m.Key] == nil {
				t.Properties = append(t.Properties, &model.Property{Name: m.Key, Position: s.at})
			}
			values[m.Key] = append(values[m.Key], m.Value)
		}
	}
	if len(t.Properties) == 0 || depth > deepest {
		return nil
	}
	for _, p := range t.Properties {
		s.refer(namespace, name, p, values[p.Name], depth)
		p.Reasons.Add("type", whyOnlyJSON, p.Position, p.Type)
	}
	return t
}

// refer sets the type of a property to the one that all of its values have.
func (s *shown) refer(namespace, owner string, p *model.Property, values []*lenient.Value, depth int) {
	p.Type = edm.Untyped
	items, many, ok := itemsOf(values)
	p.Collection = many
	if !ok || len(items) == 0 {
		return
	}
	objects := items[0].Kind == lenient.Object
	name, _, _ := typeOfJSON(items[0])
	for _, v := range items[1:] {
		other, _, _ := typeOfJSON(v)
		if v.Kind != items[0].Kind || objects && other != name {
			return
		}
	}
	switch {
	case objects && name != edm.Untyped:
		s.named(name, &p.Ref)
	case objects:
		if t := s.typ(namespace, joinNames(owner, p.Name), items, depth+1); t != nil {
			s.made(t, &p.Ref)
		}
	default:
		p.Type, p.Loose = s.scalarOf(items), true
	}
	p.Collection = many
}

// scalarOf returns the type that all of several scalars have.
func (s *shown) scalarOf(items []*lenient.Value) string {
	first := s.scalar(items[0])
	for _, v := range items[1:] {
		switch other := s.scalar(v); {
		case other == first:
		case v.Kind == lenient.Number:
			first = "Edm.Double" // some have a fraction
		default:
			return edm.Untyped
		}
	}
	return first
}

// itemsOf returns the values of a property, or their items if all are arrays, without
// null. The result is not ok if some are arrays, or items are.
func itemsOf(values []*lenient.Value) (items []*lenient.Value, many, ok bool) {
	one := false
	for _, v := range values {
		switch v.Kind {
		case lenient.Null:
		case lenient.Array:
			many = true
			for _, item := range v.Items {
				if item.Kind == lenient.Array {
					return nil, true, false
				}
				if item.Kind != lenient.Null {
					items = append(items, item)
				}
			}
		default:
			one = true
			items = append(items, v)
		}
	}
	return items, many, !many || !one
}

// scalarShown returns the type of a scalar in an example. A number without a fraction
// may be larger elsewhere.
func scalarShown(v *lenient.Value) string {
	switch v.Kind {
	case lenient.String:
		if _, err := time.Parse(time.RFC3339, v.Text); err == nil {
			return edm.Instant
		}
		return edm.String
	case lenient.Bool:
		return "Edm.Boolean"
	case lenient.Number:
		if edm.OfNumber(v.Text) == "Edm.Double" {
			return "Edm.Double"
		}
		return "Edm.Int64"
	}
	return edm.Untyped
}

// scalarNamed returns the type of a scalar in a JSON representation, which may be the
// name of a type.
func scalarNamed(v *lenient.Value) string {
	name, _, _ := typeOfJSON(v)
	if edm.Named(name).Name == "" {
		return edm.String
	}
	return name
}

// objects are the values of a property in the JSON of a page, where its row says that it
// has objects, but not of which type.
type objects struct {
	values []*lenient.Value
	named  bool // strings may be the names of types
	list   bool // the values are the items of an array
}

// objectsIn returns the objects of a value, or of the items of an array. It returns none
// if they have a type, or have no members.
func objectsIn(v *lenient.Value) []*lenient.Value {
	list := []*lenient.Value{v}
	if v.Kind == lenient.Array {
		list = v.Items
	}
	for _, v := range list {
		if name, _, _ := typeOfJSON(v); v.Kind != lenient.Object || name != edm.Untyped || len(v.Members) == 0 {
			return nil
		}
	}
	return list
}

// useObjects sets the type of a property to one with the members that the JSON of the
// page shows.
func (l *linker) useObjects(d *Declarations, decl *declaration, p *model.Property) {
	o, ok := decl.objects[p]
	if !ok || p.Type != edm.Untyped {
		return
	}
	scalar := scalarShown
	if o.named {
		scalar = scalarNamed
	}
	many := p.Collection
	t := l.makeShown(d, joinNames(decl.typ.Name, p.Name), o.values, p.Position, scalar)
	if t == nil {
		return
	}
	p.Type, p.Struct, p.Collection = t.Qualified(), t, many || o.list
	p.Reasons.Add("type", whyRepresentation, p.Position, t.Name)
	l.findings.Add(p.Position, ruleJSONType, "the table leaves the type of %s open; the JSON of the page shows its members, and the type is named %s", quote(p.Name), quote(t.Name))
}

// makeShown returns a type with the members of objects, and with the types of the
// objects inside of them. It returns nil if another declaration has one of the names.
func (l *linker) makeShown(d *Declarations, name string, values []*lenient.Value, at source.Position, scalar func(*lenient.Value) string) *model.Type {
	if len(values) == 0 {
		return nil
	}
	var made []*model.Type
	s := &shown{
		page:   d.Page.Path,
		at:     at,
		scalar: scalar,
		made: func(t *model.Type, ref *model.Ref) {
			made = append(made, t)
			ref.Type, ref.Struct = t.Qualified(), t
		},
		named: func(name string, ref *model.Ref) {
			if n := l.lookup(d, &reference{name: name, at: at}); n != nil {
				n.set(ref)
			}
		},
	}
	t := s.typ(d.Namespace, name, values, 0)
	if t == nil {
		return nil
	}
	made = append(made, t)
	if slices.ContainsFunc(made, func(t *model.Type) bool { return l.find(t.Namespace, t.Name) != nil }) {
		return nil
	}
	for _, t := range made {
		n := l.enter(t.Namespace, t.Name)
		n.types, n.typ = []declared{{page: d, typ: t}}, t
	}
	return t
}
