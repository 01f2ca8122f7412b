package page

import (
	"bytes"
)

// Limits on the size of a page. goldmark needs time quadratic in some of these
// numbers, or memory for cells that are not on the page, and can't be
// interrupted. Real pages stay below a tenth of each limit.
const (
	maxPage    = 1 << 20 // bytes of a file
	maxLine    = 64 << 10
	maxMarkers = 64 // quote and list markers before the text of a line
	// maxCells is the number of cells in the tables of a file, including the
	// missing cells that goldmark adds.
	maxCells = 30_000
	// maxEscapes is the number of escaped pipes in the rows of a file that have code.
	// goldmark compares each of them with all code.
	maxEscapes = 3_000
	// maxInlines bounds the sum of n*n over all paragraphs, where n is the
	// number of brackets, asterisks and underscores in a paragraph.
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

// limitInlines blanks the paragraphs that exceed maxInlines.
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
			f.report(from, rulePageTooComplex, "the paragraph has %d brackets, asterisks and underscores, which are too many; it is not read", n)
			f.blank(from, end)
		} else {
			sum += n * n
		}
		from = end
	}
}
