//go:build unix

package main

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestPrograms generates the package that the programs in testdata/programs use,
// and runs their tests.
func TestPrograms(t *testing.T) {
	if testing.Short() {
		t.Skip("builds a package")
	}
	pages := filepath.Join(findCorpus(t), filepath.FromSlash(corpusPages))
	dir := t.TempDir()
	require.NoError(t, os.CopyFS(dir, os.DirFS("../../testdata/programs")))
	require.NoError(t, os.RemoveAll(filepath.Join(dir, "graph"))) // of make programs
	t.Chdir(dir)
	var out strings.Builder
	require.Equal(t, exitClean, run(context.Background(), []string{"generate", "--docs", pages, "--quiet"}, &out, &out), "%s", &out)
	cmd := exec.Command("go", "test", "-parallel", "16", "./...")
	cmd.Env = append(os.Environ(), "GOFLAGS=-mod=mod -trimpath") // the build cache has packages from other folders
	text, err := cmd.CombinedOutput()
	require.NoError(t, err, "%s", text)
}
