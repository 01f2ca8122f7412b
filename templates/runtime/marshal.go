package runtime

// encodeObject is the MarshalJSON method of every model. x is a pointer to one.
func encodeObject(x any) ([]byte, error) { return encode(x) }
