package gocode

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/packages"
)

// typeKey returns the key of a type. An alias has the key of the type that it
// names, if that type has a name and no other alias.
func (r *reader) typeKey(t types.Type) string {
	for {
		switch of := t.(type) {
		case *types.Alias:
			if t = of.Rhs(); !hasName(t) || r.shared[types.TypeString(t, nil)] {
				return key(of.Obj())
			}
		case *types.Named:
			return types.TypeString(of, nil)
		default:
			return ""
		}
	}
}

// share records the string types that have several aliases. The aliases are then
// different enums.
func (r *reader) share(list []*packages.Package) {
	aliases := map[string]int{}
	for _, pkg := range list {
		scope := pkg.Types.Scope()
		for _, name := range scope.Names() {
			if alias, ok := scope.Lookup(name).Type().(*types.Alias); ok && alias.Obj() == scope.Lookup(name) && isStringType(alias) {
				if of, ok := alias.Rhs().(*types.Named); ok {
					aliases[types.TypeString(of, nil)]++
				}
			}
		}
	}
	for of, n := range aliases {
		r.shared[of] = n > 1
	}
}

func hasName(t types.Type) bool {
	switch t.(type) {
	case *types.Alias, *types.Named:
		return true
	}
	return false
}

// named returns the struct or enum for a type, if it is in Code. An alias of
// string is an enum only if it has constants.
func (r *reader) named(t types.Type) Type {
	k := r.typeKey(t)
	out := Type{Struct: r.structs[k], Enum: r.enums[k]}
	if _, ok := types.Unalias(t).(*types.Basic); ok && out.Enum != nil && len(out.Enum.Members) == 0 {
		out.Enum = nil
	}
	return out
}

// maxWrapped is the maximum depth of wrapped types that are read.
const maxWrapped = 10

// typ reads the type of the field, parameter or result declared at a position.
func (r *reader) typ(t types.Type, at token.Pos) Type {
	text := types.TypeString(t, func(p *types.Package) string { return p.Name() })
	out := Type{}
	_, out.Pointer = types.Unalias(t).(*types.Pointer)
	for range maxWrapped {
		found := r.named(t)
		if found.Enum != nil {
			out.Kind, out.Enum = String, found.Enum
			break
		}
		t = types.Unalias(t)
		if found.Struct != nil {
			out.Struct, out.Kind = found.Struct, objectKind(found.Struct, t)
			break
		}
		in := unwrap(t)
		if in.of == nil {
			r.plain(&out, t, at)
			break
		}
		out.Collection = out.Collection || in.many
		out.Wrapped, out.Single = out.Wrapped || in.wrapped, out.Single || in.single
		t = in.of
	}
	out.Text = text
	return out
}

// content is the type of the values that another type holds. Of is nil if the
// type holds no other values.
type content struct {
	of                    types.Type
	many, wrapped, single bool
}

// unwrap returns the content of a pointer, a slice, a channel, a sequence or a
// wrapper such as Opt[T].
func unwrap(t types.Type) content {
	if named, ok := t.(*types.Named); ok {
		if named.TypeArgs().Len() > 0 {
			return unwrapGeneric(named)
		}
		if hasOwnJSON(named) {
			return content{}
		}
	}
	switch u := t.Underlying().(type) {
	case *types.Pointer:
		return content{of: u.Elem()}
	case *types.Slice:
		if b, ok := u.Elem().Underlying().(*types.Basic); ok && b.Kind() == types.Byte {
			return content{}
		}
		return content{of: u.Elem(), many: true}
	case *types.Array:
		return content{of: u.Elem(), many: true}
	case *types.Chan:
		return content{of: u.Elem(), many: true}
	case *types.Signature:
		return content{of: yielded(u), many: true}
	}
	return content{}
}

// unwrapGeneric returns the content of a generic type: values of its only type
// argument, or of the first one for a sequence.
func unwrapGeneric(named *types.Named) content {
	first := named.TypeArgs().At(0)
	if obj := named.Obj(); obj.Pkg() != nil && obj.Pkg().Path() == "iter" {
		return content{of: first, many: true}
	}
	if named.TypeArgs().Len() > 1 {
		return content{}
	}
	in := content{of: first, wrapped: true}
	switch u := named.Underlying().(type) {
	case *types.Slice:
		in.many = types.Identical(u.Elem(), first)
	case *types.Struct:
		for i := range u.NumFields() {
			t := u.Field(i).Type()
			in.many = in.many || holdsMany(t, first)
			in.single = in.single || types.Identical(pointed(t), first)
		}
	}
	return in
}

