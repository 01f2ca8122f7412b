package target_test

import (
	"context"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/generator/output"
	"github.com/docwright/docwright/generator/project/config"
	"github.com/docwright/docwright/generator/project/target"
	"github.com/docwright/docwright/parser/source"
)

// A package is generated in memory and compared with its folder.
func Example() {
	t, err := target.New("../../..", config.Settings{Docs: "testdata/cmd/docs", Out: "nowhere/tugs"}, false)
	if err != nil {
		log.Fatal(err)
	}
	m, findings, err := t.Pages.Read(context.Background(), nil)
	if err != nil {
		log.Fatal(err)
	}
	made, _, err := t.Make(context.Background(), m, t.Pages.Located(findings))
	if err != nil {
		log.Fatal(err)
	}
	d, err := made.Compare()
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(made.Target.Package, d.Unchanged)
	for _, c := range d.Changes[:2] {
		fmt.Println(c.Name, c.Kind)
	}
	// Output:
	// tugs 0
	// .gitattributes missing
	// baseurl.go missing
}

// harbor returns a new folder with pages in its subfolder docs.
func harbor(t *testing.T) string {
	dir := t.TempDir()
	require.NoError(t, os.CopyFS(filepath.Join(dir, "docs"), os.DirFS("../../../testdata/cmd/docs")))
	return dir
}

func write(t *testing.T, dir, name, text string) {
	file := filepath.Join(dir, filepath.FromSlash(name))
	require.NoError(t, os.MkdirAll(filepath.Dir(file), 0o755))
	require.NoError(t, os.WriteFile(file, []byte(text), 0o644))
}

// try generates a package from settings and the pages in docs.
func try(dir string, s config.Settings) (*target.Package, source.Findings, error) {
	s.Docs = "docs"
	t, err := target.New(dir, s, true)
	if err != nil {
		return nil, nil, err
	}
	m, findings, err := t.Pages.Read(context.Background(), nil)
	if err != nil {
		return nil, nil, err
	}
	return t.Make(context.Background(), m, t.Pages.Located(findings))
}

func produce(t *testing.T, dir string, s config.Settings) *target.Package {
	t.Helper()
	made, _, err := try(dir, s)
	require.NoError(t, err)
	return made
}

func TestSettingsAreChecked(t *testing.T) {
	dir := harbor(t)
	for want, s := range map[string]config.Settings{
		"no output folder given":                                           {},
		`docwright.yaml: out: "../x" is outside the folder`:                {Out: "../x"},
		`"gen/vendor" cannot be the folder of a package, because of "vend`: {Out: "gen/vendor"},
		`".git/x" cannot be the folder of a package`:                       {Out: ".git/x"},
		`"gen/_x" cannot be the folder of a package, because of "_x"`:      {Out: "gen/_x"},
		`"gen/.x" cannot be the folder of a package, because of ".x"`:      {Out: "gen/.x"},
		`base URL "x.example"`:                                             {Out: "gen", BaseURL: "x.example"},
		`base URL "ftp://x.example"`:                                       {Out: "gen", BaseURL: "ftp://x.example"},
		`base URL "https://"`:                                              {Out: "gen", BaseURL: "https://"},
		`base URL "https://me@x.example"`:                                  {Out: "gen", BaseURL: "https://me@x.example"},
		`base URL "https://x.example?a"`:                                   {Out: "gen", BaseURL: "https://x.example?a"},
		`base URL "https://x.example#a"`:                                   {Out: "gen", BaseURL: "https://x.example#a"},
		`docwright.yaml: docs-url: "x.example"`:                            {Out: "gen", DocsURL: "x.example"},
		`"Tugs" is not a valid package name: want lower-case letters`:      {Out: "gen", Package: "Tugs"},
		`"func" is not a valid package name: want lower-case letters`:      {Out: "gen", Package: "func"},
		`"my-tugs" is not a valid package name; set another`:               {Out: "gen/my-tugs"},
		`nothing in the pages matches the pattern "x"`:                     {Out: "gen", Include: config.Patterns{"x"}},
		"the package is empty":                                             {Out: "gen", Include: config.Patterns{"tug-get"}, Exclude: config.Patterns{"tug-get", "harbor.port.tug"}},
		"docwright.yaml:7: \"t\" can't be the Go name":                     {Out: "gen", Names: config.Entries{{Key: "harbor.port.tug", Value: "t", Line: 7}}},
	} {
		_, _, err := try(dir, s)
		assert.ErrorContains(t, err, want)
	}
	_, err := target.New(dir, config.Settings{Docs: "none", Out: "gen"}, true)
	assert.ErrorContains(t, err, "there is no folder none")
}

