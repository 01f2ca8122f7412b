package runtime

// decodeObject is the UnmarshalJSON of every model: x is a pointer to one.
func decodeObject(b []byte, x any) error {
	if string(b) == "null" {
		return nil // as encoding/json has it
	}
	return decode(b, x)
}
