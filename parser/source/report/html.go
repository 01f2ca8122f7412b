package report

import (
	"bufio"
	"cmp"
	_ "embed"
	"fmt"
	"html/template"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/docwright/docwright/parser/source"
)

//go:embed page.html
var pageText string

// page is the whole document: it loads nothing from anywhere.
var page = template.Must(template.New("page").Parse(pageText))

// document is what the page is made of.
type document struct {
	Findings   []row
	Severities []counted // from error on
	Rules      []counted // the most frequent first
	Files      []file    // likewise
	Resources  []covered // the least sound first
	Whole      covered   // all of them
}

// counted is something that findings are counted by.
type counted struct {
	Name    string
	Count   int
	Summary string // of a rule
}

// file is a file with findings. Rows and resources refer to it by its number.
type file struct {
	name
	Number int
	Count  int
	Parts  []counted // by severity, from error on
	Width  int       // of the bar, in percent of the widest one's
}

// name is a long name, cut so that what tells it from its neighbors stands out.
type name struct{ Front, Back string }

// Full is the whole name.
func (n name) Full() string { return n.Front + n.Back }

// cutPath cuts a path before its last two names.
func cutPath(full string) name {
	cut := strings.LastIndexByte(full, '/')
	cut = strings.LastIndexByte(full[:max(cut, 0)], '/') + 1
	return name{full[:cut], full[cut:]}
}

// cutNamespace cuts the name of a type after its namespace.
func cutNamespace(full string) name {
	cut := strings.LastIndexByte(full, '.') + 1
	return name{full[:cut], full[cut:]}
}

// row is a finding.
type row struct {
	name
	Place                   string // in the file
	Severity, Message, Rule string
	Rank                    int    // of the severity, 0 for the gravest
	File                    int    // its number
	Of                      string // the type or enum that it is about, if it says so
}

// covered is a resource with the width of its bar, in percent.
type covered struct {
	Resource
	name
	Percent int    // rounded down, so that only all is 100
	Numbers string // those of its files that have findings
}

func cover(r Resource) covered {
	c := covered{Resource: r, name: cutNamespace(r.Name), Percent: 100}
	if r.Of > 0 {
		c.Percent = 100 * r.Sound / r.Of
	}
	return c
}

// printHTML prints one self-contained page: counts by resource, by rule and by
// file, each of which filters a table of all findings, which can be sorted.
func printHTML(w *bufio.Writer, findings source.Findings, resources []Resource) error {
	var d document
	for severity := source.Error; severity >= source.Note; severity-- {
		d.Severities = append(d.Severities, counted{Name: severity.String()})
	}
	numbers := map[string]int{} // of files
	for _, f := range findings {
		line, col := start(f)
		severity := f.Severity.String()
		number, known := numbers[f.Position.File]
		if !known {
			number = len(d.Files)
			numbers[f.Position.File] = number
			d.Files = append(d.Files, file{name: cutPath(Visible(f.Position.File)), Number: number, Parts: zeroed(d.Severities)})
		}
		d.Files[number].Count++
		count(&d.Files[number].Parts, severity)
		count(&d.Severities, severity)
		count(&d.Rules, f.Rule.Name).Summary = f.Rule.Summary
		d.Findings = append(d.Findings, row{
			name: d.Files[number].name, Place: fmt.Sprintf(":%d:%d", line, col), Severity: severity, Message: Visible(f.Text()), Rule: f.Rule.Name,
			Rank: int(source.Error - f.Severity), File: number, Of: resourceOf(f.Subject),
		})
	}
	slices.SortFunc(d.Rules, func(x, y counted) int { return cmp.Or(cmp.Compare(y.Count, x.Count), strings.Compare(x.Name, y.Name)) })
	slices.SortFunc(d.Files, func(x, y file) int { return cmp.Or(cmp.Compare(y.Count, x.Count), strings.Compare(x.Full(), y.Full())) })
	widen(d.Files)
	d.coverAll(resources, numbers)
	return page.Execute(w, d)
}

// coverAll sets the resources, which are referred to the files by their numbers.
func (d *document) coverAll(resources []Resource, numbers map[string]int) {
	whole := Resource{Name: "all"}
	for _, r := range resources {
		whole.Sound += r.Sound
		whole.Of += r.Of
		c := cover(r)
		var files []string
		for _, f := range r.Files {
			if n, ok := numbers[f]; ok {
				files = append(files, strconv.Itoa(n))
			}
		}
		c.Numbers = strings.Join(files, " ")
		d.Resources = append(d.Resources, c)
	}
	d.Whole = cover(whole)
	slices.SortStableFunc(d.Resources, func(x, y covered) int {
		return cmp.Or(cmp.Compare(x.Percent, y.Percent), cmp.Compare(y.Of-y.Sound, x.Of-x.Sound), strings.Compare(x.Full(), y.Full()))
	})
}

// resourceOf is the type or enum that a subject names, with or without a part of it;
// it is empty for request lines.
func resourceOf(subject string) string {
	name, _, _ := strings.Cut(subject, "/")
	if strings.Contains(name, " ") {
		return ""
	}
	return Visible(name)
}

// widen sets the widths of bars by the square root of what they count, so that one
// file with very many findings leaves the others' bars to be told apart.
func widen(files []file) {
	if len(files) == 0 {
		return
	}
	most := math.Sqrt(float64(files[0].Count))
	for i := range files {
		files[i].Width = max(int(100*math.Sqrt(float64(files[i].Count))/most), 1)
	}
}

// zeroed returns the same names, none of which was counted.
func zeroed(list []counted) []counted {
	list = slices.Clone(list)
	for i := range list {
		list[i].Count = 0
	}
	return list
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
