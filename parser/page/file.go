package page

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/docwright/docwright/parser/source"
)

// file is one markdown file, prepared for goldmark.
//
// Where the dialect departs from markdown, bytes of mark are overwritten. The
// length of mark never changes, so an offset is valid in both text and mark.
// The contents of blocks are substrings of text.
type file struct {
	name string // as in positions
	path string // relative to the root
	text string // as read, with \n line breaks
	mark []byte // text in which bytes that goldmark would misread are overwritten
	// starts are the offsets of line starts; starts[0] is 0.
	starts   []int
	front    Front
	findings source.Findings
	keep     func(*Zone) bool // whether a zone is read; nil for all
	zones    []*Zone

	bad int // the number of bytes that were replaced

	comments []span // the contents of the comments that begin a line, in order
	joined   bool   // some line breaks of text are spaces in mark
	broken   []int  // offsets of lines inside tables that are not rows, in order
}

// newFile prepares data for parsing. It keeps and modifies data.
func newFile(name, path string, data []byte, keep func(*Zone) bool) *file {
	f := &file{name: name, path: path, keep: keep}
	data = UnixLines(data)
	f.starts = lineStarts(data)
	f.replaceBadBytes(data)
	f.text, f.mark = string(data), data
	f.frontMatter()
	f.scan()
	return f
}

// UnixLines returns data without a byte order mark, and with \n in place of
// \r\n and \r. Pages give the same blocks regardless of how version control
// checks them out.
func UnixLines(data []byte) []byte {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if bytes.IndexByte(data, '\r') < 0 {
		return data
	}
	data = bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n"))
	return bytes.ReplaceAll(data, []byte("\r"), []byte("\n"))
}

func lineStarts(data []byte) []int {
	starts := make([]int, 1, 1+bytes.Count(data, []byte{'\n'}))
	for at := 0; ; {
		i := bytes.IndexByte(data[at:], '\n')
		if i < 0 {
			return starts
		}
		at += i + 1
		starts = append(starts, at)
	}
}

// maxByteFindings limits the number of findings about bad bytes in a file.
const maxByteFindings = 20

// replaceBadBytes replaces NULs and bytes that are not UTF-8 with question
// marks.
func (f *file) replaceBadBytes(data []byte) {
	if utf8.Valid(data) && bytes.IndexByte(data, 0) < 0 {
		return
	}
	n := 0
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		if r == 0 || r == utf8.RuneError && size == 1 {
			if n++; n <= maxByteFindings {
				f.report(i, ruleEncoding, "byte %#02x is not UTF-8 text; it is read as a question mark", data[i])
			}
			data[i] = '?'
		}
		i += size
	}
	f.bad = n
	if n > maxByteFindings {
		f.report(0, ruleEncoding, "%d bytes in total are not UTF-8 text", n)
	}
}

// fewBad is the inverse of the least share of bad bytes in a file that is not UTF-8.
// A text in another encoding of one byte for each letter has fewer; it can be read.
const fewBad = 4

// errNotText is returned for a file that is not UTF-8.
var errNotText = errors.New("not UTF-8 text; convert the file to UTF-8")

// isText reports whether the file is UTF-8, apart from some bytes.
func (f *file) isText() bool { return f.bad*fewBad <= len(f.text) }

// line returns the index of the line with the given offset.
func (f *file) line(offset int) int {
	i, found := slices.BinarySearch(f.starts, offset)
	if !found {
		i--
	}
	return i
}

func (f *file) at(offset int) source.Position {
	i := f.line(offset)
	return source.Position{File: f.name, Line: i + 1, Col: offset - f.starts[i] + 1}
}

func (f *file) report(offset int, rule *source.Rule, format string, args ...any) {
	f.findings.Add(f.at(offset), rule, format, args...)
}

// blank overwrites mark[from:to] with spaces, except line breaks.
func (f *file) blank(from, to int) {
	for i, c := range f.mark[from:to] {
		if c != '\n' {
			f.mark[from+i] = ' '
		}
	}
}

// lineAt returns the text of the line that begins at offset, without its line
// break.
func (f *file) lineAt(offset int) string {
	if i := strings.IndexByte(f.text[offset:], '\n'); i >= 0 {
		return f.text[offset : offset+i]
	}
	return f.text[offset:]
}