// TestConfined checks that only a folder that is not confined may be outside the
// folder of the configuration, or hidden.
func TestConfined(t *testing.T) {
	dir, other := harbor(t), t.TempDir()
	s := config.Settings{Docs: "docs", Out: filepath.Join(other, ".gen"), Package: "tugs"}
	_, err := target.New(dir, s, true)
	assert.ErrorContains(t, err, "is outside the folder of the configuration")
	free, err := target.New(dir, s, false)
	require.NoError(t, err)
	root, err := free.MakeFolder()
	require.NoError(t, err)
	root.Close()
	assert.DirExists(t, filepath.Join(other, ".gen"))

	for _, out := range []string{".git", "a/.git/b", "vendor"} {
		_, err = target.New(dir, config.Settings{Docs: "docs", Out: out, Package: "tugs"}, false)
		assert.ErrorContains(t, err, "cannot be the folder of a package", out)
	}

	// A symbolic link that leads out of the folder is refused, however it is named, and
	// whatever is below it. The folder itself can be named.
	require.NoError(t, os.Symlink(other, filepath.Join(dir, "gen")))
	for _, out := range []string{"gen", "gen/tugs", "gen/a/b"} {
		for _, confined := range []bool{true, false} {
			_, err = target.New(dir, config.Settings{Docs: "docs", Out: out, Package: "tugs"}, confined)
			assert.ErrorContains(t, err, "because a symbolic link makes it "+filepath.Join(other, strings.TrimPrefix(out, "gen"))+", outside the folder of the configuration; name that folder with --out")
		}
	}
	_, err = target.New(dir, config.Settings{Docs: "docs", Out: filepath.Join(other, "tugs")}, false)
	assert.NoError(t, err)
	require.NoError(t, os.Mkdir(filepath.Join(dir, "real"), 0o755))
	require.NoError(t, os.Symlink("real", filepath.Join(dir, "inside")))
	_, err = target.New(dir, config.Settings{Docs: "docs", Out: "inside/tugs"}, true)
	assert.NoError(t, err)

	// The link is made after the folder was checked.
	made, err := target.New(dir, config.Settings{Docs: "docs", Out: "later/tugs"}, true)
	require.NoError(t, err)
	require.NoError(t, os.Symlink(other, filepath.Join(dir, "later")))
	_, err = made.MakeFolder()
	assert.Error(t, err)
	_, err = made.Open()
	assert.Error(t, err)
	assert.NoDirExists(t, filepath.Join(other, "tugs"))
}

// TestAmongThePages checks that the folder of a package is not among the pages, whatever
// its name is.
func TestAmongThePages(t *testing.T) {
	dir := harbor(t)
	require.NoError(t, os.Symlink("docs", filepath.Join(dir, "link")))
	for _, out := range []string{"docs", "docs/gen", "docs/api", "docs/api/gen/tugs", "link/gen", "gen/../docs/gen"} {
		for _, docs := range []string{"docs", "link"} {
			_, err := target.New(dir, config.Settings{Docs: docs, Out: out, Package: "tugs"}, true)
			assert.ErrorContains(t, err, "cannot be the folder of a package, because it is among the pages in "+docs+"; choose another folder", out)
		}
	}
	_, err := target.New(dir, config.Settings{Docs: "docs/api", Out: "docs/gen"}, true)
	assert.NoError(t, err)

	// The configuration is among the pages itself.
	for out, good := range map[string]bool{"gen": true, "gen/tugs": true, "api": false, ".": false} {
		_, err := target.New(filepath.Join(dir, "docs"), config.Settings{Docs: ".", Out: out, Package: "tugs"}, true)
		assert.Equal(t, good, err == nil, out)
	}
	_, err = target.New(filepath.Join(dir, "docs", "api"), config.Settings{Docs: "..", Out: "gen"}, true)
	assert.NoError(t, err)
}

