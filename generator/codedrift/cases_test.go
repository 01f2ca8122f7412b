package codedrift_test

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/generator/codedrift"
	"github.com/docwright/docwright/generator/gocode"
	"github.com/docwright/docwright/parser"
	"github.com/docwright/docwright/parser/casetest"
	"github.com/docwright/docwright/parser/drift"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/permissions"
)

const cases = "../../testdata/cases/codedrift/*.txtar"

// TestCases compares the Go file of each case with its pages. For cases named
// unused it lists unused operations instead, for cases named suggest the declarations
// with what they may represent, and for cases named scopes what the functions need, and
// how the given scopes differ.
func TestCases(t *testing.T) {
	code := readCases(t)
	casetest.Run(t, cases, []string{"changes", "unused", "declared", "needs"}, func(t *testing.T, files fstest.MapFS) map[string]string {
		m, _, err := parser.Parse(context.Background(), parser.Options{Root: files, Docs: "docs"})
		require.NoError(t, err)
		pages, of := drift.Side{Model: m}, code[filepath.Base(t.Name())]
		require.NotNil(t, of)
		if strings.HasPrefix(filepath.Base(t.Name()), "unused") {
			return map[string]string{"unused": lines(codedrift.Unused(pages, of))}
		}
		if strings.HasPrefix(filepath.Base(t.Name()), "suggest") {
			list := codedrift.Declarations(pages, of)
			return map[string]string{"declared": declared(list) + requests(codedrift.Requests(pages, of)) + lines(codedrift.Uncompared(list))}
		}
		if strings.HasPrefix(filepath.Base(t.Name()), "scopes") {
			return scopes(t, pages, of, files)
		}
		return map[string]string{"changes": lines(codedrift.Compare(pages, of))}
	})
}

// scopes prints what callers of each kind need for the functions, and compares the
// scopes in the file given, "KIND: A, B", with that.
func scopes(t *testing.T, pages drift.Side, code *gocode.Code, files fstest.MapFS) map[string]string {
	granted, findings, err := permissions.Read(bytes.NewReader(files["permissions.json"].Data), "permissions.json")
	require.NoError(t, err)
	assert.Empty(t, casetest.Findings(findings))
	var calls []gocode.Call
	for _, f := range code.Functions {
		calls = append(calls, gocode.Call{Function: f, Position: f.Position})
	}
	needs := codedrift.Needs(pages, calls, drift.NewGranted(granted))
	var b, changes strings.Builder
	for _, kind := range []model.PermissionKind{model.DelegatedWork, model.DelegatedPersonal, model.Application} {
		fmt.Fprintf(&b, "%s: %s\n", kind, strings.Join(codedrift.Least(needs, kind), ", "))
	}
	for _, n := range needs {
		fmt.Fprintf(&b, "%s %v %s\n", n.Line, n.Sets, n.Source)
	}
	for line := range strings.Lines(string(files["given"].Data)) {
		kind, list, _ := strings.Cut(strings.TrimSpace(line), ": ")
		changes.WriteString("# " + line + lines(codedrift.CompareScopes(pages, needs, model.PermissionKind(kind), strings.Split(list, ", "), "./code")))
	}
	return map[string]string{"needs": b.String(), "changes": changes.String()}
}

// readCases reads the Go files of all cases at once, because the go command is
// slow to start.
func readCases(t *testing.T) map[string]*gocode.Code {
	dir := t.TempDir()
	write := func(name, text string) {
		file := filepath.Join(dir, name)
		require.NoError(t, os.MkdirAll(filepath.Dir(file), 0o755))
		require.NoError(t, os.WriteFile(file, []byte(text), 0o600))
	}
	write("go.mod", "module example.com/harbor\n\ngo 1.24\n")
	for file, f := range casetest.Files(t, cases) {
		if strings.HasSuffix(f.Name, ".go") {
			write(strings.TrimSuffix(filepath.Base(file), ".txtar")+"/"+f.Name, string(f.Data))
		}
	}
	all, findings, err := gocode.Read(context.Background(), dir, "./...")
	require.NoError(t, err)
	assert.Empty(t, casetest.Findings(findings))

	list := map[string]*gocode.Code{}
	of := func(file string) *gocode.Code {
		name, _, _ := strings.Cut(file, "/")
		if list[name] == nil {
			list[name] = &gocode.Code{}
		}
		return list[name]
	}
	for _, s := range all.Structs {
		c := of(s.Position.File)
		c.Structs = append(c.Structs, s)
	}
	for _, e := range all.Enums {
		c := of(e.Position.File)
		c.Enums = append(c.Enums, e)
	}
	for _, f := range all.Functions {
		c := of(f.Position.File)
		c.Functions = append(c.Functions, f)
	}
	for _, s := range all.Senders {
		c := of(s.Position.File)
		c.Senders = append(c.Senders, s)
	}
	return list
}

// requests formats functions that may send requests, with the directives that fit.
func requests(list []codedrift.Request) string {
	var b strings.Builder
	for _, r := range list {
		b.WriteString(r.Name + ": has " + r.Path + "\n")
		for _, line := range r.Lines {
			b.WriteString("    " + r.Directive(line) + "\n")
		}
	}
	return b.String()
}

// lines formats the changes, one per line. Columns of the code are left out,
// because gofmt changes them.
func lines(changes []drift.Change) string {
	var b strings.Builder
	for _, c := range changes {
		c.Position.Col = 0
		b.WriteString(c.Position.String() + ": " + c.Severity.String() + ": " + c.Subject + ": " + c.Message + " [" + c.Rule.Name + "]")
		if c.Other.File != "" {
			b.WriteString(" " + c.Other.String())
		}
		b.WriteString("\n")
	}
	return b.String()
}

// declared formats declarations with the directives that fit.
func declared(list []codedrift.Declaration) string {
	var b strings.Builder
	for _, d := range list {
		b.WriteString(d.Name + ": " + cmp.Or(d.Subject, d.Why+"; "+d.Action) + "\n")
		for _, f := range d.Fits {
			b.WriteString("    " + d.Directive(f) + " (" + f.Reason + ")\n")
		}
	}
	return b.String()
}
