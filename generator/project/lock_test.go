package project

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/generator/lock"
	"github.com/docwright/docwright/generator/output"
	"github.com/docwright/docwright/generator/project/config"
	"github.com/docwright/docwright/generator/project/target"
	"github.com/docwright/docwright/parser/source"
)

// TestUndoneLock checks that undoing restores the previous lock, or removes the
// lock if there was none.
func TestUndoneLock(t *testing.T) {
	p, err := New(t.TempDir(), &config.Config{})
	require.NoError(t, err)
	name := filepath.Join(p.Dir, lock.Name)

	undo, err := p.putLock(&lock.Lock{Tool: "v1"})
	require.NoError(t, err)
	assert.FileExists(t, name)
	require.NoError(t, undo())
	assert.NoFileExists(t, name)

	require.NoError(t, os.WriteFile(name, []byte("tool v0\n"), 0o644))
	undo, err = p.putLock(&lock.Lock{Tool: "v1"})
	require.NoError(t, err)
	text, err := os.ReadFile(name)
	require.NoError(t, err)
	assert.Contains(t, string(text), "tool v1\n")
	require.NoError(t, undo())
	text, err = os.ReadFile(name)
	require.NoError(t, err)
	assert.Equal(t, "tool v0\n", string(text))

	require.NoError(t, os.Remove(name))
	require.NoError(t, os.Mkdir(name, 0o755))
	_, err = p.putLock(&lock.Lock{})
	assert.ErrorContains(t, err, "docwright.lock is no file")
}

// TestRefusal checks that the error has the first findings and counts the others.
func TestRefusal(t *testing.T) {
	var found source.Findings
	for _, name := range []string{"a", "b", "c", "d", "e\x1b", "f", "g"} {
		found.Add(source.Position{File: name}, ruleLock, "the page has changed; run \"docwright generate --update\" to accept the change")
	}
	assert.EqualError(t, refusal(found), "nothing was written: the pages or options differ from docwright.lock; run \"docwright generate --update\" to accept the changes:"+
		"\n  a: the page has changed\n  b: the page has changed\n  c: the page has changed\n  d: the page has changed\n  e\\x1b: the page has changed\n  and 2 more")
	assert.NotContains(t, refusal(found[:5]).Error(), "more")
}

// TestOptionSums checks that the lock has each setting that changes the package by its
// name, and no other.
func TestOptionSums(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, os.CopyFS(filepath.Join(dir, "docs"), os.DirFS("../../testdata/cmd/docs")))
	overlay := func(typ string) {
		text := "- property: harbor.port.tug/moored\n  type: " + typ + "\n  reason: so\n  link: https://harbor.example/1\n"
		require.NoError(t, os.WriteFile(filepath.Join(dir, "corrections.yaml"), []byte(text), 0o644))
	}
	overlay("Edm.String")
	sums := func(change func(*config.Settings)) []lock.Option {
		s := config.Settings{Docs: "docs", Out: "gen/tugs", Package: "tugs"}
		change(&s)
		one, err := target.New(dir, s, true)
		require.NoError(t, err)
		sums, err := optionSums(one)
		require.NoError(t, err)
		return sums
	}
	plain := &lock.Target{Options: sums(func(*config.Settings) {})}
	differences := func(change func(*config.Settings)) (names []string) {
		for _, d := range lock.Compare(plain, &lock.Target{Options: sums(change)}, lock.Pages) {
			names = append(names, d.Option)
		}
		return names
	}
	for name, change := range map[string]func(*config.Settings){
		"package":       func(s *config.Settings) { s.Package = "boats" },
		"zone":          func(s *config.Settings) { s.Zone = "v1.0" },
		"include":       func(s *config.Settings) { s.Include = config.Patterns{"tug-get"} },
		"exclude":       func(s *config.Settings) { s.Exclude = config.Patterns{"tug-get"} },
		"base-url":      func(s *config.Settings) { s.BaseURL = "https://harbor.example" },
		"docs-url":      func(s *config.Settings) { s.DocsURL = "https://harbor.example" },
		"source":        func(s *config.Settings) { s.Source = "x" },
		"licence":       func(s *config.Settings) { s.Licence = "x" },
		"relationships": func(s *config.Settings) { s.Relationships = "raw" },
		"names":         func(s *config.Settings) { s.Names = config.Entries{{Key: "harbor.port.tug", Value: "Boat", Line: 1}} },
		"types": func(s *config.Settings) {
			s.Types = config.Entries{{Key: "harbor.port.tug/id", Value: "Edm.Guid", Line: 1}}
		},
		"overlay": func(s *config.Settings) { s.Overlay = "corrections.yaml" },
	} {
		assert.Equal(t, []string{name}, differences(change))
	}
	corrected := func(s *config.Settings) { s.Overlay = "corrections.yaml" }
	was := sums(corrected)
	overlay("Edm.Int32")
	assert.NotEqual(t, was, sums(corrected), "the hash depends on the content of the overlay")
	named := func(line int) []lock.Option {
		return sums(func(s *config.Settings) {
			s.Names = config.Entries{{Key: "harbor.port.tug", Value: "Boat", Line: line}}
		})
	}
	assert.Equal(t, named(1), named(9))
	assert.Empty(t, differences(func(s *config.Settings) { s.Out, s.Budget.Types, s.Lock = "gen/boats", 5, lock.Pages }))
	joined, split := config.Patterns{"a b"}, config.Patterns{"a", "b"}
	assert.NotEqual(t, sums(func(s *config.Settings) { s.Include = joined }), sums(func(s *config.Settings) { s.Include = split }))
}

