package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/docwright/docwright/generator"
	"github.com/docwright/docwright/generator/choice"
	"github.com/docwright/docwright/generator/gocode"
	"github.com/docwright/docwright/generator/ident"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// target holds the flags of the verbs that produce the package: what it is made
// of, and the folder that it is for.
type target struct {
	common
	out, pkg string
	choice   choice.Choice
	used     []gocode.Use // what the code uses; nil where it isn't asked
	baseURL  string
	pages    reading // shared by the targets of a run

	// inside is set where the configuration names the folder. Anybody's change
	// to a repository can touch that file, so it reaches no further than the
	// folder that the file is in: not by "..", nor by a symbolic link.
	inside bool
}

// register declares the flags. The usage is that of --out.
func (t *target) register(c *cobra.Command, failOn, usage string) {
	t.common.register(c, failOn)
	flags := c.Flags()
	flags.StringVar(&t.out, "out", "", usage)
	flags.StringVar(&t.pkg, "package", "", "call the package `NAME` (default the last part of --out)")
	flags.StringArrayVar(&t.choice.Include, "include", nil, "generate only what `PATTERN` names, and the types that it reaches: a page such as\n\"api/user-*.md\", a request line such as \"GET /users/*\", a type such as\n\"microsoft.graph.user\", or the word used: what the Go code of the module calls;\nmay be given again")
	flags.StringArrayVar(&t.choice.Exclude, "exclude", nil, "leave out what `PATTERN` names: a page, a request line, or a type with the\noperations that send it or answer with it; may be given again")
	flags.StringVar(&t.baseURL, "base-url", "", "have the client call the service at `URL` (default as the pages give it)")
}

// settled returns a target for each that the configuration and the flags name,
// with all flags completed and checked.
func (t *target) settled(c *cobra.Command) ([]*target, error) {
	if err := t.checkFlags(c); err != nil {
		return nil, err
	}
	targets, err := t.targets()
	if err != nil {
		return nil, err
	}
	if len(targets) > 1 {
		for _, name := range []string{"out", "package", "docs", "root", "include", "exclude", "base-url"} {
			if c.Flags().Changed(name) {
				return nil, fmt.Errorf("--%s is about one package, and %s has %d targets: choose one with --target DIR", name, configName, len(targets))
			}
		}
	}
	pages := reading{}
	var list []*target
	for _, settings := range targets {
		one := *t
		one.pages = pages
		if err := one.complete(settings); err != nil {
			return nil, err
		}
		if err := one.settle(); err != nil {
			return nil, err
		}
		list = append(list, &one)
	}
	return list, nil
}

// settle completes the flags from the configuration and checks them.
func (t *target) settle() error {
	if t.out == "" {
		t.out, t.inside = t.config.Out, true
	}
	if t.out == "" {
		return errors.New("no output folder given: name it with --out DIR, or with \"out: DIR\" in " + configName)
	}
	if t.inside && !filepath.IsLocal(t.out) {
		return fmt.Errorf("%s: out: %q leaves the folder of the configuration: use --out for that", configName, t.out)
	}
	t.out = near(t.out)
	if err := checkOut(t.out, t.inside); err != nil {
		return err
	}
	if t.baseURL = cmp.Or(t.baseURL, t.config.BaseURL); t.baseURL != "" {
		if err := checkBaseURL(t.baseURL); err != nil {
			return err
		}
	}
	if u, err := url.Parse(t.config.DocsURL); err != nil || u.Scheme != "https" && u.Scheme != "http" && t.config.DocsURL != "" {
		return fmt.Errorf("%s: docs-url: %q: want what links to pages begin with, such as https://learn.microsoft.com/graph/api/", configName, t.config.DocsURL)
	}
	if len(t.choice.Include) == 0 {
		t.choice.Include = t.config.Include
	}
	t.choice.Relationships = choice.Relationships(t.config.Relationships)
	if len(t.choice.Exclude) == 0 {
		t.choice.Exclude = t.config.Exclude
	}
	t.pkg = cmp.Or(t.pkg, t.config.Package)
	if t.pkg != "" {
		if !validPackage(t.pkg) {
			return fmt.Errorf("%q is no name for a package: want lower-case letters and digits, such as \"graph\", and no word of Go's own", t.pkg)
		}
		return nil
	}
	full, err := filepath.Abs(t.out)
	if err != nil {
		return err
	}
	if t.pkg = filepath.Base(full); !validPackage(t.pkg) {
		return fmt.Errorf("%q is no name for a package: give one with --package NAME", t.pkg)
	}
	return nil
}

// checkOut refuses folders in which Go looks for no packages of the module, or
// in which other programs keep what is theirs.
func checkOut(out string, inside bool) error {
	for part := range strings.SplitSeq(filepath.ToSlash(out), "/") {
		hidden := (part[:min(len(part), 1)] == "." || part[:min(len(part), 1)] == "_") && part != "." && part != ".."
		if part == ".git" || part == "vendor" || hidden && inside {
			return fmt.Errorf("%q is no folder for a package, because of %q: choose another", out, part)
		}
	}
	return nil
}

// checkBaseURL refuses what the client would: it sends a token there.
func checkBaseURL(text string) error {
	u, err := url.Parse(text)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" {
		return fmt.Errorf("base URL %q: want one such as https://graph.microsoft.com/v1.0, without user, query and fragment", text)
	}
	return nil
}

