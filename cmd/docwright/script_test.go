package main

import (
	"context"
	"crypto/sha256"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/tools/txtar"

	"github.com/docwright/docwright/parser/git/gittest"
)

var update = flag.Bool("update", false, "rewrite the expected output in testdata/cmd, and the flag tables in README.md")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"docwright": main})
}

// TestScripts runs the scripts in testdata/cmd. The working directory of a script has
// the pages of testdata/cmd/docs in docs, and those of testdata/docs in harbor.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "../../testdata/cmd",
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		Setup: func(e *testscript.Env) error {
			e.Vars = append(e.Vars, gittest.Environment()...)
			first, _, _ := strings.Cut(e.Getenv("PATH"), string(filepath.ListSeparator))
			e.Setenv("BIN", first) // with docwright and no other program
			if err := os.CopyFS(filepath.Join(e.WorkDir, "harbor"), os.DirFS("../../testdata/docs")); err != nil {
				return err
			}
			return os.CopyFS(filepath.Join(e.WorkDir, "docs"), os.DirFS("../../testdata/cmd/docs"))
		},
		Condition: func(name string) (bool, error) {
			if name != "long" {
				return false, fmt.Errorf("unknown condition %q", name)
			}
			return !testing.Short(), nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"status":    scriptStatus,
			"untouched": scriptUntouched,
			"append":    scriptAppend,
			"absent":    scriptAbsent,
			"module":    scriptModule,
			"proxy":     scriptProxy,
			"commit":    scriptCommit,
			"gitserver": scriptGitServer,
			"workflow":  scriptWorkflow,
			"copydir":   scriptCopy,
			"same":      scriptSame,
			"expand":    scriptExpand,
			"replace":   scriptReplace,
		},
	})
}

// scriptStatus implements "status N ARG...". It runs docwright with the arguments and
// fails unless the exit status is N.
func scriptStatus(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) == 0 {
		ts.Fatalf("usage: status N [arg...]")
	}
	got := 0
	var exit *exec.ExitError
	if err := ts.Exec("docwright", args[1:]...); errors.As(err, &exit) {
		got = exit.ExitCode()
	} else if err != nil {
		ts.Fatalf("docwright: %v", err)
	}
	if args[0] != strconv.Itoa(got) {
		ts.Fatalf("docwright %s: exit status %d, not %s", strings.Join(args[1:], " "), got, args[0])
	}
}

// scriptUntouched implements "untouched DIR". It fails if the contents or times of the
// folder have changed since the previous call for it. The first call always succeeds.
func scriptUntouched(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: untouched DIR")
	}
	sum := sha256.New()
	dir := ts.MkAbs(args[0])
	ts.Check(filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := e.Info()
		if err == nil {
			fmt.Fprintln(sum, name, info.Mode(), info.Size(), info.ModTime().UnixNano())
		}
		return err
	}))
	now, key := fmt.Sprintf("%x", sum.Sum(nil)), "UNTOUCHED_"+args[0]
	if was := ts.Getenv(key); was != "" && was != now {
		ts.Fatalf("%s was written to", args[0])
	}
	ts.Setenv(key, now)
}

// scriptAppend implements "append FILE FROM". It appends the file FROM to FILE.
func scriptAppend(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: append FILE FROM")
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(ts.ReadFile(args[0])+ts.ReadFile(args[1])), 0o644))
}

// scriptCommit implements "commit DIR MESSAGE". It commits all files in the folder, which
// becomes a git repository with the branch main.
func scriptCommit(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: commit DIR MESSAGE")
	}
	dir := ts.MkAbs(args[0])
	if _, err := os.Stat(filepath.Join(dir, ".git")); err != nil {
		ts.Check(ts.Exec("git", "init", "--quiet", "--initial-branch=main", dir))
		ts.Check(ts.Exec("git", "-C", dir, "config", "uploadpack.allowFilter", "true"))
		ts.Check(ts.Exec("git", "-C", dir, "config", "uploadpack.allowAnySHA1InWant", "true"))
	}
	ts.Check(ts.Exec("git", "-C", dir, "add", "--all"))
	ts.Check(ts.Exec("git", "-C", dir, "commit", "--quiet", "--message", args[1]))
}

