package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/docwright/docwright/generator/explain"
	"github.com/docwright/docwright/generator/project/target"
	"github.com/docwright/docwright/parser/source"
	"github.com/docwright/docwright/templates"
)

// explainForms are the values of --format, the default first.
var explainForms = []string{"text", "json"}

const explainHelp = `Explain shows where a part of the package comes from: the words of the pages, their
positions, and the rules by which they were read. A NAME is one of

  a name in Go           User, User.BusinessPhones, BodyTypeHTML, ListUsers,
                         NewListUsersRequest, ListUsersOptions
  a name in the API      user, user.businessPhones, bodyType/text,
                         microsoft.graph.callRecords.session
  a request line         "GET /users/{id}" or /users/{id}, with placeholders of
                         any name
  a page                 api/user-list.md or user-list, for everything on it
  a position             resources/user.md:61:2, as in a finding
  a rule                 enum-inferred, as in a finding

Case matters only if two names differ in nothing else. If a name has several
meanings, all are explained. If it has none, explain prints similar names and the
exit status is 2.

With --format json the result is an object with "version" and "explanations".
Each explanation has "asked", "kind" (type, property, enum, member, operation, page,
rule), "name", "go" (the declaration), "facts" (name, value), "reasons" (aspect,
file, line, col, words, rule, summary; earlier, if a later reason overrides it),
"lists" (name, rows; more, the number of rows left out) and "findings" (file, line,
col, severity, rule, message).`

// explainer holds the flags of the verb.
type explainer struct{ common }

func newExplain() *cobra.Command {
	var e explainer
	c := &cobra.Command{
		Use:     "explain NAME... --docs DIR",
		Short:   "Explain where a type, property, enum or operation comes from: page, line, rule",
		Long:    explainHelp,
		Example: "  docwright explain User.BusinessPhones\n  docwright explain \"GET /users/{id}\" --docs api-reference/v1.0",
		RunE: func(c *cobra.Command, args []string) error {
			if !slices.Contains(explainForms, e.format) {
				return fmt.Errorf("--format: unknown format %q: want %s", e.format, strings.Join(explainForms, " or "))
			}
			return e.run(c, joinLines(args))
		},
	}
	e.registerInput(c)
	flags := c.Flags()
	flags.StringVar(&e.format, "format", explainForms[0], "print explanations in `FORMAT`: "+strings.Join(explainForms, ", "))
	flags.BoolVar(&e.quiet, "quiet", false, "print no progress")
	c.Args = func(c *cobra.Command, args []string) error {
		if len(args) == 0 {
			return fmt.Errorf("no name given; run \"docwright explain User.DisplayName\", or \"docwright explain --help\" for all kinds of names")
		}
		return nil
	}
	complete(c, "format", oneOf(explainForms...))
	c.ValidArgsFunction = e.complete
	return c
}

// joinLines joins a method and the path after it to one name: a request line without
// quotes.
func joinLines(args []string) []string {
	var names []string
	for i := 0; i < len(args); i++ {
		if i+1 < len(args) && strings.HasPrefix(args[i+1], "/") && args[i] == strings.ToUpper(args[i]) {
			names = append(names, args[i]+" "+args[i+1])
			i++
			continue
		}
		names = append(names, args[i])
	}
	return names
}

func (e *explainer) run(c *cobra.Command, names []string) error {
	index, err := e.index(c)
	if err != nil {
		return err
	}
	var found []explain.Explanation
	var unknown []string
	for _, name := range names {
		list := index.Find(name)
		found = append(found, list...)
		if len(list) == 0 {
			unknown = append(unknown, unknownName(index, name))
		}
	}
	write := explain.Write
	if e.format == "json" {
		write = explain.WriteJSON
	}
	if len(found) > 0 {
		if err := write(c.OutOrStdout(), found); err != nil {
			return err
		}
	}
	if len(unknown) > 0 {
		return fmt.Errorf("%s", strings.Join(unknown, "\n"))
	}
	return nil
}

// index reads the pages and returns an index of the model.
func (e *explainer) index(c *cobra.Command) (*explain.Index, error) {
	e.stderr = c.ErrOrStderr()
	if err := e.loadInput(c.Context()); err != nil {
		return nil, err
	}
	m, findings, err := e.read(c.Context())
	if err != nil {
		return nil, err
	}
	records, err := e.project.Records(e.config.Out)
	if err != nil {
		return nil, err
	}
	return explain.New(m, e.project.Levels.Apply(findings), explain.Options{Dir: e.docs, BaseURL: e.config.BaseURL, Names: target.Overrides(e.config), Records: records, Rules: source.Rules(), Relationships: e.config.Relationships})
}

// unknownName returns the message for an unknown name, with similar names.
func unknownName(index *explain.Index, name string) string {
	if slices.Contains(templates.Declared(), name) {
		return fmt.Sprintf("%q is part of every generated package and has no page; see the documentation of the package", name)
	}
	near := index.Nearest(name)
	if len(near) == 0 {
		return fmt.Sprintf("no such name: %q; \"docwright inspect --json\" prints all names", name)
	}
	return fmt.Sprintf("no such name: %q; did you mean %s?", name, strings.Join(near, ", "))
}

// complete returns the completions of a name for the shell. If the pages cannot be
// read there are none.
func (e *explainer) complete(c *cobra.Command, _ []string, begun string) ([]cobra.Completion, cobra.ShellCompDirective) {
	e.quiet = true
	index, err := e.index(c)
	if err != nil {
		return nil, cobra.ShellCompDirectiveError
	}
	return index.Complete(begun), cobra.ShellCompDirectiveNoFileComp
}
