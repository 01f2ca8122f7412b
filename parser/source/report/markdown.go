package report

import (
	"bufio"
	"fmt"
	"strings"
)

// markdownText escapes a message as text in a table cell.
var markdownText = func() *strings.Replacer {
	pairs := []string{"&", "&amp;", "<", "&lt;", ">", "&gt;"}
	for _, c := range "\\`*_{}[]()#+!|~@$" {
		pairs = append(pairs, string(c), "\\"+string(c))
	}
	return strings.NewReplacer(pairs...)
}()

// printMarkdown prints a table.
func printMarkdown(w *bufio.Writer, v *view) error {
	if len(v.items) == 0 {
		_, err := w.WriteString("No findings.\n" + v.known("\nKnown findings: ", ".\n"))
		return err
	}
	if _, err := w.WriteString("| Where | Severity | Rule | Message |\n|:--|:--|:--|:--|\n"); err != nil {
		return err
	}
	for _, i := range v.items {
		line, col := start(i.Finding)
		_, err := fmt.Fprintf(w, "| %s:%d:%d | %s | %s | %s |\n", markdownText.Replace(Visible(i.Position.File)), line, col,
			i.Severity, i.Rule.Name, markdownText.Replace(Visible(i.Text())))
		if err != nil {
			return err
		}
	}
	_, err := w.WriteString(v.known("\nKnown findings: ", ".\n"))
	return err
}
