package templates

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// uses are pieces of generated code, one for each part of the runtime that a
// package may do with or without.
var uses = map[string]string{
	"one":       "var _ = sendOne[int]",
	"value":     "var _ = sendValue[int]",
	"none":      "var _ = sendNone",
	"list":      "var _ = sendPages[int]",
	"delta":     "var _ = sendDelta[int]",
	"stream":    "var _ = sendStream",
	"download":  "var _, _ = newRequest, args{}; var _ DownloadOptions",
	"open":      "var _ = Open",
	"request":   "var _, _ = newRequest, args{}",
	"typed":     "var _, _, _ = newRequest, args{}, typed",
	"claims":    "var _ = Claims",
	"work":      "var _ = sendWork[int]",
	"own":       "var _, _ = NewRequest, Send[int]",
	"where":     "var _, _, _ = newRequest, args{}, Where",
	"only":      "var _ = Only[int, int]",
	"text":      "var _ = textOf",
	"null":      "type t struct{ Object Object }; func (*t) Get() t { return t{} }; var _ = NullOf[t]",
	"enum":      "var _ = known[string]",
	"flags":     "var _, _, _, _ = flagKnown[string], flagMembers[string], flagHas[string], flagJoin[string]",
	"marshal":   "var _ = encodeObject",
	"unmarshal": "var _ = decodeObject",
	"upload":    "var _, _, _ = UploadChunks[int], CommitUpload[int], CancelUpload; var _ UploadError",
	"monitor":   "var _, _ = Begin, Await[int]",
	"batch":     "var _ Batch",
	"pages":     "var _ = EachPage[int]",
	"time":      "var _ Date",
	"opt":       "var _ Opt[int]",
	"object":    "var _ Object",
	"error":     "var _ Error",
	"client":    "var _ Client",
}

// mentioned returns the names in a piece of code.
func mentioned(t *testing.T, code string) []string {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), "", "package p\n"+code, 0)
	require.NoError(t, err)
	var names []string
	for _, id := range f.Unresolved {
		names = append(names, id.Name)
	}
	return names
}

func TestEachChoiceOfFilesCompiles(t *testing.T) {
	if testing.Short() {
		t.Skip("runs go build")
	}
	dir := t.TempDir()
	if keep := os.Getenv("DOCWRIGHT_CHOICES"); keep != "" {
		dir = keep // to run other tools on them
	}
	require.NoError(t, os.WriteFile(filepath.Join(dir, "go.mod"), []byte("module choice\n\ngo 1.26\n"), 0o600))
	for name, code := range uses {
		sub := filepath.Join(dir, name)
		require.NoError(t, os.Mkdir(sub, 0o700))
		files := append(Runtime(mentioned(t, code)), File{"use.go", []byte("package runtime\n\nconst BaseURL = \"https://harbor.example\"\n\n" + code + "\n")})
		for _, f := range files {
			require.NoError(t, os.WriteFile(filepath.Join(sub, f.Name), f.Source, 0o600))
		}
	}
	cmd := exec.Command("go", "vet", "./...")
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	assert.NoError(t, err, string(out))
}

func TestNoChoiceOfFilesHasCodeThatIsNotUsed(t *testing.T) {
	for name, code := range uses {
		count := make(map[string]int)
		declared := make(map[string]bool)
		for _, id := range mentioned(t, code) {
			count[id]++
		}
		for _, file := range Runtime(mentioned(t, code)) {
			f, err := parser.ParseFile(token.NewFileSet(), file.Name, file.Source, 0)
			require.NoError(t, err)
			for _, decl := range f.Decls {
				if fn, ok := decl.(*ast.FuncDecl); ok {
					declared[fn.Name.Name] = true
				}
			}
			ast.Inspect(f, func(n ast.Node) bool {
				if id, ok := n.(*ast.Ident); ok {
					count[id.Name]++
				}
				return true
			})
		}
		for id := range declared {
			if !ast.IsExported(id) {
				assert.Greater(t, count[id], 1, "%s: %s is not used", name, id)
			}
		}
	}
}

func TestFilesAreReadyToCopy(t *testing.T) {
	all := Runtime(Declared())
	var names []string
	for _, f := range all {
		names = append(names, f.Name)
		assert.True(t, bytes.HasPrefix(f.Source, []byte("package runtime\n")), f.Name)
		assert.True(t, strings.HasPrefix(f.Name, "docwright_"), f.Name)
	}
	assert.True(t, slices.IsSorted(names))
	assert.NotContains(t, names, "docwright_baseurl.go")
	assert.Contains(t, names, "docwright_collect_test.go")
	assert.NotContains(t, fmt.Sprint(names), "bench")
	assert.Empty(t, Runtime([]string{"noSuchName"}))
}

func TestDeclaredNames(t *testing.T) {
	declared := Declared()
	for _, name := range []string{"Client", "NewClient", "Opt", "newRequest", "runExamples", "ErrNotFound"} {
		assert.Contains(t, declared, name)
	}
	assert.NotContains(t, declared, ".wait")
	exported := 0
	for _, name := range declared {
		if ast.IsExported(name) {
			exported++
		}
	}
	assert.LessOrEqual(t, exported, 80, "exported names are taken from the API's own")
}
