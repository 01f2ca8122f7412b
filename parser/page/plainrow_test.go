package page

import (
	"math/rand/v2"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
)

// TestPlainRows compares the tables of random pages with those that goldmark reads
// alone.
func TestPlainRows(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	parts := []string{"|", "|", "|", "|", " ", " ", "\n", "\n", "\n|", "|\n|", "a", "berth", "é", "\u00a0", "\t", "`", "\\", "*", "_x", "[a](b.md)", "<br>", "&amp;", "-", ":-:", "\n|-|-|\n", "\n|:--|--:|\n", "\n---|---\n", "\n> |", "\n- |", "\n  |", "\n\n| a | b |\n|--|--|\n", "\v", "!"}
	rows := 0
	for range 5_000 {
		var b strings.Builder
		b.WriteString("| Name | Type |\n|:--|:--|\n")
		if random.IntN(3) == 0 {
			b.Reset()
		}
		for range random.IntN(40) {
			b.WriteString(parts[random.IntN(len(parts))])
		}
		text := b.String()
		r := NewReader(fstest.MapFS{"a.md": {Data: []byte(text)}}, ".")
		got, err := r.Read("a.md")
		require.NoError(t, err)
		r.markdown = goldmark.New(goldmark.WithExtensions(extension.Table)).Parser()
		want, err := r.Read("a.md")
		require.NoError(t, err)
		require.Equal(t, dump(want), dump(got), "%q", text)
		require.Equal(t, want.Findings, got.Findings, "%q", text)
		for _, s := range got.Sections {
			for _, block := range s.Blocks {
				if table, ok := block.(*Table); ok {
					rows += len(table.Rows)
				}
			}
		}
	}
	require.Greater(t, rows, 1_000)
}
