package main

import (
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"github.com/docwright/docwright/parser/source"
	"github.com/docwright/docwright/parser/source/report"
)

func newLint() *cobra.Command {
	var f common
	var rules []string
	var k known
	c := &cobra.Command{
		Use:   "lint --docs DIR [--rule NAME]…",
		Short: "Tell what is wrong inside the pages",
		Long: `Tell what is wrong inside the pages: where the table, the JSON representation, the
request lines and the examples of a page contradict each other, name types that
no page describes, or can't be read; and which links between pages lead nowhere.

Findings are the result, so they go to stdout. "docwright explain RULE" says what
a rule means and where else it applies.`,
		RunE: func(c *cobra.Command, args []string) error {
			if err := f.load(c); err != nil {
				return err
			}
			for _, name := range rules {
				if _, err := ruleNamed(name); err != nil {
					return fmt.Errorf("--rule: %w", err)
				}
			}
			_, findings, err := f.parse(c.Context())
			if err != nil {
				return err
			}
			links, err := f.checkLinks(c.Context())
			if err != nil {
				return err
			}
			findings = append(findings, links...)
			findings.Sort()
			if findings, err = k.apply(findings); err != nil {
				return err
			}
			findings = f.levels.apply(findings)
			if len(rules) > 0 {
				findings = slices.DeleteFunc(findings, func(x source.Finding) bool { return !slices.Contains(rules, x.Rule.Name) })
			}
			if err := report.Write(c.OutOrStdout(), f.format, findings); err != nil {
				return err
			}
			return f.conclude(findings)
		},
	}
	f.register(c, source.Error.String())
	c.Flags().StringArrayVar(&rules, "rule", nil, "tell only what the rule `NAME` finds; may be given again")
	k.register(c)
	return c
}
