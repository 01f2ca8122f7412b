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

// uses has a piece of generated code for each optional part of the runtime.
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
	"flags":     "var _, _, _ = flagKnown[string], flagMembers[string], flagHas[string]",
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
	"values":    "var _ = WithBaseURLValue",
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
		dir = keep // to run other tools on the files
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
	assert.LessOrEqual(t, exported, 80, "exported names are not available to the API")
}

// sourceFiles returns the Go files of a folder, by name.
func sourceFiles(t *testing.T, dir string) map[string]string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	require.NoError(t, err)
	files := map[string]string{}
	for _, entry := range entries {
		if filepath.Ext(entry.Name()) == ".go" {
			data, err := os.ReadFile(filepath.Join(dir, entry.Name()))
			require.NoError(t, err)
			files[entry.Name()] = string(data)
		}
	}
	return files
}

// TestRuntimeIsTheFolder checks that Runtime returns all files that may be
// copied, under their names in a generated package, and no others.
func TestRuntimeIsTheFolder(t *testing.T) {
	want := map[string]string{}
	for name, text := range sourceFiles(t, "runtime") {
		switch {
		case name == "doc.go" || name == "baseurl.go" || name == "permissiontable.go":
		case !strings.HasSuffix(name, "_test.go"):
			want["docwright_"+name] = text
		case strings.HasPrefix(name, "docwright_"):
			want[name] = text
		}
	}
	got := map[string]string{}
	for _, f := range Runtime(append(Declared(), "runExamples", "collect", "body")) {
		got[f.Name] = string(f.Source)
	}
	assert.Equal(t, want, got)
}

func TestFakeIsTheFolder(t *testing.T) {
	want := sourceFiles(t, "fake")
	for name := range want {
		if strings.HasSuffix(name, "_test.go") {
			delete(want, name)
		}
	}
	got, names := map[string]string{}, []string{}
	for _, f := range Fake() {
		got[f.Name] = string(f.Source)
		names = append(names, f.Name)
	}
	assert.Equal(t, want, got)
	assert.True(t, slices.IsSorted(names))
}

// TestUnit checks the names that a file declares, and those that it mentions
// and others may declare. Only unexported methods and fields count.
func TestUnit(t *testing.T) {
	u := newUnit("x.go", []byte(`package runtime

import "strings"

type Shown struct{ own int }
type ( first int; second = int )
const A, b = 1, 2
var c, D = first(1), func() { other() }
func Make() *Shown { return helper(strings.ToLower(text)) }
func (s *Shown) Do() { s.do(); s.own++; s.Exported(); s.do() }
func (s Shown) do() { local := 1; _ = local; _ = b }
`), false)
	assert.Equal(t, []string{"Shown", "first", "second", "A", "b", "c", "D", "Make", ".do"}, u.declares)
	assert.Equal(t, []string{".do", ".own", "helper", "int", "other", "strings", "text"}, u.mentions)
	assert.Equal(t, File{Name: "x.go", Source: u.Source}, u.File)
	assert.False(t, u.test)
	assert.True(t, newUnit("x_test.go", u.Source, true).test)
	assert.True(t, u.declaresAny([]string{"none", "Make"}))
	assert.False(t, u.declaresAny([]string{"Do", "none"}))
	assert.Panics(t, func() { newUnit("x.go", []byte("no Go"), false) })
}

// TestTestsComeOnlyWhenAskedFor checks that code never needs a test file.
func TestTestsComeOnlyWhenAskedFor(t *testing.T) {
	for _, f := range Runtime([]string{"Client", "Opt", "newRequest", "sendPages"}) {
		assert.False(t, strings.HasSuffix(f.Name, "_test.go"), f.Name)
	}
	tests := 0
	for _, f := range Runtime([]string{"runExamples"}) {
		if strings.HasSuffix(f.Name, "_test.go") {
			tests++
		}
	}
	assert.NotZero(t, tests)
	assert.True(t, slices.IsSorted(Declared()))
	assert.Equal(t, slices.Compact(slices.Clone(Declared())), Declared())
}
