// Package generator makes a Go package of a model, in memory.
//
// [Generate] is plan, print, verify: package plan decides what everything is
// called, typed and where it stands; package print writes that with jennifer;
// package verify parses what was written, holds it against the plan and formats
// it. Files are printed and verified many at a time, and come out in the same
// order with the same bytes however many. The part of the package that does not
// depend on the pages is copied from package templates.
package generator

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/docwright/docwright/generator/choice"
	"github.com/docwright/docwright/generator/mock"
	"github.com/docwright/docwright/generator/output"
	"github.com/docwright/docwright/generator/plan"
	"github.com/docwright/docwright/generator/print"
	"github.com/docwright/docwright/generator/verify"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/parallel"
	"github.com/docwright/docwright/parser/source"
	"github.com/docwright/docwright/templates"
)

// Options say what to generate.
type Options struct {
	// Package is the name of the package.
	Package string
	// Choice says which operations and types to generate. The types that these
	// reach come along. The zero Choice is everything.
	Choice choice.Choice
	// Names are Go names in place of those that would be made.
	Names []plan.Override
	// Records has the names of an earlier package, which the package keeps.
	Records []plan.Record
	// Source and Licence say, in the package's documentation, where the pages
	// come from and how they are licensed.
	Source, Licence string
	// DocsURL is what links to pages begin with. If it is empty, pages are named by
	// their path.
	DocsURL string
	// BaseURL is the base URL of the service. If it is empty, the model has it. It may
	// have placeholders in braces, which the client has to be given values for.
	BaseURL string
	// WithoutTests leaves out the tests of the package, with their data.
	WithoutTests bool
}

// File is a file of the package.
type File = output.File

// Package is a package in memory.
type Package struct {
	Files []File // sorted by name
	// Records has the names that a later package keeps if it is made with them.
	Records []plan.Record
	// Unused has the names of the options that belong to no part of the package.
	Unused []plan.Override
}

// Generate returns the files of the package that [Make] returns.
func Generate(ctx context.Context, m *model.Model, o Options) ([]File, source.Findings, error) {
	pkg, findings, err := Make(ctx, m, o)
	if err != nil {
		return nil, findings, err
	}
	return pkg.Files, findings, nil
}

// Make returns the package, and what there is to say about the names in the model,
// sorted. The error is for options that make no sense, for a cancelled context, and
// for output that differs from its plan, which is a fault of this program; no package
// is returned with it.
func Make(ctx context.Context, m *model.Model, o Options) (*Package, source.Findings, error) {
	template := o.BaseURL != ""
	o.BaseURL = cmp.Or(o.BaseURL, m.BaseURL)
	pkg, findings, err := plan.New(m, plan.Options{
		Package: o.Package, Choice: o.Choice, Names: o.Names, Source: o.Source, Licence: o.Licence,
		DocsURL: o.DocsURL, BaseURL: o.BaseURL, Template: template,
		Reserved: templates.Declared(), Records: o.Records,
	})
	if err != nil {
		return nil, nil, err
	}
	findings.Sort()

	list := jobs(pkg)
	if o.WithoutTests {
		list = slices.DeleteFunc(list, func(j job) bool { return isOfTests(j.name) })
	}
	files, err := run(ctx, list)
	if err != nil {
		return nil, findings, err
	}
	for _, f := range append(runtimeFiles(pkg), fakeFiles(pkg)...) {
		if !o.WithoutTests || !isOfTests(f.Name) {
			files = append(files, f)
		}
	}
	slices.SortFunc(files, func(a, b File) int { return strings.Compare(a.Name, b.Name) })
	for i := range files[1:] {
		if strings.EqualFold(files[i].Name, files[i+1].Name) {
			return nil, findings, fmt.Errorf("internal error: two files are called %s", files[i].Name)
		}
	}
	return &Package{files, pkg.Records, pkg.Unused}, findings, nil
}

// isOfTests reports whether only the tests of the package need a file.
func isOfTests(name string) bool {
	return strings.HasSuffix(name, "_test.go") || strings.HasPrefix(name, "testdata/")
}

