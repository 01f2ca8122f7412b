// Package config reads docwright.yaml, which describes the packages of a project.
//
// The keys at the top of the file apply to all packages. The keys of an entry of
// "targets" apply to one package and take precedence. Paths are relative to the
// folder of the file.
package config

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"path/filepath"
	"slices"

	"go.yaml.in/yaml/v3"

	"github.com/docwright/docwright/generator/choice"
	"github.com/docwright/docwright/generator/lock"
	"github.com/docwright/docwright/parser/source"
	"github.com/docwright/docwright/parser/source/textfile"
)

// Name is the name of the file.
const Name = "docwright.yaml"

// limit is the maximum size of the file, in bytes.
const limit = 64 << 10

// Config is the content of the file.
type Config struct {
	Targets    []Settings // at least one
	Severities []Entry    // from the name of a rule to a severity
}

// Settings are the settings of a package.
type Settings struct {
	Docs    string   `yaml:"docs"`
	Git     Git      `yaml:"-"`      // where the pages live; Docs is then empty
	Vendor  string   `yaml:"vendor"` // the folder that keeps the pages of Git
	Root    string   `yaml:"root"`
	Zone    string   `yaml:"zone"` // that is read where pages have several
	Out     string   `yaml:"out"`
	Package string   `yaml:"package"`
	Include Patterns `yaml:"include"`
	Exclude Patterns `yaml:"exclude"`
	BaseURL string   `yaml:"base-url"`
	DocsURL string   `yaml:"docs-url"`
	Source  string   `yaml:"source"`  // the origin of the pages, for the package comment
	Licence string   `yaml:"licence"` // the licence of the pages, for the package comment
	Budget  Budget   `yaml:"budget"`
	Overlay string   `yaml:"overlay"` // a file of corrections
	Names   Entries  `yaml:"names"`   // from subjects to Go names
	Types   Entries  `yaml:"types"`   // from properties to types
	// Tests is false for a package without tests. It is nil if it is not set.
	Tests *bool `yaml:"tests"`
	// Lock is the level of docwright.lock, or empty for the default.
	Lock lock.Level `yaml:"lock"`
	// Relationships selects the relationships whose types are part of the package.
	Relationships choice.Relationships `yaml:"relationships"`
}

// HasTests reports whether the package has tests.
func (s Settings) HasTests() bool { return s.Tests == nil || *s.Tests }

// Git is a folder of a git repository. In the file, it is the value of "docs" if that is
// a mapping.
type Git struct {
	URL    string `yaml:"git"`
	Ref    string `yaml:"ref"`    // a branch, a tag or the hash of a commit
	Folder string `yaml:"folder"` // from the top of the repository, slash-separated
}

// IsSet reports whether pages live in a git repository.
func (g Git) IsSet() bool { return g.URL != "" }

// Budget limits the size of a package. 0 means no limit.
type Budget struct {
	Files int `yaml:"files"`
	Lines int `yaml:"lines"` // of Go
	Types int `yaml:"types"` // structs for types of the pages
}

// Patterns is a list of patterns. In the file, a single pattern needs no list.
type Patterns []string

// UnmarshalYAML reads a text or a list of texts.
func (p *Patterns) UnmarshalYAML(node *yaml.Node) error {
	if node.Kind == yaml.ScalarNode && node.Tag == "!!str" {
		*p = Patterns{node.Value}
		return nil
	}
	for _, item := range node.Content {
		if item.Kind == yaml.ScalarNode && (item.Tag != "!!str" || item.Value == "") {
			return fmt.Errorf("line %d: want a pattern, not %q", item.Line, item.Value)
		}
	}
	return node.Decode((*[]string)(p))
}

// Entries is a mapping from text to text, in the order of the file.
type Entries []Entry

// Entry is a line of a mapping.
type Entry struct {
	Key, Value string
	Line       int
}

// Position returns the position of the entry.
func (e Entry) Position() source.Position { return source.Position{File: Name, Line: e.Line} }

// UnmarshalYAML reads a mapping of scalars.
func (e *Entries) UnmarshalYAML(node *yaml.Node) error {
	if node.Kind != yaml.MappingNode {
		return fmt.Errorf("line %d: want lines of the form \"key: value\"", node.Line)
	}
	*e = nil
	first := map[string]int{}
	for i := 0; i < len(node.Content); i += 2 {
		key, value := node.Content[i], node.Content[i+1]
		if line := first[key.Value]; line > 0 {
			return fmt.Errorf("line %d: %q is already set at line %d", key.Line, key.Value, line)
		}
		first[key.Value] = key.Line
		if value.Kind != yaml.ScalarNode || value.Tag != "!!str" {
			return fmt.Errorf("line %d: want text for %q; put the value in quotes", value.Line, key.Value)
		}
		*e = append(*e, Entry{key.Value, value.Value, key.Line})
	}
	return nil
}

// Read reads the file in a folder. If there is none, the result has one target
// without settings.
func Read(dir string) (*Config, error) {
	text, err := textfile.ReadIn(dir, Name, limit)
	if errors.Is(err, fs.ErrNotExist) {
		return &Config{Targets: make([]Settings, 1)}, nil
	}
	if err != nil {
		return nil, err
	}
	return Parse(text)
}

