package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/docwright/docwright/generator"
)

// configName is the configuration file, in the working directory.
const configName = "docwright.yaml"

// configLimit is the most that a configuration may weigh, in bytes.
const configLimit = 64 << 10

// config is what docwright.yaml may say. Paths are relative to its folder.
type config struct {
	Docs    string   `yaml:"docs"`
	Root    string   `yaml:"root"`
	Out     string   `yaml:"out"`
	Package string   `yaml:"package"`
	Include []string `yaml:"include"`
	Exclude []string `yaml:"exclude"`
	BaseURL string   `yaml:"base-url"`
	DocsURL string   `yaml:"docs-url"`
	Source  string   `yaml:"source"`  // where the pages come from, for the package comment
	Licence string   `yaml:"licence"` // that the pages are under, for the package comment
	Budget  budget   `yaml:"budget"`
}

// budget is the most that a package may have; 0 is no limit.
type budget struct {
	Files int `yaml:"files"`
	Lines int `yaml:"lines"` // of Go
	Types int `yaml:"types"` // structs of the pages' types
}

// check returns an error where the package has more.
func (b budget) check(files []generator.File, types int) error {
	lines := 0
	for _, f := range files {
		if strings.HasSuffix(f.Name, ".go") {
			lines += bytes.Count(f.Data, []byte("\n"))
		}
	}
	for _, part := range []struct {
		noun    string
		has, of int
	}{{"files", len(files), b.Files}, {"lines", lines, b.Lines}, {"types", types, b.Types}} {
		if part.of > 0 && part.has > part.of {
			return fmt.Errorf("nothing was written: the package has %d %s, and the budget in %s is %d: choose less with \"include\" (\"docwright generate --dry-run\" says why each type is in), or raise it", part.has, part.noun, configName, part.of)
		}
	}
	return nil
}

// configKeys are the keys of config, in the order in which messages name them.
var configKeys = []string{"docs", "root", "out", "package", "include", "exclude", "base-url", "docs-url", "source", "licence", "budget"}

// budgetKeys are those of budget.
var budgetKeys = []string{"files", "lines", "types"}

// readConfig reads the configuration file, and returns the zero config where
// there is none.
func readConfig() (config, error) {
	f, err := os.Open(configName)
	if errors.Is(err, fs.ErrNotExist) {
		return config{}, nil
	}
	if err != nil {
		return config{}, err
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, configLimit+1))
	if err != nil {
		return config{}, err
	}
	if len(text) > configLimit {
		return config{}, fmt.Errorf("%s: larger than %d bytes", configName, configLimit)
	}
	return parseConfig(text)
}

func parseConfig(text []byte) (config, error) {
	var c config
	var document yaml.Node
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	switch err := decoder.Decode(&document); {
	case err == io.EOF:
		return c, nil
	case err != nil:
		return c, configError(err)
	}
	if err := decoder.Decode(new(yaml.Node)); err != io.EOF {
		return c, fmt.Errorf("%s: more than one document", configName)
	}
	top := document.Content[0]
	if top.Kind != yaml.MappingNode {
		if top.Tag == "!!null" {
			return c, nil
		}
		return c, fmt.Errorf("%s:%d: want lines of the form \"key: value\"", configName, top.Line)
	}
	if err := checkKeys(top, configKeys); err != nil {
		return c, err
	}
	for i := 0; i < len(top.Content); i += 2 {
		if value := top.Content[i+1]; top.Content[i].Value == "budget" && value.Kind == yaml.MappingNode {
			if err := checkKeys(value, budgetKeys); err != nil {
				return c, err
			}
		}
	}
	if err := document.Decode(&c); err != nil {
		return config{}, configError(err)
	}
	return c, nil
}

// checkKeys returns an error for a key that is none of those known.
func checkKeys(mapping *yaml.Node, known []string) error {
	for i := 0; i < len(mapping.Content); i += 2 {
		if key := mapping.Content[i]; !slices.Contains(known, key.Value) {
			return fmt.Errorf("%s:%d: unknown key %q: want one of %s", configName, key.Line, key.Value, strings.Join(known, ", "))
		}
	}
	return nil
}

// configError makes "docwright.yaml:3: …" of the first of yaml's messages.
func configError(err error) error {
	text := strings.TrimPrefix(err.Error(), "yaml: ")
	var types *yaml.TypeError
	if errors.As(err, &types) {
		text = types.Errors[0]
	}
	if rest, ok := strings.CutPrefix(text, "line "); ok {
		return fmt.Errorf("%s:%s", configName, rest)
	}
	return fmt.Errorf("%s: %s", configName, text)
}
