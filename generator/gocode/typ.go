package gocode

import "go/types"

// named returns the struct or enum that a type is, if it was read.
func (r *reader) named(t types.Type) Type {
	var obj *types.TypeName
	switch t := t.(type) {
	case *types.Alias:
		// Constants have the alias as their type, or else that which it stands for.
		if e := r.enums[key(t.Obj())]; e != nil && len(e.Members) > 0 {
			return Type{Enum: e}
		}
		return r.named(types.Unalias(t))
	case *types.Named:
		obj = t.Obj()
	default:
		return Type{}
	}
	return Type{Struct: r.structs[key(obj)], Enum: r.enums[key(obj)]}
}

// maxWrapped bounds how deep types are wrapped in one another.
const maxWrapped = 10

// typ reads the type of a field, parameter or result.
func (r *reader) typ(t types.Type) Type {
	text := types.TypeString(t, func(p *types.Package) string { return p.Name() })
	out := Type{}
	for range maxWrapped {
		if found := r.named(t); found.Enum != nil {
			out.Kind, out.Enum = String, found.Enum
			break
		}
		t = types.Unalias(t)
		inner, collection := unwrap(t)
		if inner == nil {
			r.plain(&out, t)
			break
		}
		out.Collection = out.Collection || collection
		t = inner
	}
	out.Text = text
	return out
}

// unwrap returns what a pointer, a slice, a sequence or a wrapper such as Opt[T]
// is of; nil where the type is none of these.
func unwrap(t types.Type) (inner types.Type, collection bool) {
	if named, ok := t.(*types.Named); ok {
		args := named.TypeArgs()
		if args.Len() == 0 {
			if isPlain(named) {
				return nil, false
			}
		} else {
			obj := named.Obj()
			isSeq := obj.Pkg() != nil && obj.Pkg().Path() == "iter"
			return args.At(0), isSeq
		}
	}
	switch u := t.Underlying().(type) {
	case *types.Pointer:
		return u.Elem(), false
	case *types.Slice:
		if b, ok := u.Elem().Underlying().(*types.Basic); ok && b.Kind() == types.Byte {
			return nil, false
		}
		return u.Elem(), true
	case *types.Array:
		return u.Elem(), true
	}
	return nil, false
}

// isPlain reports whether nothing of how JSON writes the type can be told from
// its underlying type: it has a way of its own.
func isPlain(named *types.Named) bool {
	for _, method := range [...]string{"MarshalJSON", "UnmarshalJSON", "MarshalText", "UnmarshalText"} {
		if obj, _, _ := types.LookupFieldOrMethod(types.NewPointer(named), true, named.Obj().Pkg(), method); obj != nil {
			if _, ok := obj.(*types.Func); ok {
				return true
			}
		}
	}
	return false
}

// plain sets what a type is that wraps no other.
func (r *reader) plain(out *Type, t types.Type) {
	if named, ok := t.(*types.Named); ok {
		if key(named.Obj()) == "time.Time" {
			out.Kind = Time
			return
		}
		if s := r.structs[key(named.Obj())]; s != nil {
			out.Struct = s
			if s.Generated || !isPlain(named) {
				out.Kind = Object
			}
			return
		}
		if isPlain(named) {
			return
		}
	}
	switch u := t.Underlying().(type) {
	case *types.Basic:
		out.Kind, out.Bits = basic(u)
	case *types.Slice:
		out.Kind = Bytes
	case *types.Struct, *types.Map:
		out.Kind = Object
	}
}

func basic(b *types.Basic) (Kind, int) {
	switch {
	case b.Info()&types.IsString != 0:
		return String, 0
	case b.Info()&types.IsBoolean != 0:
		return Boolean, 0
	case b.Info()&types.IsFloat != 0:
		return Float, 0
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
