package generator

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	docs "github.com/docwright/docwright/parser"
	"github.com/docwright/docwright/parser/casetest/sample"
)

// Mutants of the golden tests. Each package is generated from many mutated pages. The
// packages of a batch share a module, because linking is the most expensive step.
const (
	pagesInPackage  = 300
	packagesInBatch = 8
	// mutantsEnv is the number of mutants. It replaces the small default.
	mutantsEnv = "DOCWRIGHT_MUTANTS"
	// mutantsDirEnv is a folder for packages with failing tests, and their pages.
	mutantsDirEnv = "DOCWRIGHT_MUTANTS_DIR"
)

// inExamples are mutations of the text in code blocks.
var inExamples = []mutation{
	{"byte replaced", func(r *rand.Rand, text []byte) []byte {
		const odd = "{}[],:\"'\\/?&=#%-+.0123456789eE \t\x00\xff"
		text = bytes.Clone(text)
		text[r.IntN(len(text))] = odd[r.IntN(len(odd))]
		return text
	}},
	{"token replaced", func(r *rand.Rand, text []byte) []byte {
		return replaceToken(r, text, []byte(oddTokens[r.IntN(len(oddTokens))]))
	}},
	{"tokens swapped", func(r *rand.Rand, text []byte) []byte {
		other := tokenIn(text, r)
		if other == nil {
			return text
		}
		return replaceToken(r, text, text[other[0]:other[1]])
	}},
	{"token deleted", func(r *rand.Rand, text []byte) []byte { return replaceToken(r, text, nil) }},
	{"token doubled", func(r *rand.Rand, text []byte) []byte {
		at := tokenIn(text, r)
		if at == nil {
			return text
		}
		return slices.Insert(bytes.Clone(text), at[1], append([]byte(", "), text[at[0]:at[1]]...)...)
	}},
}

// oddTokens are values in unusual notations, valid and invalid.
var oddTokens = []string{
	"null", "true", "\"true\"", "0", "-0", "1.0", "1e2", "1e400", "9007199254740993", "9223372036854775808", "3.4028236e38", "0.1", "1.50", "\"12\"", "\"1.0\"", "\"1e2\"", "\" 7\"", "\"0x1F\"", "\"NaN\"", "\"INF\"", "NaN",
	"\"\"", "\" \"", "\"a\"", "\"String\"", "\"unknownFutureValue\"", "\"value\"", "\"id\"", "\"error\"", "\"@odata.type\"", "\"2021-07-01\"", "\"2021-07-01T08:00:00Z\"", "\"2021-07-01t08:00:00.123456789z\"", "\"2021-07-01T08:00:00\"", "\"2021-07-01T24:00:00Z\"", "\"2021-07-01T08:00:00+25:00\"", "\"08:00\"", "\"P1D\"",
	"\"aGk=\"", "\"aGk\"", "\"_-8=\"", "\"aG k=\"", "\"00000000-0000-0000-0000-000000000000\"", "\"\\ud800\"", "\"\u202e\"", "\"\\u0000\"", "\"\xff\"", "'a'", "a",
	"{}", "[]", "[null]", "[{}]", "[[]]", "{\"value\": []}", "{\"value\": null}", "{\"value\": 7}", "{\"value\": {}}", "{\"error\": {}}", "{\"id\": \"a\", \"id\": 7}", "{\"@odata.type\": \"#a.b\"}", "{\"@odata.type\": 7}", "{\"@odata.type\": null}", "...", "/* a */", ",", "}", "]", ":",
	strings.Repeat("[", 300) + strings.Repeat("]", 300), strings.Repeat("{\"a\":", 300) + "0" + strings.Repeat("}", 300), strings.Repeat("9", 400), "1e-400", "0." + strings.Repeat("3", 60),
}

// jsonToken matches a token of JSON, or a word of a URL or a header.
var jsonToken = regexp.MustCompile(`"(?:[^"\\\n]|\\.)*"|[\w.-]+|[][{},:]`)

// tokenIn returns the bounds of a token in a line of a code block that has one.
func tokenIn(text []byte, r *rand.Rand) []int {
	tokens := jsonToken.FindAllIndex(text, -1)
	var inside [][]int
	for i, fenced, at := 0, false, 0; i < len(text); {
		end := len(text)
		if n := bytes.IndexByte(text[i:], '\n'); n >= 0 {
			end = i + n + 1
		}
		if bytes.HasPrefix(bytes.TrimLeft(text[i:end], " >"), []byte("```")) {
			fenced = !fenced
		}
		for ; at < len(tokens) && tokens[at][0] < end; at++ {
			if fenced && tokens[at][1] <= end {
				inside = append(inside, tokens[at])
			}
		}
		i = end
	}
	if len(inside) == 0 {
		return nil
	}
	return inside[r.IntN(len(inside))]
}

func replaceToken(r *rand.Rand, text, by []byte) []byte {
	at := tokenIn(text, r)
	if at == nil {
		return text
	}
	return slices.Replace(bytes.Clone(text), at[0], at[1], by...)
}

