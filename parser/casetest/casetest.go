// Package casetest runs the cases of the parser's stages, for their tests.
//
// A case is a text file in txtar form: the files that a stage reads, and the
// sections that say what is expected of it. With the flag -update, which tests
// that import this package have, the sections are written instead of compared,
// from the same text.
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

// Run runs each case that the pattern names. The stage gets the files that are
// no section and returns the text of sections by name; one without text need
// not stand in the case.
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

// Files yields the files of the cases that the pattern names, sections too, each
// with the path of its case.
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

// Findings returns the findings, sorted, a line each.
func Findings(findings source.Findings) string {
	findings = slices.Clone(findings) // sorting drops those that are repeated
	findings.Sort()
	var b strings.Builder
	for _, f := range findings {
		b.WriteString(f.String() + "\n")
	}
	return b.String()
}

// Reasons returns the reasons of a thing, a line each, below its name.
func Reasons(name string, reasons model.Reasons) string {
	var b strings.Builder
	b.WriteString(name + "\n")
	for _, r := range reasons {
		b.WriteString("  " + r.Aspect + ": " + r.Position.String() + ": " + strconv.Quote(r.Words) + " [" + r.Why.Name + "]\n")
	}
	return b.String()
}

// Rules fails the test for each rule that the Go files of a folder declare and
// that nothing shows: neither a finding nor a reason in a case of the patterns, nor
// a test in the folder, which has the name in quotes or in brackets.
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

// RuleList compares the rules that the packages of the test's program declare with
// a file that has a line for each: its name, its severity and what it says. Names
// never change; the others do so only on purpose.
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

// texts returns what the files of a pattern hold.
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

// ruleName returns the name of the rule that a node declares: it is that of a
// composite literal of source.Rule, or the first text that is given to a function
// called reason or rule.
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

// Updating reports whether cases are to be rewritten, for tests that have a form
// of their own.
func Updating() bool { return *update }
