// Package report prints findings in formats for people and CI systems.
//
// Each format is a row of a table: a name, as in the flag --format, and a
// printer. The output depends only on the report.
package report

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/docwright/docwright/parser/source"
	"github.com/docwright/docwright/parser/source/fold"
)

// formats is the table of formats, the default first.
var formats = []struct {
	name  string
	print func(*bufio.Writer, *view) error
	// fromTop reports that readers of the format look for files from the top of
	// the repository.
	fromTop bool
	// each reports that the format has each finding, because programs or filters
	// select among them.
	each bool
}{
	{"text", printText, false, false},
	{"json", printJSON, false, true},
	{"sarif", printSARIF, true, false},
	{"github", printGitHub, true, false},
	{"junit", printJUnit, true, false},
	{"markdown", printMarkdown, true, false},
	{"html", printHTML, true, true},
}

// Names returns the names of the formats, the default first.
func Names() []string {
	names := make([]string, len(formats))
	for i, f := range formats {
		names[i] = f.name
	}
	return names
}

// Check returns an error that lists the formats if format is not one of them.
func Check(format string) error {
	if !slices.Contains(Names(), format) {
		return fmt.Errorf("unknown format %q: want one of %s", format, strings.Join(Names(), ", "))
	}
	return nil
}

// Report is the result of a run.
type Report struct {
	// Findings are the findings to print, sorted.
	Findings source.Findings
	// Suppressed are the known findings, which are not in Findings.
	Suppressed []Known
	// Stale is the number of entries of the baseline that match fewer findings than
	// they say.
	Stale int
	// Resources are the resources that the findings belong to. Only html prints
	// them, with a bar for each.
	Resources []Resource

	// Expand prints each finding, and not one for each cause. The formats json and
	// html always have each finding.
	Expand bool
	// Fails reports whether a severity is a failure. It is nil if errors and
	// warnings are.
	Fails func(source.Severity) bool

	// Run names the run among others about the same files: "lint/docs".
	Run string
	// Tool is the version of docwright. Revision is the revision of the pages, and
	// Date the date of the revision. They are empty if they are unknown.
	Tool, Revision, Date string

	// FromTop returns the path of a file from the top of its repository. It is nil
	// if the names of files are printed unchanged. The formats text and json, which
	// are for the working directory, do not use it.
	FromTop func(file string) string
	// Everywhere lets text and json use FromTop, too.
	Everywhere bool
	// Line returns the text of the line of a position, or an empty string if it is
	// unknown. Formats that count characters need it, because positions count bytes.
	// It may be nil.
	Line func(source.Position) string
}

// Known is a finding that is not reported, because a baseline has it.
type Known struct {
	source.Finding
	Reason, Owner, Expires string // of the entry
}

// Resource states how much of a resource is without errors and warnings.
type Resource struct {
	Name      string
	Sound, Of int // the number of parts without errors and warnings, and of all parts
	// Files lists files whose findings belong to the resource. Findings with
	// the resource as their subject belong to it, too.
	Files []string
}

// Write prints the findings in the given format, each one. If there are no
// findings, the document formats (json, sarif, junit, markdown, html) print an
// empty document; text and github print nothing.
func Write(w io.Writer, format string, findings source.Findings) error {
	return (&Report{Findings: findings, Expand: true}).Write(w, format)
}

// Write prints the report in the given format.
func (r *Report) Write(w io.Writer, format string) error {
	if err := Check(format); err != nil {
		return err
	}
	f := formats[slices.Index(Names(), format)]
	b := bufio.NewWriter(w)
	if err := f.print(b, r.view(f.fromTop, f.each || r.Expand)); err != nil {
		return err
	}
	return b.Flush()
}

// view is a report with the names of files that a format needs.
type view struct {
	*Report
	items []item // in the order of the findings; sorted by position if they are folded
	each  bool
	place func(file string) string
}

// item is a finding to print, for one or more findings.
type item struct {
	source.Finding                 // with a fingerprint
	members        source.Findings // all findings, the first one first
	cause          string          // the fingerprint of the cause
	line, column   int             // at least 1; the column is in characters
}

// view returns the report for a format. The names of files begin at the top of the
// repository if fromTop is set, and each finding is an item if each is set.
func (r *Report) view(fromTop, each bool) *view {
	v := &view{Report: r, each: each, place: func(file string) string { return file }}
	if (fromTop || r.Everywhere) && r.FromTop != nil {
		v.place = r.FromTop
	}
	v.items = v.itemsOf(r.Findings)
	return v
}

