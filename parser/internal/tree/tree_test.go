package tree_test

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/parser/internal/tree"
)

func read(text string) (*tree.Tree, error) { return tree.Read(strings.NewReader(text), "service") }

// TestPositions checks the values and positions of both notations.
func TestPositions(t *testing.T) {
	for _, text := range []string{"{\"a\": [1, true,\n  \"x\"], \"b\": null,\n \"a\": {}}", "a: [1, true,\n  x]\nb:\na: {}\n"} {
		got, err := read(text)
		require.NoError(t, err)
		list := got.Root.Get("a").Each()
		require.Len(t, list, 3)
		assert.Equal(t, "1", list[0].Value.Str())
		assert.True(t, list[1].Value.IsTrue())
		assert.Equal(t, "service:2:3", got.Position(list[2].At).String())
		assert.Equal(t, tree.Null, got.Root.Get("b").Form)
		assert.Nil(t, got.Root.Get("c"))
		require.Len(t, got.Repeated, 1)
		assert.Equal(t, "a", got.Repeated[0].Key)
		assert.Greater(t, got.Repeated[0].At.Line, int32(2))
		assert.EqualValues(t, 1, got.Repeated[0].First.Line)
	}
}

// TestDepth checks that nested values are read up to a depth, in both notations.
func TestDepth(t *testing.T) {
	for _, head := range []string{`{"openapi": "3.0.0", "paths": {}, "x": `, `openapi: 3.0.0
paths: {}
x: `} {
		tail := ""
		if head[0] == '{' {
			tail = "}"
		}
		nested := func(n int) error {
			_, err := read(head + strings.Repeat("[", n) + strings.Repeat("]", n) + tail)
			return err
		}
		assert.NoError(t, nested(190))
		assert.ErrorContains(t, nested(1000), "nested more than 200 levels deep")
		assert.ErrorContains(t, nested(9_999), "nested more than 200 levels deep")
	}
	_, err := read(`{"openapi": "3.0.0", "paths": {}, "x": ` + strings.Repeat("[", 1_000_000))
	assert.ErrorContains(t, err, "service:1:239: nested more than 200 levels deep")
	_, err = read("openapi: 3.0.0\nx: " + strings.Repeat("[", 100_000))
	assert.ErrorContains(t, err, "not well-formed YAML: line 2: exceeded max depth")
}

// TestAliases checks that a document whose aliases repeat one another is rejected
// without making what it stands for.
func TestAliases(t *testing.T) {
	bomb := func(levels int) string {
		var b strings.Builder
		b.WriteString("openapi: 3.0.0\nx0: &x0 {a: 1}\n")
		for i := range levels {
			fmt.Fprintf(&b, "x%d: &x%d [%s]\n", i+1, i+1, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*x%d, ", i), 9), ", "))
		}
		return b.String() + "paths: {}\n"
	}
	_, err := read(bomb(5))
	assert.NoError(t, err)
	_, err = read(bomb(40))
	assert.ErrorContains(t, err, "more than 4000000 values, with those that aliases repeat")

	merges := "openapi: 3.0.0\nx: &a {" + strings.Repeat("k: 1, ", 10) + "}\n"
	for i := range 30 {
		merges += fmt.Sprintf("x%d: &x%d {<<: [%s]}\n", i, i, strings.Repeat("*a, ", 1000))
	}
	_, err = read(merges + "paths: {}\n")
	assert.NoError(t, err)
}

func TestSize(t *testing.T) {
	if testing.Short() {
		t.Skip("reads the maximum size of a document")
	}
	_, err := tree.Read(endless{}, "service.yaml")
	assert.ErrorContains(t, err, "service.yaml: larger than 90 MB")
	_, err = read("openapi: 3.0.0\nx:\n" + strings.Repeat("- \n", 5_000_000))
	assert.ErrorContains(t, err, "too many values for YAML; write the file as JSON")
	_, err = read(`{"openapi": "3.0.0", "x": [` + strings.Repeat("0,", 4_100_000) + "0]}")
	assert.ErrorContains(t, err, "more than 4000000 values")
}

func TestReadError(t *testing.T) {
	_, err := tree.Read(io.MultiReader(strings.NewReader("openapi: "), broken{}), "service.yaml")
	assert.ErrorIs(t, err, errBroken)
}

// endless is a reader without an end.
type endless struct{}

func (endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = ' '
	}
	return len(p), nil
}

var errBroken = errors.New("the disk is gone")

type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, errBroken }
