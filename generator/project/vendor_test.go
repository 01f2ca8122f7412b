package project_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/generator/project"
	"github.com/docwright/docwright/generator/project/config"
	"github.com/docwright/docwright/generator/project/origin"
	"github.com/docwright/docwright/generator/project/target"
	"github.com/docwright/docwright/parser/git/gittest"
)

// reference returns a repository with the sample pages in docs, and more pages, and a
// function that returns the project of a configuration with them.
func reference(t *testing.T, more map[string]string) func(configuration string) *project.Project {
	dir := t.TempDir()
	t.Setenv("HOME", dir)
	t.Setenv("XDG_CACHE_HOME", dir)
	t.Setenv("LocalAppData", dir)
	files := map[string]string{"LICENSE": "Attribution 4.0 International\n"}
	sample := os.DirFS("../../testdata/docs")
	require.NoError(t, fs.WalkDir(sample, ".", func(name string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			var text []byte
			text, err = fs.ReadFile(sample, name)
			files["docs/"+name] = string(text)
		}
		return err
	}))
	for name, text := range more {
		files[name] = text
	}
	r := gittest.New(t)
	r.Commit("first", files)
	return func(configuration string) *project.Project {
		c, err := config.Parse([]byte("docs: {git: 'file://" + filepath.ToSlash(r.Dir) + "', ref: main, folder: docs}\n" + configuration))
		require.NoError(t, err)
		p, err := project.New(t.TempDir(), c)
		require.NoError(t, err)
		return p
	}
}

// made makes the only package of a project.
func made(t *testing.T, p *project.Project) *target.Package {
	t.Helper()
	targets, err := p.Targets(t.Context())
	require.NoError(t, err)
	list, _, err := p.Make(t.Context(), targets)
	require.NoError(t, err)
	require.Len(t, list, 1)
	return list[0]
}

// vendored writes the vendored folder of a project.
func vendored(t *testing.T, p *project.Project) *project.Vendoring {
	t.Helper()
	list, err := p.Vendor(t.Context(), p.Config.Targets, project.VendorOptions{})
	require.NoError(t, err)
	require.Len(t, list, 1)
	_, err = list[0].Write()
	require.NoError(t, err)
	return list[0]
}

// TestVendoredPackages checks that the package made from the vendored folder is that made
// from the whole reference, for some operations of the sample.
func TestVendoredPackages(t *testing.T) {
	of := reference(t, nil)
	names, err := filepath.Glob("../../testdata/docs/api/*.md")
	require.NoError(t, err)
	for i, name := range names {
		if i%5 != 0 {
			continue
		}
		name = filepath.Base(name)
		t.Run(name, func(t *testing.T) {
			configuration := "out: harbor\ninclude: [api/" + name + "]\n"
			whole := made(t, of(configuration))
			p := of("vendor: pages\n" + configuration)
			v := vendored(t, p)
			assert.Less(t, v.Pages, v.Of)
			one := made(t, p)
			assert.Equal(t, whole.Files, one.Files)
			assert.Equal(t, whole.Records, one.Records)
			altered, err := one.Target.Pages.Altered()
			require.NoError(t, err)
			assert.Empty(t, altered)
			assert.Equal(t, v.Commit, one.Target.Pages.Head())
		})
	}
}

// TestPagesThatDecide checks that pages are vendored that the package does not have and
// that decide a name in it.
func TestPagesThatDecide(t *testing.T) {
	const page = "docs/resources/getberth.md"
	const rival = "# getBerth resource type\n\nNamespace: harbor.museum\n\nHow to get a berth.\n\n## Properties\n|Property|Type|Description|\n|:---|:---|:---|\n|id|String|The number.|\n"
	of := reference(t, map[string]string{page: rival})
	const configuration = "out: harbor\ninclude: [api/berth-get.md]\n"
	whole := made(t, of(configuration))
	p := of("vendor: pages\n" + configuration)
	v := vendored(t, p)
	assert.FileExists(t, filepath.Join(p.Dir, "pages", filepath.FromSlash(page)))
	assert.Equal(t, whole.Files, made(t, p).Files)

	// Without the page, the name is another one.
	require.NoError(t, os.Remove(filepath.Join(p.Dir, "pages", filepath.FromSlash(page))))
	assert.NotEqual(t, whole.Files, made(t, p).Files)
	list, err := made(t, p).Target.Pages.Altered()
	require.NoError(t, err)
	require.Len(t, list, 1)
	assert.Equal(t, "pages/"+page+": the file is missing; run \"docwright vendor\" to restore the folder [vendored-changed]", list[0].String())
	assert.Positive(t, v.Bytes())
}

// TestVendorEverything checks that a package with everything has its pages, and no others.
func TestVendorEverything(t *testing.T) {
	of := reference(t, map[string]string{"docs/concepts.md": "# Concepts\n\nWhat harbors are.\n"})
	whole := made(t, of("out: harbor\n"))
	p := of("vendor: pages\nout: harbor\n")
	vendored(t, p)
	assert.Equal(t, whole.Files, made(t, p).Files)
	notice, err := os.ReadFile(filepath.Join(p.Dir, "pages", "NOTICE"))
	require.NoError(t, err)
	assert.Contains(t, string(notice), "Licence:  CC-BY-4.0; see LICENSE\n")
	text, err := os.ReadFile(filepath.Join(p.Dir, "pages", origin.Name))
	require.NoError(t, err)
	assert.Contains(t, string(text), "\nfolder docs\n")
}

func TestVendorErrors(t *testing.T) {
	of := reference(t, nil)
	for configuration, want := range map[string]string{
		"out: a\n":                              "no pages to vendor: want",
		"vendor: ../x\nout: a\n":                `vendor: want a folder of its own inside the folder of the configuration, not "../x"`,
		"vendor: .\nout: a\n":                   "vendor: want a folder of its own",
		"vendor: x\nout: a\ninclude: nothing\n": "nothing",
		"vendor: x\ntargets:\n  - out: a\n  - {out: b, docs: {git: 'file:///srv/x'}}\n": `the targets with "vendor: x" have different pages; give each its own folder`,
	} {
		p := of(configuration)
		_, err := p.Vendor(t.Context(), p.Config.Targets, project.VendorOptions{})
		assert.ErrorContains(t, err, want)
	}
	p := of("vendor: x\nout: a\n")
	_, err := p.Targets(t.Context())
	assert.ErrorContains(t, err, `there is no folder x with pages; run "docwright vendor", which fetches them from file://`)
	vendored(t, p)
	p.Config.Targets[0].Git.Folder = "reference"
	_, err = p.Targets(t.Context())
	assert.ErrorContains(t, err, `x has the pages of the folder "docs" of file://`)
	require.NoError(t, os.WriteFile(filepath.Join(p.Dir, "x", origin.Name), []byte("<<<<<<< HEAD\n"), 0o644))
	_, err = p.Targets(t.Context())
	assert.ErrorContains(t, err, `x: docwright.vendor:1: unknown line "<<<<<<< HEAD"; run "docwright vendor`)
}