// pageSet is a folder of pages.
type pageSet struct {
	name  string
	pages fs.FS
	names []string
}

// pageSets returns the pages of the harbor and, if available, those of services.
func pageSets(t *testing.T) []pageSet {
	t.Helper()
	roots := []string{filepath.Join("..", "testdata", "docs")}
	for _, pattern := range []string{"*", "*/*", "*/*/*"} {
		found, err := filepath.Glob(filepath.Join("..", "..", "shared", "corpus", filepath.FromSlash(pattern), "api"))
		require.NoError(t, err)
		for _, api := range found {
			roots = append(roots, filepath.Dir(api))
		}
	}
	var sets []pageSet
	for _, root := range roots {
		set := pageSet{name: root, pages: os.DirFS(root)}
		for _, pattern := range []string{"*/*.md", "*/*/*.md"} {
			names, err := fs.Glob(set.pages, pattern)
			require.NoError(t, err)
			set.names = append(set.names, names...)
		}
		sets = append(sets, set)
	}
	return sets
}

// mutated returns some pages of the set, about half of them mutated, and the list of
// mutations.
func (s *pageSet) mutated(t *testing.T, r *rand.Rand) (pages fstest.MapFS, done []string) {
	t.Helper()
	pages = fstest.MapFS{}
	for _, i := range r.Perm(len(s.names)) {
		if len(pages) >= pagesInPackage {
			break
		}
		linked, err := withLinked(s.pages, s.names[i])
		require.NoError(t, err)
		for name, page := range linked {
			pages[name] = page
		}
	}
	names := make([]string, 0, len(pages))
	for name := range pages {
		names = append(names, name)
	}
	slices.Sort(names)
	all := slices.Concat(mutations, inExamples, inExamples)
	for _, name := range names {
		if page := pages[name]; len(page.Data) > 0 && r.IntN(2) == 0 {
			how := all[r.IntN(len(all))]
			page.Data = how.change(r, page.Data)
			done = append(done, name+": "+how.name)
		}
	}
	return pages, done
}

// mutantCount returns the number of mutants in the environment, or else the given
// one.
func mutantCount(t *testing.T, few int) int {
	text := os.Getenv(mutantsEnv)
	if text == "" {
		return few
	}
	n, err := strconv.Atoi(text)
	require.NoError(t, err)
	return n
}

// TestGoldensOfMutants generates packages from mutated pages and runs their tests.
// The generator's predictions for examples must match the results on any page. By
// default, a run has few mutants; DOCWRIGHT_MUTANTS=10000 has more.
func TestGoldensOfMutants(t *testing.T) {
	if testing.Short() {
		t.Skip("builds packages")
	}
	mutants := mutantCount(t, sample.Count(50, 300))
	sets := pageSets(t)
	seed, total, red := 0, 0, 0
	for total < mutants {
		dir := newModule(t)
		pages := map[string]fstest.MapFS{}
		for range packagesInBatch {
			set := &sets[seed%len(sets)]
			r := rand.New(rand.NewPCG(uint64(seed), 21))
			name := fmt.Sprintf("p%04d", seed)
			seed++
			m, done := set.mutated(t, r)
			pages[name] = m
			total += len(done)
			writePackage(t, filepath.Join(dir, name), m)
			if total >= mutants {
				break
			}
		}
		out, err := inModule(dir, "test", "-vet=off", "./...")
		if !assert.NoError(t, err, "%s", out) {
			red += strings.Count(string(out), "\n    --- FAIL")
			keep(t, dir, string(out), pages)
		}
	}
	t.Logf("%d mutants in %d packages, %d tests are red", total, seed, red)
}

// writePackage generates the package of the pages, without its fake.
func writePackage(t *testing.T, dir string, pages fstest.MapFS) {
	t.Helper()
	m, _, err := docs.Parse(context.Background(), docs.Options{Root: pages, Docs: "."})
	require.NoError(t, err)
	files := generate(t, m, Options{})
	files = slices.DeleteFunc(files, func(f File) bool { return strings.HasPrefix(f.Name, "harbortest/") })
	writeFiles(t, dir, files)
}

// keep copies the failing packages of a batch, and their pages, to their folder.
func keep(t *testing.T, dir, out string, pages map[string]fstest.MapFS) {
	t.Helper()
	to := os.Getenv(mutantsDirEnv)
	if to == "" {
		return
	}
	for name, m := range pages {
		if !strings.Contains(out, "client/"+name) || strings.Contains(out, "ok  \tharbor.example/client/"+name) {
			continue
		}
		require.NoError(t, os.CopyFS(filepath.Join(to, name), os.DirFS(filepath.Join(dir, name))))
		for page, file := range m {
			file := File{Name: path.Join("pages", page), Data: file.Data}
			writeFiles(t, filepath.Join(to, name), []File{file})
		}
	}
}
