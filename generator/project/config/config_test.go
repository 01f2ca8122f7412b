package config

import (
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/generator/choice"
)

// A key at the top applies to each target.
func ExampleParse() {
	c, err := Parse([]byte(`
docs: docs
include: used
targets:
  - out: internal/harbor
  - {out: internal/tugs, include: [api/tug-*.md]}
`))
	if err != nil {
		log.Fatal(err)
	}
	for _, t := range c.Targets {
		fmt.Println(t.Docs, t.Out, t.Include)
	}
	// Output:
	// docs internal/harbor [used]
	// docs internal/tugs [api/tug-*.md]
}

func TestParse(t *testing.T) {
	c, err := Parse([]byte("docs: d\nroot: r\nout: o\npackage: p\ninclude: i\nexclude: [e, f]\nbase-url: b\ndocs-url: u\nsource: s\nlicence: l\n" +
		"budget: {files: 1, lines: 2, types: 3}\nrelationships: raw\noverlay: v\nnames:\n  a: A\n  b: B\ntypes:\n  c: D\nseverities:\n  x: note\n"))
	require.NoError(t, err)
	assert.Equal(t, &Config{
		Targets: []Settings{{Docs: "d", Root: "r", Out: "o", Package: "p", Include: Patterns{"i"}, Exclude: Patterns{"e", "f"}, BaseURL: "b", DocsURL: "u", Source: "s", Licence: "l",
			Budget: Budget{1, 2, 3}, Overlay: "v", Names: Entries{{"a", "A", 15}, {"b", "B", 16}}, Types: Entries{{"c", "D", 18}}, Relationships: choice.Raw}},
		Severities: Entries{{"x", "note", 20}},
	}, c)
	assert.Equal(t, "docwright.yaml:15", c.Targets[0].Names[0].Position().String())
	assert.Equal(t, []string{"o"}, c.Outs())
	for _, text := range []string{"", "# nothing\n", "~\n"} {
		c, err := Parse([]byte(text))
		require.NoError(t, err)
		assert.Equal(t, &Config{Targets: make([]Settings, 1)}, c, "there is one target")
		assert.Empty(t, c.Outs())
	}
}

// TestMessages checks that each message has the line and says what is wanted, in
// words without Go types.
func TestMessages(t *testing.T) {
	_, err := Parse([]byte("docs: a\n\nbudget: {kinds: 1}\n"))
	assert.EqualError(t, err, `docwright.yaml:3: unknown key "kinds": want one of files, lines, types`)
	for text, want := range map[string]string{
		"docs: a\nrelationships: all\n":           `docwright.yaml:2: unknown value "all" for relationships: want shown, follow or raw`,
		"relationships: [raw]\n":                  `docwright.yaml:1: unknown value "" for relationships: want shown, follow or raw`,
		"include:\n  - 5\n  - a\n":                "docwright.yaml:2: want a pattern, not \"5\"",
		"docs: a\npacakge: b\n":                   `docwright.yaml:2: unknown key "pacakge": want one of docs, vendor, root, `,
		"docs: a\ndocs: b\n":                      `docwright.yaml:2: mapping key "docs" already defined at line 1`,
		"docs: [a\n":                              `docwright.yaml:1: did not find expected ',' or ']'`,
		"docs: a\n---\ndocs: b\n":                 `docwright.yaml: more than one document`,
		"- docs\n":                                `docwright.yaml:1: want lines of the form "key: value"`,
		"docs: &a x\nout: *a\n":                   `docwright.yaml:2: anchors are not supported; write the value out`,
		"docs: 5\n":                               `docwright.yaml:1: docs: found a number, want text; put the value in quotes`,
		"docs: 1.5\n":                             `docwright.yaml:1: docs: found a number, want text; put the value in quotes`,
		"docs: true\n":                            `docwright.yaml:1: docs: found true or false, want text; put the value in quotes`,
		"docs: 2026-03-01\n":                      `docwright.yaml:1: docs: found a time, want text; put the value in quotes`,
		"docs: &a {b: *a}\n":                      `docwright.yaml:1: anchors are not supported; write the value out`,
		"docs:\n":                                 `docwright.yaml:1: "docs" has no value; give it one, or remove the line`,
		"docs: \"\"\n":                            `docwright.yaml:1: "docs" is empty; give it a value, or remove the line`,
		"docs: [a]\n":                             `docwright.yaml:1: found a list, want text`,
		"docs: {a: b}\n":                          `docwright.yaml:1: unknown key "a": want one of git, ref, folder`,
		"budget: x\n":                             `docwright.yaml:1: found text, want lines of the form "key: value"`,
		"budget: {sorts: 1}\n":                    `docwright.yaml:1: unknown key "sorts": want one of files, lines, types`,
		"budget:\n  types: -1\n":                  `docwright.yaml:2: budget: types: want a positive whole number`,
		"include:\n  - a\n  - 5\n":                `docwright.yaml:3: want a pattern, not "5"`,
		"include:\n  - \"\"\n":                    `docwright.yaml:2: want a pattern, not ""`,
		"names: [a]\n":                            `docwright.yaml:1: want lines of the form "key: value"`,
		"names:\n  a: 5\n":                        `docwright.yaml:2: want text for "a"; put the value in quotes`,
		"names:\n  a: A\n  a: B\n":                `docwright.yaml:3: "a" is already set at line 2`,
		"out: a\ntargets:\n  - out: b\n":          `docwright.yaml: a file with "targets" has "out" and "package" in each target, not at the top`,
		"targets:\n  - package: b\n":              `docwright.yaml:2: the target has no "out"; each package needs its own folder`,
		"targets:\n  - text\n":                    `docwright.yaml:2: want lines of the form "key: value"`,
		"targets:\n  - {out: a, targets: []}\n":   `docwright.yaml:2: unknown key "targets"`,
		"targets:\n  - out: a\n  - out: ./a/\n":   `docwright.yaml:3: another target also has "out" "./a/"`,
		"targets:\n  - out: a\n    include: {}\n": `docwright.yaml:3: found lines of the form "key: value", want a list`,
	} {
		_, err := Parse([]byte(text))
		if assert.Error(t, err, text) {
			assert.True(t, strings.HasPrefix(err.Error(), want), "%s\ngives %v", text, err)
		}
	}
}

