package report

import (
	"bufio"
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/source"
)

// githubCommands are the workflow commands by severity. See "Workflow commands
// for GitHub Actions", section "Setting a notice message" and the sections
// after it.
var githubCommands = map[source.Severity]string{source.Note: "notice", source.Warning: "warning", source.Error: "error"}

// githubLimit is the number of annotations of each kind that GitHub shows for one
// step. It drops further ones.
const githubLimit = 10

var (
	githubData     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	githubProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

// printGitHub prints the annotations that GitHub shows, the most severe first, and a
// line with the number of findings without an annotation.
func printGitHub(w *bufio.Writer, v *view) error {
	list := slices.Clone(v.items)
	slices.SortStableFunc(list, func(a, b item) int { return cmp.Compare(b.Severity, a.Severity) })
	var printed, more [source.Error + 1]int
	for _, i := range list {
		if printed[i.Severity] == githubLimit {
			more[i.Severity] += len(i.members)
			continue
		}
		printed[i.Severity]++
		_, err := fmt.Fprintf(w, "::%s file=%s,line=%d,col=%d,title=%s::%s\n", githubCommands[i.Severity],
			githubProperty.Replace(Visible(i.Position.File)), i.line, i.column, githubProperty.Replace(i.Rule.Name), githubData.Replace(Visible(i.Text())))
		if err != nil {
			return err
		}
	}
	if _, err := w.WriteString(v.known("docwright: ", "\n")); err != nil {
		return err
	}
	return printMore(w, more)
}

// known says how many findings the baseline suppresses, between the given texts. It
// returns an empty string if it suppresses none.
func (r *Report) known(before, after string) string {
	if len(r.Suppressed) == 0 {
		return ""
	}
	return before + "the baseline suppresses " + plural(len(r.Suppressed), "finding") + after
}

// printMore prints the numbers of findings without an annotation.
func printMore(w *bufio.Writer, more [source.Error + 1]int) error {
	var parts []string
	for severity := source.Error; severity >= source.Note; severity-- {
		if n := more[severity]; n > 0 {
			parts = append(parts, plural(n, severity.String()))
		}
	}
	if len(parts) == 0 {
		return nil
	}
	_, err := fmt.Fprintf(w, "docwright: GitHub shows %d annotations of each kind; without an annotation: %s (add --output markdown=FILE or --output sarif=FILE for all)\n", githubLimit, strings.Join(parts, ", "))
	return err
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
