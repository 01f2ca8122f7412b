package generator_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// services are names of services and of their documentation.
var services = []string{"microsoft.", "graph.", "onedrive", "sharepoint", "defender", "securitycenter", "copilot", "businesscentral", "dynamics"}

// No service is a special case: strings that the code compares or writes do not
// contain the name of a service. Messages and help may have one as an example.
func TestNoServiceIsNamed(t *testing.T) {
	files := 0
	for _, folder := range []string{"parser", "generator", "templates", "cmd"} {
		err := filepath.WalkDir(filepath.Join("..", folder), func(name string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() && entry.Name() == "testdata" {
				return filepath.SkipDir
			}
			if entry.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
				return nil
			}
			files++
			file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
			require.NoError(t, err)
			for _, d := range file.Decls {
				if g, ok := d.(*ast.GenDecl); !ok || g.Tok != token.IMPORT {
					ast.Inspect(d, func(n ast.Node) bool { return check(t, name, n) })
				}
			}
			return nil
		})
		require.NoError(t, err)
	}
	assert.Greater(t, files, 200)
}

func check(t *testing.T, name string, n ast.Node) bool {
	lit, ok := n.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return true
	}
	text, err := strconv.Unquote(lit.Value)
	require.NoError(t, err)
	if strings.ContainsAny(text, " \n") {
		return true
	}
	for _, service := range services {
		assert.NotContains(t, strings.ToLower(text), service, name)
	}
	return true
}
