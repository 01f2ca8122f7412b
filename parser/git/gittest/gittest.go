// Package gittest makes git repositories for tests. Names, hashes and times are the
// same in each run.
package gittest

import (
	"bytes"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// Repository is a repository of a test.
type Repository struct {
	Dir string
	t   testing.TB
}

// Skip skips the test if the git command is not installed.
func Skip(t testing.TB) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("the git command is not installed")
	}
}

// New makes an empty repository in a new folder, with the branch main.
func New(t testing.TB) *Repository {
	Skip(t)
	return In(t, t.TempDir())
}

// In makes an empty repository in a folder.
func In(t testing.TB, dir string) *Repository {
	r := &Repository{Dir: dir, t: t}
	r.Git("init", "--quiet", "--initial-branch=main")
	for _, setting := range []string{"uploadpack.allowFilter", "uploadpack.allowAnySHA1InWant"} {
		r.Git("config", setting, "true")
	}
	return r
}

// Git runs git in the repository and returns what it prints.
func (r *Repository) Git(args ...string) string { return r.Input("", args...) }

// Input runs git with a text to read.
func (r *Repository) Input(text string, args ...string) string {
	r.t.Helper()
	out, err := run(r.Dir, text, args...)
	if err != nil {
		r.t.Fatal(err)
	}
	return out
}

// Environment lists the variables with which git gives the same result on all machines,
// whatever the configuration of the user is.
func Environment() []string {
	return []string{
		"GIT_CONFIG_GLOBAL=" + os.DevNull, "GIT_CONFIG_NOSYSTEM=1",
		"GIT_AUTHOR_NAME=Harbor", "GIT_AUTHOR_EMAIL=office@harbor.example", "GIT_AUTHOR_DATE=" + when,
		"GIT_COMMITTER_NAME=Harbor", "GIT_COMMITTER_EMAIL=office@harbor.example", "GIT_COMMITTER_DATE=" + when,
	}
}

// run runs git in a folder.
func run(dir, text string, args ...string) (string, error) {
	c := exec.Command("git", args...)
	c.Dir = dir
	c.Stdin = strings.NewReader(text)
	inherited := slices.DeleteFunc(os.Environ(), func(line string) bool { return strings.HasPrefix(line, "GIT_") })
	c.Env = append(inherited, Environment()...)
	var words bytes.Buffer
	c.Stderr = &words
	out, err := c.Output()
	if err != nil {
		return "", fmt.Errorf("git %s: %w: %s", strings.Join(args, " "), err, &words)
	}
	return strings.TrimSpace(string(out)), nil
}

// when is the time of all commits.
const when = "2026-03-01T06:00:00Z"

// seconds is the same time as fast-import reads it.
const seconds = "1772344800 +0000"

// Commit adds a commit to the branch main, with the files, slash-separated, besides
// those of the commit before, and returns its hash. A file with the text "" is removed.
// A text that begins with "-> " is the target of a symbolic link. The working tree does
// not change.
func (r *Repository) Commit(message string, files map[string]string) string {
	r.t.Helper()
	var b strings.Builder
	fmt.Fprintf(&b, "commit refs/heads/main\ncommitter Harbor <office@harbor.example> %s\ndata %d\n%s\n", seconds, len(message), message)
	if _, err := run(r.Dir, "", "rev-parse", "--verify", "--quiet", "refs/heads/main"); err == nil {
		b.WriteString("from refs/heads/main^0\n")
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		text, mode := files[name], "100644"
		if target, ok := strings.CutPrefix(text, "-> "); ok {
			text, mode = target, "120000"
		}
		if text == "" {
			fmt.Fprintf(&b, "D %s\n", name)
			continue
		}
		fmt.Fprintf(&b, "M %s inline %s\ndata %d\n%s\n", mode, name, len(text), text)
	}
	r.Input(b.String(), "fast-import", "--quiet", "--date-format=raw")
	return r.Git("rev-parse", "refs/heads/main")
}

// Checkout writes the files of the branch main into the folder.
func (r *Repository) Checkout() { r.Git("reset", "--quiet", "--hard", "refs/heads/main") }

// Folder makes a folder in the repository and returns its path.
func (r *Repository) Folder(name string) string {
	dir := filepath.Join(r.Dir, filepath.FromSlash(name))
	if err := os.MkdirAll(dir, 0o755); err != nil {
		r.t.Fatal(err)
	}
	return dir
}
