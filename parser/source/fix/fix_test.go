package fix_test

import (
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/parser/source"
	"github.com/docwright/docwright/parser/source/fix"
)

func at(line, col int) source.Position {
	return source.Position{File: "api/berth-get.md", Line: line, Col: col}
}

func finding(edits ...source.Edit) source.Finding {
	return source.Finding{Fix: &source.Fix{Edits: edits}}
}

func TestApply(t *testing.T) {
	const text = "# Berth\n\na, b,\nlast"
	for name, test := range map[string]struct {
		findings source.Findings
		want     string
		made     int
	}{
		"none":        {source.Findings{{}}, text, 0},
		"one":         {source.Findings{finding(source.Edit{Position: at(3, 5), Was: ","})}, "# Berth\n\na, b\nlast", 1},
		"two of one":  {source.Findings{finding(source.Edit{Position: at(3, 5), Was: ",", With: ";"}, source.Edit{Position: at(1, 1), Was: "#", With: "##"})}, "## Berth\n\na, b;\nlast", 1},
		"the end":     {source.Findings{finding(source.Edit{Position: at(4, 4), Was: "t", With: "t."})}, text + ".", 1},
		"changed":     {source.Findings{finding(source.Edit{Position: at(3, 5), Was: ";"})}, text, 0},
		"half":        {source.Findings{finding(source.Edit{Position: at(3, 5), Was: ","}, source.Edit{Position: at(3, 2), Was: ";"})}, text, 0},
		"beyond":      {source.Findings{finding(source.Edit{Position: at(4, 50), Was: "t"}), finding(source.Edit{Position: at(9, 1), Was: "t"})}, text, 0},
		"overlapping": {source.Findings{finding(source.Edit{Position: at(4, 1), Was: "la", With: "p"}), finding(source.Edit{Position: at(4, 2), Was: "as", With: "os"})}, "# Berth\n\na, b,\npst", 1},
		"the same":    {source.Findings{finding(source.Edit{Position: at(3, 5), Was: ","}), finding(source.Edit{Position: at(3, 5), Was: ","})}, "# Berth\n\na, b\nlast", 2},
		"elsewhere":   {source.Findings{finding(source.Edit{Position: source.Position{File: "api/other.md", Line: 1, Col: 1}, Was: "#"})}, text, 0},
		"empty":       {source.Findings{finding(source.Edit{Position: at(1, 1), With: "x"}), finding()}, text, 0},
	} {
		got, made := fix.Apply("api/berth-get.md", []byte(text), test.findings)
		assert.Equal(t, test.want, string(got), name)
		assert.Equal(t, test.made, made, name)
	}
}

// TestIn checks that file names in findings are relative to the working
// directory.
func TestIn(t *testing.T) {
	folder := fstest.MapFS{"api/a.md": {Data: []byte("tide\n")}, "api/b.md": {Data: []byte("tide tide\n")}}
	at := func(file string, col int, was string) source.Finding {
		p := source.Position{File: file, Line: 1, Col: col}
		return source.Finding{Position: p, Fix: &source.Fix{Edits: []source.Edit{{Position: p, Was: was, With: "ebb"}}}}
	}
	files, proposed, made, err := fix.In(folder, "docs", source.Findings{
		at("docs/api/b.md", 6, "tide"), at("docs/api/a.md", 1, "tide"), at("docs/api/b.md", 1, "tide"),
		at("docs/api/a.md", 1, "wave"), at("includes/c.md", 1, "tide"), {Position: source.Position{File: "docs/api/a.md"}},
	})
	require.NoError(t, err)
	assert.Equal(t, 5, proposed)
	assert.Equal(t, 3, made)
	assert.Equal(t, []fix.File{
		{Name: "docs/api/a.md", Inside: filepath.FromSlash("api/a.md"), Was: []byte("tide\n"), Is: []byte("ebb\n")},
		{Name: "docs/api/b.md", Inside: filepath.FromSlash("api/b.md"), Was: []byte("tide tide\n"), Is: []byte("ebb ebb\n")},
	}, files)
	files, _, made, err = fix.In(folder, "docs", source.Findings{at("docs/api/a.md", 1, "wave")})
	require.NoError(t, err)
	assert.Empty(t, files, "an unchanged file is not returned")
	assert.Zero(t, made)
	_, _, _, err = fix.In(folder, "docs", source.Findings{at("docs/api/none.md", 1, "tide")})
	assert.ErrorIs(t, err, fs.ErrNotExist)
}

// TestVerified checks that fixes are left out if reading the pages gives another
// result with them, and that the others are applied.
func TestVerified(t *testing.T) {
	folder := fstest.MapFS{"api/berth-get.md": {Data: []byte("a1\na2\na3\na4\na5\n")}}
	var findings source.Findings
	for line := 1; line <= 5; line++ {
		findings = append(findings, finding(source.Edit{Position: at(line, 1), Was: "a", With: "b"}))
		findings[line-1].Position = at(line, 1)
	}
	for _, test := range []struct{ refused, want string }{
		{"none", "b1\nb2\nb3\nb4\nb5\n"},
		{"b1", "a1\nb2\nb3\nb4\nb5\n"},
		{"b5", "b1\nb2\nb3\nb4\na5\n"},
		{"b2\nb3", "b1\nb2\na3\nb4\nb5\n"}, // either alone is sound
		{"b", "a1\na2\na3\na4\na5\n"},
	} {
		files, proposed, made, err := fix.Verified(folder, ".", findings, func(files []fix.File) (bool, error) {
			return !strings.Contains(string(files[0].Is), test.refused), nil
		})
		require.NoError(t, err)
		assert.Equal(t, 5, proposed)
		got := string(folder["api/berth-get.md"].Data)
		if len(files) > 0 {
			got = string(files[0].Is)
		}
		assert.Equal(t, test.want, got, test.refused)
		assert.Equal(t, strings.Count(test.want, "b"), made, test.refused)
	}
	_, _, _, err := fix.Verified(folder, ".", findings, func([]fix.File) (bool, error) { return false, fs.ErrInvalid })
	assert.ErrorIs(t, err, fs.ErrInvalid)
	files, proposed, made, err := fix.Verified(folder, ".", nil, nil)
	assert.NoError(t, err)
	assert.Empty(t, files)
	assert.Zero(t, proposed+made)
}
