package runtime

import "fmt"

// textOf is the String method of every model and body. x is a pointer to one.
func textOf(x any) string {
	text, err := encode(x)
	if err != nil {
		return fmt.Sprintf("%%!v(%v)", err)
	}
	return string(text)
}
