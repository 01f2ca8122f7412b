package main

import (
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/docwright/docwright/generator/drift"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
	"github.com/docwright/docwright/parser/source/report"
)

// lintCoverage says of each type and enum how much of what its pages say of it
// has no error and no warning: its rows, and the examples of the operations that
// carry it.
func (f *common) lintCoverage(m *model.Model, findings source.Findings) []report.Resource {
	faulty := map[string]map[int]bool{} // lines, by page
	for _, x := range findings {
		if x.Rule.Severity < source.Warning {
			continue
		}
		if faulty[x.Position.File] == nil {
			faulty[x.Position.File] = map[int]bool{}
		}
		faulty[x.Position.File][x.Position.Line] = true
	}
	dir := filepath.ToSlash(f.docs)
	index := newCoverage(m, true)
	for i, r := range index.list {
		pages, bad := map[string]bool{}, 0
		for _, name := range index.pages[r.Name] {
			if name = path.Join(dir, name); !pages[name] {
				pages[name] = true
				bad += len(faulty[name])
			}
		}
		index.list[i].Sound = max(r.Of-bad, 0)
	}
	return index.list
}

// driftCoverage says of each type and enum how much of it has no change that is
// an error or a warning. Those that are not held against anything are left out; held
// is nil where all are.
func driftCoverage(m *model.Model, changes []drift.Change, held map[string]bool) []report.Resource {
	bad := map[string]map[string]bool{} // subjects, by type
	for _, c := range changes {
		if c.Severity < source.Warning {
			continue
		}
		name, _, _ := strings.Cut(c.Subject, "/")
		if bad[name] == nil {
			bad[name] = map[string]bool{}
		}
		bad[name][c.Subject] = true
	}
	index := newCoverage(m, false)
	if held != nil {
		index.list = slices.DeleteFunc(index.list, func(r report.Resource) bool { return !held[r.Name] })
	}
	for i, r := range index.list {
		index.list[i].Sound = max(r.Of-len(bad[r.Name]), 0)
	}
	return index.list
}

// coverageIndex is what there is of each type and enum of a model.
type coverageIndex struct {
	list  []report.Resource
	pages map[string][]string
}

func newCoverage(m *model.Model, withExamples bool) *coverageIndex {
	x := &coverageIndex{pages: map[string][]string{}}
	examples := map[*model.Type]int{}
	for _, op := range m.Operations {
		carried := map[*model.Type]bool{}
		if op.Request != nil {
			carried[op.Request.Struct] = true
		}
		if r := op.Result(); r != nil {
			carried[r.Struct] = true
		}
		for t := range carried {
			if t != nil && withExamples {
				examples[t] += len(op.Examples)
				x.pages[t.Qualified()] = append(x.pages[t.Qualified()], op.Page)
			}
		}
	}
	for _, t := range m.Types {
		x.list = append(x.list, report.Resource{Name: t.Qualified(), Of: len(t.Properties) + examples[t]})
		x.pages[t.Qualified()] = append(x.pages[t.Qualified()], t.Pages...)
	}
	for _, e := range m.Enums {
		x.list = append(x.list, report.Resource{Name: e.Qualified(), Of: len(e.Members)})
	}
	return x
}
