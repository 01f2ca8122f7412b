package runtime

import "bytes"

// isNothing reports whether a body has no JSON value, or null.
func isNothing(body []byte) bool {
	body = bytes.Trim(body, " \t\r\n")
	return len(body) == 0 || string(body) == "null"
}
