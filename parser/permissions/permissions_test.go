package permissions_test

import (
	"bytes"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/parser/casetest"
	"github.com/docwright/docwright/parser/permissions"
)

const cases = "../../testdata/cases/permissions/*.txtar"

// TestCases reads the file of each case, and compares the lines, the findings or the
// error.
func TestCases(t *testing.T) {
	casetest.Run(t, cases, []string{"lines", "findings", "error"}, func(t *testing.T, files fstest.MapFS) map[string]string {
		name := "permissions.json"
		if files[name] == nil {
			name = "permissions.yaml"
		}
		lines, findings, err := permissions.Read(bytes.NewReader(files[name].Data), name)
		if err != nil {
			return map[string]string{"error": err.Error() + "\n"}
		}
		return map[string]string{"lines": dump(lines), "findings": casetest.Findings(findings)}
	})
}

func TestRules(t *testing.T) { casetest.Rules(t, ".", cases) }

// dump prints a line for each request line, and for each grant.
func dump(lines []*permissions.Line) string {
	var b strings.Builder
	for _, l := range lines {
		fmt.Fprintf(&b, "%s: %s %s\n", l.Position, l.Method, l.Path)
		for _, g := range l.Grants {
			fmt.Fprintf(&b, "  %s %s: %v", g.Position, g.Kind, g.Sets())
			if g.Least {
				b.WriteString(" least")
			}
			b.WriteString("\n")
		}
	}
	return b.String()
}

// TestService reads the real file of a service. There are no findings.
func TestService(t *testing.T) {
	text, err := os.ReadFile("../../../shared/oracle/graph-permissions-2026-08.json")
	if err != nil {
		t.Skip("needs a real file of permissions beside this checkout")
	}
	lines, findings, err := permissions.Read(bytes.NewReader(text), "permissions.json")
	require.NoError(t, err)
	assert.Empty(t, casetest.Findings(findings))
	assert.True(t, slices.ContainsFunc(lines, func(l *permissions.Line) bool { return l.Method == "GET" && l.Path == "/me/messages" }))
}

// FuzzRead reads arbitrary text. Nothing may panic.
func FuzzRead(f *testing.F) {
	for _, file := range casetest.Files(f, cases) {
		if strings.HasPrefix(file.Name, "permissions.") {
			f.Add(file.Data)
		}
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		lines, findings, err := permissions.Read(bytes.NewReader(text), "permissions.json")
		if err == nil {
			dump(lines)
			casetest.Findings(findings)
		}
	})
}
