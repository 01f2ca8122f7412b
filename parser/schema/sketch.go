package schema

import (
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/edm"
	"github.com/docwright/docwright/parser/lenient"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/page"
	"github.com/docwright/docwright/parser/source"
)

// Sketch is a body whose JSON shows types in place of values, as in
//
//	{
//	  "name": string, // Required. What the lamp is called.
//	  "powers": [int32]
//	}
type Sketch struct {
	Many bool // the body is an array of such objects

	d        *Declarations
	object   *lenient.Value
	text     string
	pos      source.Position // of the text
	comments []int           // offsets, in order
	bare     map[int]bool    // the offsets of type names without quotes
	depth    int             // of the object that is read
}

// deepest is the depth of an object in a sketch whose members are read. Types of
// objects are named after all objects around them.
const deepest = 8

// Sketch reads the text of a block that begins at pos as a sketch. It returns nil
// if the text shows values.
func (d *Declarations) Sketch(text string, pos source.Position) *Sketch {
	v, fixes, err := lenient.ParseTypes(text)
	if err != nil {
		return nil
	}
	s := &Sketch{d: d, object: v, text: text, pos: pos, bare: map[int]bool{}}
	for _, f := range fixes {
		switch f.Mend {
		case lenient.Comment:
			s.comments = append(s.comments, f.Offset)
		case lenient.TypeName:
			s.bare[f.Offset] = true
		}
	}
	if v.Kind == lenient.Array && len(v.Items) == 1 {
		s.Many, s.object = true, v.Items[0]
	}
	if s.object.Kind != lenient.Object || len(s.bare) == 0 && !hasTypesOnly(s.object) {
		return nil
	}
	return s
}

// hasTypesOnly reports whether v has nothing but names of primitive types.
func hasTypesOnly(v *lenient.Value) bool {
	switch v.Kind {
	case lenient.String:
		return namesPrimitive(v.Text)
	case lenient.Array:
		return len(v.Items) == 1 && hasTypesOnly(v.Items[0])
	case lenient.Object:
		for i := range v.Members {
			if !hasTypesOnly(v.Members[i].Value) {
				return false
			}
		}
		return len(v.Members) > 0
	}
	return false
}

// namesPrimitive reports whether a text is the name of a primitive type, as in a
// type cell.
func namesPrimitive(text string) bool {
	c := readCell(page.Text{{Text: text}})
	return c.isCertain() && edm.InCell(c.name).Name != ""
}

// Type returns a type with the members of the sketch.
func (s *Sketch) Type(name string) *model.Type { return s.typ(s.object, name, s.pos) }

func (s *Sketch) typ(v *lenient.Value, name string, at source.Position) *model.Type {
	return &model.Type{Namespace: s.d.Namespace, Name: name, Kind: model.Complex, Implied: true,
		Pages: []string{s.d.Page.Path}, Line: at.Line, Properties: s.properties(v, name)}
}

// Parameters returns the members of the sketch as parameters. The owner is the
// name of what has the body: types of objects inside of it, and enums, are named
// after it.
func (s *Sketch) Parameters(owner string) []*model.Parameter {
	var list []*model.Parameter
	for _, m := range s.members(s.object) {
		p := s.describe(m, owner)
		q := &model.Parameter{Name: p.Name, Aliases: []string{}, Required: p.Required, Description: p.Description, Position: p.Position}
		s.refer(&q.Ref, p, m.Value, owner)
		list = append(list, q)
	}
	return list
}

// properties returns the members of an object as properties.
func (s *Sketch) properties(v *lenient.Value, owner string) []*model.Property {
	list := []*model.Property{}
	for _, m := range s.members(v) {
		p := s.describe(m, owner)
		s.refer(&p.Ref, p, m.Value, owner)
		list = append(list, p)
	}
	return list
}

// members returns the members of an object that have the names of properties. Of
// members with the same name, it returns the first.
func (s *Sketch) members(v *lenient.Value) []*lenient.Member {
	var list []*lenient.Member
	seen := map[string]bool{}
	for i := range v.Members {
		if m := &v.Members[i]; isIdentifier(m.Key) && !seen[m.Key] {
			seen[m.Key] = true
			list = append(list, m)
		}
	}
	return list
}

// describe returns a property with the name of a member and the facts in the
// comment behind it.
func (s *Sketch) describe(m *lenient.Member, owner string) *model.Property {
	p := &model.Property{Name: m.Key, Position: s.pos.At(s.text, m.Offset), Description: s.comment(m.Value.End)}
	describe(p, owner)
	return p
}

// comment returns the text of the comment that follows an offset on the same
// line, if any.
func (s *Sketch) comment(after int) string {
	line, _, _ := strings.Cut(s.text[after:], "\n")
	i, _ := slices.BinarySearch(s.comments, after)
	if i == len(s.comments) || s.comments[i] >= after+len(line) {
		return ""
	}
	text, _, _ := strings.Cut(s.text[s.comments[i]+2:after+len(line)], "*/")
	return trim(text)
}

// refer refers to the type that the value of a member names or, if it names none,
// has.
func (s *Sketch) refer(ref *model.Ref, p *model.Property, v *lenient.Value, owner string) {
	many := v.Kind == lenient.Array
	if many {
		if len(v.Items) == 0 || isList(v.Items[0]) {
			ref.Type, ref.Collection = edm.Untyped, true
			return
		}
		v = v.Items[0]
	}
	switch _, how, _ := typeOfJSON(v); {
	case v.Kind == lenient.String && (s.bare[v.Offset] || namesPrimitive(v.Text)):
		text := strings.TrimSuffix(strings.Trim(v.Text, "{}"), "?")
		if text != v.Text && p.Nullable == nil && strings.HasSuffix(v.Text, "?") {
			setNullable(p)
		}
		s.d.refer(ref, nil, readCell(page.Text{{Text: text}}), page.Text{{Text: p.Description}}, owner, p.Name, p.Position)
	case v.Kind == lenient.Object && how != byTag && len(v.Members) > 0 && s.depth < deepest:
		s.depth++
		s.d.Make(s.typ(v, joinNames(owner, p.Name), p.Position), ref, p.Position)
		s.depth--
	default:
		name, _, _ := typeOfJSON(v)
		s.d.ReferName(ref, name, "", p.Position)
	}
	ref.Collection = ref.Collection || many
}
