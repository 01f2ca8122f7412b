//go:build unix

package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/parser/casetest/sample"
)

// references has a call of each reference at hand, with the arguments of its example.
var references = []struct{ docs, line, call string }{
	{"graph-2021-07/api-reference/v1.0", "GET /me", `api.Fetch(ctx, c, nil)`},
	{"graph-2026", "GET /identity/conditionalAccess/authenticationContextClassReferences/{id}", `api.Fetch(ctx, c, "c1", nil)`},
	{"copilot-admin", "GET /copilot/agentRegistrations/{id}", `api.Fetch(ctx, c, "550e8400-e29b-41d4-a716-446655440000", nil)`},
	{"businesscentral", "GET /companies({id})/customers({id})", `api.Fetch(ctx, c, "08b72e07-b55c-4ac0-8d25-ee3163da5bef", "08b72e07-b55c-4ac0-8d25-ee3163da5bef", nil)`},
	{"onedrive", "GET /me/drive", `api.Fetch(ctx, c, nil)`},
	{"defender", "GET /api/vulnerabilities", `first(api.Fetch(ctx, c, nil))`},
}

const referenceClient = `package api_test

import (
	"context"
	"iter"
	"net/http/httptest"
	"testing"

	"example.com/client/api"
	"example.com/client/api/apitest"
)

func TestCall(t *testing.T) {
	server := httptest.NewTLSServer(apitest.New())
	defer server.Close()
	c := api.NewClient(server.Client(), api.WithBaseURL(server.URL))
	ctx := context.Background()
	v, err := %s
	if err != nil || v == nil {
		t.Fatal(v, err)
	}
}

func first[T any](list iter.Seq2[*T, error]) (*T, error) {
	for v, err := range list {
		return v, err
	}
	return nil, nil
}
`

// TestReferences generates a package for one call of each reference at hand, and
// calls its fake.
func TestReferences(t *testing.T) {
	if testing.Short() {
		t.Skip("builds packages")
	}
	corpus := findCorpus(t)
	sum, err := os.ReadFile("../../go.sum")
	require.NoError(t, err)
	mod, err := os.ReadFile("../../go.mod")
	require.NoError(t, err)
	_, requirements, _ := strings.Cut(string(mod), "\n")
	t.Setenv("GOFLAGS", "-trimpath") // the build cache has packages from other folders
	for i, r := range references {
		if !sample.Has(i, 3) {
			continue
		}
		t.Run(r.docs, func(t *testing.T) {
			dir := t.TempDir()
			write := func(name, text string) {
				require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644))
			}
			write("go.mod", "module example.com/client\n"+requirements)
			write("go.sum", string(sum))
			write("docwright.yaml", fmt.Sprintf("docs: %s\nout: api\ninclude: [%q]\nnames: {%q: Fetch}\n", filepath.Join(corpus, r.docs), r.line, r.line))
			t.Chdir(dir)
			var out strings.Builder
			require.Equal(t, exitClean, run(context.Background(), []string{"generate", "--quiet"}, &out, &out), "%s", &out)
			write("api/call_test.go", fmt.Sprintf(referenceClient, r.call))
			text, err := exec.Command("go", "test", "./...").CombinedOutput()
			require.NoError(t, err, "%s", text)
		})
	}
}
