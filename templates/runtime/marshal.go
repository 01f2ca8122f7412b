package runtime

// encodeObject is the MarshalJSON of every model: x is a pointer to one.
func encodeObject(x any) ([]byte, error) { return encode(x) }
