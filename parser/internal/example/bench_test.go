package example_test

import (
	"strconv"
	"strings"
	"testing"

	"github.com/docwright/docwright/parser/internal/example"
	"github.com/docwright/docwright/parser/internal/notation"
	"github.com/docwright/docwright/parser/internal/outline"
	"github.com/docwright/docwright/parser/internal/phasetest"
)

// BenchmarkPair pairs the examples of pages with n and with 2n requests without a
// name. The time of the second is about twice that of the first.
func BenchmarkPair(b *testing.B) {
	const n = 4000
	for _, blocks := range []int{n, 2 * n} {
		text := "# Get berth\n\n## Examples\n\n" + strings.Repeat("```http\nGET /berths/1\n```\n\n", blocks)
		o := outline.New(phasetest.Page(b, "api/berth-get.md", text))
		b.Run(strconv.Itoa(blocks), func(b *testing.B) {
			for b.Loop() {
				example.Read(o, 200).Pair(notation.Line{})
			}
		})
	}
}
