package text_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/generator/text"
)

// TestU19 escapes what shows nothing, and changes no value.
func TestU19(t *testing.T) {
	for in, want := range map[string]string{
		"{\"a\": \"x\u202ey\"}":       `{"a": "x\u202ey"}`,
		"[\"\U000e0001\ufeff\"]":      `["\udb40\udc01\ufeff"]`,
		"[\"\u2028\u0085\u007f\"]":    `["\u2028\u0085\u007f"]`,
		"[\"Ærø, \u00a0 日本\\u202e\"]": "[\"Ærø, \u00a0 日本\\u202e\"]",
		"{\n\t\"a\": 1\r\n}":          "{\n\t\"a\": 1\r\n}",
		"\xff":                        "\xff",
	} {
		got := text.JSON([]byte(in))
		assert.Equal(t, want, string(got))
		var was, is any
		if json.Unmarshal([]byte(in), &was) == nil {
			require.NoError(t, json.Unmarshal(got, &is))
			assert.Equal(t, was, is)
		}
	}
}
