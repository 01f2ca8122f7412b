package project_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/generator/lock"
	"github.com/docwright/docwright/generator/project"
	"github.com/docwright/docwright/generator/project/config"
	"github.com/docwright/docwright/generator/project/target"
	"github.com/docwright/docwright/parser/source"
)

// folder is the folder of a project. Its subfolder docs has the pages of
// testdata/cmd.
type folder struct {
	*testing.T
	dir string
}

func newFolder(t *testing.T, configuration string) folder {
	f := folder{t, t.TempDir()}
	require.NoError(t, os.CopyFS(filepath.Join(f.dir, "docs"), os.DirFS("../../testdata/cmd/docs")))
	f.write(config.Name, configuration)
	return f
}

func (f folder) path(name string) string { return filepath.Join(f.dir, filepath.FromSlash(name)) }

func (f folder) write(name, text string) {
	f.Helper()
	require.NoError(f, os.MkdirAll(filepath.Dir(f.path(name)), 0o755))
	require.NoError(f, os.WriteFile(f.path(name), []byte(text), 0o644))
}

func (f folder) read(name string) string {
	f.Helper()
	text, err := os.ReadFile(f.path(name))
	require.NoError(f, err)
	return string(text)
}

// make makes the packages of the project, or only those in the given folders.
func (f folder) make(outs ...string) (*project.Project, []*target.Package) {
	f.Helper()
	p, err := project.Open(f.dir)
	require.NoError(f, err)
	targets, err := p.Targets(context.Background())
	require.NoError(f, err)
	var some []*target.Target
	for _, t := range targets {
		if len(outs) == 0 || strings.Join(outs, " ") == t.Out {
			some = append(some, t)
		}
	}
	made, _, err := p.Make(context.Background(), some)
	require.NoError(f, err)
	return p, made
}

// put writes the packages, which must succeed.
func (f folder) put(o project.Options, outs ...string) []*project.Written {
	f.Helper()
	p, made := f.make(outs...)
	written, err := p.Write(context.Background(), made, o)
	require.NoError(f, err)
	return written
}

// refused writes the packages, which must fail, and returns the error.
func (f folder) refused(o project.Options, outs ...string) string {
	f.Helper()
	p, made := f.make(outs...)
	_, err := p.Write(context.Background(), made, o)
	require.Error(f, err)
	return err.Error()
}

// found checks the packages and returns a line for each finding.
func (f folder) found() []string {
	f.Helper()
	p, made := f.make()
	_, findings, err := p.Check(context.Background(), made)
	require.NoError(f, err)
	var lines []string
	for _, x := range findings {
		lines = append(lines, x.Severity.String()+" "+x.String())
	}
	return lines
}

const one = "docs: docs\nout: gen/tugs\n"

func TestCheckAndWrite(t *testing.T) {
	f := newFolder(t, one)
	assert.Contains(t, f.found(), `error gen/tugs/tug.go: is missing; run "docwright generate" and commit the file [file-missing]`)
	assert.NoDirExists(t, f.path("gen"), "Check writes nothing")

	written := f.put(project.Options{})
	require.Len(t, written, 1)
	assert.Nil(t, written[0].Changes())
	assert.Empty(t, f.found())
	assert.NoFileExists(t, f.path(lock.Name), "only Update writes a lock")

	was := f.read("gen/tugs/tug.go")
	f.write("gen/tugs/tug.go", was+"// mine\n")
	assert.Contains(t, f.refused(project.Options{}), "tug.go was edited")
	f.put(project.Options{Force: true})
	assert.Equal(t, was, f.read("gen/tugs/tug.go"))
}

// TestKeptFiles checks that an edited file that is no longer generated is kept and
// reported.
func TestKeptFiles(t *testing.T) {
	f := newFolder(t, one)
	f.put(project.Options{})
	f.write("gen/tugs/tug.go", f.read("gen/tugs/tug.go")+"// mine\n")
	f.write(config.Name, one+"include: [pilot-delete]\nseverities: {file-kept: note}\n")
	p, made := f.make()
	written, err := p.Write(context.Background(), made, project.Options{})
	require.NoError(t, err)
	findings := p.Findings(written[0])
	require.NotEmpty(t, findings)
	last := findings[len(findings)-1]
	assert.Equal(t, "gen/tugs/tug.go", last.Position.File)
	assert.Equal(t, "file-kept", last.Rule.Name)
	assert.Equal(t, source.Note, last.Severity)
}

