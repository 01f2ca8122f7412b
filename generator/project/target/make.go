package target

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/docwright/docwright/generator"
	"github.com/docwright/docwright/generator/choice"
	"github.com/docwright/docwright/generator/output"
	"github.com/docwright/docwright/generator/plan"
	"github.com/docwright/docwright/generator/project/config"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// Package is a generated package in memory.
type Package struct {
	Target *Target
	Model  *model.Model
	Chosen *choice.Chosen
	Files  []generator.File
	// Records has the names that belong into the lock.
	Records []plan.Record
	// Findings are about the pages that the package is generated from, and about names
	// in the package.
	Findings source.Findings
	// Uses lists the names of the package that the code of the module uses, sorted. It
	// is empty unless the package is generated from these uses.
	Uses []string
}

// Make generates the package from the model of the pages. The argument findings has
// the located findings about the pages. If the package cannot be generated, Make may
// return findings with the error.
func (t *Target) Make(ctx context.Context, m *model.Model, findings source.Findings) (*Package, source.Findings, error) {
	pick, unknown, err := t.Choice(m)
	if err != nil {
		return nil, unknown, err
	}
	if len(m.Types) == 0 && len(m.Operations) == 0 {
		return nil, findings, fmt.Errorf("the pages in %s describe no types and no operations; set --docs DIR to another folder", t.Pages.Shown)
	}
	chosen, err := t.choose(m, pick)
	if err != nil {
		return nil, nil, err // the findings of all pages would hide it
	}
	pkg, more, err := generator.Make(ctx, m, generator.Options{
		Package: t.Package,
		Choice:  pick,
		Names:   Overrides(t.Settings),
		Records: t.Records,
		Source:  t.Source,
		Licence: t.Licence,
		DocsURL: t.DocsURL,
		BaseURL: t.BaseURL,

		WithoutTests: !t.HasTests(),
	})
	findings = slices.Concat(t.About(chosen.Pages(m), findings), more.In(t.Pages.Shown), unknown)
	if err != nil {
		return nil, findings, err
	}
	findings = append(findings, t.unused(pkg)...)
	files := withAttributes(pkg.Files)
	if err := checkBudget(t.Budget, files, chosen.Types(m)); err != nil {
		return nil, findings, err
	}
	return &Package{t, m, chosen, files, pkg.Records, findings, t.usedNames()}, findings, nil
}

// attributes are git's attributes of the folder of a package: line ends are not
// converted, and reviews show its files folded.
const attributes = "* -text linguist-generated\n"

// withAttributes returns the files with the attributes, sorted by name.
func withAttributes(files []generator.File) []generator.File {
	return append([]generator.File{{Name: output.AttributesName, Data: []byte(attributes)}}, files...)
}

// unused returns a finding for each name in the settings that belongs to no part of the
// package.
func (t *Target) unused(pkg *generator.Package) source.Findings {
	var found source.Findings
	for _, e := range t.Names {
		if slices.ContainsFunc(pkg.Unused, func(o plan.Override) bool { return o.Subject == e.Key }) {
			found.Add(e.Position(), ruleUnused, "the package does not have %s, so the name %s is not used; include it, or remove the entry", e.Key, e.Value)
		}
	}
	return found
}

// WithUses generates the package for other uses in the module. It returns an error if
// the package has none of the names.
func (p *Package) WithUses(ctx context.Context, names []string) (*Package, error) {
	other, _, err := p.Target.withUses(names).Make(ctx, p.Model, nil)
	return other, err
}

// choose returns the chosen part of the model. It returns an error if nothing is
// chosen, because of a misspelled pattern.
func (t *Target) choose(m *model.Model, pick choice.Choice) (*choice.Chosen, error) {
	if t.Pages.Vendored() != "" {
		if _, unmatched, err := pick.Find(m); err == nil && len(unmatched) > 0 {
			return nil, t.notVendored(unmatched[0])
		}
	}
	chosen, err := pick.Of(m)
	if err == nil && len(chosen.Operations) == 0 && chosen.Types(m) == 0 && chosen.Enums(m) == 0 {
		return nil, errors.New("the package is empty, because \"exclude\" removes everything that \"include\" selects; exclude less")
	}
	return chosen, err
}

// notVendored returns the error for a pattern that no vendored page matches. A part of a
// reference can't tell whether the pattern is misspelled.
func (t *Target) notVendored(pattern string) error {
	return fmt.Errorf("nothing in %s matches the pattern %q: the folder has only the pages that its packages needed when it was written; run \"docwright vendor\", which chooses the pages anew", filepath.ToSlash(t.Pages.Vendored()), pattern)
}

// About returns the findings about the named pages and about included files. A user
// who generates five operations need not see the findings of two thousand others,
// except for what could not be read, because it could be part of the package.
func (t *Target) About(names []string, findings source.Findings) source.Findings {
	if t.IsAll() {
		return findings
	}
	chosen := make(map[string]bool, len(names))
	for _, name := range names {
		chosen[path.Join(filepath.ToSlash(t.Pages.Shown), name)] = true
	}
	return slices.DeleteFunc(slices.Clone(findings), func(f source.Finding) bool {
		return !chosen[f.Position.File] && isPage(f.Position.File) && !f.Rule.Lost
	})
}

// isPage reports whether the file of a finding is a page, and none that pages include.
func isPage(file string) bool {
	return strings.EqualFold(path.Ext(file), ".md") && !slices.Contains(strings.Split(file, "/"), "includes")
}

// checkBudget returns an error where the package has more than the budget.
func checkBudget(b config.Budget, files []generator.File, types int) error {
	lines := 0
	for _, f := range files {
		if strings.HasSuffix(f.Name, ".go") {
			lines += bytes.Count(f.Data, []byte("\n"))
		}
	}
	for _, part := range []struct {
		noun    string
		has, of int
	}{{"files", len(files), b.Files}, {"lines", lines, b.Lines}, {"types", types, b.Types}} {
		if part.of > 0 && part.has > part.of {
			return fmt.Errorf("nothing was written: the package has %d %s, but the budget in %s is %d; include less (\"docwright generate --dry-run\" shows why each type is included), or raise the budget", part.has, part.noun, config.Name, part.of)
		}
	}
	return nil
}