// TestOneNameForAFolder checks that absolute and relative paths of the same folder are
// the same target.
func TestOneNameForAFolder(t *testing.T) {
	dir := harbor(t)
	for _, out := range []string{"gen/tugs", "./gen/tugs/", filepath.Join(dir, "gen", "tugs")} {
		one, err := target.New(dir, config.Settings{Docs: "docs", Out: out}, false)
		require.NoError(t, err)
		assert.Equal(t, "gen/tugs", one.Key(), out)
		assert.Equal(t, "tugs", one.Package, out)
		assert.Equal(t, filepath.Join(dir, "gen", "tugs"), one.Path(), out)
	}
}

func TestBudget(t *testing.T) {
	dir := harbor(t)
	made := produce(t, dir, config.Settings{Out: "gen", Budget: config.Budget{Types: 1, Files: 1000, Lines: 100000}})
	lines := 0
	for _, f := range made.Files {
		if filepath.Ext(f.Name) == ".go" {
			lines += strings.Count(string(f.Data), "\n")
		}
	}
	for noun, b := range map[string]config.Budget{"files": {Files: len(made.Files) - 1}, "lines": {Lines: lines - 1}} {
		_, findings, err := try(dir, config.Settings{Out: "gen", Budget: b})
		assert.ErrorContains(t, err, " "+noun+", but the budget in docwright.yaml is ")
		assert.NotEmpty(t, findings)
	}
	produce(t, dir, config.Settings{Out: "gen", Budget: config.Budget{Files: len(made.Files), Lines: lines}})
}

// TestFindingsAboutChosenPages checks that a package has no findings about pages that
// it is not generated from.
func TestFindingsAboutChosenPages(t *testing.T) {
	dir := harbor(t)
	page, err := os.ReadFile(filepath.Join(dir, "docs", "api", "tug-get.md"))
	require.NoError(t, err)
	write(t, dir, "docs/api/tug-get.md", string(page)+"\n## HTTP request\n\n```http\nGET tugs/{id\n```\n")
	all := produce(t, dir, config.Settings{Out: "gen"})
	assert.NotEmpty(t, all.Findings)
	assert.Equal(t, all.Findings, produce(t, dir, config.Settings{Out: "gen", Include: config.Patterns{"tug-get"}}).Findings)
	assert.Empty(t, produce(t, dir, config.Settings{Out: "gen", Include: config.Patterns{"pilot-delete"}}).Findings)
}

func TestCompareAndCommit(t *testing.T) {
	dir := harbor(t)
	made := produce(t, dir, config.Settings{Out: "gen"})
	d, err := made.Compare()
	require.NoError(t, err)
	assert.Len(t, d.Of(output.Missing), len(made.Files)+1, "the list is missing too")
	assert.NoDirExists(t, filepath.Join(dir, "gen"))
	files, err := made.Target.OnDisk()
	require.NoError(t, err)
	assert.Empty(t, files)

	diff, err := made.Commit(false)
	require.NoError(t, err)
	assert.Zero(t, diff.Unchanged)
	d, err = made.Compare()
	require.NoError(t, err)
	assert.Empty(t, d.Changes)
	assert.Empty(t, d.Findings())
	assert.NoError(t, made.Refuse(false))

	// A line is added, a foreign file is added, and a file is removed.
	text, err := os.ReadFile(filepath.Join(dir, "gen", "tug.go"))
	require.NoError(t, err)
	write(t, dir, "gen/tug.go", strings.Replace(string(text), "\n", "\n// mine\n", 3))
	write(t, dir, "gen/mine.go", "package gen\n")
	require.NoError(t, os.Remove(filepath.Join(dir, "gen", "baseurl.go")))
	d, err = made.Compare()
	require.NoError(t, err)
	var lines []string
	for _, f := range d.Findings() {
		lines = append(lines, f.String())
	}
	assert.Equal(t, []string{
		`gen/baseurl.go: is missing; run "docwright generate" and commit the file [file-missing]`,
		`gen/tug.go:2: was edited; change the pages or the configuration instead, and run "docwright generate --force" [file-edited]`,
	}, lines)
	assert.Contains(t, string(d.Was["tug.go"]), "// mine")

	assert.ErrorContains(t, made.Refuse(false), `gen: tug.go was edited since docwright wrote it; move your changes to a file of your own, then run "docwright generate --force"`)
	assert.NoError(t, made.Refuse(true))
	_, err = made.Commit(false)
	assert.ErrorContains(t, err, `then run "docwright generate --force"`)
	_, err = made.Commit(true)
	require.NoError(t, err)
	assert.FileExists(t, filepath.Join(dir, "gen", "mine.go"))
	files, err = made.Target.OnDisk()
	require.NoError(t, err)
	for _, f := range files {
		assert.NotEqual(t, "mine.go", f.Name)
	}

	// A foreign file has the name of a generated file.
	write(t, dir, "gen/tug.go", "package gen\n")
	assert.EqualError(t, made.Refuse(true), "gen: tug.go was not written by docwright; move it away, or choose another folder")
	_, err = made.Commit(true)
	assert.ErrorContains(t, err, "gen: tug.go was not written by docwright")
}

