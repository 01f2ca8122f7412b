package schema_test

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/parser/casetest"
	"github.com/docwright/docwright/parser/internal/phasetest"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/page"
	"github.com/docwright/docwright/parser/schema"
	"github.com/docwright/docwright/parser/source"
)

const cases = "../../testdata/cases/schema/*.txtar"

// TestCases reads and links the pages of each case and compares the results.
func TestCases(t *testing.T) {
	casetest.Run(t, cases, []string{"dump", "reasons", "findings"}, func(t *testing.T, pages fstest.MapFS) map[string]string {
		got := read(t, pages, false)
		assert.Equal(t, got, read(t, pages, true), "the order of the pages must not matter")
		if !strings.Contains(t.Name(), "/reasons") {
			delete(got, "reasons")
		}
		return got
	})
}

// TestRules reads the cases of operations, too: only they have bodies.
func TestRules(t *testing.T) { phasetest.Rules(t, "../../testdata/cases/[os]*/*.txtar") }

// declare reads all pages of a tree in the order of their names, or in reverse.
func declare(t testing.TB, root fs.FS, backwards bool) []*schema.Declarations {
	names, err := fs.Glob(root, "*/*.md")
	require.NoError(t, err)
	slices.Sort(names)
	if backwards {
		slices.Reverse(names)
	}
	reader := page.NewReader(root, ".")
	var all []*schema.Declarations
	for _, name := range names {
		p, err := reader.Read(name)
		require.NoError(t, err)
		all = append(all, schema.Read(p))
	}
	return all
}

func read(t *testing.T, root fs.FS, backwards bool) map[string]string {
	all := declare(t, root, backwards)
	types, enums, findings := schema.Link(all)
	var rows model.Count
	for _, d := range all {
		findings = append(findings, d.Findings...)
		rows.Read += d.Rows.Read
		rows.Of += d.Rows.Of
	}
	findings.Sort()
	return map[string]string{"dump": dump(types, enums, rows), "reasons": reasons(types, enums), "findings": casetest.Findings(findings)}
}

// reasons prints the reasons of all types, properties and enums.
func reasons(types []*model.Type, enums []*model.Enum) string {
	var b strings.Builder
	for _, t := range types {
		b.WriteString(casetest.Reasons(t.Qualified(), t.Reasons))
		for _, p := range t.Properties {
			b.WriteString(casetest.Reasons(t.Qualified()+"/"+p.Name, p.Reasons))
		}
	}
	for _, e := range enums {
		b.WriteString(casetest.Reasons(e.Qualified(), e.Reasons))
	}
	return b.String()
}

// entries prints the type of a dictionary's entries.
func entries(ref *model.Ref) string {
	if ref == nil {
		return ""
	}
	return "entries=" + ref.CSDL()
}

// dump prints the model, one type, property, enum or member per line.
func dump(types []*model.Type, enums []*model.Enum, rows model.Count) string {
	var b strings.Builder
	for _, t := range types {
		line(&b, "", string(t.Kind), t.Qualified(), prefixed(": ", t.Base), when("abstract", t.Abstract), when("open", t.Open),
			when("media", t.Media), when("any-json", t.AnyJSON), when("derived="+names(t.Derived), len(t.Derived) > 0), entries(t.Entries), prefixed("requires=", strings.Join(t.Requires, ",")), "("+strings.Join(t.Pages, ", ")+")")
		for _, p := range t.Properties {
			kind := p.Type
			if p.Collection {
				kind = "Collection(" + kind + ")"
			}
			line(&b, "  ", p.Name, kind, when("navigation", p.Navigation), when("key", p.Key), when("read-only", p.ReadOnly), when("required", p.Required),
				nullable(p.Nullable), when("deprecated", p.Deprecated), when("select-only", p.SelectOnly), defaults(p.Default), prefixed("from ", p.InheritedFrom), prefixed("opposite ", p.Opposite))
		}
	}
	for _, e := range enums {
		line(&b, "", "enum", e.Qualified(), when("flags", e.Flags), fmt.Sprintf("(%s:%d)", e.Page, e.Line))
		for _, m := range e.Members {
			value := ""
			if m.Value != nil {
				value = fmt.Sprintf("= %d", *m.Value)
			}
			line(&b, "  ", m.Name, value)
		}
	}
	fmt.Fprintf(&b, "rows %d/%d\n", rows.Read, rows.Of)
	return b.String()
}

func line(b *strings.Builder, indent string, words ...string) {
	words = slices.DeleteFunc(words, func(w string) bool { return w == "" })
	b.WriteString(indent + strings.Join(words, " ") + "\n")
}

func when(word string, is bool) string {
	if is {
		return word
	}
	return ""
}

func prefixed(prefix, s string) string { return when(prefix+s, s != "") }

