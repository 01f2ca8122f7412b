package starter_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/generator/project/config"
	"github.com/docwright/docwright/generator/project/starter"
)

// TestFiles checks the files of a project in the working directory.
func TestFiles(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "harbor")
	require.NoError(t, os.MkdirAll(filepath.Join(dir, "my docs"), 0o755))
	t.Chdir(dir)
	files, err := starter.Project{Docs: "my docs", Out: "internal/tugs", Schema: "https://harbor.example/schema.json"}.Files()
	require.NoError(t, err)
	require.Len(t, files, 2)
	assert.Equal(t, config.Name, files[0].Name)
	c, err := config.Parse(files[0].Data)
	require.NoError(t, err)
	assert.Equal(t, []config.Settings{{Docs: "my docs", Out: "internal/tugs", Package: "tugs"}}, c.Targets)
	assert.Contains(t, string(files[0].Data), "$schema=https://harbor.example/schema.json\n")
	assert.Equal(t, "docwright.go", files[1].Name)
	assert.Equal(t, "//go:build generate\n\npackage harbor\n\n//go:generate go tool docwright generate\n", string(files[1].Data))

	// The file with the directive has the package of the other files.
	require.NoError(t, os.WriteFile("main.go", []byte("package pilots\n"), 0o644))
	files, err = starter.Project{Docs: "my docs", Out: "tugs"}.Files()
	require.NoError(t, err)
	assert.Contains(t, string(files[1].Data), "\npackage pilots\n")
}

func TestFolderWithoutAName(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "My Harbor")
	require.NoError(t, os.MkdirAll(dir, 0o755))
	t.Chdir(dir)
	files, err := starter.Project{Docs: ".", Out: "tugs"}.Files()
	require.NoError(t, err)
	assert.Contains(t, string(files[1].Data), "\npackage main\n")
}

func TestInvalidProjects(t *testing.T) {
	t.Chdir(t.TempDir())
	for want, p := range map[string]starter.Project{
		"no pages given":                                 {Out: "x"},
		"there is no folder none":                        {Docs: "none", Out: "x"},
		`--out: "../x" is outside the working directory`: {Docs: ".", Out: "../x"},
		`--out: ".x" cannot be the folder of a package`:  {Docs: ".", Out: ".x"},
		`"My" is not a valid package name; set another`:  {Docs: ".", Out: "My"},
		`"func" is not a valid package name`:             {Docs: ".", Out: "x", Package: "func"},
	} {
		_, err := p.Files()
		assert.ErrorContains(t, err, want)
	}
}

// TestLicence checks that the licence of the repository with the pages is known.
func TestLicence(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	require.NoError(t, os.MkdirAll(filepath.Join(dir, "docs", ".git"), 0o755))
	require.NoError(t, os.MkdirAll(filepath.Join(dir, "docs", "api"), 0o755))
	configuration := func() string {
		files, err := starter.Project{Docs: "docs/api", Out: "x"}.Files()
		require.NoError(t, err)
		return string(files[0].Data)
	}
	assert.Contains(t, configuration(), "\n# licence: CC-BY-4.0\n")
	require.NoError(t, os.WriteFile(filepath.Join(dir, "docs", "LICENSE-CODE"), []byte("something\n"), 0o600))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "docs", "LICENSE.md"), []byte("# CC0 1.0 Universal\n"), 0o600))
	assert.Contains(t, configuration(), "\nlicence: CC0-1.0\n")
}
