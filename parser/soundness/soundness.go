// Package soundness counts, for reports, the parts of each type and enum
// without errors and warnings.
package soundness

import (
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
	"github.com/docwright/docwright/parser/source/report"
)

// OfPages counts the rows of each type and enum, and the examples of operations
// with the type, by the lines that have findings. The files of findings begin
// with dir, the folder of pages.
func OfPages(m *model.Model, findings source.Findings, dir string) []report.Resource {
	faulty := map[string]map[int]bool{} // lines with findings, by page
	for _, f := range findings {
		if f.Severity < source.Warning {
			continue
		}
		if faulty[f.Position.File] == nil {
			faulty[f.Position.File] = map[int]bool{}
		}
		faulty[f.Position.File][f.Position.Line] = true
	}
	dir = filepath.ToSlash(dir)
	pages := pagesOf(m)
	list := resources(m, true)
	for i, r := range list {
		bad := 0
		for _, name := range pages[r.Name] {
			name = path.Join(dir, name)
			list[i].Files = append(list[i].Files, name)
			if i < len(m.Types) { // enums often share their page with other types and enums
				bad += len(faulty[name])
			}
		}
		list[i].Sound = max(r.Of-bad, 0)
	}
	return list
}

// OfSubjects counts the rows of each type and enum by the subjects of findings.
// The result has the types and enums for which compared is true, or all of them
// if compared is nil.
func OfSubjects(m *model.Model, findings source.Findings, compared map[string]bool) []report.Resource {
	bad := map[string]map[string]bool{} // subjects with findings, by type or enum
	for _, f := range findings {
		if f.Severity < source.Warning {
			continue
		}
		name, _, _ := strings.Cut(f.Subject, "/")
		if bad[name] == nil {
			bad[name] = map[string]bool{}
		}
		bad[name][f.Subject] = true
	}
	list := resources(m, false)
	if compared != nil {
		list = slices.DeleteFunc(list, func(r report.Resource) bool { return !compared[r.Name] })
	}
	for i, r := range list {
		list[i].Sound = max(r.Of-len(bad[r.Name]), 0)
	}
	return list
}

// resources returns the number of parts of each type, and then of each enum.
// Parts are properties, members and, if withExamples is set, examples of
// operations with the type.
func resources(m *model.Model, withExamples bool) []report.Resource {
	examples := map[*model.Type]int{}
	for _, op := range m.Operations {
		for _, t := range carried(op) {
			examples[t] += len(op.Examples)
		}
	}
	list := make([]report.Resource, 0, len(m.Types)+len(m.Enums))
	for _, t := range m.Types {
		r := report.Resource{Name: t.Qualified(), Of: len(t.Properties)}
		if withExamples {
			r.Of += examples[t]
		}
		list = append(list, r)
	}
	for _, e := range m.Enums {
		list = append(list, report.Resource{Name: e.Qualified(), Of: len(e.Members)})
	}
	return list
}

// carried returns the types in the request and the response of an operation,
// without duplicates.
func carried(op *model.Operation) []*model.Type {
	var list []*model.Type
	add := func(t *model.Type) {
		if t != nil && !slices.Contains(list, t) {
			list = append(list, t)
		}
	}
	if op.Request != nil {
		add(op.Request.Struct)
	}
	if r := op.Result(); r != nil {
		add(r.Struct)
	}
	return list
}

// pagesOf returns the pages of each type and enum by qualified name: the pages
// that describe it, and those of operations with the type, without duplicates.
func pagesOf(m *model.Model) map[string][]string {
	pages := map[string][]string{}
	add := func(name string, list ...string) {
		for _, p := range list {
			if !slices.Contains(pages[name], p) {
				pages[name] = append(pages[name], p)
			}
		}
	}
	for _, t := range m.Types {
		add(t.Qualified(), t.Pages...)
	}
	for _, e := range m.Enums {
		add(e.Qualified(), e.Page)
	}
	for _, op := range m.Operations {
		for _, t := range carried(op) {
			add(t.Qualified(), op.Page)
		}
	}
	return pages
}
