// Package report prints findings in the forms that people and CI systems read.
//
// Each form is a row of a table: a name, as --format spells it, and a printer.
// All of them are functions of the findings alone, in the order given.
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

// formats are the forms, the default first.
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

// alone makes a printer of one that has no use for resources.
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

// Check returns an error that names the formats where there is none of that name.
func Check(format string) error {
	if !slices.Contains(Names(), format) {
		return fmt.Errorf("unknown format %q: want one of %s", format, strings.Join(Names(), ", "))
	}
	return nil
}

// Write prints the findings in the format of the given name. Formats that are
// documents (json, sarif, junit, markdown, html) are whole documents where there are
// no findings, too; text and github then print nothing.
func Write(w io.Writer, format string, findings source.Findings) error {
	return WriteCovered(w, format, findings, nil)
}

// Resource says how much of a resource is as it should be.
type Resource struct {
	Name      string
	Sound, Of int // what has no finding that is an error or a warning, of what there is
	// Files are those whose findings are on the resource, besides the findings whose
	// subject it is.
	Files []string
}

// WriteCovered is Write for findings on resources. Only html tells of these, with
// a bar for each.
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

// start returns the finding's line and column, both at least 1: a finding on
// a file as a whole is shown at its start, for editors and CI to jump to.
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

// Visible escapes what a page could use to move the cursor of a terminal or to
// turn text around: messages quote pages, and pages come from anybody.
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

// githubCommands name the workflow commands; see "Workflow commands for GitHub
// Actions", section "Setting a notice message" and its neighbours.
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

// markdownText keeps a message from being anything but text in a table cell.
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
