package main

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// documents lists the documents for users, relative to the repository.
var documents = []string{"README.md", "cmd/docwright/README.md", "parser/drift/README.md", "templates/README.md"}

// readDocument returns a document, or any other file of the repository.
func readDocument(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", filepath.FromSlash(name)))
	require.NoError(t, err)
	return string(text)
}

// marked is a code block below an HTML comment that says how to check it.
type marked struct {
	what  string // the comment: "from generated/vessel.go"
	lines []string
}

// samples returns the marked code blocks of a document. A block ends at a fence equal
// to its first one.
func samples(text string) []marked {
	var list []marked
	lines := strings.Split(text, "\n")
	for i := 0; i+1 < len(lines); i++ {
		fence := lines[i+1][:len(lines[i+1])-len(strings.TrimLeft(lines[i+1], "`"))]
		what, opened := strings.CutPrefix(lines[i], "<!-- ")
		what, closed := strings.CutSuffix(what, " -->")
		if !opened || !closed || len(fence) < 3 {
			continue
		}
		s := marked{what: what}
		for i += 2; i < len(lines) && lines[i] != fence; i++ {
			s.lines = append(s.lines, lines[i])
		}
		list = append(list, s)
	}
	return list
}

// TestSamples checks the samples in the documents. Quotations are in their files, in
// this order. Findings, differences, explanations and responses are those of the sample
// pages. Go code compiles.
func TestSamples(t *testing.T) {
	var all []marked
	for _, name := range documents {
		all = append(all, samples(readDocument(t, name))...)
	}
	t.Chdir(filepath.Join("..", ".."))
	kinds := map[string]int{}
	for _, s := range all {
		kind, rest, _ := strings.Cut(s.what, " ")
		kinds[kind]++
		switch kind {
		case "from":
			text, err := os.ReadFile(rest)
			require.NoError(t, err)
			inOrder(t, rest, string(text), s.lines)
		case "findings":
			var stdout, stderr bytes.Buffer
			run(context.Background(), []string{"inspect", "--docs", "testdata/docs"}, &stdout, &stderr)
			inOrder(t, s.what, stderr.String(), s.lines)
		case "explains":
			var stdout, stderr bytes.Buffer
			run(context.Background(), []string{"explain", rest, "--docs", "testdata/docs"}, &stdout, &stderr)
			assert.Equal(t, strings.Join(s.lines, "\n")+"\n", stdout.String())
		case "drift":
			var stdout, stderr bytes.Buffer
			run(context.Background(), strings.Fields(s.what), &stdout, &stderr)
			inOrder(t, s.what, stdout.String(), s.lines)
		case "calls":
			builds(t, callHead, s.lines, callTail, "main.go", "vet")
		case "tests":
			builds(t, testHead, s.lines, testTail, "main_test.go", "test")
		case "serves":
			serves(t, rest, s.lines)
		case "runs":
			runs(t, strings.TrimPrefix(rest, "in "), s.lines)
		}
	}
	assert.Equal(t, map[string]int{"from": 6, "findings": 1, "explains": 1, "drift": 4, "calls": 1, "tests": 1, "serves": 1, "runs": 3, "workflow": 1}, kinds)
}

// inOrder checks that the text has the lines in the same order. It ignores
// indentation, blank lines and "// …".
func inOrder(t *testing.T, name, text string, lines []string) {
	t.Helper()
	rest := strings.Split(text, "\n")
	for _, line := range lines {
		line = strings.TrimSpace(line)
		if line == "" || line == "// …" {
			continue
		}
		i := 0
		for i < len(rest) && strings.TrimSpace(rest[i]) != line {
			i++
		}
		if !assert.Less(t, i, len(rest), "%s: no such line after the previous one: %s", name, line) {
			return
		}
		rest = rest[i+1:]
	}
}

// The code around the samples "calls" and "tests".
const (
	callHead = `package main

import (
	"context"
	"errors"
	"fmt"

	harbor "github.com/docwright/docwright/generated"
)

func call(ctx context.Context, token func(context.Context) (string, error), id string) error {
`
	callTail = `
	return err
}

func main() { _ = call(context.Background(), nil, "") }
`
	testHead = `package main

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/stretchr/testify/require"

	harbor "github.com/docwright/docwright/generated"
	"github.com/docwright/docwright/generated/harbortest"
)

func TestFake(t *testing.T) {
	ctx := t.Context()
`
	testTail = "\n}\n"
)

// builds runs a go command on a file with the lines.
func builds(t *testing.T, head string, lines []string, tail, name string, command ...string) {
	t.Helper()
	if testing.Short() {
		t.Log("the sample is not compiled: -short")
		return
	}
	file := filepath.Join(t.TempDir(), name)
	require.NoError(t, os.WriteFile(file, []byte(head+strings.Join(lines, "\n")+tail), 0o600))
	out, err := exec.Command("go", append(command, file)...).CombinedOutput()
	assert.NoError(t, err, "%s", out)
}

