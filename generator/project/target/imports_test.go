package target_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/generator/project/config"
)

// TestMissing checks that a module lacks what the tests of a package import, unless its
// go.mod has it.
func TestMissing(t *testing.T) {
	dir := harbor(t)
	no := false
	made, bare := produce(t, dir, config.Settings{Out: "gen"}), produce(t, dir, config.Settings{Out: "gen", Tests: &no})
	lacks, err := made.Missing()
	require.NoError(t, err)
	assert.Nil(t, lacks, "the folder is in no module")

	write(t, dir, "go.mod", "module harbor.example\n\nrequire github.com/stretchr/testimony v1.0.0\n")
	lacks, err = made.Missing()
	require.NoError(t, err)
	assert.Equal(t, []string{"github.com/stretchr/testify/assert", "github.com/stretchr/testify/require"}, lacks.Imports)
	assert.False(t, lacks.Vendored)
	write(t, dir, "vendor/modules.txt", "")
	lacks, err = made.Missing()
	require.NoError(t, err)
	assert.True(t, lacks.Vendored)
	lacks, err = bare.Missing()
	require.NoError(t, err)
	assert.Nil(t, lacks)

	for _, text := range []string{"module harbor.example\n\nrequire github.com/stretchr/testify v1.11.1\n", "module github.com/stretchr/testify\n"} {
		write(t, dir, "go.mod", text)
		lacks, err = made.Missing()
		require.NoError(t, err)
		assert.Nil(t, lacks)
	}
	write(t, dir, "go.mod", "module (\n")
	_, err = made.Missing()
	assert.ErrorContains(t, err, "go.mod")
}
