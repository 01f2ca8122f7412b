package main

import (
	"strings"

	"github.com/spf13/cobra"

	"github.com/docwright/docwright/generator/choice"
	"github.com/docwright/docwright/generator/project"
	"github.com/docwright/docwright/parser/source"
)

// usedPattern is the pattern for everything that the Go code of the module uses.
const usedPattern = "used"

// complete declares the values of a flag for the completions of the shell.
func complete(c *cobra.Command, flag string, values func(*cobra.Command) []string) {
	err := c.RegisterFlagCompletionFunc(flag, func(c *cobra.Command, _ []string, begun string) ([]cobra.Completion, cobra.ShellCompDirective) {
		var list []cobra.Completion
		for _, value := range values(c) {
			if strings.HasPrefix(value, begun) {
				list = append(list, value)
			}
		}
		return list, cobra.ShellCompDirectiveNoFileComp
	})
	if err != nil {
		panic(err) // the flag does not exist or has completions
	}
}

// oneOf returns a list of values.
func oneOf(values ...string) func(*cobra.Command) []string {
	return func(*cobra.Command) []string { return values }
}

// severities are the values of --fail-on.
func severities() []string {
	return []string{source.Error.String(), source.Warning.String(), source.Note.String(), never}
}

func ruleNames(*cobra.Command) []string {
	var list []string
	for _, rule := range source.Rules() {
		list = append(list, rule.Name)
	}
	return list
}

// patterns returns the patterns without wildcards that match something in the pages, or
// nothing if they cannot be read.
func (f *common) patterns(c *cobra.Command) []string {
	f.quiet, f.stderr = true, c.ErrOrStderr()
	if err := f.loadInput(c.Context()); err != nil {
		return nil
	}
	m, _, err := f.read(c.Context())
	if err != nil {
		return nil
	}
	return choice.Patterns(m)
}

// choices returns the patterns and the one for what the module uses.
func (f *common) choices(c *cobra.Command) []string { return append(f.patterns(c), usedPattern) }

// targetFolders returns the folders of the packages in the configuration.
func targetFolders(*cobra.Command) []string {
	p, err := project.Open(here)
	if err != nil {
		return nil
	}
	var list []string
	for _, t := range p.Config.Targets {
		list = append(list, t.Out)
	}
	return list
}