// scriptAbsent implements "absent PATTERN". It fails if a file matches the pattern.
func scriptAbsent(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: absent PATTERN")
	}
	found, err := filepath.Glob(ts.MkAbs(args[0]))
	ts.Check(err)
	if len(found) > 0 {
		ts.Fatalf("there is a file %s", found[0])
	}
}

// execLine matches the program of a line of a script that runs on all systems.
var execLine = regexp.MustCompile(`(?m)^(?:! )?exec (\S+)`)

// TestScriptPrograms checks that scripts run no program that a system may lack, except
// where a condition asks for it.
func TestScriptPrograms(t *testing.T) {
	files, err := filepath.Glob("../../testdata/cmd/*.txtar")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		require.NoError(t, err)
		for _, m := range execLine.FindAllStringSubmatch(string(archive.Comment), -1) {
			isKnown := m[1] == "docwright" || m[1] == "go" || strings.Contains(string(archive.Comment), "[!exec:"+m[1]+"] skip")
			assert.True(t, isKnown, "%s: %s: add [!exec:%[2]s] skip", file, m[1])
		}
	}
}

// scriptModule implements "module PATH". It makes the working directory a module with
// the docwright of this repository as a tool. The go command works in it without a
// network.
func scriptModule(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: module PATH")
	}
	if testing.Short() {
		ts.Logf("skipped: builds docwright and the package")
		return
	}
	repository, err := filepath.Abs("../..")
	ts.Check(err)
	mod, err := os.ReadFile(filepath.Join(repository, "go.mod"))
	ts.Check(err)
	sum, err := os.ReadFile(filepath.Join(repository, "go.sum"))
	ts.Check(err)
	_, requirements, _ := strings.Cut(string(mod), "\n")
	text := "module " + args[0] + "\n" + requirements +
		"\nrequire github.com/docwright/docwright v0.0.0\n\nreplace github.com/docwright/docwright => " + repository +
		"\n\ntool github.com/docwright/docwright/cmd/docwright\n"
	ts.Check(os.WriteFile(ts.MkAbs("go.mod"), []byte(text), 0o644))
	ts.Check(os.WriteFile(ts.MkAbs("go.sum"), sum, 0o644))
	setGoFolders(ts)
	ts.Setenv("GOFLAGS", "-mod=mod -trimpath") // the build cache has packages from other folders
	ts.Setenv("GOPROXY", "off")
}

// setGoFolders lets the go command of a script use the caches of the user.
func setGoFolders(ts *testscript.TestScript) {
	for _, name := range []string{"GOCACHE", "GOMODCACHE", "GOPATH"} {
		value, err := exec.Command("go", "env", name).Output()
		ts.Check(err)
		ts.Setenv(name, strings.TrimSpace(string(value)))
	}
}

// scriptProxy implements "proxy". It lets the go command of the script find the modules
// that this repository needs, without a network, and sets REPOSITORY to the folder of
// this repository.
func scriptProxy(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 0 {
		ts.Fatalf("usage: proxy")
	}
	repository, err := filepath.Abs("../..")
	ts.Check(err)
	ts.Setenv("REPOSITORY", repository)
	setGoFolders(ts)
	downloads := filepath.ToSlash(filepath.Join(ts.Getenv("GOMODCACHE"), "cache", "download"))
	ts.Setenv("GOPROXY", "file:///"+strings.TrimPrefix(downloads, "/"))
	ts.Setenv("GOSUMDB", "off")
	ts.Setenv("GOFLAGS", "-trimpath")
}

// TestGeneratedIsCurrent checks that the packages in generated match the sample pages.
func TestGeneratedIsCurrent(t *testing.T) {
	for _, args := range [][]string{
		{"check", "--docs", "../../testdata/docs", "--out", "../../generated", "--package", "harbor"},
		{"check", "--docs", "../../testdata/railyard", "--out", "../../generated/railyard"},
	} {
		var out strings.Builder
		assert.Equal(t, exitClean, run(context.Background(), args, &out, &out), "generated/ is stale; run make generate:\n%s", &out)
	}
}
