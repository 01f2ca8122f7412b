package runtime

// decodeObject is the UnmarshalJSON method of every model. x is a pointer to
// one.
func decodeObject(b []byte, x any) error {
	if string(b) == "null" {
		return nil // like encoding/json
	}
	return decode(b, x)
}