func TestRead(t *testing.T) {
	dir := t.TempDir()
	c, err := Read(dir)
	require.NoError(t, err)
	assert.Len(t, c.Targets, 1)
	name := filepath.Join(dir, Name)
	require.NoError(t, os.WriteFile(name, []byte("out: a\n"), 0o644))
	c, err = Read(dir)
	require.NoError(t, err)
	assert.Equal(t, []string{"a"}, c.Outs())
	require.NoError(t, os.WriteFile(name, make([]byte, limit+1), 0o644))
	_, err = Read(dir)
	assert.EqualError(t, err, "docwright.yaml: larger than 65536 bytes")
	require.NoError(t, os.Remove(name))
	require.NoError(t, os.Mkdir(name, 0o755))
	_, err = Read(dir)
	assert.ErrorContains(t, err, "docwright.yaml is no file")
}

func TestNear(t *testing.T) {
	dir := t.TempDir()
	for name, want := range map[string]string{"": "", "a": "a", "./a/": "a", "a/../b": "b", "../a": "../a", filepath.Join(dir, "a"): "a", filepath.Dir(dir): filepath.Dir(dir)} {
		assert.Equal(t, want, Near(dir, name), name)
	}
	assert.Equal(t, filepath.Join("x", "a"), Join("x", "a"))
	assert.Equal(t, "./a", Join(".", "./a"))
	assert.Equal(t, dir, Join("x", dir))
}

// TestGit checks that pages may live in a git repository, and that a target may replace
// the pages of the file by others of either kind.
func TestGit(t *testing.T) {
	const top = "docs:\n  git: https://git.harbor.example/docs\n  folder: api/v1.0/\n"
	c, err := Parse([]byte(top + "targets:\n  - out: a\n  - {out: b, docs: pages}\n  - {out: c, docs: {git: git@git.harbor.example:more.git, ref: v1}}\n"))
	require.NoError(t, err)
	assert.Equal(t, Git{URL: "https://git.harbor.example/docs", Ref: "HEAD", Folder: "api/v1.0"}, c.Targets[0].Git)
	assert.Equal(t, Settings{Out: "b", Docs: "pages"}, c.Targets[1])
	assert.Equal(t, Git{URL: "git@git.harbor.example:more.git", Ref: "v1", Folder: "."}, c.Targets[2].Git)
	c, err = Parse([]byte("docs: pages\ntargets:\n  - {out: a, docs: {git: file:///srv/docs}}\n"))
	require.NoError(t, err)
	assert.Empty(t, c.Targets[0].Docs)

	for text, want := range map[string]string{
		"{ref: main}":                                `want "git: URL", or a folder on disk`,
		"{git: ''}":                                  "git: want text",
		"{git: 5}":                                   "git: want text",
		"{git: [a]}":                                 "git: want text",
		"{git: pages}":                               "want a URL of a git repository",
		"{git: --upload-pack=x}":                     "want a URL of a git repository",
		"{git: 'ext::sh -c x'}":                      "want a URL of a git repository",
		"{git: https://}":                            "want a URL of a git repository",
		"{git: ssh://-oProxyCommand=x/y}":            "want a URL of a git repository",
		"{git: -x@harbor.example:y}":                 "want a URL of a git repository",
		"{git: me@harbor.example:-y}":                "want a URL of a git repository",
		"{git: http://git.harbor.example/docs}":      "http does not protect the pages on their way",
		"{git: https://me:secret@harbor.example/x}":  "https://me:xxxxx@harbor.example/x: the URL has a password",
		"{git: file:///srv/x, ref: --upload-pack=x}": `ref: "--upload-pack=x" cannot be the name of a branch`,
		"{git: file:///srv/x, ref: a..b}":            "cannot be the name of a branch",
		"{git: file:///srv/x, ref: 'main:docs'}":     "cannot be the name of a branch",
		"{git: file:///srv/x, folder: ../x}":         `folder: "../x" is not in the repository`,
		"{git: file:///srv/x, folder: /x}":           `folder: "/x" is not in the repository`,
		"{git: file:///srv/x, branch: main}":         `unknown key "branch": want one of git, ref, folder`,
	} {
		_, err := Parse([]byte("out: a\ndocs: " + text + "\n"))
		require.Error(t, err, text)
		assert.Contains(t, err.Error(), want)
		assert.Contains(t, err.Error(), "docwright.yaml:2: ")
		assert.NotContains(t, err.Error(), "secret")
	}
}
