package main

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"go/build"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"text/template"

	"github.com/spf13/cobra"
	"go.yaml.in/yaml/v3"
)

// directiveName is the file that init puts the go:generate line into.
const directiveName = "docwright.go"

// initialize holds the flags of the verb.
type initialize struct {
	docs, out, pkg string
	schema         bool
}

func newInit() *cobra.Command {
	var i initialize
	c := &cobra.Command{
		Use:   "init --docs DIR",
		Short: "Write a " + configName + " to start from, and a go:generate line",
		Long: "Init writes " + configName + " and " + directiveName + " into the working directory, so that\n" +
			"\"go generate\" writes the package. A file that is there already is left alone.",
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
	flags.StringVar(&i.docs, "docs", "", "the pages are in `DIR`: a folder with api/ and resources/")
	flags.StringVar(&i.out, "out", "internal/graph", "the package is for `DIR`, inside of the working directory")
	flags.StringVar(&i.pkg, "package", "", "the package is called `NAME` (default the last part of --out)")
	flags.BoolVar(&i.schema, "schema", false, "write nothing: print the JSON Schema of "+configName)
	return c
}

// schemaURL is where editors find what a configuration may say.
const schemaURL = "https://raw.githubusercontent.com/docwright/docwright/main/cmd/docwright/docwright.schema.json"

// schema is what is there.
//
//go:embed docwright.schema.json
var schema string

// starter is the configuration to start from. What it sets is what generate
// needs; the rest is there to be found.
var starter = template.Must(template.New(configName).Parse(`# yaml-language-server: $schema=` + schemaURL + `
# What docwright makes of which pages. See "docwright generate --help".
docs: {{.Docs}}
out: {{.Out}}
package: {{.Package}}

# Only these operations, and the types that they reach. Without it: everything.
# include:
#   - used            # what the Go code of the module calls
#   - api/user-*.md

# Where the pages come from and their licence, for the package comment.
# source: the Microsoft Graph reference
# licence: CC-BY-4.0
`))

func (i *initialize) run(c *cobra.Command) error {
	if err := i.check(); err != nil {
		return err
	}
	config, err := i.config()
	if err != nil {
		return err
	}
	line, err := directive()
	if err != nil {
		return err
	}
	for _, f := range []struct {
		name string
		text []byte
	}{{configName, config}, {directiveName, line}} {
		switch err := create(f.name, f.text); {
		case errors.Is(err, fs.ErrExist):
			fmt.Fprintf(c.OutOrStdout(), "%s is there already and was left alone\n", f.name)
		case err != nil:
			return err
		default:
			fmt.Fprintf(c.OutOrStdout(), "wrote %s\n", f.name)
		}
	}
	_, err = fmt.Fprintln(c.OutOrStdout(), "next: go get -tool github.com/docwright/docwright/cmd/docwright@latest && go generate")
	return err
}

func (i *initialize) check() error {
	if i.docs == "" {
		return errors.New("no pages given: name the folder that has api/ and resources/ with --docs DIR")
	}
	if err := checkFolder(i.docs); err != nil {
		return err
	}
	if !filepath.IsLocal(i.out) {
		return fmt.Errorf("--out: %q leaves the working directory: want a folder inside of it", i.out)
	}
	if err := checkOut(i.out, true); err != nil {
		return fmt.Errorf("--out: %w", err)
	}
	if i.pkg == "" {
		full, err := filepath.Abs(i.out)
		if err != nil {
			return err
		}
		i.pkg = filepath.Base(full)
	}
	if !validPackage(i.pkg) {
		return fmt.Errorf("%q is no name for a package: give one with --package NAME", i.pkg)
	}
	return nil
}

// config returns the text of the configuration.
func (i *initialize) config() ([]byte, error) {
	var b bytes.Buffer
	values := map[string]string{"Docs": filepath.ToSlash(i.docs), "Out": filepath.ToSlash(i.out), "Package": i.pkg}
	for key, v := range values {
		quoted, err := yaml.Marshal(v)
		if err != nil {
			return nil, err
		}
		values[key] = string(bytes.TrimSpace(quoted))
	}
	if err := starter.Execute(&b, values); err != nil {
		return nil, err
	}
	_, err := parseConfig(b.Bytes())
	return b.Bytes(), err
}

// directive returns the file with the go:generate line. Its constraint is that
// of "go generate", so that the file is never compiled: a folder without other
// Go files has no package because of it.
func directive() ([]byte, error) {
	name, err := packageHere()
	return []byte("//go:build generate\n\npackage " + name + "\n\n//go:generate go tool docwright generate\n"), err
}

// packageHere is the package of the working directory, which "go generate" wants
// all files to be of. Without Go files it is called after the folder.
func packageHere() (string, error) {
	if p, err := build.ImportDir(".", 0); err == nil {
		return p.Name, nil
	}
	dir, err := filepath.Abs(".")
	if name := filepath.Base(dir); validPackage(name) {
		return name, err
	}
	return "main", err
}

func create(name string, text []byte) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	return errors.Join(err, f.Close())
}
