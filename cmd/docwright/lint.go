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

	"github.com/rogpeppe/go-internal/diff"
	"github.com/spf13/cobra"

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
	known
	rules     []string
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
	flags.StringArrayVar(&l.rules, "rule", nil, "report only findings of the rule `NAME`; may be repeated")
	flags.BoolVar(&l.fix, "fix", false, "correct the pages where only one correction is possible")
	flags.BoolVar(&l.diff, "diff", false, "with --fix, write nothing; print the corrections as a diff")
	l.known.register(c)
	return c
}

// check checks the flags.
func (l *linting) check() error {
	for _, name := range l.rules {
		if _, err := source.RuleNamed(name); err != nil {
			return fmt.Errorf("--rule: %w", err)
		}
	}
	if l.diff && !l.fix {
		return errors.New("--diff shows the corrections of --fix; give both flags")
	}
	return nil
}

func (l *linting) run(ctx context.Context, stdout io.Writer) error {
	m, findings, err := l.find(ctx)
	if err != nil {
		return err
	}
	if l.fix {
		changed, err := l.correct(ctx, stdout, m, findings)
		switch {
		case err != nil:
			return err
		case l.diff && changed:
			return errFindings
		case l.diff:
			return nil
		}
		if m, findings, err = l.find(ctx); err != nil {
			return err
		}
	}
	if err := report.WriteCovered(stdout, l.format, findings, soundness.OfPages(m, findings, l.docs)); err != nil {
		return err
	}
	return l.conclude(findings)
}

// find returns the model of the pages and the findings to report.
func (l *linting) find(ctx context.Context) (*model.Model, source.Findings, error) {
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
	if findings, err = l.known.apply(findings, "lint", levels); err != nil {
		return nil, nil, err
	}
	findings = levels.Apply(findings)
	if len(l.rules) > 0 {
		findings = slices.DeleteFunc(findings, func(x source.Finding) bool { return !slices.Contains(l.rules, x.Rule.Name) })
	}
	return m, findings, nil
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
