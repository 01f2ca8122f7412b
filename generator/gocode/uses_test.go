package gocode_test

import (
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/generator/gocode"
	"github.com/docwright/docwright/parser/source"
)

// module is a set of files with their text.
func module(files map[string]string) fstest.MapFS {
	fs := fstest.MapFS{}
	for name, text := range files {
		fs[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return fs
}

const imported = "import \"port/harbor\"\n"

// TestUses checks that each name is returned once, at its first use, for any name
// of the import.
func TestUses(t *testing.T) {
	uses, err := gocode.Uses(module(map[string]string{
		"main.go":       "package main\n" + imported + "var _ = harbor.NewClient(harbor.Free)\n",
		"deep/a.go":     "package deep\nimport h \"port/harbor\"\nvar a, b h.Berth\nvar c = h.private\n",
		"deep/b.go":     "package deep\nimport _ \"port/harbor\"\nimport \"other\"\nvar _ = other.Yard\n",
		"other.go":      "package main\nimport \"port/other\"\nvar _ = harbor.Tide\n",
		"main_linux.go": "//go:build none\n\npackage main\n" + imported + "var _ harbor.Tug\n",
	}), "port/harbor", "harbor", "harbor")
	require.NoError(t, err)
	assert.Equal(t, []gocode.Use{
		{"Berth", source.Position{File: "deep/a.go", Line: 3, Col: 12}},
		{"Free", source.Position{File: "main.go", Line: 3, Col: 33}},
		{"NewClient", source.Position{File: "main.go", Line: 3, Col: 16}},
		{"Tug", source.Position{File: "main_linux.go", Line: 5, Col: 14}},
	}, uses)
}

// TestUsesLeavesOut checks that files that the go command ignores, other modules
// and the package itself are skipped.
func TestUsesLeavesOut(t *testing.T) {
	use := func(name string) string { return "package p\n" + imported + "var _ = harbor." + name + "\n" }
	files := map[string]string{
		"p.go": use("Seen"), "deep/p.go": use("SeenDeep"),
		"vendor/p.go": use("A"), "testdata/p.go": use("B"), ".git/p.go": use("C"), "_old/p.go": use("D"),
		"tool/go.mod": "module tool\n", "tool/p.go": use("E"), "harbor/p.go": use("F"), "deep/.p.go": use("G"), "deep/_p.go": use("H"),
		"deep/p.txt": use("I"), "go.mod": "module port\n", "deep/dir.go/p.go": use("SeenInFolder"),
	}
	uses, err := gocode.Uses(module(files), "port/harbor", "harbor", "harbor")
	require.NoError(t, err)
	var names []string
	for _, u := range uses {
		names = append(names, u.Name)
	}
	assert.Equal(t, []string{"Seen", "SeenDeep", "SeenInFolder"}, names)
}

func TestUsesFaults(t *testing.T) {
	_, err := gocode.Uses(module(map[string]string{"a.go": "package a\nimport . \"port/harbor\"\n"}), "port/harbor", "harbor", "harbor")
	assert.ErrorContains(t, err, "a.go:2:8: the package is imported with a dot")
	_, err = gocode.Uses(module(map[string]string{"a.go": "package a\n" + imported + "func {"}), "port/harbor", "harbor", "harbor")
	assert.ErrorContains(t, err, "a.go:3")
	_, err = gocode.Uses(module(map[string]string{"a.go": "package a\nfunc {"}), "port/harbor", "harbor", "harbor")
	assert.NoError(t, err, "a file that doesn't import the package is not read to its end")
}

func TestModulePath(t *testing.T) {
	path, err := gocode.ModulePath(module(map[string]string{"go.mod": "module harbor.example/port // the port\n\ngo 1.26\n"}))
	require.NoError(t, err)
	assert.Equal(t, "harbor.example/port", path)
	_, err = gocode.ModulePath(module(map[string]string{"go.mod": "go 1.26\n"}))
	assert.EqualError(t, err, "go.mod: no module path")
	_, err = gocode.ModulePath(module(nil))
	assert.Error(t, err)
}

// TestMembers checks that the names include those of files that do not import the package,
// and of files that are Go only in part.
func TestMembers(t *testing.T) {
	names, err := gocode.Members(module(map[string]string{
		"go.mod":        "module harbor.example\n",
		"a.go":          "package a\n\nvar x = b.Berth{Depth: 3, \"Key\": 4}.Number\n",
		"broken.go":     "package a\n\nfunc f() { y.Moor() }\n\nfunc {\n",
		"gen/gen.go":    "package gen\n\nvar x = y.Hidden\n",
		"other/go.mod":  "module other\n",
		"other/a.go":    "package a\n\nvar x = y.Hidden\n",
		"text.go":       "no Go\n",
		"testdata/a.go": "package a\n\nvar x = y.Hidden\n",
	}), "gen")
	require.NoError(t, err)
	assert.Equal(t, map[string]bool{"Berth": true, "Depth": true, "Number": true, "Moor": true}, names)
}
