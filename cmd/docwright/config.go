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
	BaseURL string   `yaml:"base-url"`
	DocsURL string   `yaml:"docs-url"`
	Source  string   `yaml:"source"`  // where the pages come from, for the package comment
	Licence string   `yaml:"licence"` // that the pages are under, for the package comment
}

// configKeys are the keys of config, in the order in which messages name them.
var configKeys = []string{"docs", "root", "out", "package", "include", "base-url", "docs-url", "source", "licence"}

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
	for i := 0; i < len(top.Content); i += 2 {
		if key := top.Content[i]; !slices.Contains(configKeys, key.Value) {
			return c, fmt.Errorf("%s:%d: unknown key %q: want one of %s", configName, key.Line, key.Value, strings.Join(configKeys, ", "))
		}
	}
	if err := document.Decode(&c); err != nil {
		return config{}, configError(err)
	}
	return c, nil
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
