package generator

import (
	"context"
	"go/format"
	"path"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/generator/plan"
	"github.com/docwright/docwright/generator/print"
	"github.com/docwright/docwright/generator/verify"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/templates"
)

// The benchmarks run over everything that Microsoft Graph's pages say. The
// floor of the generator is BenchmarkGoFormat: formatting the files that it
// writes.

func planned(b *testing.B, m *model.Model) *plan.Package {
	b.Helper()
	pkg, _, err := plan.New(m, plan.Options{Package: "graph", BaseURL: m.BaseURL, Reserved: templates.Declared()})
	require.NoError(b, err)
	return pkg
}

func BenchmarkPlan(b *testing.B) {
	m := corpus(b)
	b.ReportAllocs()
	for b.Loop() {
		planned(b, m)
	}
}

func BenchmarkPrint(b *testing.B) {
	pkg := planned(b, corpus(b))
	b.ReportAllocs()
	for b.Loop() {
		for _, g := range pkg.Groups {
			print.Group(pkg, g)
			print.Tests(pkg, g)
			print.Goldens(g)
		}
	}
}

func BenchmarkVerify(b *testing.B) {
	pkg := planned(b, corpus(b))
	var sources [][]byte
	for _, g := range pkg.Groups {
		sources = append(sources, print.Group(pkg, g))
	}
	b.ReportAllocs()
	for b.Loop() {
		for i, g := range pkg.Groups {
			_, err := verify.Group(pkg, g, sources[i])
			require.NoError(b, err)
		}
	}
}

func BenchmarkGenerate(b *testing.B) {
	m := corpus(b)
	b.ReportAllocs()
	for b.Loop() {
		generate(b, m, Options{Package: "graph"})
	}
}

func BenchmarkGoFormat(b *testing.B) {
	var sources [][]byte
	size := 0
	files, _, err := Generate(context.Background(), corpus(b), Options{Package: "graph"})
	require.NoError(b, err)
	for _, f := range files {
		if path.Ext(f.Name) == ".go" {
			sources = append(sources, f.Data)
			size += len(f.Data)
		}
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		for _, src := range sources {
			_, err := format.Source(src)
			require.NoError(b, err)
		}
	}
}
