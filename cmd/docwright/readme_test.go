package main

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// sample is a code block of the README under an HTML comment that says what
// holds for it.
type sample struct {
	what  string // the comment: "from generated/vessel.go"
	lines []string
}

// readmeSamples returns the marked blocks of the README. A block ends at the
// fence it began with.
func readmeSamples(t *testing.T) []sample {
	t.Helper()
	text, err := os.ReadFile("README.md")
	require.NoError(t, err)
	var samples []sample
	lines := strings.Split(string(text), "\n")
	for i := 0; i+1 < len(lines); i++ {
		fence := lines[i+1][:len(lines[i+1])-len(strings.TrimLeft(lines[i+1], "`"))]
		what, opened := strings.CutPrefix(lines[i], "<!-- ")
		what, closed := strings.CutSuffix(what, " -->")
		if !opened || !closed || len(fence) < 3 {
			continue
		}
		s := sample{what: what}
		for i += 2; i < len(lines) && lines[i] != fence; i++ {
			s.lines = append(s.lines, lines[i])
		}
		samples = append(samples, s)
	}
	return samples
}

// TestReadmeSamples holds the README against the repository: what it quotes
// from a file is there, in this order; the findings and differences are those
// of the sample pages, the explanation what explain prints; the calling code
// compiles.
func TestReadmeSamples(t *testing.T) {
	t.Chdir(filepath.Join("..", ".."))
	kinds := map[string]int{}
	for _, s := range readmeSamples(t) {
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
			inOrder(t, "the findings", stderr.String(), s.lines)
		case "explains":
			var stdout, stderr bytes.Buffer
			run(context.Background(), []string{"explain", rest, "--docs", "testdata/docs"}, &stdout, &stderr)
			assert.Equal(t, strings.Join(s.lines, "\n")+"\n", stdout.String())
		case "drift":
			var stdout, stderr bytes.Buffer
			run(context.Background(), strings.Fields(s.what), &stdout, &stderr)
			inOrder(t, "what differs", stdout.String(), s.lines)
		case "calls":
			builds(t, callHead, s.lines, callTail, "main.go", "build", "-o", os.DevNull)
		case "tests":
			builds(t, testHead, s.lines, testTail, "main_test.go", "test")
		case "serves":
			serves(t, rest, s.lines)
		}
	}
	assert.Equal(t, map[string]int{"from": 6, "findings": 1, "explains": 1, "drift": 2, "calls": 1, "tests": 1, "serves": 1}, kinds)
}

// inOrder checks that the lines, blank ones and "// …" aside, are lines of the
// text in the same order, whatever their indentation.
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
		if !assert.Less(t, i, len(rest), "README.md: %s has no such line, or has it further up: %s", name, line) {
			return
		}
		rest = rest[i+1:]
	}
}

// The code around the calls of the README, and around its test.
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

// builds runs a go command on a file with the lines in it.
func builds(t *testing.T, head string, lines []string, tail, name string, command ...string) {
	t.Helper()
	if testing.Short() {
		t.Log("the code of the README is not compiled: -short")
		return
	}
	file := filepath.Join(t.TempDir(), name)
	require.NoError(t, os.WriteFile(file, []byte(head+strings.Join(lines, "\n")+tail), 0o600))
	out, err := exec.Command("go", append(command, file)...).CombinedOutput()
	assert.NoError(t, err, "%s", out)
}

// serves sends the requests of the README, and compares the answers.
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

// TestReadmeFlags checks that the README names every flag of every verb.
func TestReadmeFlags(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", "..", "README.md"))
	require.NoError(t, err)
	for _, verb := range []string{"generate", "inspect", "explain", "drift", "lint", "serve"} {
		var stdout, stderr bytes.Buffer
		require.Equal(t, exitClean, run(context.Background(), []string{verb, "--help"}, &stdout, &stderr))
		assert.True(t, strings.Contains(string(text), "`docwright "+verb+"`"), "README.md does not name %s", verb)
		for _, word := range strings.Fields(stdout.String()) {
			if flag := strings.Trim(word, "[](),."); strings.HasPrefix(flag, "--") {
				assert.True(t, strings.Contains(string(text), "`"+flag), "README.md does not name %s of %s", flag, verb)
			}
		}
	}
}