// TestEachKind checks the rule and the message of each kind of difference.
func TestEachKind(t *testing.T) {
	made := produce(t, harbor(t), config.Settings{Out: "gen"})
	for kind, message := range map[output.Kind]string{
		output.Missing:  `is missing; run "docwright generate" and commit the file`,
		output.Stale:    `does not match the pages; run "docwright generate" and commit the file`,
		output.Edited:   `was edited; change the pages or the configuration instead, and run "docwright generate --force"`,
		output.Orphaned: `is no longer generated; run "docwright generate" to remove it`,
		output.Kept:     "has a reason",
		output.Foreign:  "has a reason",
	} {
		d := &target.Difference{Package: made, Diff: &output.Diff{Changes: []output.Change{{Name: "tug.go", Kind: kind, Reason: "has a reason"}}}}
		found := d.Findings()
		require.Len(t, found, 1)
		assert.Equal(t, "file-"+string(kind), found[0].Rule.Name)
		assert.Equal(t, "gen/tug.go", found[0].Position.File)
		assert.Equal(t, message, found[0].Message)
	}
}

// TestFirstDifferentLine checks the line of a finding, also if one of the texts ends
// there.
func TestFirstDifferentLine(t *testing.T) {
	made := produce(t, harbor(t), config.Settings{Out: "gen"})
	for was, line := range map[string]int{"": 1, "a": 1, "a\nb\n": 3, "a\nb\nc\nd\n": 4, "a\nx\nc\n": 2, "x": 1} {
		d := &target.Difference{Package: made, Was: map[string][]byte{"x.json": []byte(was)},
			Diff: &output.Diff{Changes: []output.Change{{Name: "x.json", Kind: output.Stale, Data: []byte("a\nb\nc\n")}}}}
		assert.Equal(t, line, d.Findings()[0].Position.Line, "%q", was)
	}
}

func TestWritesInto(t *testing.T) {
	made := produce(t, harbor(t), config.Settings{Out: "gen"})
	assert.True(t, made.WritesInto("gentest"))
	assert.True(t, made.WritesInto("testdata"))
	assert.False(t, made.WritesInto("gentes"))
	assert.False(t, made.WritesInto(".."))
}

