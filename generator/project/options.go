package project

import (
	"cmp"
	"fmt"

	"github.com/docwright/docwright/generator/lock"
	"github.com/docwright/docwright/generator/project/config"
	"github.com/docwright/docwright/generator/project/pages"
	"github.com/docwright/docwright/generator/project/target"
)

// option is a setting that the content of a package depends on.
type option struct {
	key string // in the configuration
	// parts returns what the hash is made of, or nothing if the setting is not set.
	parts func(t *target.Target) ([]string, error)
}

// text returns the option for a setting of one text.
func text(key string, value func(s config.Settings) string) option {
	return list(key, func(s config.Settings) []string {
		if v := value(s); v != "" {
			return []string{v}
		}
		return nil
	})
}

// list returns the option for a setting of several texts.
func list(key string, values func(s config.Settings) []string) option {
	return option{key, func(t *target.Target) ([]string, error) { return values(t.Settings), nil }}
}

// entries returns the option for a setting with keys and values.
func entries(key string, values func(s config.Settings) config.Entries) option {
	return list(key, func(s config.Settings) (parts []string) {
		for _, e := range values(s) {
			parts = append(parts, e.Key, e.Value)
		}
		return parts
	})
}

// options are the settings in the lock, in the order of its lines.
var options = []option{
	text("zone", func(s config.Settings) string { return s.Zone }),
	text("package", func(s config.Settings) string { return s.Package }),
	list("include", func(s config.Settings) []string { return s.Include }),
	list("exclude", func(s config.Settings) []string { return s.Exclude }),
	text("base-url", func(s config.Settings) string { return s.BaseURL }),
	text("docs-url", func(s config.Settings) string { return s.DocsURL }),
	text("source", func(s config.Settings) string { return s.Source }),
	text("licence", func(s config.Settings) string { return s.Licence }),
	text("relationships", func(s config.Settings) string { return string(s.Relationships) }),
	text("tests", func(s config.Settings) string {
		if s.HasTests() {
			return ""
		}
		return "false"
	}),
	{"overlay", overlayText},
	entries("names", func(s config.Settings) config.Entries { return s.Names }),
	entries("types", func(s config.Settings) config.Entries { return s.Types }),
}

// overlayText returns the text of the file with corrections.
func overlayText(t *target.Target) ([]string, error) {
	if t.Overlay == "" {
		return nil, nil
	}
	text, err := pages.Overlay(t.Dir, t.Settings)
	return []string{string(text)}, err
}

// optionSums returns the options that are set, with their hashes.
func optionSums(t *target.Target) ([]lock.Option, error) {
	var sums []lock.Option
	for _, o := range options {
		parts, err := o.parts(t)
		if err != nil {
			return nil, err
		}
		if len(parts) > 0 {
			sums = append(sums, lock.Option{Name: o.key, Sum: lock.Sum(fmt.Appendf(nil, "%q", parts))})
		}
	}
	return sums, nil
}

// level returns the level of the lock in the settings of a package.
func level(t *target.Target) lock.Level { return cmp.Or(t.Lock, lock.Output) }