func TestLock(t *testing.T) {
	f := newFolder(t, one)
	f.put(project.Options{Update: true})
	assert.Empty(t, f.found())
	locked := f.read(lock.Name)
	assert.Contains(t, locked, "\ntarget gen/tugs\n")
	assert.Contains(t, locked, "\npage resources/tug.md ")

	// A page changes.
	page := f.read("docs/resources/tug.md")
	f.write("docs/resources/tug.md", strings.Replace(page, "|Double|", "|Int32|", 1))
	const stale = `docs/resources/tug.md: the page has changed since docwright.lock was written`
	assert.Contains(t, f.found(), "error "+stale+`; run "docwright generate --update" to accept the change [lock-stale]`)
	assert.Contains(t, strings.Join(f.found(), "\n"), "error "+stale)
	assert.Contains(t, f.refused(project.Options{}), "\n  "+stale)
	p, made := f.make()
	assert.ErrorContains(t, p.CheckLock(context.Background(), made, project.Options{}), stale)
	assert.NoError(t, p.CheckLock(context.Background(), made, project.Options{Update: true}))
	assert.Equal(t, locked, f.read(lock.Name))

	written := f.put(project.Options{Update: true})
	require.NotNil(t, written[0].Changes())
	changes := written[0].Changes().List
	require.Len(t, changes, 1)
	assert.Equal(t, "Tug.BollardPull", changes[0].Name)
	assert.True(t, changes[0].Breaks)
	assert.Empty(t, f.found())

	// Another kind of line end is not a change; another option is.
	f.write("docs/resources/tug.md", strings.ReplaceAll(f.read("docs/resources/tug.md"), "\n", "\r\n"))
	assert.Empty(t, f.found())
	f.write(config.Name, one+"source: the harbor's reference\n")
	assert.Contains(t, strings.Join(f.found(), "\n"), `error docwright.lock: the option "source" of the package in gen/tugs is set, but was not; run "docwright generate --update" [lock-stale]`)
	f.write(config.Name, one+"severities: {lock-stale: warning}\nsource: the harbor's reference\n")
	assert.Contains(t, strings.Join(f.found(), "\n"), `warning docwright.lock: the option "source"`)

	// A new page takes a name of the package.
	f.write(config.Name, one+"include: [tug-get]\n")
	f.put(project.Options{Update: true})
	f.write("docs/resources/alpha-tug.md", "# tug resource type\n\nNamespace: alpha\n\n## Properties\n|Property|Type|Description|\n|:---|:---|:---|\n|id|String|It.|\n")
	assert.Contains(t, f.found(), "error docwright.lock: the package in gen/tugs has changed although its pages and options have not, because pages were added or removed "+
		`and names in the package depend on them; run "docwright generate --update" [lock-stale]`)
}

// TestInvalidLock checks that nothing is made, written or checked if the lock cannot
// be read.
func TestInvalidLock(t *testing.T) {
	f := newFolder(t, one)
	p, made := f.make()
	f.write(lock.Name, "<<<<<<< ours\n")
	for _, o := range []project.Options{{}, {Update: true}} {
		_, err := p.Write(context.Background(), made, o)
		assert.ErrorContains(t, err, "docwright.lock:1: unknown line")
	}
	assert.NoDirExists(t, f.path("gen"))
	_, _, err := p.Check(context.Background(), made)
	assert.ErrorContains(t, err, "docwright.lock:1: unknown line")
	targets, err := p.Targets(t.Context())
	require.NoError(t, err)
	_, _, err = p.Make(context.Background(), targets)
	assert.ErrorContains(t, err, "docwright.lock:1: unknown line")
}

// TestLockOfUses checks that the lock is updated without Options.Update if only the
// uses in the module change.
func TestLockOfUses(t *testing.T) {
	f := newFolder(t, one+"include: used\n")
	f.write("go.mod", "module harbor.example\n")
	f.write("main.go", "package main\n\nimport \"harbor.example/gen/tugs\"\n\nvar _ = tugs.GetTug\n")
	f.put(project.Options{Update: true})
	assert.Contains(t, f.read(lock.Name), "\nuse GetTug\n")
	f.write("main.go", "package main\n\nimport \"harbor.example/gen/tugs\"\n\nvar _ = tugs.DeletePilot\n")
	assert.Contains(t, strings.Join(f.found(), "\n"), `the code now uses other parts of the package in gen/tugs; run "docwright generate"`)
	f.put(project.Options{})
	assert.Contains(t, f.read(lock.Name), "\nuse DeletePilot\n")
	assert.Empty(t, f.found())

	page := f.read("docs/api/pilot-delete.md")
	require.NoError(t, os.Remove(f.path("docs/api/pilot-delete.md")))
	f.write("main.go", "package main\n\nimport \"harbor.example/gen/tugs\"\n\nvar _ = tugs.GetTug\n")
	assert.Contains(t, strings.Join(f.found(), "\n"), "docs/api/pilot-delete.md: docwright.lock lists this page, but the package no longer uses it", "a locked use is not in the package any more")

	f.write("docs/api/pilot-delete.md", strings.ReplaceAll(page, "pilot", "guide"))
	f.write("main.go", "package main\n\nimport \"harbor.example/gen/tugs\"\n\nvar _, _ = tugs.DeletePilot, tugs.GetTug\n")
	assert.Contains(t, f.refused(project.Options{}), "docs/api/pilot-delete.md: the page has changed")
}