// one returns a project with the given targets, and their packages.
func one(t *testing.T, settings ...config.Settings) (*Project, []*target.Package) {
	dir := t.TempDir()
	require.NoError(t, os.CopyFS(filepath.Join(dir, "docs"), os.DirFS("../../testdata/cmd/docs")))
	p, err := New(dir, &config.Config{Targets: settings})
	require.NoError(t, err)
	targets, err := p.Targets(t.Context())
	require.NoError(t, err)
	made, _, err := p.Make(context.Background(), targets)
	require.NoError(t, err)
	return p, made
}

// TestAnotherVersion checks that another version of docwright is a difference only if
// it generates another package, and is reported once.
func TestAnotherVersion(t *testing.T) {
	p, made := one(t, config.Settings{Docs: "docs", Out: "gen/tugs"})
	p.tool = "v1.2.0"
	_, err := p.Write(context.Background(), made, Options{Update: true})
	require.NoError(t, err)
	p.tool = "v1.3.0"
	_, findings, err := p.Check(context.Background(), made)
	require.NoError(t, err)
	assert.Empty(t, findings)

	made[0].Files[0].Data = append(made[0].Files[0].Data, '\n') // the output of the other version
	_, err = made[0].Commit(true)
	require.NoError(t, err)
	_, findings, err = p.Check(context.Background(), made)
	require.NoError(t, err)
	require.Len(t, findings, 1)
	assert.Equal(t, `docwright.lock: docwright v1.2.0 generated the package in gen/tugs, and v1.3.0 generates another one; run "docwright generate --update" [lock-stale]`, findings[0].String())
}

// TestPackageThatIsNotLocked checks that a package without an entry in the lock is
// reported.
func TestPackageThatIsNotLocked(t *testing.T) {
	tugs, pilots := config.Settings{Docs: "docs", Out: "gen/tugs"}, config.Settings{Docs: "docs", Out: "gen/pilots"}
	p, made := one(t, tugs, pilots)
	_, err := p.Write(context.Background(), made[:1], Options{Update: true})
	require.NoError(t, err)
	_, err = made[1].Commit(false)
	require.NoError(t, err)
	_, findings, err := p.Check(context.Background(), made)
	require.NoError(t, err)
	require.Len(t, findings, 1)
	assert.Equal(t, `docwright.lock: the file has no entry for the package in gen/pilots; run "docwright generate --update" [lock-stale]`, findings[0].String())
}

// TestCommitThatFails checks that the lock is restored if the first package cannot
// be written, and that the error for a later package says what was written.
func TestCommitThatFails(t *testing.T) {
	p, made := one(t, config.Settings{Docs: "docs", Out: "gen/tugs"}, config.Settings{Docs: "docs", Out: "gen/pilots"})
	full := errors.New("no space left on device")
	failing := made[0]
	p.commit = func(one *target.Package, force bool) (*output.Diff, error) {
		if one == failing {
			return nil, full
		}
		return one.Commit(force)
	}
	_, err := p.Write(context.Background(), made, Options{Update: true})
	assert.EqualError(t, err, "nothing was written: no space left on device")
	assert.NoFileExists(t, filepath.Join(p.Dir, lock.Name))

	failing = made[1]
	_, err = p.Write(context.Background(), made, Options{Update: true})
	assert.EqualError(t, err, "only the packages before the one in gen/pilots were written; fix the error and run docwright again: no space left on device")
	assert.FileExists(t, filepath.Join(p.Dir, lock.Name))
	assert.FileExists(t, filepath.Join(p.Dir, "gen", "tugs", "tug.go"))
}

// TestDiffer checks that an unknown version differs from no other.
func TestDiffer(t *testing.T) {
	assert.True(t, differ("v1.2.0", "v1.3.0"))
	for _, same := range [][2]string{{"v1.2.0", "v1.2.0"}, {"", "v1.2.0"}, {develVersion, "v1.2.0"}, {"v1.2.0", develVersion}} {
		assert.False(t, differ(same[0], same[1]), same)
	}
}
