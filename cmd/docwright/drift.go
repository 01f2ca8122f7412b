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
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/openapi"
	"github.com/docwright/docwright/parser/permissions"
	"github.com/docwright/docwright/parser/soundness"
	"github.com/docwright/docwright/parser/source"
	"github.com/docwright/docwright/parser/source/report"
)

// drifting holds the flags of the verb.
type drifting struct {
	common
	from, metadata string
	openapi        string
	permissions    string
	scopes         []string
	caller         string
	code           string
	unused, all    bool
	suggest        bool
	listing        listing

	was *model.Model // of an earlier revision, or nil

	held map[string]bool // the types and enums of the Go code, or nil
}

func newDrift() *cobra.Command {
	var d drifting
	c := &cobra.Command{
		Use:   "drift --docs DIR (--from DIR | --metadata FILE | --openapi FILE | --permissions FILE | --go PATTERN [--unused])",
		Short: "Report differences between the pages and an earlier revision, metadata, OpenAPI, permissions, or Go code",
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
	c.Flags().StringVar(&d.from, "from", "", "compare with an earlier revision of the pages: a folder `DIR`; or git:REV, a\nbranch, tag or commit of their repository; or git:REV:FOLDER, if the pages were in\nanother folder at that revision")
	c.Flags().StringVar(&d.metadata, "metadata", "", "compare with the metadata of the service in `FILE`: OData 4 CSDL in XML")
	c.Flags().StringVar(&d.openapi, "openapi", "", "compare with the OpenAPI description of the service in `FILE`: version 3.0 or 3.1, in\nJSON or YAML")
	c.Flags().StringVar(&d.permissions, "permissions", "", "compare with the permissions of the service in `FILE`, in the format of Microsoft\nGraph's permissions.json; with --go, print what the calls of the code need at least")
	c.Flags().StringVar(&d.code, "go", "", "compare with the Go packages that match `PATTERN`, in the form of the go command:\n./graph, ./...")
	c.Flags().BoolVar(&d.unused, "unused", false, "with --go, report only operations that the code never calls, deprecated operations\nthat it calls, and directives without effect")
	c.Flags().BoolVar(&d.suggest, "suggest", false, "with --go, report nothing; print the directives for structs, string types and\nfunctions that represent nothing yet, with what they have in common")
	c.Flags().StringSliceVar(&d.scopes, "scopes", nil, "with --go and --permissions, report which of the scopes `A,B,…` of the program its\ncalls do not need, and which calls need others")
	c.Flags().StringVar(&d.caller, "caller", callerNames[0], "with --scopes, who calls: delegated (on behalf of a user), personal (on behalf of a\nuser with a personal account) or application")
	c.Flags().BoolVar(&d.all, "all", false, "with --from, --metadata, --openapi or --permissions, compare everything, and not only what the packages of\n"+config.Name+" have")
	d.listing.register(c)
	return c
}

const driftHelp = `Drift reports differences in meaning between the pages and one other side: an
earlier revision of the pages, the metadata, the OpenAPI description or the
permissions of the service, or Go code that calls the service. It does not assume that either side is right.

The Go code may be a package that docwright generated, or one written by hand. A
struct represents the type with the same name, or the type that a directive in its
comment names. A string type with constants represents an enum in the same way,
and a function an operation:

  //docwright:type microsoft.graph.user partial
  //docwright:enum microsoft.graph.bodyType
  //docwright:operation GET /users/{id}

Properties are compared with fields by their json tags, and members with constants
by their values. A struct with "partial" may lack properties. Types and operations
that the code does not represent are not compared. Drift also reports structs and
string types that are not compared, invalid directives, directives without effect,
and errors in the metadata or description. With --suggest, it prints the directives that fit.`

// check checks the flags.
func (d *drifting) check() error {
	given := 0
	for _, flag := range [...]string{d.from, d.metadata, d.openapi, d.code} {
		if flag != "" {
			given++
		}
	}
	if d.permissions != "" && d.code == "" {
		given++
	}
	switch {
	case given != 1:
		return errors.New("want exactly one side to compare with: --from DIR for an earlier revision of the pages,\n--metadata FILE for the metadata of the service, --openapi FILE for its OpenAPI description, --permissions FILE\nfor its permissions, or --go PATTERN for Go code")
	case d.from == gitPrefix:
		return errors.New("--from git: has no revision: want a branch, a tag or a commit, as in git:main or git:HEAD~2")
	}
	if err := d.checkCode(); err != nil {
		return err
	}
	if !strings.HasPrefix(d.from, gitPrefix) {
		d.from = config.Near(here, d.from)
	}
	d.metadata, d.openapi, d.permissions = config.Near(here, d.metadata), config.Near(here, d.openapi), config.Near(here, d.permissions)
	return d.listing.check(d.format)
}

// checkCode checks the flags that are about Go code.
func (d *drifting) checkCode() error {
	switch {
	case d.unused && d.code == "":
		return errors.New("--unused needs Go code; name it with --go PATTERN")
	case d.suggest && d.code == "":
		return errors.New("--suggest needs Go code; name it with --go PATTERN")
	case d.all && d.code != "":
		return errors.New("--all is for --from, --metadata, --openapi and --permissions; --go always compares all that the code has")
	case d.suggest && d.unused:
		return errors.New("--suggest prints directives, --unused findings; give one of them")
	}
	return d.checkScopes()
}

// checkScopes checks the flags that are about the permissions of Go code.
func (d *drifting) checkScopes() error {
	switch {
	case d.permissions != "" && (d.suggest || d.unused):
		return errors.New("--permissions with --go is about permissions only; leave out --suggest and --unused")
	case len(d.scopes) > 0 && (d.code == "" || d.permissions == ""):
		return errors.New("--scopes needs the code that calls, and what its calls need: --go PATTERN --permissions FILE")
	case d.caller != callerNames[0] && len(d.scopes) == 0:
		return errors.New("--caller needs --scopes; without it, what all callers need is printed")
	case !slices.Contains(callerNames[:], d.caller):
		return fmt.Errorf("--caller: want %s", strings.Join(callerNames[:], ", "))
	}
	return nil
}

func (d *drifting) run(ctx context.Context, stdout io.Writer) error {
	if d.from != "" {
		// Two revisions are compared without corrections.
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
	switch {
	case d.suggest:
		return d.printDirectives(ctx, stdout, is)
	case d.isAboutScopes() && len(d.scopes) == 0:
		return d.printNeeds(ctx, stdout, is)
	}
	changes, err := d.compare(ctx, is)
	if err != nil {
		return err
	}
	levels := d.project.Levels
	all := levels.Apply(drift.Findings(changes))
	scope, err := d.scope(is.Model, d.was)
	if err != nil {
		return err
	}
	r, err := d.listing.choose(all, d.comparison(), levels, scope)
	if err != nil {
		return err
	}
	if d.held == nil {
		d.held = heldBy(scope, is.Model)
	}
	r.Resources = soundness.OfSubjects(is.Model, all, d.held)
	return d.print(stdout, &d.listing, r, d.comparison())
}

// comparison returns the name of the verb and the other side in the baseline.
func (d *drifting) comparison() string {
	switch {
	case d.isAboutScopes():
		return "drift --permissions"
	case d.code != "":
		return "drift --go"
	case d.metadata != "":
		return "drift --metadata"
	case d.openapi != "":
		return "drift --openapi"
	case d.permissions != "":
		return "drift --permissions"
	}
	return "drift --from"
}

// compare compares the pages with the other side.
func (d *drifting) compare(ctx context.Context, is drift.Side) ([]drift.Change, error) {
	switch {
	case d.isAboutScopes():
		return d.compareScopes(ctx, is)
	case d.code != "":
		code, findings, err := gocode.Read(ctx, "", d.code)
		if err != nil {
			return nil, err
		}
		d.held = codedrift.Covered(is, code)
		if d.unused {
			return withFaults(codedrift.Unused(is, code), findings), nil
		}
		declared := codedrift.Declarations(is, code)
		d.listing.notes = append(d.listing.notes, compared(declared, len(code.Functions)))
		return withFaults(append(codedrift.Compare(is, code), codedrift.Uncompared(declared)...), findings), nil
	case d.from != "":
		was, err := d.earlierSide(ctx)
		if err != nil {
			return nil, fmt.Errorf("--from %s: %w", d.from, err)
		}
		d.was = was.Model
		return drift.Compare(is, was, drift.Revisions), nil
	}
	if d.permissions != "" {
		lines, findings, err := readSide(d.permissions, "the permissions", permissions.Read)
		if err != nil {
			return nil, err
		}
		return withFaults(drift.ComparePermissions(is, lines), findings), nil
	}
	if d.openapi != "" {
		m, findings, err := readSide(d.openapi, "the OpenAPI description", openapi.Read)
		if err != nil {
			return nil, err
		}
		drift.Align(is.Model, m)
		return withFaults(drift.Compare(is, drift.Side{Model: m}, drift.Description), findings), nil
	}
	m, findings, err := readSide(d.metadata, "the metadata", metadata.Read)
	if err != nil {
		return nil, err
	}
	return withFaults(drift.Compare(is, drift.Side{Model: m}, drift.Metadata), findings), nil
}

// withFaults adds the errors and warnings about the other side as changes. A part that
// cannot be read is not compared, so the absence of differences would be misleading.
// No other verb reports these findings.
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

// gitPrefix is the prefix of a --from that is a git revision.
const gitPrefix = "git:"

// earlierSide reads the pages of --from without corrections.
func (d *drifting) earlierSide(ctx context.Context) (drift.Side, error) {
	rev, isRevision := strings.CutPrefix(d.from, gitPrefix)
	if !isRevision {
		t, err := pages.Of(here, config.Settings{Docs: d.from, Zone: d.zone, BaseURL: d.config.BaseURL})
		if err != nil {
			return drift.Side{}, err
		}
		return d.side(ctx, t)
	}
	t, err := pages.Revision(ctx, here, config.Settings{Docs: d.docs, Root: d.root, Git: d.config.Git, Vendor: d.config.Vendor, Zone: d.zone, BaseURL: d.config.BaseURL}, rev)
	if err != nil {
		return drift.Side{}, err
	}
	d.onDisk = t.OnDisk
	return d.side(ctx, t)
}

// side reads pages. It prints only errors, because they may leave a part of the pages
// out; inspect prints the other findings.
func (d *drifting) side(ctx context.Context, t *pages.Tree) (drift.Side, error) {
	m, findings, err := d.parseTree(ctx, t)
	if err != nil {
		return drift.Side{}, err
	}
	return drift.Side{Model: m, Locate: func(at source.Position) source.Position { return at.In(t.Shown) }}, d.warn(findings, source.Error)
}

// readSide reads the file of the other side.
func readSide[T any](name, what string, read func(io.Reader, string) (T, source.Findings, error)) (side T, findings source.Findings, err error) {
	file, err := os.Open(name)
	if err == nil {
		defer file.Close()
		side, findings, err = read(file, filepath.ToSlash(name))
	}
	if err != nil {
		return side, nil, fmt.Errorf("cannot read %s: %w", what, err)
	}
	return side, findings, nil
}

// warn prints the findings with the least severity or a higher one.
func (d *drifting) warn(findings source.Findings, least source.Severity) error {
	if d.quiet {
		return nil
	}
	findings = slices.DeleteFunc(findings, func(f source.Finding) bool { return f.Severity < least })
	return report.Write(d.stderr, report.Names()[0], findings)
}