const two = "docs: docs\ntargets:\n  - {out: gen/tugs, include: [tug-get]}\n  - {out: gen/pilots, include: [pilot-delete]}\n"

func TestSeveralTargets(t *testing.T) {
	f := newFolder(t, two)
	var reads int
	p, err := project.Open(f.dir)
	require.NoError(t, err)
	p.Progress = func(done, total int) {
		if done == total {
			reads++
		}
	}
	targets, err := p.Targets(t.Context())
	require.NoError(t, err)
	made, _, err := p.Make(context.Background(), targets)
	require.NoError(t, err)
	assert.Equal(t, 1, reads, "pages that targets share are read once")
	assert.Len(t, made, 2)
	lines := f.found()
	assert.True(t, slices.IsSorted(lines), "findings are sorted in any order of targets")
	assert.Contains(t, lines[0], "gen/pilots/")

	f.put(project.Options{Update: true})
	assert.Empty(t, f.found())
	assert.Contains(t, f.read(lock.Name), "\ntarget gen/pilots\n")

	// Only one package is updated; the lock entry of the other stays.
	f.write(config.Name, strings.ReplaceAll(two, "docs: docs\n", "docs: docs\nsource: the reference\n"))
	f.put(project.Options{Update: true}, "gen/tugs")
	assert.Contains(t, f.read(lock.Name), "\ntarget gen/pilots\n")
	assert.Contains(t, strings.Join(f.found(), "\n"), `the option "source" of the package in gen/pilots is set`)

	// A deleted target is reported. An update of all targets removes its package and its
	// lock entry, but no file of somebody else.
	f.write(config.Name, "docs: docs\nsource: the reference\ntargets:\n  - {out: gen/tugs, include: [tug-get]}\n")
	f.write("gen/pilots/mine.go", "package pilots\n")
	f.write("gen/pilots/doc.go", f.read("gen/pilots/doc.go")+"// mine\n")
	left := []string{
		`error gen/pilots/doc.go: is no longer generated, but was edited; delete it, or remove its line from docwright.sum [file-kept]`,
		`error gen/pilots: no target in docwright.yaml has this folder; run "docwright generate --update" to remove the package in it [file-orphaned]`,
	}
	assert.ElementsMatch(t, left, f.found())
	f.put(project.Options{})
	assert.FileExists(t, f.path("gen/pilots/pilot.go"))
	assert.ElementsMatch(t, left, f.found())
	f.put(project.Options{Update: true})
	assert.NotContains(t, f.read(lock.Name), "gen/pilots")
	assert.NoFileExists(t, f.path("gen/pilots/pilot.go"))
	assert.FileExists(t, f.path("gen/pilots/mine.go"))
	assert.FileExists(t, f.path("gen/pilots/doc.go"))
	assert.Empty(t, f.found())

	// A package with another folder leaves none behind.
	f.write(config.Name, "docs: docs\ntargets:\n  - {out: gen/boats/v1, include: [tug-get]}\n")
	f.put(project.Options{Update: true})
	assert.NoDirExists(t, f.path("gen/tugs"))
	assert.FileExists(t, f.path("gen/boats/v1/tug.go"))
	f.write(config.Name, "docs: docs\ntargets:\n  - {out: gen/boats, include: [tug-get]}\n")
	f.put(project.Options{Update: true})
	assert.NoDirExists(t, f.path("gen/boats/v1"))
	assert.FileExists(t, f.path("gen/boats/tug.go"))
	assert.Empty(t, f.found())
}

