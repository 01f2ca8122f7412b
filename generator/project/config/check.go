package config

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/docwright/docwright/generator/choice"
	"github.com/docwright/docwright/generator/lock"
	"github.com/docwright/docwright/parser/near"
)

// settingKeys are the keys of settings, fileKeys the keys at the top of the file,
// and budgetKeys the keys of a budget, in the order of messages.
var (
	settingKeys = []string{"docs", "vendor", "root", "zone", "out", "package", "include", "exclude", "base-url", "docs-url", "source", "licence", "budget", "relationships", "overlay", "names", "types", "tests", "lock"}
	fileKeys    = append(slices.Clone(settingKeys), "targets", "severities")
	budgetKeys  = []string{"files", "lines", "types"}
)

// checkSettings returns an error for an unknown key, in the mapping or in its
// budget, and for a key without a valid value.
func checkSettings(mapping *yaml.Node, known []string) error {
	if err := checkKeys(mapping, known); err != nil {
		return err
	}
	for i := 0; i < len(mapping.Content); i += 2 {
		key, value := mapping.Content[i].Value, mapping.Content[i+1]
		switch {
		case value.Tag == "!!null":
			return fmt.Errorf("%s:%d: %q has no value; give it one, or remove the line", Name, value.Line, key)
		case key == "budget" && value.Kind == yaml.MappingNode:
			if err := checkBudget(value); err != nil {
				return err
			}
		case key == "docs" && value.Kind == yaml.MappingNode:
		case key == "tests":
			if value.Kind != yaml.ScalarNode || value.Tag != "!!bool" {
				return fmt.Errorf("%s:%d: tests: want true or false", Name, value.Line)
			}
		case value.Kind == yaml.ScalarNode && key != "budget" && value.Tag != "!!str":
			return fmt.Errorf("%s:%d: %s: found %s, want text; put the value in quotes", Name, value.Line, key, foundKinds[strings.TrimPrefix(value.Tag, "!!")])
		case key == "relationships":
			if _, err := choice.ParseRelationships(value.Value); err != nil {
				return fmt.Errorf("%s:%d: %w", Name, value.Line, err)
			}
		case key == "lock":
			if _, err := lock.ParseLevel(value.Value); err != nil {
				return fmt.Errorf("%s:%d: %w", Name, value.Line, err)
			}
		case value.Kind == yaml.ScalarNode && value.Value == "":
			return fmt.Errorf("%s:%d: %q is empty; give it a value, or remove the line", Name, value.Line, key)
		}
	}
	return nil
}

// checkBudget returns an error for an unknown key and for a limit below 1. A
// missing key means no limit.
func checkBudget(mapping *yaml.Node) error {
	if err := checkKeys(mapping, budgetKeys); err != nil {
		return err
	}
	for i := 0; i < len(mapping.Content); i += 2 {
		key, value := mapping.Content[i], mapping.Content[i+1]
		if n, err := strconv.Atoi(value.Value); err != nil || n < 1 {
			return fmt.Errorf("%s:%d: budget: %s: want a positive whole number, not %q; remove the line for no limit", Name, value.Line, key.Value, value.Value)
		}
	}
	return nil
}

// checkKeys returns an error for an unknown key.
func checkKeys(mapping *yaml.Node, known []string) error {
	for i := 0; i < len(mapping.Content); i += 2 {
		if key := mapping.Content[i]; !slices.Contains(known, key.Value) {
			return fmt.Errorf("%s:%d: unknown key %q: want one of %s%s", Name, key.Line, key.Value, strings.Join(known, ", "), near.Hint(key.Value, known))
		}
	}
	return nil
}

// wrongKind matches an error of package yaml for a value of the wrong kind. The
// error has the name of a Go type.
var wrongKind = regexp.MustCompile(`^line (\d+): cannot unmarshal !!(\w+).* into (\S+)$`)

// foundKinds describes YAML tags in words.
var foundKinds = map[string]string{
	"str": "text", "int": "a number", "float": "a number", "bool": "true or false", "null": "nothing",
	"seq": "a list", "map": "lines of the form \"key: value\"", "timestamp": "a time",
}

// wantedKind describes the values of a Go type in words.
func wantedKind(goType string) string {
	switch {
	case goType == "string":
		return "text"
	case strings.HasPrefix(goType, "[]"):
		return "a list"
	}
	return "lines of the form \"key: value\""
}

// message converts the first error of package yaml to "docwright.yaml:3: …".
func message(err error) error {
	text := strings.TrimPrefix(err.Error(), "yaml: ")
	var types *yaml.TypeError
	if errors.As(err, &types) {
		text = types.Errors[0]
	}
	if m := wrongKind.FindStringSubmatch(text); m != nil {
		return fmt.Errorf("%s:%s: found %s, want %s", Name, m[1], foundKinds[m[2]], wantedKind(m[3]))
	}
	if rest, ok := strings.CutPrefix(text, "line "); ok {
		return fmt.Errorf("%s:%s", Name, rest)
	}
	return fmt.Errorf("%s: %s", Name, text)
}