// TestUses checks that a package with the pattern "used" has what the code of the
// module uses.
func TestUses(t *testing.T) {
	dir := harbor(t)
	s := config.Settings{Out: "internal/tugs", Include: config.Patterns{"used"}}
	_, _, err := try(dir, s)
	assert.ErrorContains(t, err, "include: used: the package is not in a module; there is no go.mod")

	write(t, dir, "go.mod", "module harbor.example\n")
	_, _, err = try(dir, s)
	assert.ErrorContains(t, err, "include: used: no Go file of the module uses a function or type of internal/tugs")

	with := s
	with.Include = config.Patterns{"used", "pilot-delete"}
	assert.Len(t, produce(t, dir, with).Chosen.Operations, 1, "other patterns are enough")

	write(t, dir, "cmd/main.go", "package main\n\nimport \"harbor.example/internal/tugs\"\n\nvar _, _ = tugs.GetTug, tugs.GetTow\n")
	made := produce(t, dir, s)
	require.Len(t, made.Chosen.Operations, 1)
	assert.Equal(t, "GetTug", made.Chosen.Operations[0].Name)
	assert.Equal(t, []string{"GetTow", "GetTug"}, made.Uses)
	last := made.Findings[len(made.Findings)-1]
	assert.Equal(t, "used-unknown", last.Rule.Name)
	assert.Equal(t, "cmd/main.go:5:30", last.Position.String())

	other, err := made.WithUses(context.Background(), []string{"DeletePilot"})
	require.NoError(t, err)
	require.Len(t, other.Chosen.Operations, 1)
	assert.Equal(t, "DeletePilot", other.Chosen.Operations[0].Name)
	assert.Equal(t, []string{"GetTow", "GetTug"}, made.Uses)
	_, err = made.WithUses(context.Background(), []string{"GetTow"})
	assert.Error(t, err)

	// Other patterns add to the uses.
	s.Include = config.Patterns{"used", "pilot-delete"}
	assert.Len(t, produce(t, dir, s).Chosen.Operations, 2)
}

// TestKept checks that a file that a commit leaves in place is reported.
func TestKept(t *testing.T) {
	made := produce(t, harbor(t), config.Settings{Out: "gen"})
	kept := made.Kept(&output.Diff{Changes: []output.Change{{Name: "a.go", Kind: output.Stale}, {Name: "b.go", Kind: output.Kept, Reason: "is no longer generated, but was edited"}}})
	require.Len(t, kept, 1)
	assert.Equal(t, "gen/b.go: is no longer generated, but was edited [file-kept]", kept[0].String())
}

// TestSameSource checks which settings change the reading of pages.
func TestSameSource(t *testing.T) {
	one := config.Settings{Docs: "docs", Root: ".", Overlay: "x.yaml", Types: config.Entries{{Key: "a", Value: "b"}}}
	other := one
	other.Out, other.Package, other.Include = "gen", "tugs", config.Patterns{"used"}
	assert.True(t, target.SameSource(one, other))
	for _, change := range []func(*config.Settings){
		func(s *config.Settings) { s.Docs = "other" }, func(s *config.Settings) { s.Root = "" }, func(s *config.Settings) { s.Overlay = "" },
		func(s *config.Settings) { s.Types = nil },
	} {
		other := one
		change(&other)
		assert.False(t, target.SameSource(one, other))
	}
}

func TestBaseURL(t *testing.T) {
	made := produce(t, harbor(t), config.Settings{Out: "gen", BaseURL: "http://localhost:8080/v2", DocsURL: "https://docs.harbor.example/"})
	for _, f := range made.Files {
		if f.Name == "baseurl.go" {
			assert.Contains(t, string(f.Data), `"http://localhost:8080/v2"`)
		}
	}
}

func TestNames(t *testing.T) {
	s := config.Settings{Out: "gen", Names: config.Entries{{Key: "GET /tugs/{id}", Value: "FetchTug", Line: 3}}}
	made := produce(t, harbor(t), s)
	for _, f := range made.Files {
		if f.Name == "tug.go" {
			assert.Contains(t, string(f.Data), "func FetchTug(")
		}
	}
	assert.Equal(t, "docwright.yaml:3", target.Overrides(s)[0].At)
}

// TestNoTypes checks that pages without types and operations are an error.
func TestNoTypes(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "docs/about.md", "# About\n\nThe harbor.\n")
	_, _, err := try(dir, config.Settings{Out: "gen"})
	assert.ErrorContains(t, err, "no reference in docs")
	write(t, dir, "docs/resources/about.md", "# About\n\nThe harbor.\n")
	_, _, err = try(dir, config.Settings{Out: "gen"})
	assert.ErrorContains(t, err, "the pages in docs describe no types and no operations")
}