// produceAll makes the packages of all targets in memory, so that nothing is
// written where one of them can't be made.
func produceAll(ctx context.Context, targets []*target) ([]*product, error) {
	var list []*product
	for _, t := range targets {
		made, err := t.produce(ctx)
		if err != nil {
			return nil, err
		}
		list = append(list, made)
	}
	return list, nil
}

// produce reads the pages and makes the package in memory. The findings are
// located, and those that matter to what is chosen; with an error they have
// been printed.
func (t *target) produce(ctx context.Context) (*product, error) {
	m, findings, err := t.parseOnce(ctx)
	if err != nil {
		return nil, err
	}
	if err := t.lookForUses(); err != nil {
		return nil, err
	}
	pick, unknown, err := t.pick(m)
	if err != nil {
		return nil, err
	}
	chosen, err := t.choose(m, pick)
	if err != nil {
		_ = t.finish(findings)
		return nil, err
	}
	files, more, err := generator.Generate(ctx, m, generator.Options{
		Package: t.pkg,
		Choice:  pick,
		Names:   t.names(),
		Source:  t.config.Source,
		Licence: t.config.Licence,
		DocsURL: t.config.DocsURL,
		BaseURL: t.baseURL,
	})
	findings = append(t.about(chosen.Pages(m), findings), located(more, t.docs)...)
	findings = t.levels.apply(append(findings, unknown...))
	if err != nil {
		_ = t.finish(findings)
		return nil, err
	}
	if err := t.config.Budget.check(files, chosen.Types(m)); err != nil {
		_ = t.finish(findings)
		return nil, err
	}
	return &product{t, m, chosen, files, findings, t.usedNames()}, nil
}

// product is the package in memory, and what it was made of.
type product struct {
	target   *target
	model    *model.Model
	chosen   *choice.Chosen
	files    []generator.File
	findings source.Findings
	uses     []string // what the code uses, sorted, where that decides
}

// reading holds what was read, by what says it: several targets are often made
// of the same pages.
type reading map[string]*pagesRead

type pagesRead struct {
	model    *model.Model
	findings source.Findings
}

// parseOnce is parse, once for each folder of pages with its corrections.
func (t *target) parseOnce(ctx context.Context) (*model.Model, source.Findings, error) {
	key := fmt.Sprintf("%q", []any{t.docs, t.root, t.config.Overlay, t.config.Types})
	if had := t.pages[key]; had != nil {
		return had.model, slices.Clone(had.findings), nil
	}
	m, findings, err := t.parse(ctx)
	if err != nil {
		return nil, nil, err
	}
	t.pages[key] = &pagesRead{m, slices.Clone(findings)}
	return m, findings, nil
}

// about returns the findings that matter to what is chosen: those of the pages
// that it stands on and of what these include. Who generates five operations
// is not told what is wrong with two thousand others.
func (t *target) about(pages []string, findings source.Findings) source.Findings {
	if t.choice.IsAll() {
		return findings
	}
	chosen := make(map[string]bool, len(pages))
	for _, name := range pages {
		chosen[path.Join(filepath.ToSlash(t.docs), name)] = true
	}
	return slices.DeleteFunc(findings, func(f source.Finding) bool {
		folder := path.Base(path.Dir(f.Position.File))
		return !chosen[f.Position.File] && (folder == "api" || folder == "resources")
	})
}

// choose returns what is chosen. It refuses what would leave the package empty:
// a folder of other pages, or a pattern that is spelled wrongly.
func (t *target) choose(m *model.Model, pick choice.Choice) (*choice.Chosen, error) {
	if len(m.Types) == 0 && len(m.Operations) == 0 {
		return nil, fmt.Errorf("the pages in %s describe no types and no operations: name another folder with --docs DIR", t.docs)
	}
	chosen, err := pick.Of(m)
	if err == nil && len(chosen.Operations) == 0 && chosen.Types(m) == 0 && chosen.Enums(m) == 0 {
		return nil, errors.New("nothing is left of what is included once that is taken out which is excluded: leave out less")
	}
	return chosen, err
}

// validPackage reports whether the name is one that generated packages may have.
func validPackage(name string) bool {
	_, err := ident.Parse(name)
	return err == nil && name == strings.ToLower(name)
}

// openOut opens the folder of the package. The error is [fs.ErrNotExist] where
// there is none.
func (t *target) openOut() (*os.Root, error) {
	if !t.inside {
		return os.OpenRoot(t.out)
	}
	here, err := os.OpenRoot(".")
	if err != nil {
		return nil, err
	}
	defer here.Close()
	return here.OpenRoot(t.out)
}

// makeOut makes and opens the folder of the package.
func (t *target) makeOut() (*os.Root, error) {
	if !t.inside {
		if err := os.MkdirAll(t.out, 0o755); err != nil {
			return nil, err
		}
		return os.OpenRoot(t.out)
	}
	here, err := os.OpenRoot(".")
	if err != nil {
		return nil, err
	}
	defer here.Close()
	if err := here.MkdirAll(t.out, 0o755); err != nil {
		return nil, err
	}
	return here.OpenRoot(t.out)
}
