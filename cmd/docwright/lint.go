package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"

	"github.com/rogpeppe/go-internal/diff"
	"github.com/spf13/cobra"

	"github.com/docwright/docwright/parser/git"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/soundness"
	"github.com/docwright/docwright/parser/source"
	"github.com/docwright/docwright/parser/source/fix"
	"github.com/docwright/docwright/parser/source/report"
	"github.com/docwright/docwright/parser/source/textfile"
)

// linting holds the flags of the verb.
type linting struct {
	common
	listing
	fix, diff bool
}

func newLint() *cobra.Command {
	var l linting
	c := &cobra.Command{
		Use:   "lint --docs DIR [--rule NAME]… [--fix [--diff]]",
		Short: "Report errors in the pages, and fix those with only one possible correction",
		Long: `Lint reports errors in the pages. The table, the JSON representation, the request
lines and the examples of a page may contradict each other, name types without
a page, or be unreadable. Links between pages may lead nowhere.

The findings are printed on stdout. Run "docwright explain RULE" for the meaning of
a rule and all places where it applies.

With --fix, lint corrects the pages where only one correction is possible, and
reports the remaining findings. With --fix --diff, it writes nothing and prints the
corrections; the exit status is 1 if there are any.`,
		RunE: func(c *cobra.Command, args []string) error {
			if err := l.load(c); err != nil {
				return err
			}
			if err := l.check(); err != nil {
				return err
			}
			return l.run(c.Context(), c.OutOrStdout())
		},
	}
	l.common.register(c, source.Error.String())
	flags := c.Flags()
	flags.BoolVar(&l.fix, "fix", false, "correct the pages where only one correction is possible")
	flags.BoolVar(&l.diff, "diff", false, "with --fix, write nothing; print the corrections as a diff")
	l.listing.register(c)
	return c
}

// check checks the flags.
func (l *linting) check() error {
	if l.diff && !l.fix {
		return errors.New("--diff shows the corrections of --fix; give both flags")
	}
	if l.diff && (l.write || l.summary || len(l.outputs) > 0) {
		return errors.New("--diff prints corrections and no findings; leave out --write-baseline, --summary and --output")
	}
	return l.listing.check(l.format)
}

func (l *linting) run(ctx context.Context, stdout io.Writer) error {
	m, r, err := l.find(ctx)
	if err != nil {
		return err
	}
	if l.fix {
		changed, err := l.correct(ctx, stdout, m, r.Findings)
		switch {
		case err != nil:
			return err
		case l.diff && changed:
			return errFindings
		case l.diff:
			return nil
		}
		if m, r, err = l.find(ctx); err != nil {
			return err
		}
	}
	r.Resources = soundness.OfPages(m, r.Findings, l.docs)
	return l.print(stdout, &l.listing, r, l.verb)
}

// find returns the model of the pages, and a report with the findings.
func (l *linting) find(ctx context.Context) (*model.Model, *report.Report, error) {
	if l.config.Git.IsSet() {
		return nil, nil, fmt.Errorf("lint compares all files of a reference, and the pages from %s are a part of one; clone the repository and name its folder with --docs DIR", git.Redact(l.config.Git.URL))
	}
	t, err := l.tree()
	if err != nil {
		return nil, nil, err
	}
	m, findings, err := l.parseTree(ctx, t)
	if err != nil {
		return nil, nil, err
	}
	more, err := t.Lint(ctx)
	if err != nil {
		return nil, nil, err
	}
	levels := l.project.Levels
	findings = append(findings.OfWriters(), levels.Apply(more.In(t.Shown))...)
	findings.Sort()
	r, err := l.choose(findings, l.verb, levels, nil)
	return m, r, err
}

// correct applies the fixes of the findings, or prints them as a diff. It reports
// whether there are any. A fix that would change the model is left out.
func (l *linting) correct(ctx context.Context, stdout io.Writer, m *model.Model, findings source.Findings) (changed bool, err error) {
	t, err := l.tree()
	if err != nil {
		return false, err
	}
	root, err := os.OpenRoot(l.docs)
	if err != nil {
		return false, err
	}
	defer root.Close()
	files, proposed, made, err := fix.Verified(root.FS(), l.docs, findings, func(files []fix.File) (bool, error) {
		texts := make(map[string][]byte, len(files))
		for _, f := range files {
			texts[filepath.ToSlash(f.Inside)] = f.Is
		}
		return t.Changed(texts).Agrees(ctx, m)
	})
	if err != nil {
		return false, err
	}
	for _, f := range files {
		if l.diff {
			_, err = stdout.Write(diff.Diff(patchName(path.Join("a", f.Name)), f.Was, patchName(path.Join("b", f.Name)), f.Is))
		} else {
			err = textfile.Replace(root, f.Inside, f.Is)
		}
		if err != nil {
			return false, err
		}
	}
	if !l.quiet && !l.diff {
		fmt.Fprintf(l.stderr, "fixed %d of %d findings that have a fix\n", made, proposed)
	}
	return made > 0, nil
}
