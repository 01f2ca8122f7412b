package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/docwright/docwright/generator/codedrift"
	"github.com/docwright/docwright/generator/gocode"
	"github.com/docwright/docwright/generator/project/config"
	"github.com/docwright/docwright/generator/project/pages"
	"github.com/docwright/docwright/parser/drift"
	"github.com/docwright/docwright/parser/metadata"
	"github.com/docwright/docwright/parser/soundness"
	"github.com/docwright/docwright/parser/source"
	"github.com/docwright/docwright/parser/source/report"
)

// drifting holds the flags of the verb.
type drifting struct {
	common
	from, metadata string
	code           string
	unused         bool
	known          known

	earlier *pages.Tree     // the earlier pages, where they are a revision; else nil
	held    map[string]bool // the types and enums that the code has; nil without code
}

func newDrift() *cobra.Command {
	var d drifting
	c := &cobra.Command{
		Use:   "drift --docs DIR (--from DIR | --metadata FILE | --go PATTERN [--unused])",
		Short: "Tell where pages differ in meaning from an earlier revision, the service's metadata, or Go code",
		Long:  driftHelp,
		RunE: func(c *cobra.Command, args []string) error {
			if err := d.load(c); err != nil {
				return err
			}
			if err := d.check(); err != nil {
				return err
			}
			return d.run(c.Context(), c.OutOrStdout())
		},
	}
	d.register(c, source.Error.String())
	c.Flags().StringVar(&d.from, "from", "", "compare with an earlier revision of the pages: a folder `DIR`, or git:REV for\na branch, tag or commit of the repository that they are in; git:REV:FOLDER\nwhere they were in another folder of it")
	c.Flags().StringVar(&d.metadata, "metadata", "", "compare with the service's metadata in `FILE`: OData 4 CSDL in XML")
	c.Flags().StringVar(&d.code, "go", "", "compare with the Go packages that `PATTERN` names, as the go command takes it: ./graph, ./...")
	c.Flags().BoolVar(&d.unused, "unused", false, "with --go, tell which documented operations nothing in the code calls, and which\ndeprecated ones something does, and nothing else but directives that have no effect")
	d.known.register(c)
	return c
}

const driftHelp = `Tell where the pages differ in meaning from an earlier revision of them, from
what the service says of itself, or from Go code that calls it. It isn't assumed
which side is right.

Go code may be a package that docwright made, or one written by hand. A struct
stands for the type that has its name, or for the one that a directive in its
comment names; likewise for string types with constants, which stand for enums,
and functions:

  //docwright:type microsoft.graph.user partial
  //docwright:enum microsoft.graph.bodyType
  //docwright:operation GET /users/{id}

Properties are compared with fields by their json tags, members with constants
by value. Of a struct that is partial nothing is missing. What the code says
nothing of is no difference. A directive that can't be read or has no effect is
a finding, as is what is wrong in the metadata itself.`

// check says what is wrong with the flags.
func (d *drifting) check() error {
	given := 0
	for _, flag := range [...]string{d.from, d.metadata, d.code} {
		if flag != "" {
			given++
		}
	}
	switch {
	case given != 1:
		return errors.New("nothing to compare with, or several things: give one of --from DIR with an earlier revision of the pages,\n--metadata FILE with the service's CSDL, and --go PATTERN with Go code")
	case d.from == gitPrefix:
		return errors.New("--from git: names no revision: want a branch, a tag or a commit, as in git:main or git:HEAD~2")
	case d.unused && d.code == "":
		return errors.New("--unused is about Go code: name it with --go PATTERN")
	}
	if !strings.HasPrefix(d.from, gitPrefix) {
		d.from = config.Near(here, d.from)
	}
	d.metadata = config.Near(here, d.metadata)
	return nil
}

func (d *drifting) run(ctx context.Context, stdout io.Writer) error {
	if d.from != "" {
		// Two revisions are compared as they are: what is wrong in both is no change.
		d.config.Overlay, d.config.Types = "", nil
	}
	t, err := d.tree()
	if err != nil {
		return err
	}
	is, err := d.side(ctx, t)
	if err != nil {
		return err
	}
	changes, err := d.compare(ctx, is)
	if err != nil {
		return err
	}
	levels := d.project.Levels
	all := levels.Apply(drift.Findings(changes))
	findings, err := d.known.apply(all, d.verb(), levels)
	if err != nil {
		return err
	}
	findings = levels.Apply(findings)
	if err := report.WriteCovered(stdout, d.format, d.attachable(findings), soundness.OfSubjects(is.Model, all, d.held)); err != nil {
		return err
	}
	return d.conclude(findings)
}

// verb is what the baseline calls the verb with the other side that it has.
func (d *drifting) verb() string {
	switch {
	case d.code != "":
		return "drift --go"
	case d.metadata != "":
		return "drift --metadata"
	}
	return "drift --from"
}

