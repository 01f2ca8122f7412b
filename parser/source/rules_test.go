package source_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestRulesAreDeclaredInRulesFiles checks that each rule is declared in the
// rules.go of its package. It reads all Go files of the module except tests.
func TestRulesAreDeclaredInRulesFiles(t *testing.T) {
	declared := 0
	for _, top := range []string{"cmd", "generator", "parser"} {
		require.NoError(t, filepath.WalkDir(filepath.Join("..", "..", top), func(name string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() || filepath.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") {
				return err
			}
			file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
			require.NoError(t, err)
			ast.Inspect(file, func(n ast.Node) bool {
				if rule := literalRule(n); rule != "" {
					declared++
					assert.Equal(t, "rules.go", filepath.Base(name), "%s declares %s", name, rule)
				}
				return true
			})
			return nil
		}))
	}
	assert.Greater(t, declared, 100)
}

// literalRule returns the name in a literal of source.Rule, or in a call of the
// function rule of package page. It returns the empty string for other nodes.
func literalRule(n ast.Node) string {
	switch n := n.(type) {
	case *ast.CompositeLit:
		if s, ok := n.Type.(*ast.SelectorExpr); !ok || s.Sel.Name != "Rule" {
			return ""
		}
		for _, e := range n.Elts {
			kv, ok := e.(*ast.KeyValueExpr)
			if !ok || kv.Key.(*ast.Ident).Name != "Name" {
				continue
			}
			if name, ok := kv.Value.(*ast.BasicLit); ok {
				return name.Value
			}
		}
	case *ast.CallExpr:
		if f, ok := n.Fun.(*ast.Ident); ok && f.Name == "rule" && len(n.Args) == 3 {
			if name, ok := n.Args[1].(*ast.BasicLit); ok {
				return name.Value
			}
		}
	}
	return ""
}
