// Package starter makes the first files of a project: a docwright.yaml, and a Go
// file with a go:generate line.
package starter

import (
	"bytes"
	"errors"
	"fmt"
	"go/build"
	"path/filepath"
	"text/template"

	"go.yaml.in/yaml/v3"

	"github.com/docwright/docwright/generator"
	"github.com/docwright/docwright/generator/project/config"
	"github.com/docwright/docwright/generator/project/pages"
	"github.com/docwright/docwright/generator/project/target"
)

// DirectiveName is the name of the file with the go:generate line.
const DirectiveName = "docwright.go"

// configuration is the first configuration. It sets the keys that generate needs,
// and shows others as comments.
var configuration = template.Must(template.New(config.Name).Parse(`# yaml-language-server: $schema={{.Schema}}
# The package that docwright generates. See "docwright generate --help".
docs: {{.Docs}}
out: {{.Out}}
package: {{.Package}}

# Include only these operations and the types that they need. Default: everything.
# include:
#   - used            # the functions and types that the Go code of the module uses
#   - api/user-*.md

# The beginning of links to pages. Without it, functions and types name their page.
# docs-url: https://learn.microsoft.com/graph/api/

# The origin and the licence of the pages, for the package comment.
# source: the Microsoft Graph reference
# licence: CC-BY-4.0
`))

// Project holds the settings of a new project.
type Project struct {
	Docs    string // the folder of pages
	Out     string // the folder of the package, inside the folder of the project
	Package string // the name of the package; empty for the name of its folder
	Schema  string // the URL of the JSON Schema of the configuration
}

// Files returns the files of a project in the working directory. It returns an error
// if the folder of pages does not exist, or if the folder or name of the package is
// invalid.
func (p Project) Files() ([]generator.File, error) {
	if err := p.check(); err != nil {
		return nil, err
	}
	text, err := p.configuration()
	if err != nil {
		return nil, err
	}
	line, err := directive()
	return []generator.File{{Name: config.Name, Data: text}, {Name: DirectiveName, Data: line}}, err
}

// check completes and checks the settings.
func (p *Project) check() error {
	if p.Docs == "" {
		return errors.New("no pages given; set --docs DIR to the folder of the pages")
	}
	if err := pages.CheckFolder(p.Docs, p.Docs); err != nil {
		return err
	}
	if !filepath.IsLocal(p.Out) {
		return fmt.Errorf("--out: %q is outside the working directory; choose a folder inside it", p.Out)
	}
	if err := target.CheckOut(p.Out, true); err != nil {
		return fmt.Errorf("--out: %w", err)
	}
	if p.Package == "" {
		full, err := filepath.Abs(p.Out)
		if err != nil {
			return err
		}
		p.Package = filepath.Base(full)
	}
	if !target.ValidName(p.Package) {
		return fmt.Errorf("%q is not a valid package name; set another with --package NAME", p.Package)
	}
	_, err := target.New(".", config.Settings{Docs: p.Docs, Out: p.Out, Package: p.Package}, true)
	return err
}

// configuration returns the text of the configuration.
func (p *Project) configuration() ([]byte, error) {
	var b bytes.Buffer
	values := map[string]string{"Docs": filepath.ToSlash(p.Docs), "Out": filepath.ToSlash(p.Out), "Package": p.Package}
	for key, v := range values {
		quoted, err := yaml.Marshal(v)
		if err != nil {
			return nil, err
		}
		values[key] = string(bytes.TrimSpace(quoted))
	}
	values["Schema"] = p.Schema
	if err := configuration.Execute(&b, values); err != nil {
		return nil, err
	}
	_, err := config.Parse(b.Bytes())
	return b.Bytes(), err
}

// directive returns the file with the go:generate line. The build constraint is only
// satisfied in "go generate", so the file is never compiled and adds no package to
// a folder without other Go files.
func directive() ([]byte, error) {
	name, err := packageHere()
	return []byte("//go:build generate\n\npackage " + name + "\n\n//go:generate go tool docwright generate\n"), err
}

// packageHere returns the name of the package in the working directory, because "go
// generate" requires all files to have the same package. Without Go files the name
// is that of the folder, or main.
func packageHere() (string, error) {
	if p, err := build.ImportDir(".", 0); err == nil {
		return p.Name, nil
	}
	dir, err := filepath.Abs(".")
	if name := filepath.Base(dir); target.ValidName(name) {
		return name, err
	}
	return "main", err
}