// job makes one file.
type job struct {
	name string
	make func() ([]byte, error)
}

// jobs returns what there is to make, the largest groups first, so that the
// processors are done at the same time.
func jobs(pkg *plan.Package) []job {
	list := []job{
		{"doc.go", func() ([]byte, error) { return verify.Doc(pkg, print.Doc(pkg)) }},
		{"baseurl.go", func() ([]byte, error) { return verify.BaseURL(pkg, print.BaseURL(pkg)) }},
	}
	if len(pkg.Permissions) > 0 {
		list = append(list, job{"permissions.go", func() ([]byte, error) { return verify.Permissions(pkg, print.Permissions(pkg)) }})
	}
	if pkg.Examples() > 0 {
		list = append(list, job{"testdata/ledger.txt", func() ([]byte, error) { return print.Ledger(pkg), nil }})
	}
	groups := slices.Clone(pkg.Groups)
	slices.SortStableFunc(groups, func(a, b *plan.Group) int { return cmp.Compare(len(b.Decls), len(a.Decls)) })
	tables := testPackage(pkg) + "/tables/"
	for _, g := range groups {
		if hasFake(pkg) {
			list = append(list, job{tables + g.Stem + ".json", func() ([]byte, error) { return table(pkg, g).JSON(), nil }})
		}
		if len(g.Decls) > 0 {
			list = append(list, job{g.Stem + ".go", func() ([]byte, error) { return verify.Group(pkg, g, print.Group(pkg, g)) }})
		}
		if len(g.Examples) > 0 {
			list = append(list,
				job{g.Stem + "_test.go", func() ([]byte, error) { return verify.Tests(pkg, g, print.Tests(pkg, g)) }},
				job{"testdata/" + g.Stem + ".json", func() ([]byte, error) { return print.Goldens(g), nil }})
		}
	}
	return list
}

func run(ctx context.Context, list []job) ([]File, error) {
	files := make([]File, len(list))
	if err := parallel.Each(ctx, 0, len(list), func(i int) error {
		data, err := list[i].make()
		files[i] = File{Name: list[i].name, Data: data}
		return err
	}); err != nil {
		return nil, err
	}
	return files, nil
}

// runtimeFiles returns the runtime files that the package needs,
// under the package's name. They are formatted already.
func runtimeFiles(pkg *plan.Package) []File {
	clause := []byte("package runtime\n")
	mine := []byte(print.Header + "\n\npackage " + pkg.Name + "\n")
	var files []File
	for _, f := range templates.Runtime(pkg.Uses) {
		files = append(files, File{Name: f.Name, Data: bytes.Replace(f.Source, clause, mine, 1)})
	}
	return files
}

// testPackage is the name of the package, and of the folder, of the fake that
// goes with a package: net/http has httptest.
func testPackage(pkg *plan.Package) string { return pkg.Name + "test" }

// hasFake reports whether there is anything to answer.
func hasFake(pkg *plan.Package) bool {
	return slices.ContainsFunc(pkg.Groups, func(g *plan.Group) bool { return len(g.Operations) > 0 })
}

// table is what the fake knows of a group.
func table(pkg *plan.Package, g *plan.Group) mock.Table {
	return mock.Table{BaseURL: pkg.BaseURL, Operations: g.Operations, Types: g.Types, Enums: g.Enums}
}

// fakeFiles returns the files of the package's fake, under its name. They are
// formatted already.
func fakeFiles(pkg *plan.Package) []File {
	if !hasFake(pkg) {
		return nil
	}
	name := testPackage(pkg)
	rename := strings.NewReplacer("\npackage fake\n", "\npackage "+name+"\n", "// Package fake ", "// Package "+name+" ", "fake.New(", name+".New(")
	var files []File
	for _, f := range templates.Fake() {
		text := print.Header + "\n\n" + strings.TrimPrefix(rename.Replace("\n"+string(f.Source)), "\n")
		files = append(files, File{Name: name + "/" + f.Name, Data: []byte(text)})
	}
	return files
}
