// Package starter makes the first files of a project: a docwright.yaml, and a Go
// file with a go:generate line.
package starter

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"go/build"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"text/template"

	"go.yaml.in/yaml/v3"

	"github.com/docwright/docwright/generator"
	"github.com/docwright/docwright/generator/project/config"
	"github.com/docwright/docwright/generator/project/origin"
	"github.com/docwright/docwright/generator/project/pages"
	"github.com/docwright/docwright/generator/project/target"
	"github.com/docwright/docwright/parser/revision"
	"github.com/docwright/docwright/parser/source/textfile"
)

// DirectiveName is the name of the file with the go:generate line.
const DirectiveName = "docwright.go"

// configuration is the first configuration. It sets the keys that generate needs,
// and shows others as comments.
var configuration = template.Must(template.New(config.Name).Parse(`# yaml-language-server: $schema={{.Schema}}
# The package that docwright generates. See "docwright generate --help".
{{- if .Git}}
docs:
  git: {{.Git}}
  ref: {{.Ref}}                # what --update follows
  folder: {{.Folder}}
vendor: {{.Vendor}}   # the pages that the package stands on; "docwright vendor" brings them
{{- else}}
docs: {{.Docs}}
{{- end}}
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
{{- if .Licence}}
licence: {{.Licence}}
{{- else}}
# licence: CC-BY-4.0
{{- end}}
`))

// Project holds the settings of a new project.
type Project struct {
	Docs    string // the folder of pages; empty if they are in a git repository
	Git     config.Git
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

// checkPages completes and checks the settings of the pages.
func (p *Project) checkPages() error {
	switch {
	case p.Git.IsSet() && p.Docs != "":
		return errors.New("--docs names pages on disk, and --git those of a repository; give one of them")
	case p.Git.IsSet():
		p.Git.Ref = cmp.Or(p.Git.Ref, "HEAD")
		p.Git.Folder = path.Clean(filepath.ToSlash(p.Git.Folder))
		return pages.SourceOf(config.Settings{Git: p.Git}).Check()
	case p.Docs == "":
		return errors.New("no pages given; set --docs DIR to the folder of the pages, or --git URL to their repository")
	}
	return pages.CheckFolder(p.Docs, p.Docs)
}

// licence returns the SPDX name of the licence of the repository with the pages, or the
// empty string if it is not known.
func licence(docs string) string {
	top, err := revision.Top(docs)
	if err != nil || docs == "" {
		return ""
	}
	if here, err := revision.Top("."); err == nil && here == top {
		return "" // the licence is that of the code
	}
	files, err := os.ReadDir(top)
	if err != nil {
		return ""
	}
	for _, f := range files {
		if !f.Type().IsRegular() || !origin.IsLicence(f.Name()) {
			continue
		}
		text, err := textfile.ReadIn(top, f.Name(), licenceLimit)
		if name := origin.LicenceOf(text); err == nil && name != "" {
			return name
		}
	}
	return ""
}

// licenceLimit is the maximum size of a licence in bytes.
const licenceLimit = 1 << 20

// vendor returns the folder for the pages of a git repository: third_party, and the name
// of the repository.
func vendor(url string) string {
	name := strings.TrimSuffix(url[strings.LastIndexAny(url, "/:")+1:], ".git")
	if name = unusual.ReplaceAllString(name, "-"); strings.Trim(name, ".-") == "" {
		name = "docs"
	}
	return "third_party/" + name
}

// unusual matches what no name of a folder should have.
var unusual = regexp.MustCompile(`[^A-Za-z0-9._-]+`)

// check completes and checks the settings.
func (p *Project) check() error {
	if err := p.checkPages(); err != nil {
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
	if p.Git.IsSet() {
		return nil // the pages are not there yet
	}
	_, err := target.New(".", config.Settings{Docs: p.Docs, Out: p.Out, Package: p.Package}, true)
	return err
}

// configuration returns the text of the configuration.
func (p *Project) configuration() ([]byte, error) {
	var b bytes.Buffer
	values := map[string]string{"Docs": filepath.ToSlash(p.Docs), "Out": filepath.ToSlash(p.Out), "Package": p.Package}
	if p.Git.IsSet() {
		values["Git"], values["Ref"], values["Folder"], values["Vendor"] = p.Git.URL, p.Git.Ref, p.Git.Folder, vendor(p.Git.URL)
	}
	for key, v := range values {
		quoted, err := yaml.Marshal(v)
		if err != nil {
			return nil, err
		}
		values[key] = string(bytes.TrimSpace(quoted))
	}
	values["Schema"], values["Licence"] = p.Schema, licence(p.Docs)
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
