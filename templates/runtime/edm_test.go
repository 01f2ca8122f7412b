package runtime

import (
	"go/token"
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/docwright/docwright/parser/edm"
)

// The runtime does not import package edm, and declares the sentinel of
// evolvable enums itself.
func TestSentinel(t *testing.T) {
	assert.True(t, hasMarker("grain,"+edm.Sentinel))
	assert.True(t, hasMarker(strings.ToUpper(edm.Sentinel)))
	assert.False(t, hasMarker(edm.Sentinel+"s"))
	assert.ErrorContains(t, errMarker, edm.Sentinel)
}

// The Go types in the table of primitive types are predeclared or declared in
// the runtime.
func TestGoTypes(t *testing.T) {
	declared := map[string]reflect.Type{}
	for _, typ := range []reflect.Type{reflect.TypeFor[Date](), reflect.TypeFor[TimeOfDay](), reflect.TypeFor[Duration]()} {
		declared[typ.Name()] = typ
	}
	for _, p := range edm.Primitives() {
		if token.IsExported(p.Go) {
			assert.NotNil(t, declared[p.Go], "%s of %s", p.Go, p.Name)
		}
	}
}
