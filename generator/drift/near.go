package drift

import (
	"strings"

	"github.com/docwright/docwright/parser/model"
)

// resembles reports whether two qualified names are nearly one but for their
// namespaces.
func resembles(a, b string) bool {
	a, b = last(a), last(b)
	return strings.EqualFold(a, b) || model.Near(a, b)
}
