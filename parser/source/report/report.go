// Package report prints findings in formats for people and CI systems.
//
// Each format is a row of a table: a name, as in the flag --format, and a
// printer. The output depends only on the findings and their order.
package report

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/docwright/docwright/parser/source"
)

// formats is the table of formats, the default first.
var formats = []struct {
	name  string
	print func(*bufio.Writer, source.Findings, []Resource) error
}{
	{"text", alone(printText)},
	{"json", alone(printJSON)},
	{"sarif", alone(printSARIF)},
	{"github", alone(printGitHub)},
	{"junit", alone(printJUnit)},
	{"markdown", alone(printMarkdown)},
	{"html", printHTML},
}

// alone adapts a printer that does not use resources.
func alone(print func(*bufio.Writer, source.Findings) error) func(*bufio.Writer, source.Findings, []Resource) error {
	return func(w *bufio.Writer, findings source.Findings, _ []Resource) error { return print(w, findings) }
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

// Write prints the findings in the given format. If there are no findings, the
// document formats (json, sarif, junit, markdown, html) print an empty
// document; text and github print nothing.
func Write(w io.Writer, format string, findings source.Findings) error {
	return WriteCovered(w, format, findings, nil)
}

// Resource states how much of a resource is without errors and warnings.
type Resource struct {
	Name      string
	Sound, Of int // the number of parts without errors and warnings, and of all parts
	// Files lists files whose findings belong to the resource. Findings with
	// the resource as their subject belong to it, too.
	Files []string
}

// WriteCovered is Write with the resources that the findings belong to. Only
// html prints the resources, with a bar for each.
func WriteCovered(w io.Writer, format string, findings source.Findings, resources []Resource) error {
	if err := Check(format); err != nil {
		return err
	}
	f := formats[slices.Index(Names(), format)]
	b := bufio.NewWriter(w)
	if err := f.print(b, findings, resources); err != nil {
		return err
	}
	return b.Flush()
}

// start returns the line and column of a finding, both at least 1. A finding
// about a whole file is shown at the start of the file, because editors and CI
// systems need a position.
func start(f source.Finding) (line, col int) {
	return max(f.Position.Line, 1), max(f.Position.Col, 1)
}

// printText prints file:line:col: severity: message [rule], as compilers do.
func printText(w *bufio.Writer, findings source.Findings) error {
	var buf []byte
	for _, f := range findings {
		line, col := start(f)
		buf = append(buf[:0], Visible(f.Position.File)...)
		buf = append(buf, ':')
		buf = strconv.AppendInt(buf, int64(line), 10)
		buf = append(buf, ':')
		buf = strconv.AppendInt(buf, int64(col), 10)
		buf = append(buf, ": "...)
		buf = append(buf, f.Severity.String()...)
		buf = append(buf, ": "...)
		buf = append(buf, Visible(f.Text())...)
		buf = append(buf, " ["...)
		buf = append(buf, f.Rule.Name...)
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

// githubCommands are the workflow commands by severity. See "Workflow commands
// for GitHub Actions", section "Setting a notice message" and the sections
// after it.
var githubCommands = map[source.Severity]string{source.Note: "notice", source.Warning: "warning", source.Error: "error"}

var (
	githubData     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	githubProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

func printGitHub(w *bufio.Writer, findings source.Findings) error {
	for _, f := range findings {
		line, col := start(f)
		_, err := fmt.Fprintf(w, "::%s file=%s,line=%d,col=%d,title=%s::%s\n", githubCommands[f.Severity],
			githubProperty.Replace(Visible(f.Position.File)), line, col, githubProperty.Replace(f.Rule.Name), githubData.Replace(Visible(f.Text())))
		if err != nil {
			return err
		}
	}
	return nil
}

// markdownText escapes a message as text in a table cell.
var markdownText = func() *strings.Replacer {
	pairs := []string{"&", "&amp;", "<", "&lt;", ">", "&gt;"}
	for _, c := range "\\`*_{}[]()#+!|~@$" {
		pairs = append(pairs, string(c), "\\"+string(c))
	}
	return strings.NewReplacer(pairs...)
}()

func printMarkdown(w *bufio.Writer, findings source.Findings) error {
	if len(findings) == 0 {
		_, err := w.WriteString("No findings.\n")
		return err
	}
	if _, err := w.WriteString("| Where | Severity | Rule | Message |\n|:--|:--|:--|:--|\n"); err != nil {
		return err
	}
	for _, f := range findings {
		line, col := start(f)
		_, err := fmt.Fprintf(w, "| %s:%d:%d | %s | %s | %s |\n", markdownText.Replace(Visible(f.Position.File)), line, col,
			f.Severity, f.Rule.Name, markdownText.Replace(Visible(f.Text())))
		if err != nil {
			return err
		}
	}
	return nil
}
