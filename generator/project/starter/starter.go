// Package starter has the files that a project begins with: a docwright.yaml, and one
// with a line for "go generate".
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

// DirectiveName is the file with the go:generate line.
const DirectiveName = "docwright.go"

// configuration is the one to start from. What it sets is what generate needs; the
// rest is there to be found.
var configuration = template.Must(template.New(config.Name).Parse(`# yaml-language-server: $schema={{.Schema}}
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

// Project says what a project begins with.
type Project struct {
	Docs    string // the folder of pages
	Out     string // the folder of the package, inside of that of the project
	Package string // its name; empty for that of the folder
	Schema  string // the address of the JSON Schema of the configuration
}

// Files returns the files of a project in the working directory. The error is for pages
// that aren't there, and for a package that can't be.
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

// check completes and checks what the project begins with.
func (p *Project) check() error {
	if p.Docs == "" {
		return errors.New("no pages given: name the folder of the pages with --docs DIR")
	}
	if err := pages.CheckFolder(p.Docs, p.Docs); err != nil {
		return err
	}
	if !filepath.IsLocal(p.Out) {
		return fmt.Errorf("--out: %q leaves the working directory: want a folder inside of it", p.Out)
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
		return fmt.Errorf("%q is no name for a package: give one with --package NAME", p.Package)
	}
	return nil
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
	if name := filepath.Base(dir); target.ValidName(name) {
		return name, err
	}
	return "main", err
}