// serves sends the requests of the sample, and compares the responses.
func serves(t *testing.T, docs string, lines []string) {
	t.Helper()
	_, url, _ := startServe(t, "--docs", docs)
	for i := 0; i < len(lines); {
		words := strings.SplitN(strings.TrimPrefix(lines[i], "$ curl "), " --json ", 2)
		method, body := "GET", ""
		if len(words) == 2 {
			method, body = "POST", strings.Trim(words[1], "'")
		}
		_, path, _ := strings.Cut(words[0], "/v1.0")
		_, got := fetch(t, method, url+path, body)
		var want []string
		for i++; i < len(lines) && !strings.HasPrefix(lines[i], "$ "); i++ {
			want = append(want, lines[i])
		}
		assert.Equal(t, strings.Join(want, "\n"), strings.TrimSpace(got))
	}
}

// commandLine matches a command in the configuration of a CI system.
var commandLine = regexp.MustCompile(`(?:run: |entry: |^    - )(go [^,}]+)`)

// runs checks that a script runs each command of the configuration of a CI system.
func runs(t *testing.T, script string, lines []string) {
	t.Helper()
	text, err := os.ReadFile(script)
	require.NoError(t, err)
	found := 0
	for _, line := range lines {
		if m := commandLine.FindStringSubmatch(line); m != nil {
			found++
			assert.Contains(t, string(text), "\nexec "+m[1]+"\n", script)
		}
	}
	assert.Positive(t, found, "a command in %q", lines)
}

// TestActionsArePinned checks that workflows of the project name actions by commits.
func TestActionsArePinned(t *testing.T) {
	text := readDocument(t, ".github/workflows/ci.yml")
	uses := regexp.MustCompile(`uses: (\S+)`).FindAllStringSubmatch(text, -1)
	assert.NotEmpty(t, uses)
	for _, m := range uses {
		assert.Regexp(t, `^[a-z-]+/[a-z-]+@[0-9a-f]{40}$`, m[1])
	}
}

// TestReadmeLength checks that the document for new users stays short.
func TestReadmeLength(t *testing.T) {
	assert.LessOrEqual(t, strings.Count(readDocument(t, "README.md"), "\n"), 250)
}

var (
	link    = regexp.MustCompile(`\]\(([^)\s]+)\)`)
	heading = regexp.MustCompile(`(?m)^#+ (.*)$`)
	code    = regexp.MustCompile("(?ms)^```+[^`\n]*\n.*?^```+$|`[^`\n]+`")
)

// TestLinks checks that links between the documents and to files of the repository lead
// to existing files and headings.
func TestLinks(t *testing.T) {
	checked := 0
	for _, name := range append([]string{"CONTRIBUTING.md"}, documents...) {
		for _, m := range link.FindAllStringSubmatch(code.ReplaceAllString(readDocument(t, name), ""), -1) {
			if strings.Contains(m[1], "://") {
				continue
			}
			checked++
			file, anchor, _ := strings.Cut(m[1], "#")
			if file = path.Join(path.Dir(name), file); strings.HasPrefix(m[1], "#") {
				file = name
			}
			_, err := os.Stat(filepath.Join("..", "..", filepath.FromSlash(file)))
			if assert.NoError(t, err, "%s: %s", name, m[1]) && anchor != "" {
				assert.Contains(t, anchors(readDocument(t, file)), anchor, "%s: %s", name, m[1])
			}
		}
	}
	assert.Greater(t, checked, 20)
}

// anchors returns the anchors that GitHub gives to the headings of a document.
func anchors(text string) []string {
	var list []string
	for _, m := range heading.FindAllStringSubmatch(code.ReplaceAllString(text, ""), -1) {
		word := regexp.MustCompile(`[^a-z0-9 _-]`).ReplaceAllString(strings.ToLower(m[1]), "")
		list = append(list, strings.ReplaceAll(word, " ", "-"))
	}
	return list
}

// TestContributingPackages checks that CONTRIBUTING.md names every package.
func TestContributingPackages(t *testing.T) {
	text := readDocument(t, "CONTRIBUTING.md")
	out, err := exec.Command("go", "list", "../../...").Output()
	require.NoError(t, err)
	var missing []string
	for name := range strings.FieldsSeq(string(out)) {
		name = strings.TrimPrefix(name, "github.com/docwright/docwright/")
		if strings.HasPrefix(name, "generated") || strings.HasPrefix(name, "testdata") {
			continue
		}
		if !strings.Contains(text, "`"+name+"`") {
			missing = append(missing, name)
		}
	}
	assert.Empty(t, missing)
}
