package runtime

// EntityRef refers to an entity by its URL. It is the body of a request that
// adds an entity to a list, or makes it the value of a relationship. [Ref] makes
// one.
type EntityRef struct {
	// The URL of the entity. If it is below [BaseURL], or a path, the client sends
	// it below its own base URL.
	ODataID Opt[string] `json:"@odata.id"`

	err error // the error of Ref
}

// Ref refers to the entity at a path below the base URL of the client. Each
// placeholder in braces takes the next argument, as in [NewRequest].
//
//	err := AddVesselEscort(ctx, c, "7", Ref("/vessels/{id}", id), nil)
//
// If an argument can't be part of a path, the request is not built.
func Ref(path string, arguments ...any) *EntityRef {
	err := checkTemplate(path)
	target := ""
	if err == nil {
		target, err = expand(path, arguments)
	}
	return &EntityRef{ODataID: Set(target), err: err}
}

func (x EntityRef) MarshalJSON() ([]byte, error) { return encodeObject(&x) }

func (x *EntityRef) UnmarshalJSON(b []byte) error { return decodeObject(b, x) }

// String returns x as JSON.
func (x EntityRef) String() string { return textOf(&x) }

// invalid returns the error of Ref.
func (x *EntityRef) invalid() error { return x.err }
