//go:build unix

package main

import (
	"bytes"
	"context"
	"go/format"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"
)

// corpusPages is the folder of the complete reference inside the folder of real pages.
const corpusPages = "graph-2021-07/api-reference/v1.0"

// findCorpus returns the folder of real pages. It is not part of the project, and may
// exist beside it. Without it the benchmark is skipped.
func findCorpus(tb testing.TB) string {
	dir, err := os.Getwd()
	require.NoError(tb, err)
	for ; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		corpus := filepath.Join(dir, "shared", "corpus")
		if info, err := os.Stat(corpus); err == nil && info.IsDir() {
			return corpus
		}
	}
	tb.Skip("there is no folder shared/corpus with pages to measure")
	return ""
}

// usage is elapsed time, and processor time of all threads.
type usage struct{ wall, cpu time.Duration }

func measure(f func()) usage {
	var before, after syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &before)
	start := time.Now()
	f()
	wall := time.Since(start)
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &after)
	cpu := func(r *syscall.Rusage) time.Duration { return time.Duration(r.Utime.Nano() + r.Stime.Nano()) }
	return usage{wall, cpu(&after) - cpu(&before)}
}

// readFiles returns the files below dir whose names end in suffix.
func readFiles(tb testing.TB, dir, suffix string) [][]byte {
	var files [][]byte
	require.NoError(tb, filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || !strings.HasSuffix(name, suffix) {
			return err
		}
		data, err := os.ReadFile(name)
		files = append(files, data)
		return err
	}))
	return files
}

// onAll calls f for each file, on all processors.
func onAll(files [][]byte, f func(data []byte)) {
	var next atomic.Int64
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(files); i = int(next.Add(1)) - 1 {
				f(files[i])
			}
		})
	}
	wg.Wait()
}

// BenchmarkGenerateAll generates a package from the complete reference when no file on
// disk changes. It compares the run with a floor: goldmark parses the same pages, and
// go/format formats the same Go files. x-floor is the ratio of elapsed times and
// x-floor-cpu the ratio of processor times.
func BenchmarkGenerateAll(b *testing.B) {
	docs := filepath.Join(findCorpus(b), corpusPages)
	out := b.TempDir()
	generate := func() {
		var stderr bytes.Buffer
		status := run(context.Background(), []string{"generate", "--docs", docs, "--out", out, "--package", "graph", "--quiet"}, io.Discard, &stderr)
		require.Equal(b, exitClean, status, "%s", stderr.String())
	}
	tuneMemory()
	generate()
	pages, sources := readFiles(b, docs, ".md"), readFiles(b, out, ".go")
	markdown := goldmark.New(goldmark.WithExtensions(extension.GFM))
	floor := func() {
		onAll(pages, func(data []byte) { markdown.Parser().Parse(text.NewReader(data)) })
		onAll(sources, func(data []byte) {
			_, err := format.Source(data)
			require.NoError(b, err)
		})
	}
	floor()

	var whole, least usage
	for b.Loop() {
		w, l := measure(generate), measure(floor)
		whole.wall, whole.cpu = whole.wall+w.wall, whole.cpu+w.cpu
		least.wall, least.cpu = least.wall+l.wall, least.cpu+l.cpu
	}
	b.ReportMetric(float64(whole.wall.Milliseconds())/float64(b.N), "ms/run")
	b.ReportMetric(float64(whole.cpu.Milliseconds())/float64(b.N), "cpu-ms/run")
	b.ReportMetric(float64(least.wall.Milliseconds())/float64(b.N), "ms/floor")
	b.ReportMetric(float64(least.cpu.Milliseconds())/float64(b.N), "cpu-ms/floor")
	b.ReportMetric(float64(whole.wall)/float64(least.wall), "x-floor")
	b.ReportMetric(float64(whole.cpu)/float64(least.cpu), "x-floor-cpu")
}
