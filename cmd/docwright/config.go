package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/docwright/docwright/generator"
	"github.com/docwright/docwright/generator/choice"
)

// configName is the configuration file, in the working directory.
const configName = "docwright.yaml"

// configLimit is the most that a configuration may weigh, in bytes.
const configLimit = 64 << 10

// config is what docwright.yaml may say. Paths are relative to its folder.
type config struct {
	settings   `yaml:",inline"`
	Targets    []yaml.Node `yaml:"targets"`
	Severities entries     `yaml:"severities"`
}

// settings are what the configuration may say of a target: at its top of all
// targets, or of the only one, and below "targets" of one of several.
type settings struct {
	Docs    string   `yaml:"docs"`
	Root    string   `yaml:"root"`
	Out     string   `yaml:"out"`
	Package string   `yaml:"package"`
	Include patterns `yaml:"include"`
	Exclude patterns `yaml:"exclude"`
	BaseURL string   `yaml:"base-url"`
	DocsURL string   `yaml:"docs-url"`
	Source  string   `yaml:"source"`  // where the pages come from, for the package comment
	Licence string   `yaml:"licence"` // that the pages are under, for the package comment
	Budget  budget   `yaml:"budget"`
	// Relationships says by which relationships types bring others along.
	Relationships relationships `yaml:"relationships"`
	Overlay       string        `yaml:"overlay"` // a file of corrections
	Names         entries       `yaml:"names"`   // Go names by what they are for
	Types         entries       `yaml:"types"`   // types of properties
}

// patterns is a list of patterns; one alone may stand without a list.
type patterns []string

// UnmarshalYAML reads a list of texts, or one.
func (p *patterns) UnmarshalYAML(node *yaml.Node) error {
	if node.Kind == yaml.ScalarNode && node.Tag == "!!str" {
		*p = patterns{node.Value}
		return nil
	}
	for _, item := range node.Content {
		if item.Kind == yaml.ScalarNode && (item.Tag != "!!str" || item.Value == "") {
			return fmt.Errorf("line %d: want a pattern, not %q", item.Line, item.Value)
		}
	}
	return node.Decode((*[]string)(p))
}

// relationships is a value of [choice.Relationships].
type relationships choice.Relationships

// UnmarshalYAML reads one of the values.
func (r *relationships) UnmarshalYAML(node *yaml.Node) error {
	value, err := choice.ParseRelationships(node.Value)
	if err != nil || node.Kind != yaml.ScalarNode {
		return fmt.Errorf("line %d: %w", node.Line, err)
	}
	*r = relationships(value)
	return nil
}

// entries is a mapping from text to text, in the order of the file.
type entries []entry

type entry struct {
	key, value string
	line       int
}