func nullable(n *bool) string {
	if n == nil {
		return ""
	}
	return fmt.Sprintf("nullable=%t", *n)
}

func defaults(value *string) string {
	if value == nil {
		return ""
	}
	return "default=" + *value
}

func names(types []*model.Type) string {
	var list []string
	for _, t := range types {
		list = append(list, t.Name)
	}
	return strings.Join(list, ",")
}

// corpus returns the folder of real pages, or skips the test if there is none.
func corpus(t testing.TB, name string) fs.FS {
	dir, err := os.Getwd()
	require.NoError(t, err)
	for range 8 {
		folder := filepath.Join(dir, "shared", "corpus", filepath.FromSlash(name))
		if _, err := os.Stat(folder); err == nil {
			return os.DirFS(folder)
		}
		dir = filepath.Dir(dir)
	}
	t.Skip("real pages not found; the test looks for shared/corpus in the parent folders")
	return nil
}

// The model of real pages is consistent. Each reference is a primitive or leads
// to a type or enum of the model. Names are unique. No type repeats an
// inherited property. Each row is read or reported.
func TestCorpus(t *testing.T) {
	for _, name := range []string{"graph-2021-07/api-reference/v1.0", "graph-2021-01/api-reference/v1.0", "graph-modern/api-reference/v1.0"} {
		t.Run(name, func(t *testing.T) {
			all := declare(t, corpus(t, name), false)
			types, enums, findings := schema.Link(all)
			checkModel(t, types, enums)
			missing := 0
			for _, d := range all {
				missing += d.Rows.Of - d.Rows.Read
				findings = append(findings, d.Findings...)
			}
			assert.GreaterOrEqual(t, len(findings), missing)
		})
	}
}

func checkModel(t testing.TB, types []*model.Type, enums []*model.Enum) {
	seen := map[string]bool{}
	unique := func(name string) {
		assert.False(t, seen[strings.ToLower(name)], "%s is not unique", name)
		seen[strings.ToLower(name)] = true
	}
	for _, e := range enums {
		unique(e.Qualified())
		assert.NotEmpty(t, e.Members, e.Name)
	}
	for _, typ := range types {
		unique(typ.Qualified())
	}
	for _, typ := range types {
		above := map[string]bool{}
		hops := 0
		for up := typ.BaseType; up != nil; up = up.BaseType {
			hops++
			require.Less(t, hops, 100, "%s derives from itself", typ.Name)
			for _, p := range up.Properties {
				above[p.Name] = true
			}
		}
		for _, p := range typ.Properties {
			assert.False(t, above[p.Name], "%s.%s is inherited", typ.Name, p.Name)
			above[p.Name] = true
			checkRef(t, typ.Name+"."+p.Name, p.Ref, seen)
		}
	}
}

// checkRef checks that a reference has what it names, of the described names. A type that
// no page describes keeps a name that is none of these.
func checkRef(t testing.TB, what string, r model.Ref, described map[string]bool) {
	switch {
	case strings.HasPrefix(r.Type, "Edm."):
		assert.True(t, r.Struct == nil && r.Enum == nil, what)
	case r.Struct != nil:
		assert.Equal(t, r.Struct.Qualified(), r.Type, what)
	case r.Enum != nil:
		assert.Equal(t, r.Enum.Qualified(), r.Type, what)
	default:
		assert.Regexp(t, `^[A-Za-z_][\w.]*\.[A-Za-z_]\w*$`, r.Type, what)
		assert.False(t, described[strings.ToLower(r.Type)], "%s: %s is not resolved", what, r.Type)
	}
}

// Link resolves the references of operations, too. A type that an operation
// implies is ignored if a page describes it.
func TestImplied(t *testing.T) {
	root := fstest.MapFS{
		"api/crane-create.md":  {Data: []byte("# Create crane\n\nNamespace: harbor.port\n")},
		"api/crane-update.md":  {Data: []byte("# Update crane\n\nNamespace: harbor.port\n")},
		"resources/berth.md":   {Data: []byte("# berth resource type\n\nNamespace: harbor.port\n\n## Properties\n|Property|Type|Description|\n|:-|:-|:-|\n|length|Double|Length.|\n")},
		"resources/lighter.md": {Data: []byte("# tideState enum type\n\nNamespace: harbor.port\n\n## Members\n|Member|Value|\n|:-|:-|\n|ebb|0|\n|flood|1|\n")},
	}
	all := declare(t, root, false)
	var berth, tide, crane, list model.Ref
	for _, d := range all[:2] {
		for _, name := range []string{"crane", "Berth"} {
			d.Types = append(d.Types, &model.Type{Namespace: "harbor.port", Name: name, Kind: model.Entity, Implied: true, Pages: []string{d.Page.Path},
				Properties: []*model.Property{{Name: "id", Ref: model.Ref{Type: "Edm.String"}}}})
		}
	}
	at := source.Position{File: "api/crane-create.md", Line: 1, Col: 1}
	all[0].ReferName(&berth, "#harbor.port.berth", "", at)
	all[0].ReferName(&list, "Collection(Edm.Int64)", "", at)
	all[0].ReferName(&crane, "crane", "../resources/crane.md", at)
	all[0].Refer(&tide, page.Text{{Text: "tideState collection"}}, nil, "", "tide", at)
	types, enums, findings := schema.Link(all)
	require.Len(t, types, 2)
	require.Len(t, enums, 1)
	require.Len(t, findings, 1, "the link to a page that does not exist")
	assert.Equal(t, "page-missing", findings[0].Rule.Name)
	assert.Equal(t, "api/crane-create.md", findings[0].Position.File)
	assert.False(t, berth.Struct.Implied)
	assert.True(t, crane.Struct.Implied)
	assert.Equal(t, model.Ref{Type: "Edm.Int64", Collection: true}, list)
	assert.Same(t, enums[0], tide.Enum)
	assert.True(t, tide.Collection)
}

