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

// page is the template of the document, which loads no other resources.
var page = template.Must(template.New("page").Parse(pageText))

// document is the data of the page.
type document struct {
	Tool, Revision, Date string // see Report

	Findings   []row     // errors first
	Severities []counted // from error on
	Rules      []counted // the most frequent first
	Files      []file    // the most findings first
	Resources  []covered // the lowest percentage first
	Whole      covered   // the total
}

// counted is a name with the number of its findings.
type counted struct {
	Name    string
	Count   int
	Summary string // of a rule
}

// file is a file with findings. Rows and resources refer to it by number.
type file struct {
	name
	Number int
	Count  int
	Parts  []counted // by severity, errors first
	Width  int       // of the bar, in percent of the widest one
}

// name is a long name in two parts. The page emphasizes the back part, which
// distinguishes it from similar names.
type name struct{ Front, Back string }

// Full returns the whole name.
func (n name) Full() string { return n.Front + n.Back }

// cutPath splits a path before its last two elements.
func cutPath(full string) name {
	cut := strings.LastIndexByte(full, '/')
	cut = strings.LastIndexByte(full[:max(cut, 0)], '/') + 1
	return name{full[:cut], full[cut:]}
}

// cutNamespace splits the name of a type after its namespace.
func cutNamespace(full string) name {
	cut := strings.LastIndexByte(full, '.') + 1
	return name{full[:cut], full[cut:]}
}

// row is a row of the table of findings.
type row struct {
	name
	Place                   string // position in the file
	Severity, Message, Rule string
	Rank                    int    // of the severity; 0 for errors
	File                    int    // the number of the file
	Of                      string // the type or enum of the subject, or empty
}

// covered is a resource with the data of its bar.
type covered struct {
	Resource
	name
	Percent int    // rounded down, so that 100 means all
	Numbers string // the numbers of its files with findings
}

func cover(r Resource) covered {
	c := covered{Resource: r, name: cutNamespace(r.Name), Percent: 100}
	if r.Of > 0 {
		c.Percent = 100 * r.Sound / r.Of
	}
	return c
}

// printHTML prints a self-contained page. It counts the findings by resource,
// by rule and by file. Each count filters the table of all findings, which the
// reader can sort.
func printHTML(w *bufio.Writer, v *view) error {
	d := document{Tool: v.Tool, Revision: v.Revision, Date: v.Date}
	for severity := source.Error; severity >= source.Note; severity-- {
		d.Severities = append(d.Severities, counted{Name: severity.String()})
	}
	numbers := map[string]int{} // of files
	for _, i := range v.items {
		f := i.Finding
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
			name: d.Files[number].name, Place: fmt.Sprintf(":%d:%d", i.line, i.column), Severity: severity, Message: Visible(f.Text()), Rule: f.Rule.Name,
			Rank: int(source.Error - f.Severity), File: number, Of: resourceOf(f.Subject),
		})
	}
	slices.SortFunc(d.Rules, func(x, y counted) int { return cmp.Or(cmp.Compare(y.Count, x.Count), strings.Compare(x.Name, y.Name)) })
	slices.SortFunc(d.Files, func(x, y file) int { return cmp.Or(cmp.Compare(y.Count, x.Count), strings.Compare(x.Full(), y.Full())) })
	widen(d.Files)
	d.coverAll(v, numbers)
	return page.Execute(w, d)
}

// coverAll sets the resources of the document. Numbers maps files to their
// numbers.
func (d *document) coverAll(v *view, numbers map[string]int) {
	whole := Resource{Name: "all"}
	for _, r := range v.Resources {
		whole.Sound += r.Sound
		whole.Of += r.Of
		c := cover(r)
		var files []string
		for _, f := range r.Files {
			if n, ok := numbers[v.place(f)]; ok {
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

// resourceOf returns the type or enum in a subject. It returns the empty string
// for a request line.
func resourceOf(subject string) string {
	name, _, _ := strings.Cut(subject, "/")
	if strings.Contains(name, " ") {
		return ""
	}
	return Visible(name)
}

// widen sets the widths of the bars. A width is proportional to the square root
// of the count, so that a file with very many findings does not make the other
// bars invisible.
func widen(files []file) {
	if len(files) == 0 {
		return
	}
	most := math.Sqrt(float64(files[0].Count))
	for i := range files {
		files[i].Width = max(int(100*math.Sqrt(float64(files[i].Count))/most), 1)
	}
}

// zeroed returns a copy of list with all counts set to 0.
func zeroed(list []counted) []counted {
	list = slices.Clone(list)
	for i := range list {
		list[i].Count = 0
	}
	return list
}

// count increments the count of a name and returns its entry.
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
