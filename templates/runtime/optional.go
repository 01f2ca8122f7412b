package runtime

// optional is what the codec asks of every Opt, whatever its type.
type optional interface {
	// alloc gives the property a new zero value and returns a pointer to it.
	alloc() any
	setNull()
	// value returns a pointer to the value, or nil; and whether it is null.
	value() (p any, null bool)
}

func (o *Opt[T]) alloc() any {
	*o = Opt[T]{p: new(T)}
	return o.p
}

func (o *Opt[T]) setNull() { *o = Opt[T]{null: true} }

func (o *Opt[T]) value() (any, bool) {
	if o.p == nil {
		return nil, o.null
	}
	return o.p, false
}