// compare compares the pages with what the flags name.
func (d *drifting) compare(ctx context.Context, is drift.Side) ([]drift.Change, error) {
	switch {
	case d.code != "":
		code, findings, err := gocode.Read(ctx, "", d.code)
		if err != nil {
			return nil, err
		}
		d.held = codedrift.Covered(is, code)
		if d.unused {
			return withFaults(codedrift.Unused(is, code), findings), nil
		}
		return withFaults(codedrift.Compare(is, code), findings), nil
	case d.from != "":
		was, err := d.earlierSide(ctx)
		if err != nil {
			return nil, fmt.Errorf("--from %s: %w", d.from, err)
		}
		return drift.Compare(is, was, drift.Revisions), nil
	}
	was, findings, err := d.readMetadata()
	if err != nil {
		return nil, err
	}
	return withFaults(drift.Compare(is, was, drift.Metadata), findings), nil
}

// withFaults adds what is wrong inside of that which the pages are held against:
// what can't be read is not compared, and no difference found in it means nothing.
// Nothing else tells of it, as inspect does of pages.
func withFaults(changes []drift.Change, findings source.Findings) []drift.Change {
	rules := map[*source.Rule]*drift.Rule{}
	for _, f := range findings {
		if f.Severity < source.Warning {
			continue
		}
		if rules[f.Rule] == nil {
			rules[f.Rule] = &drift.Rule{Name: f.Rule.Name, Summary: f.Rule.Summary}
		}
		file := path.Join(path.Base(path.Dir(f.Position.File)), path.Base(f.Position.File))
		changes = append(changes, drift.Change{Rule: rules[f.Rule], Severity: f.Severity, Subject: file,
			Detail: f.Identity(), Message: f.Message, Position: f.Position, Fault: true})
	}
	slices.SortStableFunc(changes, func(a, b drift.Change) int { return a.Position.Compare(b.Position) })
	return changes
}

// gitPrefix begins a --from that is a revision of the repository with the pages.
const gitPrefix = "git:"

// earlierSide reads the pages that --from names. They are not corrected.
func (d *drifting) earlierSide(ctx context.Context) (drift.Side, error) {
	rev, isRevision := strings.CutPrefix(d.from, gitPrefix)
	if !isRevision {
		t, err := pages.Of(here, config.Settings{Docs: d.from, Zone: d.zone, BaseURL: d.config.BaseURL})
		if err != nil {
			return drift.Side{}, err
		}
		return d.side(ctx, t)
	}
	var err error
	if d.earlier, err = pages.Revision(here, config.Settings{Docs: d.docs, Root: d.root, Zone: d.zone, BaseURL: d.config.BaseURL}, rev); err != nil {
		return drift.Side{}, err
	}
	return d.side(ctx, d.earlier)
}

// side reads pages. What is wrong in them is for inspect to say; here only errors
// are shown, since something may be missing for them.
func (d *drifting) side(ctx context.Context, t *pages.Tree) (drift.Side, error) {
	m, findings, err := d.parseTree(ctx, t)
	if err != nil {
		return drift.Side{}, err
	}
	return drift.Side{Model: m, Locate: func(at source.Position) source.Position { return at.In(t.Shown) }}, d.warn(findings, source.Error)
}

func (d *drifting) readMetadata() (drift.Side, source.Findings, error) {
	file, err := os.Open(d.metadata)
	if err != nil {
		return drift.Side{}, nil, fmt.Errorf("cannot read the metadata: %w", err)
	}
	defer file.Close()
	m, findings, err := metadata.Read(file, filepath.ToSlash(d.metadata))
	if err != nil {
		return drift.Side{}, nil, fmt.Errorf("cannot read the metadata: %w", err)
	}
	return drift.Side{Model: m}, findings, nil
}

// warn prints the findings on an input that are at least so severe.
func (d *drifting) warn(findings source.Findings, least source.Severity) error {
	if d.quiet {
		return nil
	}
	findings = slices.DeleteFunc(findings, func(f source.Finding) bool { return f.Severity < least })
	return report.Write(d.stderr, report.Names()[0], findings)
}

// attached are the formats whose readers open the files of findings in the
// repository, where none begins with the name of a revision.
var attached = []string{"sarif", "github"}

// attachable returns the findings with files as they are called on disk, for formats
// whose readers look for them there.
func (d *drifting) attachable(findings source.Findings) source.Findings {
	if d.earlier == nil || !slices.Contains(attached, d.format) {
		return findings
	}
	findings = slices.Clone(findings)
	for i := range findings {
		findings[i].Position.File = d.earlier.OnDisk(findings[i].Position.File)
		findings[i].Other.File = d.earlier.OnDisk(findings[i].Other.File)
	}
	return findings
}
