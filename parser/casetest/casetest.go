// Package casetest runs the cases of the parser's stages, for their tests.
//
// A case is a text file in txtar form: the files that a stage reads, and the
// sections that say what is expected of it. With the flag -update, which tests
// that import this package have, the sections are written instead of compared,
// from the same text.
package casetest

import (
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/tools/txtar"

	"github.com/docwright/docwright/parser/source"
)

var update = flag.Bool("update", false, "rewrite the expected sections of the cases")

// Run runs each case that the pattern names. The stage gets the files that are
// no section and returns the text of sections by name; one without text need
// not stand in the case.
func Run(t *testing.T, pattern string, sections []string, stage func(*testing.T, fstest.MapFS) map[string]string) {
	files, err := filepath.Glob(pattern)
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			require.NoError(t, err)
			input, want := fstest.MapFS{}, map[string]string{}
			for _, f := range archive.Files {
				if slices.Contains(sections, f.Name) {
					want[f.Name] = string(f.Data)
				} else {
					input[f.Name] = &fstest.MapFile{Data: f.Data}
				}
			}
			got := stage(t, input)
			if *update {
				write(t, file, archive, sections, got)
				return
			}
			for _, name := range sections {
				assert.Equal(t, want[name], got[name], name)
			}
		})
	}
}

func write(t *testing.T, file string, archive *txtar.Archive, sections []string, got map[string]string) {
	archive.Files = slices.DeleteFunc(archive.Files, func(f txtar.File) bool { return slices.Contains(sections, f.Name) })
	for _, name := range sections {
		if got[name] != "" {
			archive.Files = append(archive.Files, txtar.File{Name: name, Data: []byte(got[name])})
		}
	}
	require.NoError(t, os.WriteFile(file, txtar.Format(archive), 0o644))
}

// Findings returns the findings, sorted, a line each.
func Findings(findings source.Findings) string {
	findings.Sort()
	var b strings.Builder
	for _, f := range findings {
		b.WriteString(f.String() + "\n")
	}
	return b.String()
}
