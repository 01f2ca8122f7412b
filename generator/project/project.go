// Package project generates, checks and locks the packages of a docwright.yaml.
// The docwright command uses it, and other programs can do the same.
//
// A [Project] is a folder with a configuration. [Project.Targets] returns the
// packages that the configuration describes. [Project.Make] generates them in
// memory. [Project.Check] compares them with the files on disk and with
// docwright.lock, and [Project.Write] writes them:
//
//	p, err := project.Open(".")
//	targets, err := p.Targets(ctx)
//	made, findings, err := p.Make(ctx, targets)
//	written, err := p.Write(ctx, made, project.Options{})
//
// Its subpackages are the parts: config reads docwright.yaml, pages finds and
// reads reference pages, target makes one package, starter writes the first files
// of a project.
package project

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/docwright/docwright/generator/output"
	"github.com/docwright/docwright/generator/project/config"
	"github.com/docwright/docwright/generator/project/pages"
	"github.com/docwright/docwright/generator/project/target"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
	"github.com/docwright/docwright/parser/source/severity"
)

// Project is a folder with a configuration. Findings and errors name files
// relative to the folder.
type Project struct {
	Dir    string
	Config *config.Config
	// Levels holds the severities of the configuration.
	Levels severity.Levels
	// Progress is called after each page that is read, from several goroutines. It may
	// be nil.
	Progress func(done, total int)
	// Fetching is called with the URL of a git repository before pages are fetched from
	// it. It may be nil.
	Fetching func(url string)
	// Partial lets [Project.Make] make packages without what could not be read. The
	// findings about it are warnings.
	Partial bool

	tool   string // the version of docwright
	commit func(one *target.Package, force bool) (*output.Diff, error)
}

// Open reads the configuration in a folder. If there is none, the project has one
// target without settings.
func Open(dir string) (*Project, error) {
	c, err := config.Read(dir)
	if err != nil {
		return nil, err
	}
	return New(dir, c)
}

// New returns a project with a folder and a configuration. It returns an error if
// the configuration names an unknown rule or severity.
func New(dir string, c *config.Config) (*Project, error) {
	p := &Project{Dir: dir, Config: c, tool: toolVersion(), commit: (*target.Package).Commit}
	for _, e := range c.Severities {
		if err := p.Levels.Set(e.Key, e.Value); err != nil {
			return nil, fmt.Errorf("%s: severities: %w", e.Position(), err)
		}
	}
	return p, nil
}

// Tool returns the version of docwright, or of the program that embeds this package.
func (p *Project) Tool() string { return p.tool }

// Targets returns the targets of the configuration, completed and checked. Pages that
// live in a git repository and are not vendored are fetched, unless the cache has them.
func (p *Project) Targets(ctx context.Context) ([]*target.Target, error) {
	var list []*target.Target
	for _, s := range p.Config.Targets {
		s, err := p.Locate(ctx, s, false)
		if err != nil {
			return nil, err
		}
		t, err := target.New(p.Dir, s, true)
		if err != nil {
			return nil, err
		}
		list = append(list, t)
	}
	return list, nil
}

// Read reads pages. The findings are located (see [pages.Tree.Located]) and have
// the severities of the configuration. If no page can be read, Read returns both
// findings and an error.
func (p *Project) Read(ctx context.Context, t *pages.Tree) (*model.Model, source.Findings, error) {
	m, findings, err := t.Read(ctx, p.Progress)
	return m, p.Levels.Apply(t.Located(findings)), err
}

