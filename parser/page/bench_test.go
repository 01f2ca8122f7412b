package page

import (
	"io/fs"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"
)

// benchPages returns the real pages and their contents.
func benchPages(b *testing.B) (root fs.FS, docs string, names []string, data [][]byte) {
	c := corpora[0]
	all, names := corpus(b, c.root+"/"+c.docs)
	root, err := fs.Sub(all, c.root)
	require.NoError(b, err)
	var bytes int64
	for _, name := range names {
		page, err := fs.ReadFile(root, c.docs+"/"+name)
		require.NoError(b, err)
		data = append(data, page)
		bytes += int64(len(page))
	}
	b.SetBytes(bytes)
	b.ReportAllocs()
	return root, c.docs, names, data
}

// BenchmarkFloor measures goldmark alone on the bytes of all pages.
func BenchmarkFloor(b *testing.B) {
	_, _, _, data := benchPages(b)
	markdown := goldmark.New(goldmark.WithExtensions(extension.Table)).Parser()
	for b.Loop() {
		for _, page := range data {
			markdown.Parse(text.NewReader(page))
		}
	}
}

// BenchmarkFiles measures reading the files, which BenchmarkFloor excludes.
func BenchmarkFiles(b *testing.B) {
	root, docs, names, _ := benchPages(b)
	r := NewReader(root, docs)
	for b.Loop() {
		for _, name := range names {
			_, err := r.readFile(docs+"/"+name, new([]byte))
			require.NoError(b, err)
		}
	}
}

// BenchmarkPages measures reading files into blocks.
func BenchmarkPages(b *testing.B) {
	root, docs, names, _ := benchPages(b)
	for b.Loop() {
		r := NewReader(root, docs)
		for _, name := range names {
			_, err := r.Read(name)
			require.NoError(b, err)
		}
	}
}

// BenchmarkLimits measures pages that take long to read.
func BenchmarkLimits(b *testing.B) {
	for name, tt := range costly {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(tt.text)))
			b.ReportAllocs()
			for b.Loop() {
				readOne(b, tt.text)
			}
		})
	}
}