// holdsMany reports whether t is a slice of the other type or of pointers to it.
func holdsMany(t, of types.Type) bool {
	slice, ok := t.Underlying().(*types.Slice)
	if !ok {
		return false
	}
	return types.Identical(slice.Elem(), of) || types.Identical(pointed(slice.Elem()), of)
}

// pointed returns the element type of a pointer, and any other type unchanged.
func pointed(t types.Type) types.Type {
	if p, ok := t.(*types.Pointer); ok {
		return p.Elem()
	}
	return t
}

// yielded returns the type T of a sequence, which has the form
// func(yield func(T) bool). It returns nil for any other function.
func yielded(sig *types.Signature) types.Type {
	if sig.Params().Len() != 1 || sig.Results().Len() != 0 {
		return nil
	}
	yield, ok := sig.Params().At(0).Type().Underlying().(*types.Signature)
	if !ok || yield.Params().Len() == 0 || yield.Results().Len() != 1 {
		return nil
	}
	return yield.Params().At(0).Type()
}

// hasOwnJSON reports whether the type has methods for JSON or text, so that its
// underlying type does not determine its JSON.
func hasOwnJSON(named *types.Named) bool {
	for _, method := range [...]string{"MarshalJSON", "UnmarshalJSON", "MarshalText", "UnmarshalText"} {
		if obj, _, _ := types.LookupFieldOrMethod(types.NewPointer(named), true, named.Obj().Pkg(), method); obj != nil {
			if _, ok := obj.(*types.Func); ok {
				return true
			}
		}
	}
	return false
}

// objectKind returns the kind of a type that is a struct in Code.
func objectKind(s *Struct, t types.Type) Kind {
	if named, ok := t.(*types.Named); ok && !s.Generated && hasOwnJSON(named) {
		return Any
	}
	return Object
}

// plain sets the kind of a type that holds no other values.
func (r *reader) plain(out *Type, t types.Type, at token.Pos) {
	if named, ok := t.(*types.Named); ok {
		if key(named.Obj()) == "time.Time" {
			out.Kind = Time
			return
		}
		if hasOwnJSON(named) {
			return
		}
	}
	switch u := t.Underlying().(type) {
	case *types.Basic:
		out.Kind, out.Bits = basic(u)
	case *types.Slice:
		out.Kind = Bytes
	case *types.Struct:
		out.Kind = Object
		if t == u {
			out.Struct = &Struct{Position: r.position(at)}
			r.unfilled = append(r.unfilled, unfilled{out.Struct, u})
		}
	case *types.Map:
		out.Kind = Object
	}
}

// isUnfit reports whether encoding/json can't write the type, or can't read it.
func isUnfit(t types.Type) bool {
	for range maxWrapped {
		t = types.Unalias(t)
		if named, ok := t.(*types.Named); ok && hasOwnJSON(named) {
			return false
		}
		switch u := t.Underlying().(type) {
		case *types.Pointer:
			t = u.Elem()
		case *types.Slice:
			t = u.Elem()
		case *types.Array:
			t = u.Elem()
		case *types.Signature, *types.Chan:
			return true
		case *types.Basic:
			return u.Info()&types.IsComplex != 0
		default:
			return types.Identical(t, types.Universe.Lookup("error").Type())
		}
	}
	return false
}

func basic(b *types.Basic) (Kind, int) {
	switch {
	case b.Info()&types.IsString != 0:
		return String, 0
	case b.Info()&types.IsBoolean != 0:
		return Boolean, 0
	case b.Kind() == types.Float32:
		return Float, 32
	case b.Info()&types.IsFloat != 0:
		return Float, 64
	case b.Info()&types.IsInteger == 0:
		return Any, 0
	}
	switch b.Kind() {
	case types.Int8, types.Uint8:
		return Integer, 8
	case types.Int16, types.Uint16:
		return Integer, 16
	case types.Int32, types.Uint32:
		return Integer, 32
	}
	return Integer, 64
}
