//go:build unix

package parser_test

import (
	"context"
	"runtime"
	"syscall"
	"testing"
	"testing/fstest"
	"time"

	"github.com/docwright/docwright/parser"
)

// mostGrowth is the largest ratio of the processor times for twice the input and for
// the input. It is 2 for a time that grows with the input, and 4 with its square.
const mostGrowth = 2.5

// measurable is the least time that is compared. A shorter one is noise.
const measurable = 20 * time.Millisecond

// BenchmarkFamilies reads each kind of input at one size and at twice the size, and
// reports the ratio of the processor times. It fails if a ratio is too large. Each
// time is the lowest of several, so that other processes don't matter.
func BenchmarkFamilies(b *testing.B) {
	for _, f := range families {
		b.Run(f.name, func(b *testing.B) {
			most := mostGrowth
			if squares[f.name] {
				most *= 2
			}
			small, large := f.make(f.n), f.make(2*f.n)
			var ratio float64
			var one, two time.Duration
			for b.Loop() {
				one, two = lowest(one, small), lowest(two, large)
				for round := 0; round < 6 && two > measurable && float64(two) > most*float64(one); round++ {
					one, two = lowest(one, small), lowest(two, large)
				}
				ratio = float64(two) / float64(one)
			}
			b.ReportMetric(ratio, "x/2n")
			b.ReportMetric(float64(two.Milliseconds()), "ms/2n")
			if two > measurable && ratio > most {
				b.Fatalf("twice the input takes %.1f times as long: %v and %v", ratio, one, two)
			}
		})
	}
}

// lowest returns the least processor time of reading the pages: that of a run, or an
// earlier one. Earlier is 0 at first.
func lowest(earlier time.Duration, root fstest.MapFS) time.Duration {
	runtime.GC()
	start := processorTime()
	_, _, _ = parser.Parse(context.Background(), parser.Options{Root: root, Docs: "."})
	if took := processorTime() - start; earlier == 0 || took < earlier {
		return took
	}
	return earlier
}

func processorTime() time.Duration {
	var u syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// largest returns the pages of a family at the greatest size at which no page has more
// than 1 MiB. The result is nil for a family of many pages.
func (f family) largest() fstest.MapFS {
	const most = 1 << 20
	size := func(root fstest.MapFS) (n int) {
		for _, file := range root {
			n = max(n, len(file.Data))
		}
		return n
	}
	root := f.make(f.n)
	if len(root) > 2 {
		return nil
	}
	for n := f.n; ; {
		n += n/4 + 1
		larger := f.make(n)
		if size(larger) > most || size(larger) == size(root) {
			return root
		}
		root = larger
	}
}

// BenchmarkLargestPages reads a page of 1 MiB of each kind, and reports the processor
// time beside that of a page of text.
func BenchmarkLargestPages(b *testing.B) {
	text := one(operation("Get berth", "GET /berths/{id}", repeat(30_000, "A berth of the number #.\n\n")))
	var floor time.Duration
	for range 3 {
		floor = lowest(floor, text)
	}
	for _, f := range families {
		b.Run(f.name, func(b *testing.B) {
			root := f.largest()
			if root == nil {
				b.Skip("the pages are small")
			}
			b.ReportAllocs()
			var took time.Duration
			for b.Loop() {
				took = lowest(took, root)
			}
			b.ReportMetric(float64(took.Milliseconds()), "ms")
			b.ReportMetric(float64(took)/float64(floor), "x/floor")
		})
	}
}
