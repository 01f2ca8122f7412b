// Package casetest runs the cases of the parser's stages in tests.
//
// A case is a text file in txtar format. It has the input files of a stage and
// sections with the expected results. Tests that import this package have the
// flag -update, which rewrites the sections instead of comparing them.
package casetest

import (
	"flag"
	"go/ast"
	"go/parser"
	"go/token"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/tools/txtar"

	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

var update = flag.Bool("update", false, "rewrite the expected sections of the cases")

// Run runs the cases that match the pattern. The stage gets the files that are
// not sections, and returns the texts of the sections by name. A section
// without text may be missing in the case.
func Run(t *testing.T, pattern string, sections []string, stage func(*testing.T, fstest.MapFS) map[string]string) {
	files, err := filepath.Glob(pattern)
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			require.NoError(t, err)
			input, want := fstest.MapFS{}, map[string]string{}
			for _, f := range archive.Files {
				if slices.Contains(sections, f.Name) {
					want[f.Name] = string(f.Data)
				} else {
					input[f.Name] = &fstest.MapFile{Data: f.Data}
				}
			}
			got := stage(t, input)
			if *update {
				write(t, file, archive, sections, got)
				return
			}
			for _, name := range sections {
				assert.Equal(t, want[name], got[name], name)
			}
		})
	}
}

func write(t *testing.T, file string, archive *txtar.Archive, sections []string, got map[string]string) {
	archive.Files = slices.DeleteFunc(archive.Files, func(f txtar.File) bool { return slices.Contains(sections, f.Name) })
	for _, name := range sections {
		if got[name] != "" {
			archive.Files = append(archive.Files, txtar.File{Name: name, Data: []byte(got[name])})
		}
	}
	require.NoError(t, os.WriteFile(file, txtar.Format(archive), 0o644))
}

// Files yields the files of the cases that match the pattern, including
// sections, each with the path of its case.
func Files(t testing.TB, pattern string) iter.Seq2[string, txtar.File] {
	cases, err := filepath.Glob(pattern)
	require.NoError(t, err)
	require.NotEmpty(t, cases)
	return func(yield func(string, txtar.File) bool) {
		for _, name := range cases {
			archive, err := txtar.ParseFile(name)
			require.NoError(t, err)
			for _, f := range archive.Files {
				if !yield(name, f) {
					return
				}
			}
		}
	}
}

// Findings returns the findings as text, sorted, one per line.
func Findings(findings source.Findings) string {
	findings = slices.Clone(findings) // Sort removes duplicates
	findings.Sort()
	var b strings.Builder
	for _, f := range findings {
		b.WriteString(f.String() + "\n")
	}
	return b.String()
}

// Reasons returns the reasons for a thing as text: its name, then one reason
// per line.
func Reasons(name string, reasons model.Reasons) string {
	var b strings.Builder
	b.WriteString(name + "\n")
	for _, r := range reasons {
		b.WriteString("  " + r.Aspect + ": " + r.Position.String() + ": " + strconv.Quote(r.Words) + " [" + r.Why.Name + "]\n")
	}
	return b.String()
}

// Rules fails the test for each rule in the Go files of a folder that no case
// or test shows. A case shows a rule with a finding or a reason. A test in the
// folder shows a rule if it has the rule's name in quotes or brackets.
func Rules(t *testing.T, dir string, patterns ...string) {
	shown := ""
	for _, pattern := range append(patterns, filepath.Join(dir, "*_test.go")) {
		for _, text := range texts(t, pattern) {
			shown += text
		}
	}
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	require.NoError(t, err)
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		require.NoError(t, err)
		ast.Inspect(f, func(n ast.Node) bool {
			if name := ruleName(n); name != "" {
				assert.True(t, strings.Contains(shown, "["+name+"]") || strings.Contains(shown, strconv.Quote(name)), "no case shows the rule %s", name)
			}
			return true
		})
	}
}

// RuleList compares the rules of the test program with a file that has one line
// per rule: name, severity and summary. Names must never change; severities and
// summaries change on purpose only.
func RuleList(t *testing.T, file string) {
	t.Helper()
	var b strings.Builder
	for _, rule := range source.Rules() {
		b.WriteString(rule.Name + " " + rule.Severity.String() + ": " + rule.Summary + "\n")
	}
	if *update {
		require.NoError(t, os.WriteFile(file, []byte(b.String()), 0o644))
		return
	}
	want, err := os.ReadFile(file)
	require.NoError(t, err)
	assert.Equal(t, string(want), b.String())
}

// texts returns the contents of the files that match a pattern.
func texts(t *testing.T, pattern string) []string {
	files, err := filepath.Glob(pattern)
	require.NoError(t, err)
	var list []string
	for _, file := range files {
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		list = append(list, string(text))
	}
	return list
}

// ruleName returns the name of the rule that a node declares, or the empty
// string. A declaration is a composite literal of source.Rule, or a call of a
// function named reason or rule, whose first string is the name.
func ruleName(n ast.Node) string {
	var from []ast.Expr
	switch n := n.(type) {
	case *ast.CallExpr:
		if f, ok := n.Fun.(*ast.Ident); ok && (f.Name == "reason" || f.Name == "rule") {
			from = n.Args
		}
	case *ast.CompositeLit:
		if s, ok := n.Type.(*ast.SelectorExpr); !ok || s.Sel.Name != "Rule" {
			return ""
		}
		for _, e := range n.Elts {
			if kv, ok := e.(*ast.KeyValueExpr); ok && kv.Key.(*ast.Ident).Name == "Name" {
				from = append(from, kv.Value)
			}
		}
	}
	for _, e := range from {
		if literal, ok := e.(*ast.BasicLit); ok {
			name, _ := strconv.Unquote(literal.Value)
			return name
		}
	}
	return ""
}

// Updating reports whether the flag -update is set, for tests with a format of
// their own.
func Updating() bool { return *update }
