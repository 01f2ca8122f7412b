package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/docwright/docwright/generator/choice"
	"github.com/docwright/docwright/generator/plan"
	"github.com/docwright/docwright/generator/project/target"
	"github.com/docwright/docwright/generator/search"
	"github.com/docwright/docwright/parser/source/report"
	"github.com/docwright/docwright/templates"
)

const findHelp = `Find prints the operations, types and enums that are nearest to the words, the best
first: the name in Go, the request line or the name in the API, the page, and the
title of the page. It compares titles, request lines, names and descriptions. Number
and case of words do not matter, and a verb stands for all verbs that do the same.

The first column is a name for "docwright explain", the second and third one are
patterns for --include. If nothing has any of the words, the exit status is 1.

With --format json the result is an object with "version" and "results". Each result
has "kind" (operation, type, enum), "go", "name", "text", "page" and "line".`

// finder holds the flags of the verb.
type finder struct {
	common
	limit int
}

func newFind() *cobra.Command {
	var f finder
	c := &cobra.Command{
		Use:     "find WORDS --docs DIR",
		Short:   "Find operations and types by words of their titles, paths, names and descriptions",
		Long:    findHelp,
		Example: "  docwright find list a user's groups\n  docwright find \"send mail\" --docs api-reference/v1.0 --limit 3",
		RunE: func(c *cobra.Command, args []string) error {
			if !slices.Contains(explainForms, f.format) {
				return fmt.Errorf("--format: unknown format %q: want %s", f.format, strings.Join(explainForms, " or "))
			}
			if f.limit < 1 {
				return fmt.Errorf("--limit: want a number above 0, not %d", f.limit)
			}
			return f.run(c, strings.Join(args, " "))
		},
	}
	f.registerInput(c)
	flags := c.Flags()
	flags.IntVar(&f.limit, "limit", 10, "print at most `N` results")
	flags.StringVar(&f.format, "format", explainForms[0], "print results in `FORMAT`: "+strings.Join(explainForms, ", "))
	flags.BoolVar(&f.quiet, "quiet", false, "print no progress")
	c.Args = func(c *cobra.Command, args []string) error {
		if strings.TrimSpace(strings.Join(args, "")) == "" {
			return errors.New("no words given; run \"docwright find list users\", or \"docwright find --help\"")
		}
		return nil
	}
	complete(c, "format", oneOf(explainForms...))
	c.ValidArgsFunction = f.complete
	return c
}

func (f *finder) run(c *cobra.Command, words string) error {
	index, err := f.index(c)
	if err != nil {
		return err
	}
	found := index.Find(words, f.limit)
	if f.format == "json" {
		err = writeResultsJSON(c.OutOrStdout(), found)
	} else {
		err = writeResults(c.OutOrStdout(), found)
	}
	if err == nil && len(found) == 0 {
		fmt.Fprintf(f.stderr, "nothing in %s has any of these words; try others, or run \"docwright inspect\"\n", f.docs)
		return errFindings
	}
	return err
}

// index reads the pages and returns an index of their words.
func (f *finder) index(c *cobra.Command) (*search.Index, error) {
	f.stderr = c.ErrOrStderr()
	if err := f.loadInput(c.Context()); err != nil {
		return nil, err
	}
	m, _, err := f.read(c.Context())
	if err != nil {
		return nil, err
	}
	records, err := f.project.Records(f.config.Out)
	if err != nil {
		return nil, err
	}
	names, _, err := plan.NewLookup(m, plan.Options{Package: "client", BaseURL: "-", Names: target.Overrides(f.config), Records: records, Reserved: templates.Declared(), Choice: choice.Choice{Relationships: f.config.Relationships}})
	if err != nil {
		return nil, err
	}
	return search.New(m, names), nil
}

// complete returns the completions of a word for the shell. If the pages cannot be read
// there are none.
func (f *finder) complete(c *cobra.Command, _ []string, begun string) ([]cobra.Completion, cobra.ShellCompDirective) {
	f.quiet = true
	index, err := f.index(c)
	if err != nil {
		return nil, cobra.ShellCompDirectiveError
	}
	return index.Words(begun), cobra.ShellCompDirectiveNoFileComp
}

// writeResults prints a line for each result, in columns.
func writeResults(w io.Writer, found []search.Result) error {
	table := tabwriter.NewWriter(w, 0, 8, 2, ' ', 0)
	for _, r := range found {
		row := []string{r.Go, r.Name, r.Page, r.Text}
		for i := range row {
			row[i] = report.Visible(strings.ReplaceAll(row[i], "\t", " "))
		}
		fmt.Fprintln(table, strings.Join(row, "\t"))
	}
	return table.Flush()
}

func writeResultsJSON(w io.Writer, found []search.Result) error {
	if found == nil {
		found = []search.Result{}
	}
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", "  ")
	return encoder.Encode(struct {
		Version int             `json:"version"`
		Results []search.Result `json:"results"`
	}{1, found})
}