// UnmarshalYAML reads a mapping of scalars.
func (e *entries) UnmarshalYAML(node *yaml.Node) error {
	if node.Kind != yaml.MappingNode {
		return fmt.Errorf("line %d: want lines of the form \"key: value\"", node.Line)
	}
	*e = nil
	first := map[string]int{}
	for i := 0; i < len(node.Content); i += 2 {
		key, value := node.Content[i], node.Content[i+1]
		if line := first[key.Value]; line > 0 {
			return fmt.Errorf("line %d: %q is there already, at line %d", key.Line, key.Value, line)
		}
		first[key.Value] = key.Line
		if value.Kind != yaml.ScalarNode || value.Tag != "!!str" {
			return fmt.Errorf("line %d: want text for %q: put it in quotes", value.Line, key.Value)
		}
		*e = append(*e, entry{key.Value, value.Value, key.Line})
	}
	return nil
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

// settingKeys are the keys of settings, in the order in which messages name
// them, and configKeys those of config.
var (
	settingKeys = []string{"docs", "root", "out", "package", "include", "exclude", "base-url", "docs-url", "source", "licence", "budget", "relationships", "overlay", "names", "types"}
	configKeys  = append(slices.Clone(settingKeys), "targets", "severities")
)

// budgetKeys are those of budget.
var budgetKeys = []string{"files", "lines", "types"}

// readConfig reads the configuration file, and returns the zero config where
// there is none.
func readConfig() (config, error) {
	text, err := readHere(configName, configLimit)
	if errors.Is(err, fs.ErrNotExist) {
		return config{}, nil
	}
	if err != nil {
		return config{}, err
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
	if line := aliasLine(top); line > 0 {
		return c, fmt.Errorf("%s:%d: anchors are not followed here: write the value out", configName, line)
	}
	if err := checkSettings(top, configKeys); err != nil {
		return c, err
	}
	if err := document.Decode(&c); err != nil {
		return config{}, configError(err)
	}
	return c, nil
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

// targets returns the settings of each target: what stands below "targets" on
// top of what the configuration says of all. Without that there is one.
func (c *config) targets() ([]settings, error) {
	if len(c.Targets) == 0 {
		return []settings{c.settings}, nil
	}
	if c.Out != "" || c.Package != "" {
		return nil, fmt.Errorf("%s: \"out\" and \"package\" belong below each of the \"targets\"", configName)
	}
	var list []settings
	seen := map[string]bool{}
	for _, node := range c.Targets {
		t := c.settings
		if node.Kind != yaml.MappingNode {
			return nil, fmt.Errorf("%s:%d: want lines of the form \"key: value\"", configName, node.Line)
		}
		if err := checkSettings(&node, settingKeys); err != nil {
			return nil, err
		}
		if err := node.Decode(&t); err != nil {
			return nil, configError(err)
		}
		switch out := path.Clean(filepath.ToSlash(t.Out)); {
		case t.Out == "":
			return nil, fmt.Errorf("%s:%d: the target has no \"out\": each needs a folder of its own", configName, node.Line)
		case seen[out]:
			return nil, fmt.Errorf("%s:%d: another target has %q as \"out\" too: each needs a folder of its own", configName, node.Line, t.Out)
		default:
			seen[out] = true
		}
		list = append(list, t)
	}
	return list, nil
}

// checkSettings returns an error for a key that is none of those known, there or
// in the budget.
func checkSettings(mapping *yaml.Node, known []string) error {
	if err := checkKeys(mapping, known); err != nil {
		return err
	}
	for i := 0; i < len(mapping.Content); i += 2 {
		key, value := mapping.Content[i].Value, mapping.Content[i+1]
		switch {
		case value.Tag == "!!null":
			return fmt.Errorf("%s:%d: %q has no value: give it one, or take the line out", configName, value.Line, key)
		case key == "budget" && value.Kind == yaml.MappingNode:
			if err := checkBudget(value); err != nil {
				return err
			}
		case value.Kind == yaml.ScalarNode && key != "budget" && value.Tag != "!!str":
			return fmt.Errorf("%s:%d: %s: found %s, want text: put it in quotes", configName, value.Line, key, foundKinds[strings.TrimPrefix(value.Tag, "!!")])
		case value.Kind == yaml.ScalarNode && value.Value == "":
			return fmt.Errorf("%s:%d: %q is empty: give it a value, or take the line out", configName, value.Line, key)
		}
	}
	return nil
}

// checkBudget returns an error for a key that is unknown, and for a limit that
// nothing could keep to: without a key there is no limit.
func checkBudget(mapping *yaml.Node) error {
	if err := checkKeys(mapping, budgetKeys); err != nil {
		return err
	}
	for i := 0; i < len(mapping.Content); i += 2 {
		key, value := mapping.Content[i], mapping.Content[i+1]
		if n, err := strconv.Atoi(value.Value); err != nil || n < 1 {
			return fmt.Errorf("%s:%d: budget: %s: want a whole number above 0, or no such line where there is no limit, not %q", configName, value.Line, key.Value, value.Value)
		}
	}
	return nil
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

// wrongKind is what yaml says of a value that has another form than its key asks
// for, with the name of a Go type.
var wrongKind = regexp.MustCompile(`^line (\d+): cannot unmarshal !!(\w+).* into (\S+)$`)

// foundKinds says in the words of a reader what YAML's tags stand for.
var foundKinds = map[string]string{
	"str": "text", "int": "a number", "float": "a number", "bool": "true or false", "null": "nothing",
	"seq": "a list", "map": "lines of the form \"key: value\"", "timestamp": "a time",
}

// wantedKind says in the words of a reader what goes into a Go type.
func wantedKind(goType string) string {
	switch {
	case goType == "string":
		return "text"
	case goType == "int":
		return "a whole number"
	case strings.HasPrefix(goType, "[]"):
		return "a list"
	}
	return "lines of the form \"key: value\""
}

// configError makes "docwright.yaml:3: …" of the first of yaml's messages.
func configError(err error) error {
	text := strings.TrimPrefix(err.Error(), "yaml: ")
	var types *yaml.TypeError
	if errors.As(err, &types) {
		text = types.Errors[0]
	}
	if m := wrongKind.FindStringSubmatch(text); m != nil {
		return fmt.Errorf("%s:%s: found %s, want %s", configName, m[1], foundKinds[m[2]], wantedKind(m[3]))
	}
	if rest, ok := strings.CutPrefix(text, "line "); ok {
		return fmt.Errorf("%s:%s", configName, rest)
	}
	return fmt.Errorf("%s: %s", configName, text)
}
