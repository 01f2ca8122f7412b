package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"

	"github.com/docwright/docwright/generator/choice"
	"github.com/docwright/docwright/generator/gocode"
	"github.com/docwright/docwright/generator/plan"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
	"github.com/docwright/docwright/templates"
)

// used is the pattern that stands for what the Go code of the module uses.
const used = "used"

// ruleUsed is the rule of names that code expects of the package in vain.
var ruleUsed = source.Declare(source.Rule{Name: "used-unknown", Severity: source.Error, Summary: "Go code refers to a name of the package that the pages give no reason for."})

// isUsed reports whether the code decides on what the package has.
func (t *target) isUsed() bool { return slices.Contains(t.choice.Include, used) }

// lookForUses notes what the code uses, where that decides on what the package has.
func (t *target) lookForUses() (err error) {
	if !t.isUsed() || t.used != nil {
		return nil
	}
	if t.used, err = t.uses(); err != nil {
		return fmt.Errorf("include: used: %w", err)
	}
	return nil
}

// usedNames returns the names that the code uses, sorted.
func (t *target) usedNames() []string {
	var names []string
	for _, use := range t.used {
		names = append(names, use.Name)
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// withUses makes the package as it is where the code uses the names. The error is
// for one that the pages don't give.
func (made *product) withUses(ctx context.Context, names []string) (*product, error) {
	t := *made.target
	t.used = []gocode.Use{}
	for _, name := range names {
		t.used = append(t.used, gocode.Use{Name: name})
	}
	t.levels, t.quiet, t.config.Budget = levels{}, true, budget{}
	return t.produce(ctx)
}

// pick returns the choice with what the code uses in place of the word for it,
// and findings on what the code uses and nothing provides.
func (t *target) pick(m *model.Model) (choice.Choice, source.Findings, error) {
	if !t.isUsed() {
		return t.choice, nil, nil
	}
	pick := choice.Choice{Exclude: t.choice.Exclude, Relationships: t.choice.Relationships, Used: map[any]bool{}}
	for _, p := range t.choice.Include {
		if p != used {
			pick.Include = append(pick.Include, p)
		}
	}
	names, _, err := plan.NewLookup(m, plan.Options{Package: t.pkg, Names: t.names(), BaseURL: "-", Reserved: templates.Declared()})
	if err != nil {
		return pick, nil, err
	}
	var unknown source.Findings
	for _, use := range t.used {
		switch of, known := names.Named(use.Name); {
		case !known:
			unknown.Add(use.Position, ruleUsed, "the pages give the package no %s: is it spelled wrongly, or was it renamed?", use.Name)
		case of != nil:
			pick.Used[of] = true
		}
	}
	if len(pick.Used) == 0 && len(pick.Include) == 0 {
		return pick, nil, fmt.Errorf("include: used: no Go file of the module uses a function or type of %s: import it and call one, or say with \"include\" what the package is to have", t.out)
	}
	return pick, unknown, nil
}

// uses returns what the module that the package is in refers to of it. The
// positions are as seen from the working directory.
func (t *target) uses() ([]gocode.Use, error) {
	out, err := filepath.Abs(t.out)
	if err != nil {
		return nil, err
	}
	dir, err := moduleOf(out)
	if err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	module, err := gocode.ModulePath(root.FS())
	if err != nil {
		return nil, err
	}
	inside, err := filepath.Rel(dir, out)
	if err != nil {
		return nil, err
	}
	inside = filepath.ToSlash(inside)
	list, err := gocode.Uses(root.FS(), path.Join(module, inside), t.pkg, inside)
	if err != nil {
		return nil, err
	}
	here, err := filepath.Abs(".")
	if err != nil {
		return nil, err
	}
	seen, err := filepath.Rel(here, dir)
	if err != nil {
		return nil, err
	}
	for i := range list {
		list[i].Position.File = path.Join(filepath.ToSlash(seen), list[i].Position.File)
	}
	return list, nil
}

// moduleOf returns the nearest folder above that has a go.mod file.
func moduleOf(dir string) (string, error) {
	for ; ; dir = filepath.Dir(dir) {
		_, err := os.Stat(filepath.Join(dir, "go.mod"))
		if err == nil {
			return dir, nil
		}
		if !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, fs.ErrInvalid) || dir == filepath.Dir(dir) {
			return "", errors.New("the package is in no module: there is no go.mod in its folder or above it")
		}
	}
}
