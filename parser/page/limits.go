package page

import (
	"bytes"
)

// Limits on what a page may have. goldmark takes time that grows with the
// square of some of these, or memory for cells that are not on the page, and
// none of it can be interrupted; real pages stay below a tenth of each.
const (
	maxPage    = 1 << 20 // bytes of a file
	maxLine    = 64 << 10
	maxMarkers = 64 // quotes and list markers before the text of a line
	// maxCells is how many cells the tables of a file may have, counted with
	// those that rows lack and goldmark adds.
	maxCells = 100_000
	// maxInlines bounds the sum over all paragraphs of the square of the
	// number of brackets, asterisks and underscores.
	maxInlines = 100_000_000
)

var inlineMarkers = [...]byte{'[', '*', '_'}

func countInlines(text []byte) int {
	n := 0
	for i := range inlineMarkers {
		n += bytes.Count(text, inlineMarkers[i:i+1])
	}
	return n
}

// limitInlines blanks the paragraphs with which a file exceeds maxInlines.
func (f *file) limitInlines() {
	if n := countInlines(f.mark); n*n <= maxInlines {
		return
	}
	sum, from := 0, 0
	for i := range f.starts {
		end := len(f.mark)
		if i+1 < len(f.starts) {
			end = f.starts[i+1]
		}
		if end < len(f.mark) && len(bytes.TrimSpace(f.mark[f.starts[i]:end])) > 0 {
			continue
		}
		n := countInlines(f.mark[from:end])
		if sum+n*n > maxInlines {
			f.report(from, rulePageTooComplex, "%d brackets, asterisks and underscores in one paragraph are too many: it is not read", n)
			f.blank(from, end)
		} else {
			sum += n * n
		}
		from = end
	}
}