// itemsOf returns the items for findings.
func (v *view) itemsOf(findings source.Findings) []item {
	if v.each {
		return v.itemsFor(fold.Each(findings))
	}
	list := v.itemsFor(fold.Of(findings))
	slices.SortStableFunc(list, func(a, b item) int { return a.Position.Compare(b.Position) })
	return list
}

func (v *view) itemsFor(groups []fold.Group) []item {
	list := make([]item, len(groups))
	for i, g := range groups {
		list[i] = v.item(g)
	}
	return list
}

// item returns the item for a group.
func (v *view) item(g fold.Group) item {
	i := item{Finding: g.Finding(), members: slices.Clone(g.Members), cause: g.Members[0].CauseIdentity()}
	i.Fingerprint = i.Identity() // before the name of the file changes
	i.line, i.column = v.start(i.Position)
	if i.Other.Col > 0 {
		_, i.Other.Col = v.start(i.Other)
	}
	i.Position, i.Other = v.at(i.Position), v.at(i.Other)
	for m := range i.members {
		at := &i.members[m].Position
		_, at.Col = v.start(*at)
		*at = v.at(*at)
	}
	return i
}

// at returns the position with the name of the file that the format needs.
func (v *view) at(p source.Position) source.Position {
	if p.File != "" {
		p.File = v.place(p.File)
	}
	return p
}

// start returns the line and the column in characters of a position, both at least
// 1. A finding about a whole file is shown at the start of the file, because editors
// and CI systems need a position.
func (v *view) start(p source.Position) (line, column int) {
	line, column = max(p.Line, 1), max(p.Col, 1)
	if v.Line == nil || column == 1 {
		return line, column
	}
	text := v.Line(p)
	if column-1 > len(text) {
		return line, column
	}
	return line, len(utf16.Encode([]rune(text[:column-1]))) + 1
}

// start returns the line and column of a finding in bytes, both at least 1.
func start(f source.Finding) (line, col int) {
	return max(f.Position.Line, 1), max(f.Position.Col, 1)
}

// printText prints file:line:col: severity: message [rule], as compilers do. The
// findings of a file are together, and the files with the most severe ones first.
// Blank lines surround the findings of a file with several.
func printText(w *bufio.Writer, v *view) error {
	worst, number := map[string]source.Severity{}, map[string]int{}
	for _, i := range v.items {
		worst[i.Position.File] = max(worst[i.Position.File], i.Severity)
		number[i.Position.File]++
	}
	list := slices.Clone(v.items)
	slices.SortStableFunc(list, func(a, b item) int { return cmp.Compare(worst[b.Position.File], worst[a.Position.File]) })
	var buf []byte
	for n, i := range list {
		buf = buf[:0]
		if n > 0 && list[n-1].Position.File != i.Position.File && max(number[list[n-1].Position.File], number[i.Position.File]) > 1 {
			buf = append(buf, '\n')
		}
		line, col := start(i.Finding)
		buf = append(buf, Visible(i.Position.File)...)
		buf = append(buf, ':')
		buf = strconv.AppendInt(buf, int64(line), 10)
		buf = append(buf, ':')
		buf = strconv.AppendInt(buf, int64(col), 10)
		buf = append(buf, ": "...)
		buf = append(buf, i.Severity.String()...)
		buf = append(buf, ": "...)
		buf = append(buf, Visible(i.Text())...)
		buf = append(buf, " ["...)
		buf = append(buf, i.Rule.Name...)
		buf = append(buf, "]\n"...)
		if _, err := w.Write(buf); err != nil {
			return err
		}
	}
	return nil
}

// Visible escapes characters that move the cursor of a terminal or change the
// direction of text. Messages quote pages, and pages are untrusted.
func Visible(text string) string {
	if strings.IndexFunc(text, func(r rune) bool { return !strconv.IsPrint(r) }) < 0 {
		return text
	}
	var b strings.Builder
	for _, r := range text {
		if strconv.IsPrint(r) {
			b.WriteRune(r)
			continue
		}
		quoted := strconv.QuoteRuneToASCII(r)
		b.WriteString(quoted[1 : len(quoted)-1])
	}
	return b.String()
}
