package generator

import (
	"bytes"
	"context"
	"regexp"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/generator/plan"
	"github.com/docwright/docwright/templates"
)

// A signature that is looked up is declared like that in the package.
func TestSignatures(t *testing.T) {
	h := newHarbor()
	files, _, err := Generate(context.Background(), &h.Model, Options{Package: "harbor"})
	require.NoError(t, err)
	var source []byte
	for _, f := range files {
		source = append(source, f.Data...)
	}
	lookup, _, err := plan.NewLookup(&h.Model, plan.Options{Package: "harbor", Reserved: templates.Declared()})
	require.NoError(t, err)
	for _, op := range h.Operations {
		for _, f := range lookup.Operation(op).Functions {
			assert.True(t, bytes.Contains(source, []byte("\nfunc "+f.Signature()+" {\n")), f.Signature())
		}
	}
	for _, typ := range h.Types {
		for _, q := range typ.Properties {
			if f := lookup.Field(typ, q); f != nil {
				assert.Regexp(t, `\n\t`+f.Name.String()+` +`+regexp.QuoteMeta(f.Type.String())+` +`, string(source))
			}
		}
	}
}
