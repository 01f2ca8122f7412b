package generator

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	docs "github.com/docwright/docwright/parser"
	"github.com/docwright/docwright/parser/casetest/sample"
	"github.com/docwright/docwright/parser/source"
)

// mutantMemory is the maximum number of bytes that a mutant may allocate in total.
const mutantMemory = 256 << 20

// mutation is a faulty edit. It changes one thing.
type mutation struct {
	name   string
	change func(*rand.Rand, []byte) []byte
}

// mutations apply anywhere on a page.
var mutations = []mutation{
	{"line deleted", func(r *rand.Rand, text []byte) []byte {
		lines := bytes.SplitAfter(text, []byte("\n"))
		i := r.IntN(len(lines))
		return bytes.Join(append(lines[:i:i], lines[i+1:]...), nil)
	}},
	{"line doubled", func(r *rand.Rand, text []byte) []byte {
		lines := bytes.SplitAfter(text, []byte("\n"))
		i := r.IntN(len(lines))
		return bytes.Join(append(lines[:i+1:i+1], lines[i:]...), nil)
	}},
	{"lines swapped", func(r *rand.Rand, text []byte) []byte {
		lines := bytes.SplitAfter(text, []byte("\n"))
		i, j := r.IntN(len(lines)), r.IntN(len(lines))
		lines[i], lines[j] = lines[j], lines[i]
		return bytes.Join(lines, nil)
	}},
	{"cut", func(r *rand.Rand, text []byte) []byte { return text[:r.IntN(len(text)+1)] }},
	{"byte deleted", func(r *rand.Rand, text []byte) []byte {
		i := r.IntN(len(text))
		return append(bytes.Clone(text[:i]), text[i+1:]...)
	}},
}

// TestMutants reads mutated pages of Microsoft Graph, each with some of the pages
// that it links to. The generated code must build, findings must have a valid
// position, and memory must stay limited.
func TestMutants(t *testing.T) {
	root := filepath.Join("..", "..", "shared", "corpus", "graph-2021-07", "api-reference", "v1.0")
	if _, err := os.Stat(root); err != nil {
		t.Skip("the pages of Microsoft Graph are not at hand")
	}
	pages := os.DirFS(root)
	names, err := fs.Glob(pages, "*/*.md")
	require.NoError(t, err)
	mutants := mutantCount(t, sample.Count(200, 3_000))
	check := newHarmless(t, nil)
	var next, findings, slowest, largest atomic.Int64
	var group sync.WaitGroup
	var alone sync.RWMutex
	for range runtime.GOMAXPROCS(0) {
		group.Go(func() {
			for i := next.Add(1) - 1; i < int64(mutants); i = next.Add(1) - 1 {
				r := rand.New(rand.NewPCG(uint64(i), 7))
				name := names[r.IntN(len(names))]
				how := mutations[int(i)%len(mutations)]
				where := fmt.Sprintf("mutant %d: %s of %s", i, how.name, name)
				files, err := withLinked(pages, name)
				if !assert.NoError(t, err, where) {
					return
				}
				files[name].Data = how.change(r, files[name].Data)
				alone.RLock()
				took, used, found := check.mutant(t, files, where)
				alone.RUnlock()
				if used >= mutantMemory {
					// Other mutants may have allocated the memory: measure this one alone.
					alone.Lock()
					_, used, _ = check.mutant(t, files, where)
					alone.Unlock()
					assert.Less(t, used, int64(mutantMemory), where)
				}
				findings.Add(int64(found))
				raise(&slowest, took.Microseconds())
				raise(&largest, used)
			}
		})
	}
	group.Wait()
	t.Logf("%d mutants, %d findings; the slowest took %d ms, the largest %d MiB", mutants, findings.Load(), slowest.Load()/1000, largest.Load()>>20)
}

// raise sets the number to n if n is greater.
func raise(number *atomic.Int64, n int64) {
	for had := number.Load(); n > had && !number.CompareAndSwap(had, n); had = number.Load() {
	}
}

// mutant reads the pages and builds the generated code. It returns the time for
// reading and generating, the bytes allocated in that time, including those of other
// goroutines, and the number of findings.
func (h *harmless) mutant(t *testing.T, pages fstest.MapFS, where string) (time.Duration, int64, int) {
	defer func() {
		if p := recover(); p != nil {
			t.Errorf("%s: panic: %v", where, p)
		}
	}()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	start := time.Now()
	m, findings, err := docs.Parse(context.Background(), docs.Options{Root: pages, Docs: "."})
	var files []File
	if err == nil {
		var more source.Findings
		files, more, err = Generate(context.Background(), m, Options{Package: "harbor"})
		findings = append(findings, more...)
	}
	took := time.Since(start)
	runtime.ReadMemStats(&after)
	if errors.Is(err, docs.ErrNoReference) { // the page is not, or no longer, a page of a reference
		assert.NotEmpty(t, findings, where)
		err = nil
	}
	assert.NoError(t, err, where)
	for _, f := range findings {
		page := pages[f.Position.File]
		if assert.NotNil(t, page, "%s: %s", where, f) {
			assert.LessOrEqual(t, f.Position.Line, bytes.Count(page.Data, []byte("\n"))+1, "%s: %s", where, f)
		}
	}
	h.files(t, files, where)
	return took, int64(after.TotalAlloc - before.TotalAlloc), len(findings)
}

var linkTarget = regexp.MustCompile(`\]\((?:\.\./)?((?:resources|api)/[a-z0-9-]+\.md)`)

// withLinked returns the page and some of the pages that it links to.
func withLinked(pages fs.FS, name string) (fstest.MapFS, error) {
	files := fstest.MapFS{}
	text, err := fs.ReadFile(pages, name)
	if err != nil {
		return nil, err
	}
	files[name] = &fstest.MapFile{Data: text}
	for _, m := range linkTarget.FindAllSubmatch(text, -1) {
		linked := string(m[1])
		if strings.HasPrefix(linked, "api/") && path.Dir(name) == "resources" || len(files) > 4 {
			continue
		}
		if text, err := fs.ReadFile(pages, linked); err == nil && files[linked] == nil {
			files[linked] = &fstest.MapFile{Data: text}
		}
	}
	return files, nil
}
