package runtime

import (
	"cmp"
	"fmt"
	"strings"
)

// WithBaseURLValue sets the value of a placeholder in [BaseURL], such as the name of
// a tenant. The value must consist of letters, digits and the characters "-", ".",
// "_" and "~", so that it can't leave its place in the host or the path.
func WithBaseURLValue(name, value string) ClientOption {
	return func(c *Client) {
		filled, err := fillBase(cmp.Or(c.filled, BaseURL), name, value)
		c.filled, c.err = filled, cmp.Or(c.err, err)
	}
}

// fillBase replaces a placeholder in a base URL by its value.
func fillBase(base, name, value string) (string, error) {
	const allowed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~"
	filled := strings.ReplaceAll(base, "{"+name+"}", value)
	switch {
	case filled == base:
		return "", fmt.Errorf("the base URL %s has no placeholder %q", base, name)
	case strings.Trim(value, allowed) != "" || strings.Trim(value, ".") == "":
		return "", fmt.Errorf("%q can't be the value of %s in the base URL: want letters and digits", value, name)
	}
	return filled, nil
}
