package config

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// settingKeys are the keys of settings, in the order in which messages name them,
// fileKeys those of the file, budgetKeys those of a budget.
var (
	settingKeys = []string{"docs", "root", "zone", "out", "package", "include", "exclude", "base-url", "docs-url", "source", "licence", "budget", "overlay", "names", "types"}
	fileKeys    = append(slices.Clone(settingKeys), "targets", "severities")
	budgetKeys  = []string{"files", "lines", "types"}
)

// checkSettings returns an error for a key that is none of those known, there or
// in the budget, and for one without a value of its kind.
func checkSettings(mapping *yaml.Node, known []string) error {
	if err := checkKeys(mapping, known); err != nil {
		return err
	}
	for i := 0; i < len(mapping.Content); i += 2 {
		key, value := mapping.Content[i].Value, mapping.Content[i+1]
		switch {
		case value.Tag == "!!null":
			return fmt.Errorf("%s:%d: %q has no value: give it one, or take the line out", Name, value.Line, key)
		case key == "budget" && value.Kind == yaml.MappingNode:
			if err := checkBudget(value); err != nil {
				return err
			}
		case value.Kind == yaml.ScalarNode && key != "budget" && value.Tag != "!!str":
			return fmt.Errorf("%s:%d: %s: found %s, want text: put it in quotes", Name, value.Line, key, foundKinds[strings.TrimPrefix(value.Tag, "!!")])
		case value.Kind == yaml.ScalarNode && value.Value == "":
			return fmt.Errorf("%s:%d: %q is empty: give it a value, or take the line out", Name, value.Line, key)
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
			return fmt.Errorf("%s:%d: budget: %s: want a whole number above 0, or no such line where there is no limit, not %q", Name, value.Line, key.Value, value.Value)
		}
	}
	return nil
}

// checkKeys returns an error for a key that is none of those known.
func checkKeys(mapping *yaml.Node, known []string) error {
	for i := 0; i < len(mapping.Content); i += 2 {
		if key := mapping.Content[i]; !slices.Contains(known, key.Value) {
			return fmt.Errorf("%s:%d: unknown key %q: want one of %s", Name, key.Line, key.Value, strings.Join(known, ", "))
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
	case strings.HasPrefix(goType, "[]"):
		return "a list"
	}
	return "lines of the form \"key: value\""
}

// message makes "docwright.yaml:3: …" of the first of yaml's messages.
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