// Reading does not panic, and the model stays consistent, for any page.
func FuzzRead(f *testing.F) {
	for _, file := range casetest.Files(f, cases) {
		if path.Ext(file.Name) == ".md" {
			f.Add(string(file.Data))
		}
	}
	f.Fuzz(func(t *testing.T, text string) {
		root := fstest.MapFS{"resources/x.md": {Data: []byte(text)}}
		p, err := page.NewReader(root, ".").Read("resources/x.md")
		if err != nil {
			t.Skip("the text is not a page")
		}
		types, enums, _ := schema.Link([]*schema.Declarations{schema.Read(p)})
		checkModel(t, types, enums)
	})
}

func BenchmarkCorpus(b *testing.B) {
	root := corpus(b, "graph-2021-07/api-reference/v1.0")
	names, err := fs.Glob(root, "*/*.md")
	require.NoError(b, err)
	reader := page.NewReader(root, ".")
	pages := make([]*page.Page, len(names))
	for i, name := range names {
		pages[i], err = reader.Read(name)
		require.NoError(b, err)
	}
	var reading, linking time.Duration
	b.ReportAllocs()
	for b.Loop() {
		start := time.Now()
		all := make([]*schema.Declarations, len(pages))
		for i, p := range pages {
			all[i] = schema.Read(p)
		}
		reading += time.Since(start)
		start = time.Now()
		schema.Link(all)
		linking += time.Since(start)
	}
	b.ReportMetric(float64(reading.Microseconds())/1000/float64(b.N), "ms-read")
	b.ReportMetric(float64(linking.Microseconds())/1000/float64(b.N), "ms-link")
}

// FuzzCell puts any text into the type cell of a property. The row is read or
// reported, and the next row is not affected.
func FuzzCell(f *testing.F) {
	seen := map[string]bool{}
	for _, file := range casetest.Files(f, cases) {
		for line := range strings.Lines(string(file.Data)) {
			if cells := strings.Split(line, "|"); path.Ext(file.Name) == ".md" && len(cells) > 3 && !seen[cells[2]] {
				seen[cells[2]] = true
				f.Add(cells[2])
			}
		}
	}
	f.Add(strings.Repeat("Collection(", 5000))
	const before = "---\ndoc_type: resourcePageType\n---\n# berth resource type\n\nNamespace: harbor.port\n\n## Properties\n\n| Property | Type | Description |\n|:-|:-|:-|\n| length | "
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 1<<14 || strings.ContainsAny(text, "\n\r|\\`<") || strings.ContainsRune(text, 0) {
			return // these end the cell or change the row
		}
		text = strings.ToValidUTF8(text, "?") // a page of bytes that are no text is not read
		root := fstest.MapFS{"resources/berth.md": {Data: []byte(before + text + " | How long it is. |\n| depth | Double | How deep it is. |\n")}}
		p, err := page.NewReader(root, ".").Read("resources/berth.md")
		require.NoError(t, err)
		types, enums, findings := schema.Link([]*schema.Declarations{schema.Read(p)})
		checkModel(t, types, enums)
		i := slices.IndexFunc(types, func(typ *model.Type) bool { return typ.Name == "berth" })
		require.GreaterOrEqual(t, i, 0)
		var names []string
		for _, q := range types[i].Properties {
			names = append(names, q.Name)
			if q.Name == "depth" {
				assert.Equal(t, "Edm.Double", q.Type)
			}
		}
		if len(names) == 1 {
			assert.Equal(t, []string{"depth"}, names)
			assert.NotEmpty(t, findings)
			return
		}
		assert.Equal(t, []string{"length", "depth"}, names)
	})
}
