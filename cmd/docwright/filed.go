package main

import (
	"path"
	"path/filepath"
	"slices"

	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source/report"
)

// filed adds to each type and enum the pages that describe it, and those of the
// operations that carry it, as findings name them.
func (f *common) filed(list []report.Resource, m *model.Model) []report.Resource {
	dir := filepath.ToSlash(f.docs)
	pages := pagesOf(m)
	for i, r := range list {
		for _, name := range pages[r.Name] {
			list[i].Files = append(list[i].Files, path.Join(dir, name))
		}
	}
	return list
}

// pagesOf returns the pages of each type and enum of a model by its qualified name,
// each once.
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
		if op.Request != nil && op.Request.Struct != nil {
			add(op.Request.Struct.Qualified(), op.Page)
		}
		if r := op.Result(); r != nil && r.Struct != nil {
			add(r.Struct.Qualified(), op.Page)
		}
	}
	return pages
}
