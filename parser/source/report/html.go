package report

import (
	"bufio"
	"cmp"
	_ "embed"
	"fmt"
	"html/template"
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/source"
)

//go:embed page.html
var pageText string

// page is the whole document: it loads nothing from anywhere.
var page = template.Must(template.New("page").Parse(pageText))

// counted is something that findings are counted by.
type counted struct {
	Name    string
	Count   int
	Summary string    // of a rule
	Parts   []counted // of a page: the severities
}

type row struct{ At, Severity, Message, Rule string }

type document struct {
	Findings   []row
	Severities []counted // from error on
	Rules      []counted // the most frequent first
	Pages      []counted // likewise
	Resources  []covered // the least sound first
	Whole      covered   // all of them
}

// covered is a resource with the widths of its bar, in percent.
type covered struct {
	Resource
	Percent int // rounded down, so that only all is 100
}

func cover(r Resource) covered {
	if r.Of == 0 {
		return covered{r, 100}
	}
	return covered{r, 100 * r.Sound / r.Of}
}

// printHTML prints one self-contained page: counts by rule, by resource and by
// page, and a table that can be filtered.
func printHTML(w *bufio.Writer, findings source.Findings, resources []Resource) error {
	var d document
	whole := Resource{Name: "all"}
	for _, r := range resources {
		whole.Sound += r.Sound
		whole.Of += r.Of
		d.Resources = append(d.Resources, cover(r))
	}
	d.Whole = cover(whole)
	slices.SortStableFunc(d.Resources, func(x, y covered) int {
		return cmp.Or(cmp.Compare(x.Percent, y.Percent), cmp.Compare(y.Of-y.Sound, x.Of-x.Sound), strings.Compare(x.Name, y.Name))
	})
	for severity := source.Error; severity >= source.Note; severity-- {
		d.Severities = append(d.Severities, counted{Name: severity.String()})
	}
	for _, f := range findings {
		line, col := start(f)
		severity := f.Rule.Severity.String()
		at := Visible(f.Position.File)
		d.Findings = append(d.Findings, row{fmt.Sprintf("%s:%d:%d", at, line, col), severity, Visible(f.Text()), f.Rule.Name})
		count(&d.Severities, severity)
		count(&d.Rules, f.Rule.Name).Summary = f.Rule.Summary
		count(&count(&d.Pages, at).Parts, severity)
	}
	for _, list := range [][]counted{d.Rules, d.Pages} {
		slices.SortFunc(list, func(x, y counted) int { return cmp.Or(cmp.Compare(y.Count, x.Count), strings.Compare(x.Name, y.Name)) })
	}
	for _, p := range d.Pages {
		slices.SortFunc(p.Parts, func(x, y counted) int { return strings.Compare(x.Name, y.Name) })
	}
	return page.Execute(w, d)
}

// count counts one more of the name, and returns its entry.
func count(list *[]counted, name string) *counted {
	i := slices.IndexFunc(*list, func(c counted) bool { return c.Name == name })
	if i < 0 {
		i = len(*list)
		*list = append(*list, counted{Name: name})
	}
	c := &(*list)[i]
	c.Count++
	return c
}