// TestLeftElsewhere checks that a folder in the lock is not opened if it cannot be the
// folder of a target, or is another name for one.
func TestLeftElsewhere(t *testing.T) {
	f := newFolder(t, one)
	f.put(project.Options{Update: true})
	outside := newFolder(t, one)
	outside.put(project.Options{})
	require.NoError(t, os.Symlink("tugs", f.path("gen/link")))
	require.NoError(t, os.Symlink(outside.path("gen/tugs"), f.path("gen/out")))
	locked := f.read(lock.Name)
	for _, out := range []string{outside.path("gen/tugs"), "../x", ".git/x", "gen/link", "gen/none"} {
		f.write(lock.Name, locked+"target "+out+"\n")
		assert.Empty(t, f.found(), out)
		f.put(project.Options{Update: true})
		assert.Equal(t, locked, f.read(lock.Name), out)
	}
	f.write(lock.Name, locked+"target gen/out\n")
	p, made := f.make()
	_, _, err := p.Check(context.Background(), made)
	assert.ErrorContains(t, err, "docwright.lock: ")
	assert.Contains(t, f.refused(project.Options{Update: true}), "docwright.lock: ")
	assert.FileExists(t, f.path("gen/tugs/tug.go"))
	assert.FileExists(t, outside.path("gen/tugs/tug.go"))
}

// TestNothingIsWrittenInPart checks that neither a package nor the lock is written
// if one of the packages cannot be written.
func TestNothingIsWrittenInPart(t *testing.T) {
	f := newFolder(t, two)
	f.put(project.Options{Update: true})
	locked, was := f.read(lock.Name), f.read("gen/tugs/tug.go")
	f.write(config.Name, strings.ReplaceAll(two, "docs: docs\n", "docs: docs\nsource: the reference\n"))
	f.write("gen/pilots/pilot.go", "package pilots\n")
	assert.Contains(t, f.refused(project.Options{Update: true}), "nothing was written: gen/pilots: pilot.go was not written by docwright")
	assert.Equal(t, locked, f.read(lock.Name))
	assert.Equal(t, was, f.read("gen/tugs/tug.go"))
}

func TestFoldersOfTheirOwn(t *testing.T) {
	f := newFolder(t, "docs: docs\ntargets:\n  - out: gen\n  - {out: gen/gentest, package: other}\n")
	assert.Contains(t, f.refused(project.Options{}), "the package in gen writes files into gen/gentest, the folder of another package")

	f = newFolder(t, "docs: docs\ntargets:\n  - out: gen/a\n  - {out: gen/b, package: a}\n")
	require.NoError(t, os.MkdirAll(f.path("gen/a"), 0o755))
	require.NoError(t, os.Symlink("a", f.path("gen/b")))
	assert.Contains(t, f.refused(project.Options{}), "gen/a and gen/b are the same folder")
}

// TestPackageInTheProjectsFolder checks that a package in the folder of the project
// does not wait for its own lock.
func TestPackageInTheProjectsFolder(t *testing.T) {
	f := newFolder(t, "docs: docs\nout: .\npackage: tugs\n")
	f.put(project.Options{Update: true})
	assert.Empty(t, f.found())
}

func TestSeverities(t *testing.T) {
	_, err := project.New(".", &config.Config{Severities: []config.Entry{{Key: "file-stale", Value: "loud", Line: 4}}})
	assert.EqualError(t, err, `docwright.yaml:4: severities: unknown severity "loud": want error, warning, note or off`)

	f := newFolder(t, one+"severities:\n  file-missing: off\n  page-missing: error\n")
	assert.Empty(t, f.found())
	p, err := project.Open(f.dir)
	require.NoError(t, err)
	targets, err := p.Targets(t.Context())
	require.NoError(t, err)
	made, findings, err := p.Make(context.Background(), targets)
	require.NoError(t, err)
	assert.Equal(t, 1, findings.Count(source.Error))
	assert.Equal(t, findings, made[0].Findings)
	assert.Equal(t, "docs/resources/tug.md", findings[1].Position.File)
	assert.Equal(t, source.Error, findings[1].Severity)
}

// TestFindingsWithAnError checks that Make returns findings together with an error.
func TestFindingsWithAnError(t *testing.T) {
	f := newFolder(t, one+"budget: {types: 1, files: 1}\n")
	p, err := project.Open(f.dir)
	require.NoError(t, err)
	targets, err := p.Targets(t.Context())
	require.NoError(t, err)
	_, findings, err := p.Make(context.Background(), targets)
	assert.ErrorContains(t, err, "nothing was written: the package has ")
	assert.NotEmpty(t, findings)

	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, _, err = p.Make(ctx, targets)
	assert.ErrorIs(t, err, context.Canceled)
}

func TestOpen(t *testing.T) {
	f := newFolder(t, "dcos: docs\n")
	_, err := project.Open(f.dir)
	assert.ErrorContains(t, err, `docwright.yaml:1: unknown key "dcos"`)
	require.NoError(t, os.Remove(f.path(config.Name)))
	p, err := project.Open(f.dir)
	require.NoError(t, err)
	_, err = p.Targets(t.Context())
	assert.ErrorContains(t, err, "no pages given")
}
