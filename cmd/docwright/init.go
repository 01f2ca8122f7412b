package main

import (
	_ "embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/docwright/docwright/generator/project/config"
	"github.com/docwright/docwright/generator/project/starter"
)

// initialize holds the flags of the verb.
type initialize struct {
	docs, out, pkg string
	git            config.Git
	schema         bool
}

func newInit() *cobra.Command {
	var i initialize
	c := &cobra.Command{
		Use:   "init (--docs DIR | --git URL [--folder DIR])",
		Short: "Write a first " + config.Name + " and a go:generate line",
		Long: "Init writes " + config.Name + " and " + starter.DirectiveName + " into the working directory, so that\n" +
			"\"go generate\" generates the package. It does not change existing files.",
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, args []string) error {
			if i.schema {
				_, err := io.WriteString(c.OutOrStdout(), schema)
				return err
			}
			return i.run(c)
		},
	}
	flags := c.Flags()
	flags.SortFlags = false
	flags.StringVar(&i.docs, "docs", "", "configure the pages in `DIR` and below it")
	flags.StringVar(&i.git.URL, "git", "", "configure the pages in the git repository at `URL`, which \"docwright vendor\" brings")
	flags.StringVar(&i.git.Folder, "folder", "", "with --git, configure the pages in the folder `DIR` of the repository")
	flags.StringVar(&i.git.Ref, "ref", "", "with --git, configure the branch or tag `NAME` (default the default branch)")
	flags.StringVar(&i.out, "out", "internal/graph", "configure a package in `DIR`, inside the working directory")
	flags.StringVar(&i.pkg, "package", "", "configure the package name `NAME` (default the last part of --out)")
	flags.BoolVar(&i.schema, "schema", false, "write nothing; print the JSON Schema of "+config.Name)
	return c
}

// schemaURL is the URL from which editors load the schema.
const schemaURL = "https://raw.githubusercontent.com/docwright/docwright/main/cmd/docwright/docwright.schema.json"

// schema is the JSON Schema of the configuration.
//
//go:embed docwright.schema.json
var schema string

func (i *initialize) run(c *cobra.Command) error {
	files, err := starter.Project{Docs: i.docs, Git: i.git, Out: i.out, Package: i.pkg, Schema: schemaURL}.Files()
	if err != nil {
		return err
	}
	for _, f := range files {
		switch err := create(f.Name, f.Data); {
		case errors.Is(err, fs.ErrExist):
			fmt.Fprintf(c.OutOrStdout(), "%s already exists and was not changed\n", f.Name)
		case err != nil:
			return err
		default:
			fmt.Fprintf(c.OutOrStdout(), "wrote %s\n", f.Name)
		}
	}
	next := "next: go get -tool github.com/docwright/docwright/cmd/docwright@latest && go generate && go mod tidy"
	if i.git.IsSet() {
		next = strings.Replace(next, "go generate", "go tool docwright vendor && go generate", 1)
	}
	_, err = fmt.Fprintln(c.OutOrStdout(), next)
	return err
}

func create(name string, text []byte) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	return errors.Join(err, f.Close())
}
