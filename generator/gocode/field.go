package gocode

import (
	"go/ast"
	"go/types"
	"reflect"
	"slices"
	"strings"

	"golang.org/x/tools/go/packages"
)

// commented records the declarations of struct fields by position, because
// go/types does not keep their comments.
func (r *reader) commented(pkg *packages.Package) {
	for _, file := range pkg.Syntax {
		ast.Inspect(file, func(n ast.Node) bool {
			if s, ok := n.(*ast.StructType); ok {
				for _, field := range s.Fields.List {
					for _, name := range field.Names {
						r.comments[r.position(name.Pos())] = field
					}
				}
			}
			return true
		})
	}
}

// maxEmbedded is the maximum depth of embedded structs that are read.
const maxEmbedded = 20

// candidate is a field that may be in the JSON form of a struct, unless another
// field with its name hides it.
type candidate struct {
	*Field
	tagged bool
}

// inside is a struct whose fields are read: the struct itself, or one embedded in
// it. From is the embedded struct if it is in Code. Times is the number of times
// that it is embedded at the same depth.
type inside struct {
	key   string
	t     *types.Struct
	from  *Struct
	times int
}

// fill reads the fields of the structs found so far, and of the structs without a
// name in them.
func (r *reader) fill() {
	for len(r.unfilled) > 0 {
		next := r.unfilled[0]
		r.unfilled = r.unfilled[1:]
		r.fields(next.s, next.t)
	}
}

// fields sets the fields of the struct's JSON form, by the rules of encoding/json.
// A field hides fields with the same name that are embedded deeper. Among fields
// at the same depth, one with a tag hides those without. If several remain, JSON
// has none of them.
func (r *reader) fields(s *Struct, t *types.Struct) {
	decided, seen := map[string]bool{}, map[string]bool{}
	now := []inside{{t: t, times: 1}}
	for depth := 0; len(now) > 0 && depth < maxEmbedded; depth++ {
		var found []candidate
		var next []inside
		for _, in := range now {
			own, embedded := r.look(s, in, depth)
			for range min(in.times, 2) { // a field that is there twice conflicts with itself
				found = append(found, own...)
			}
			for _, e := range embedded {
				next = embed(next, e)
			}
			seen[in.key] = true
		}
		s.decide(found, decided)
		now = slices.DeleteFunc(next, func(in inside) bool { return seen[in.key] })
	}
}

// embed adds a struct to the structs that are embedded at the same depth.
func embed(list []inside, in inside) []inside {
	for i := range list {
		if list[i].key == in.key {
			list[i].times++
			return list
		}
	}
	return append(list, in)
}

// look returns the fields of s, or of a struct embedded in it, and the structs
// that it embeds.
func (r *reader) look(s *Struct, in inside, depth int) (own []candidate, embedded []inside) {
	for i := range in.t.NumFields() {
		v, tag := in.t.Field(i), reflect.StructTag(in.t.Tag(i))
		name, _, _ := strings.Cut(tag.Get("json"), ",")
		switch {
		case tag.Get("json") == "-":
		case depth == 0 && v.Name() == "Object" && name == "" && tag.Get("odata") != "":
			s.Qualified, _, _ = strings.Cut(tag.Get("odata"), " ")
		case v.Embedded() && name == "":
			if e := r.embedded(v.Type()); e.t != nil {
				embedded = append(embedded, e)
				if e.from != nil {
					s.Embedded = append(s.Embedded, e.from)
				}
			}
		case v.Exported():
			f := r.field(v, tag, in.from)
			if inner := f.Type.Struct; s.Partial && inner != nil && inner.Name == "" {
				inner.Partial = true // it can't have a directive
			}
			own = append(own, candidate{f, name != ""})
		}
	}
	return own, embedded
}

// embedded reads the type of an embedded field.
func (r *reader) embedded(t types.Type) inside {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	in := inside{key: r.typeKey(t), from: r.named(t).Struct, times: 1}
	in.t, _ = t.Underlying().(*types.Struct)
	return in
}

// decide adds the fields that are not hidden. All fields found are embedded at the
// same depth. Decided has the names of fields at smaller depths.
func (s *Struct) decide(found []candidate, decided map[string]bool) {
	for _, f := range found {
		if decided[f.Name] {
			continue
		}
		decided[f.Name] = true
		rivals := slices.DeleteFunc(slices.Clone(found), func(other candidate) bool { return other.Name != f.Name })
		if slices.ContainsFunc(rivals, func(c candidate) bool { return c.tagged }) {
			rivals = slices.DeleteFunc(rivals, func(c candidate) bool { return !c.tagged })
		}
		if len(rivals) == 1 {
			s.Fields = append(s.Fields, rivals[0].Field)
			continue
		}
		var lost Lost
		for _, c := range rivals {
			lost = append(lost, c.Field)
		}
		s.Lost = append(s.Lost, lost)
	}
}

// field reads a field with its tag. From is the embedded struct that has it.
func (r *reader) field(v *types.Var, tag reflect.StructTag, from *Struct) *Field {
	name, _, _ := strings.Cut(tag.Get("json"), ",")
	if name == "" {
		name = v.Name()
	}
	f := &Field{Name: name, GoName: v.Name(), ReadOnly: tag.Get("odata") == "readonly", Omits: omits(tag, v.Type()), From: from, Position: r.position(v.Pos())}
	if f.Type = r.typ(v.Type(), v.Pos()); isUnfit(v.Type()) {
		f.Type = Type{Text: f.Type.Text, Kind: Unfit}
	}
	f.Type.Quoted = slices.Contains(options(tag), "string") && quotes(v.Type())
	if decl := r.comments[f.Position]; decl != nil {
		f.Commented, f.Deprecated = true, isDeprecated(decl.Doc, decl.Comment)
	}
	return f
}

// options returns the options of the tag, which follow the name.
func options(tag reflect.StructTag) []string {
	list := strings.Split(tag.Get("json"), ",")
	return list[min(1, len(list)):]
}

// omits returns the options of the tag that omit the zero value of the type.
func omits(tag reflect.StructTag, t types.Type) string {
	_, isStruct := t.Underlying().(*types.Struct)
	list := slices.DeleteFunc(options(tag), func(option string) bool {
		return option != "omitzero" && (option != "omitempty" || isStruct)
	})
	return strings.Join(list, " and ")
}

// quotes reports whether the tag option string has an effect on the type.
func quotes(t types.Type) bool {
	t = types.Unalias(t)
	if p, ok := t.(*types.Pointer); ok {
		t = types.Unalias(p.Elem())
	}
	if named, ok := t.(*types.Named); ok && hasOwnJSON(named) {
		return false
	}
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&(types.IsString|types.IsBoolean|types.IsInteger|types.IsFloat) != 0
}
