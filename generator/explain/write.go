package explain

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/docwright/docwright/parser/source/report"
)

// jsonVersion is the version of the JSON form.
const jsonVersion = 1

// WriteJSON prints the explanations as JSON in the form {"version": 1,
// "explanations": […]}. Empty lists are present. See [Explanation] for the members.
func WriteJSON(w io.Writer, list []Explanation) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(struct {
		Version      int           `json:"version"`
		Explanations []Explanation `json:"explanations"`
	}{jsonVersion, append([]Explanation{}, list...)})
}

// The dimensions of the text form, in columns.
const (
	pageWidth  = 100
	indent     = 2
	widestName = 24 // maximum width of the column for names of facts or aspects
	narrowest  = 30 // minimum width of a wrapped column
)

// mostFindings is the maximum number of findings printed for an element.
const mostFindings = 20

// Write prints the explanations as text, separated by empty lines.
func Write(w io.Writer, list []Explanation) error {
	p := printer{bufio.NewWriter(w)}
	for i := range list {
		if i > 0 {
			p.line(0, "")
		}
		p.explanation(&list[i])
	}
	return p.w.Flush()
}

type printer struct{ w *bufio.Writer }

func (p printer) line(by int, text string) {
	text = report.Visible(text)
	if text != "" {
		p.w.WriteString(strings.Repeat(" ", by))
		p.w.WriteString(text)
	}
	p.w.WriteByte('\n')
}

func (p printer) explanation(e *Explanation) {
	p.heading(e)
	width := nameWidth(len(e.Facts), func(i int) string { return e.Facts[i].Name })
	for _, f := range e.Facts {
		p.hanging(indent, width, f.Name, f.Value)
	}
	if len(e.Reasons) > 0 {
		p.line(indent, "why")
		p.reasons(e.Reasons)
	}
	for _, l := range e.Lists {
		p.line(indent, l.Name)
		p.rows(l.Rows)
		if l.More > 0 {
			p.line(2*indent, fmt.Sprintf("… and %d more", l.More))
		}
	}
	if len(e.Findings) > 0 {
		p.line(indent, "findings")
	}
	for i, f := range e.Findings {
		if i == mostFindings {
			p.line(2*indent, fmt.Sprintf("… and %d more", len(e.Findings)-i))
			break
		}
		p.line(2*indent, fmt.Sprintf("%s: %s [%s]", f.Place, f.Severity, f.Rule))
		p.wrap(3*indent, f.Message)
	}
}

// heading prints the element and its declaration, on one line if they fit.
func (p printer) heading(e *Explanation) {
	name := string(e.Kind) + " " + e.Name
	switch {
	case e.Go == "":
		p.line(0, name)
	case utf8.RuneCountInString(name)+utf8.RuneCountInString(e.Go)+4 <= pageWidth:
		p.line(0, name+"  →  "+e.Go)
	default:
		p.line(0, name)
		p.hanging(indent, 1, "→", e.Go)
	}
}

// nameWidth returns the width to which n names are padded: that of the longest
// name that is not wider than widestName.
func nameWidth(n int, name func(int) string) int {
	width := 0
	for i := range n {
		if length := utf8.RuneCountInString(name(i)); length <= widestName {
			width = max(width, length)
		}
	}
	return width
}

// reasons prints the place and the rule of each reason, by aspect.
func (p printer) reasons(list []Reason) {
	width := nameWidth(len(list), func(i int) string { return list[i].Aspect })
	for i, r := range list {
		aspect := r.Aspect
		if i > 0 && list[i-1].Aspect == aspect {
			aspect = ""
		}
		by := 2*indent + width + 2
		place := when(r.Earlier, "earlier, ") + r.Place.String()
		words := quoted(shortened(r.Words))
		if by+utf8.RuneCountInString(place)+2+utf8.RuneCountInString(words) <= pageWidth {
			place, words = join("  ", place, words), ""
		}
		p.line(2*indent, padded(aspect, width)+"  "+place)
		if words != "" {
			p.wrap(by, words)
		}
		if i+1 == len(list) || list[i+1].Aspect != r.Aspect || list[i+1].Rule != r.Rule || list[i+1].Earlier {
			p.wrap(by, r.rule())
		}
	}
}

// padded appends spaces to the text up to the width.
func padded(text string, width int) string {
	return text + strings.Repeat(" ", max(width-utf8.RuneCountInString(text), 0))
}

func (r *Reason) rule() string { return r.Summary + " [" + r.Rule + "]" }

// longestWords is the maximum length of a quotation from a page, in characters.
const longestWords = 160

func shortened(words string) string {
	if utf8.RuneCountInString(words) <= longestWords {
		return words
	}
	return string([]rune(words)[:longestWords-1]) + "…"
}

// hanging prints the name, and the text next to it.
func (p printer) hanging(by, width int, name, text string) {
	lines := wrapped(text, pageWidth-by-width-2)
	for i, l := range lines {
		if i > 0 {
			name = ""
		}
		p.line(by, padded(name, width)+"  "+l)
	}
}

func (p printer) wrap(by int, text string) {
	for _, l := range wrapped(text, pageWidth-by) {
		p.line(by, l)
	}
}

// rows prints a table with aligned columns. The last column is wrapped. It is
// printed below the others if they leave no room.
func (p printer) rows(rows [][]string) {
	widths := columnWidths(rows)
	for _, row := range rows {
		last := len(row) - 1
		head := ""
		for i, cell := range row[:last] {
			if widths[i] > 0 || cell != "" {
				head += padded(cell, widths[i]) + "  "
			}
		}
		width := utf8.RuneCountInString(head)
		room := pageWidth - 2*indent - width
		if utf8.RuneCountInString(row[last]) > room && room < narrowest {
			p.line(2*indent, strings.TrimRight(head, " "))
			p.wrap(4*indent, row[last])
			continue
		}
		for i, l := range wrapped(row[last], room) {
			if i > 0 {
				head = strings.Repeat(" ", width)
			}
			p.line(2*indent, strings.TrimRight(head+l, " "))
		}
	}
}

// columnWidths returns the widths of the columns. All cells fit if there is enough
// room for the last column. Otherwise a few long cells are wider than their
// column.
func columnWidths(rows [][]string) []int {
	lengths := make([][]int, len(rows[0]))
	for column := range lengths {
		for _, row := range rows {
			lengths[column] = append(lengths[column], utf8.RuneCountInString(row[column]))
		}
		slices.Sort(lengths[column])
	}
	widths := make([]int, len(lengths))
	for _, percent := range []int{100, 95, 90, 80} {
		room := pageWidth - 2*indent
		for column, sorted := range lengths {
			widths[column] = sorted[(len(sorted)-1)*percent/100]
			if column < len(lengths)-1 {
				room -= widths[column] + 2
			}
		}
		if room >= min(narrowest, lengths[len(lengths)-1][len(rows)-1]) {
			break
		}
	}
	return widths
}

// wrapped breaks the text into lines of the width, at spaces. A longer word has a
// line of its own.
func wrapped(text string, width int) []string {
	var lines []string
	line := ""
	for word := range strings.FieldsSeq(text) {
		switch {
		case line == "":
			line = word
		case utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) <= width:
			line += " " + word
		default:
			lines = append(lines, line)
			line = word
		}
	}
	return append(lines, line)
}