// file is the YAML form of the file.
type file struct {
	Settings   `yaml:",inline"`
	Targets    []yaml.Node `yaml:"targets"`
	Severities Entries     `yaml:"severities"`
}

// Parse reads the text of the file. The error names the invalid line.
func Parse(text []byte) (*Config, error) {
	document, err := decode(text)
	if err != nil {
		return nil, err
	}
	var f file
	if document != nil {
		if err := checkSettings(document, fileKeys); err != nil {
			return nil, err
		}
		if err := decodeSettings(document, &f, &f.Settings); err != nil {
			return nil, err
		}
	}
	targets, err := f.targets()
	if err != nil {
		return nil, err
	}
	return &Config{Targets: targets, Severities: f.Severities}, nil
}

// decode returns the mapping in the text, or nil if the text is empty.
func decode(text []byte) (*yaml.Node, error) {
	var document yaml.Node
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	switch err := decoder.Decode(&document); {
	case err == io.EOF:
		return nil, nil
	case err != nil:
		return nil, message(err)
	}
	if err := decoder.Decode(new(yaml.Node)); err != io.EOF {
		return nil, fmt.Errorf("%s: more than one document", Name)
	}
	top := document.Content[0]
	if top.Kind != yaml.MappingNode {
		if top.Tag == "!!null" {
			return nil, nil
		}
		return nil, fmt.Errorf("%s:%d: want lines of the form \"key: value\"", Name, top.Line)
	}
	if line := aliasLine(top); line > 0 {
		return nil, fmt.Errorf("%s:%d: anchors are not supported; write the value out", Name, line)
	}
	return top, nil
}

// aliasLine returns the line of the first use of an anchor, or 0.
func aliasLine(node *yaml.Node) int {
	if node.Kind == yaml.AliasNode || node.Tag == "!!merge" {
		return node.Line
	}
	for _, inner := range node.Content {
		if line := aliasLine(inner); line > 0 {
			return line
		}
	}
	return 0
}

// targets returns the settings of each target. A file without "targets" has one.
func (f *file) targets() ([]Settings, error) {
	if len(f.Targets) == 0 {
		return []Settings{f.Settings}, nil
	}
	if f.Out != "" || f.Package != "" {
		return nil, fmt.Errorf("%s: a file with \"targets\" has \"out\" and \"package\" in each target, not at the top", Name)
	}
	var list []Settings
	seen := map[string]bool{}
	for i := range f.Targets {
		node := &f.Targets[i]
		t, err := f.target(node)
		if err != nil {
			return nil, err
		}
		out := path.Clean(filepath.ToSlash(t.Out))
		if seen[out] {
			return nil, fmt.Errorf("%s:%d: another target also has \"out\" %q; each package needs its own folder", Name, node.Line, t.Out)
		}
		seen[out] = true
		list = append(list, t)
	}
	return list, nil
}

// target returns the settings of one target: those at the top of the file, with the
// keys of the node in their place.
func (f *file) target(node *yaml.Node) (Settings, error) {
	t := f.Settings
	if node.Kind != yaml.MappingNode {
		return t, fmt.Errorf("%s:%d: want lines of the form \"key: value\"", Name, node.Line)
	}
	if err := checkSettings(node, settingKeys); err != nil {
		return t, err
	}
	if err := decodeSettings(node, &t, &t); err != nil {
		return t, err
	}
	if t.Out == "" {
		return t, fmt.Errorf("%s:%d: the target has no \"out\"; each package needs its own folder", Name, node.Line)
	}
	return t, nil
}

// Outs returns the folders of all packages in the file.
func (c *Config) Outs() []string {
	var list []string
	for _, t := range c.Targets {
		if t.Out != "" {
			list = append(list, t.Out)
		}
	}
	return slices.Clip(list)
}

// Join returns the path of a file whose name is relative to dir.
func Join(dir, name string) string {
	if dir == "." || filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(dir, name)
}

// Near returns name relative to dir if it is inside dir, and unchanged otherwise. CI
// systems show a finding at its line only if the path is relative, and a lock must
// not depend on where a repository is, nor on the system: a path inside dir has
// slashes. A relative name is relative to dir.
func Near(dir, name string) string {
	here, err := filepath.Abs(dir)
	if err != nil || name == "" {
		return name
	}
	full, err := filepath.Abs(Join(dir, name))
	if err != nil {
		return name
	}
	if inside, err := filepath.Rel(here, full); err == nil && filepath.IsLocal(inside) {
		return filepath.ToSlash(inside)
	}
	return name
}

// RealPath returns an absolute path with the links of its existing part resolved.
func RealPath(name string) string {
	full, err := filepath.Abs(name)
	if err != nil {
		return name
	}
	for dir, rest := full, ""; ; dir, rest = filepath.Dir(dir), filepath.Join(filepath.Base(dir), rest) {
		if real, err := filepath.EvalSymlinks(dir); err == nil {
			return filepath.Join(real, rest)
		}
		if dir == filepath.Dir(dir) {
			return full
		}
	}
}
