package lenient

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestEdits checks that the edits give the result of Strict and don't overlap.
func TestEdits(t *testing.T) {
	for _, tt := range []struct {
		in    string
		edits []Edit
	}{
		{`{"a": 1}`, []Edit{}},
		{`{"a": 1,}`, []Edit{{7, 8, ""}}},
		{"{\u00a0\"a\": 1}", []Edit{{1, 3, " "}}},
		{"[{} {}]", []Edit{{2, 3, "},"}}},
		{"{\"a\": 12\n\"b\": 3}", []Edit{{7, 8, "2,"}}},
		{"{\"a\": 'x'\n\"b\": 3}", []Edit{{6, 7, `"`}, {8, 9, `",`}}},
		{"{\"a\": “x”\n\"b\": 3}", []Edit{{6, 9, `"`}, {10, 13, `",`}}},
		{"{b : 'x'}", []Edit{{1, 2, `"b"`}, {5, 6, `"`}, {7, 8, `"`}}},
		{"{b\u00a0: 1}", []Edit{{1, 2, `"b"`}, {2, 4, " "}}},
		{"[[1][2]\u00a0]", []Edit{{3, 4, "],"}, {7, 9, " "}}},
		{"{} // one", nil},
		{"{} and more", nil},
		{"[\"a\nb\"]", nil},
	} {
		edits := Edits(tt.in)
		assert.Equal(t, tt.edits, edits, tt.in)
		if edits == nil {
			continue
		}
		var b strings.Builder
		done := 0
		for _, e := range edits {
			require.LessOrEqual(t, done, e.From, tt.in)
			require.Less(t, e.From, e.To, tt.in)
			b.WriteString(tt.in[done:e.From] + e.With)
			done = e.To
		}
		strict, err := Strict(tt.in)
		require.NoError(t, err)
		assert.Equal(t, strict, b.String()+tt.in[done:], tt.in)
	}
}
