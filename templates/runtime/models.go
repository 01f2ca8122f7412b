package runtime

import "encoding/json"

// encodeObject is the MarshalJSON of every model: x is a pointer to one.
func encodeObject(x any) ([]byte, error) { return json.Marshal(nil) }

// decodeObject is the UnmarshalJSON of every model: x is a pointer to one.
func decodeObject(b []byte, x any) error { return nil }