// Make generates the packages of all targets in memory and returns the findings
// of all. The packages keep the names that the lock has for them. If a package
// cannot be generated, Make returns its findings and an error.
func (p *Project) Make(ctx context.Context, targets []*target.Target) ([]*target.Package, source.Findings, error) {
	var made []*target.Package
	var all source.Findings
	var readings []reading
	for _, t := range targets {
		r, err := p.readOnce(ctx, t, &readings)
		if err != nil {
			return nil, r.findings, err
		}
		if lost := r.lost; len(lost) > 0 && !p.Partial {
			return nil, lost, lostError(lost)
		}
		if t.Records, err = p.Records(t.Out); err != nil {
			return nil, r.findings, err
		}
		one, findings, err := t.Make(ctx, r.model, r.findings)
		findings = p.Levels.Apply(findings)
		if err != nil {
			return nil, findings, err
		}
		one.Findings = findings
		made, all = append(made, one), append(all, findings...)
	}
	all.Sort()
	return made, all, nil
}

// reading is the model of the pages of a target. Several targets often have the
// same pages.
type reading struct {
	of       config.Settings
	model    *model.Model
	findings source.Findings
	lost     source.Findings // those about what could not be read, with any severity
}

// absentFrom returns a finding for each folder with pages that a sparse checkout leaves
// out.
func absentFrom(ctx context.Context, t *pages.Tree) (source.Findings, error) {
	list, err := t.Absent(ctx)
	if err != nil {
		return nil, err
	}
	var found source.Findings
	for _, a := range list {
		noun := "pages"
		if a.Pages == 1 {
			noun = "page"
		}
		found.Add(source.Position{File: a.Folder}, ruleSparse, "the sparse checkout lacks %d %s of this folder; add it with git sparse-checkout add", a.Pages, noun)
	}
	return found, nil
}

// lostError returns the error for pages and includes that could not be read, or not
// completely. Without them, parts of a package would be removed.
func lostError(lost source.Findings) error {
	if len(lost) == 1 {
		return errors.New("1 part of the pages could not be read, and a package without it lacks what it describes, so none is made; make it readable, or leave it out with --partial")
	}
	return fmt.Errorf("%d parts of the pages could not be read, and a package without them lacks what they describe, so none is made; make them readable, or leave them out with --partial", len(lost))
}

// readOnce reads the pages of a target, unless the readings contain them.
func (p *Project) readOnce(ctx context.Context, t *target.Target, readings *[]reading) (reading, error) {
	if i := slices.IndexFunc(*readings, func(r reading) bool { return target.SameSource(r.of, t.Settings) }); i >= 0 {
		return (*readings)[i], nil
	}
	r := reading{of: t.Settings}
	var err error
	if r.model, r.findings, err = t.Pages.Read(ctx, p.Progress); err == nil {
		absent, err := absentFrom(ctx, t.Pages)
		if err != nil {
			return r, err
		}
		r.findings = append(r.findings, absent...)
		r.findings.Sort()
		r.lost = r.findings.Lost().In(t.Pages.Shown)
		*readings = append(*readings, r)
	}
	r.findings = p.Levels.Apply(t.Pages.Located(r.findings))
	for i := range r.findings {
		if f := &r.findings[i]; p.Partial && f.Rule.Lost {
			f.Severity = min(f.Severity, source.Warning)
		}
	}
	return r, err
}

// Check compares packages with their folders and with the lock. It returns a
// finding for each file that differs, for each page and option that differs from the
// lock, and for each package that the configuration does not have any more. It writes
// nothing.
func (p *Project) Check(ctx context.Context, made []*target.Package) ([]*target.Difference, source.Findings, error) {
	was, err := p.readLock()
	if err != nil {
		return nil, nil, err
	}
	var list []*target.Difference
	var findings source.Findings
	for _, one := range made {
		d, err := one.Compare()
		if err != nil {
			return nil, nil, err
		}
		list, findings = append(list, d), append(findings, d.Findings()...)
		if was == nil {
			continue
		}
		s, err := p.compareLock(ctx, one, was)
		if err != nil {
			return nil, nil, err
		}
		findings = append(findings, s.found...)
	}
	left, err := p.Left(made)
	if err != nil {
		return nil, nil, err
	}
	findings = append(p.Levels.Apply(findings), p.LeftFindings(left, false)...)
	findings.Sort()
	return list, findings, nil
}
