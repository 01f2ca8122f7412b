package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
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
		Short: "Tell what is wrong inside the pages, and mend what can be meant in one way only",
		Long: `Tell what is wrong inside the pages: where the table, the JSON representation, the
request lines and the examples of a page contradict each other, name types that
no page describes, or can't be read; and which links between pages lead nowhere.

Findings are the result, so they go to stdout. "docwright explain RULE" says what
a rule means and where else it applies.

With --fix, what can be meant in one way only is mended in the pages, and the
findings are those that are left. With --diff too, nothing is written: what would
change is printed, and the exit status is 1 where that is anything.`,
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
	flags.StringArrayVar(&l.rules, "rule", nil, "tell only what the rule `NAME` finds; may be given again")
	flags.BoolVar(&l.fix, "fix", false, "mend in the pages what can be meant in one way only")
	flags.BoolVar(&l.diff, "diff", false, "with --fix, write nothing: print what would change")
	l.known.register(c)
	return c
}

// check says what is wrong with the flags.
func (l *linting) check() error {
	for _, name := range l.rules {
		if _, err := source.RuleNamed(name); err != nil {
			return fmt.Errorf("--rule: %w", err)
		}
	}
	if l.diff && !l.fix {
		return errors.New("--diff shows what --fix would change: give both")
	}
	return nil
}

func (l *linting) run(ctx context.Context, stdout io.Writer) error {
	m, findings, err := l.find(ctx)
	if err != nil {
		return err
	}
	if l.fix {
		changed, err := l.mend(stdout, findings)
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

// find returns what the pages say, and what the verb is to tell of them.
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
	findings = append(findings, levels.Apply(more.In(t.Shown))...)
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

// mend makes the fixes of the findings, or prints what they would change, and
// reports whether that is anything.
func (l *linting) mend(stdout io.Writer, findings source.Findings) (changed bool, err error) {
	root, err := os.OpenRoot(l.docs)
	if err != nil {
		return false, err
	}
	defer root.Close()
	files, proposed, made, err := fix.In(root.FS(), l.docs, findings)
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
		fmt.Fprintf(l.stderr, "mended %d of %d findings that can be\n", made, proposed)
	}
	return made > 0, nil
}
