package model_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/docwright/docwright/parser/model"
)

// TestLineageOfAnyLength checks that a walk yields each type once, and ends, for lines
// of base types of all lengths that end or return to any of their types.
func TestLineageOfAnyLength(t *testing.T) {
	for n := 1; n < 30; n++ {
		for back := -1; back < n; back++ {
			types := make([]model.Type, n)
			for i := range n - 1 {
				types[i].BaseType = &types[i+1]
			}
			if back >= 0 {
				types[n-1].BaseType = &types[back]
			}
			for range 2 {
				i := 0
				for at := range types[0].Lineage() {
					if !assert.Less(t, i, n) {
						return
					}
					assert.Same(t, &types[i], at, "%d of %d types, back to %d", i, n, back)
					i++
				}
				assert.Equal(t, n, i, "%d types, back to %d", n, back)
			}
		}
	}
}
