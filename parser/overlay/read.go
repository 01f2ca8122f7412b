package overlay

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/docwright/docwright/parser/source"
)

// form is the form of a key's value.
type form struct {
	wants string // the expected value, for messages
	read  func(*yaml.Node, *value) error
	isSet func(value) bool // whether the value requests a change
}

// value is a parsed value. The form of its key says which field is set.
type value struct {
	text   string
	truth  bool
	number int64
}

// The forms of values.
var (
	text   = form{"text", readText, func(v value) bool { return v.text != "" }}
	words  = form{"text", readText, always} // may be empty
	truth  = form{"true or false", readTruth, always}
	yes    = form{"true", readTruth, func(v value) bool { return v.truth }} // false requests nothing
	number = form{"a whole number", readNumber, always}
)

func always(value) bool { return true }

func readText(node *yaml.Node, v *value) error  { return node.Decode(&v.text) }
func readTruth(node *yaml.Node, v *value) error { return node.Decode(&v.truth) }

// readNumber reads an integer. The YAML decoder alone would truncate other
// numbers.
func readNumber(node *yaml.Node, v *value) error {
	if node.Tag != "!!int" {
		return errors.New("not a whole number")
	}
	return node.Decode(&v.number)
}

// commonKeys are the keys that all corrections have, with their fields.
var commonKeys = []struct {
	name  string
	field func(*Correction) *string
}{
	{"page", func(c *Correction) *string { return &c.page }},
	{"reason", func(c *Correction) *string { return &c.reason }},
	{"link", func(c *Correction) *string { return &c.link }},
}

// entries parses the text and returns the entries of the list. The text must be
// a single YAML document.
func entries(file string, text []byte) ([]*yaml.Node, error) {
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	var document yaml.Node
	switch err := decoder.Decode(&document); {
	case errors.Is(err, io.EOF):
		return nil, nil
	case err != nil:
		return nil, message(file, err)
	}
	if err := decoder.Decode(new(yaml.Node)); !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("%s: more than one YAML document; remove the line \"---\"", file)
	}
	top := document.Content[0]
	if top.Kind != yaml.SequenceNode {
		if top.Tag == "!!null" {
			return nil, nil
		}
		return nil, fmt.Errorf("%s:%d: want a list of corrections, each of which begins with \"- \"", file, top.Line)
	}
	for _, node := range top.Content {
		if node.Kind == yaml.AliasNode {
			return nil, fmt.Errorf("%s:%d:%d: want a correction, not an alias of another one", file, node.Line, node.Column)
		}
		if node.Kind != yaml.MappingNode {
			return nil, fmt.Errorf("%s:%d:%d: want a correction: lines of the form \"key: value\"", file, node.Line, node.Column)
		}
	}
	return top.Content, nil
}

// message returns a YAML error with the file and line in front.
func message(file string, err error) error {
	text := strings.TrimPrefix(err.Error(), "yaml: ")
	if rest, ok := strings.CutPrefix(text, "line "); ok {
		line, rest, _ := strings.Cut(rest, ": ")
		file, text = file+":"+line, rest
	}
	return fmt.Errorf("%s: %s", file, text)
}

// correction reads an entry.
func correction(file string, entry *yaml.Node) (*Correction, error) {
	c := &Correction{values: map[string]value{}, at: source.Position{File: file, Line: entry.Line, Col: entry.Column}}
	given, err := c.readKeys(entry)
	if err != nil {
		return nil, err
	}
	for _, check := range []func(*Correction, []string) error{(*Correction).checkSource, (*Correction).checkKeys, (*Correction).checkName} {
		if err := check(c, given); err != nil {
			return nil, fmt.Errorf("%s: %w", c.at, err)
		}
	}
	return c, nil
}

// readKeys reads the keys of an entry. It returns the keys that request a
// change, in order.
func (c *Correction) readKeys(entry *yaml.Node) (given []string, err error) {
	nouns := map[string]string{}
	lines := map[string]int{}
	for i := 0; i < len(entry.Content); i += 2 {
		key, node := entry.Content[i], entry.Content[i+1]
		if line := lines[key.Value]; line > 0 {
			return nil, c.errorAt(key, "the key %q is already on line %d", key.Value, line)
		}
		lines[key.Value] = key.Line
		if node.Kind == yaml.AliasNode {
			node = node.Alias
		}
		form, isNoun, err := formOf(key.Value)
		if err != nil {
			return nil, c.errorAt(key, "%w", err)
		}
		var v value
		if node.Tag == "!!null" {
			continue
		}
		if err := form.read(node, &v); err != nil {
			return nil, c.errorAt(node, "%s: want %s", key.Value, form.wants)
		}
		if !form.isSet(v) {
			continue
		}
		if isNoun {
			nouns[key.Value] = v.text
		}
		if isKey(key.Value) {
			c.values[key.Value] = v
			given = append(given, key.Value)
		}
		for _, a := range commonKeys {
			if a.name == key.Value {
				*a.field(c) = v.text
			}
		}
	}
	c.setKind(nouns)
	if c.kind != nil && c.kind.noun == typeNoun {
		delete(c.values, typeNoun)
		given = slices.DeleteFunc(given, func(name string) bool { return name == typeNoun })
	}
	return given, nil
}

// typeNoun is both a noun and a key. Next to another noun it is the key for the
// type of a property.
const typeNoun = "type"

// setKind sets the kind and the name of the correction if nouns has exactly one
// element.
func (c *Correction) setKind(nouns map[string]string) {
	if len(nouns) > 1 {
		delete(nouns, typeNoun)
	}
	if len(nouns) != 1 {
		return
	}
	for _, k := range kinds {
		if name, ok := nouns[k.noun]; ok {
			c.kind, c.name = k, name
		}
	}
}

// formOf returns the form of a key's value, and whether the key is a noun.
func formOf(name string) (f form, isNoun bool, err error) {
	isNoun = slices.ContainsFunc(kinds, func(k *kind) bool { return k.noun == name })
	for _, k := range kinds {
		if key := k.key(name); key != nil {
			return key.value, isNoun, nil
		}
	}
	for _, a := range commonKeys {
		if a.name == name {
			return text, false, nil
		}
	}
	if !isNoun {
		return f, false, fmt.Errorf("unknown key %q", name)
	}
	return text, true, nil
}

// errorAt returns an error with the line of the node.
func (c *Correction) errorAt(node *yaml.Node, format string, args ...any) error {
	return fmt.Errorf("%s:%d: %w", c.at.File, node.Line, fmt.Errorf(format, args...))
}

// checkSource checks that the correction names exactly one element, and has a
// reason and a link.
func (c *Correction) checkSource([]string) error {
	switch link, err := url.Parse(c.link); {
	case c.kind == nil:
		return errors.New("want exactly one of the keys property, type, enum, member and operation")
	case strings.TrimSpace(c.reason) == "":
		return errors.New("the correction has no reason; say what is wrong on the page")
	case c.link == "" || err != nil || link.Scheme != "https" && link.Scheme != "http" || link.Host == "":
		return errors.New("the correction has no link; give the URL of a discussion, such as an issue or a pull request")
	}
	return nil
}

// checkKeys checks that the kind has the keys, and that they don't contradict
// each other.
func (c *Correction) checkKeys(given []string) error {
	for _, name := range given {
		if c.kind.key(name) == nil {
			return fmt.Errorf("the key %q does not apply to the kind %s: want one of %s", name, c.kind.noun, strings.Join(c.kind.names(), ", "))
		}
	}
	for _, name := range given {
		if c.has("remove") && name != "remove" {
			return fmt.Errorf("the correction removes %s, so %q has no effect; remove one of the two keys", c.name, name)
		}
	}
	if c.page != "" && c.kind.noun != "operation" {
		return fmt.Errorf("\"page\" applies to request lines only, and %s is not one", c.name)
	}
	return nil
}

// checkName checks that the name is valid for the kind, and that the correction
// requests a change.
func (c *Correction) checkName(given []string) error {
	_, part, isPart := strings.Cut(c.name, "/")
	switch {
	case c.kind.noun == "operation" && !isLine(c.name):
		return fmt.Errorf("want a request line such as \"GET /vessels/{id}\", not %q", c.name)
	case len(given) == 0:
		return fmt.Errorf("the correction of %s changes nothing; give one of %s", c.name, strings.Join(c.kind.names(), ", "))
	case c.kind.part && (!isPart || part == ""):
		return fmt.Errorf("want a %s after a slash, as in \"harbor.port.vessel/name\", not %q", c.kind.noun, c.name)
	case c.kind.noun == "property" && c.has("add") && !c.has(typeNoun):
		return fmt.Errorf("the type of the property %s is missing", c.name)
	}
	return nil
}

// isLine reports whether a text is a method and a path.
func isLine(text string) bool {
	method, line, _ := strings.Cut(text, " ")
	return method == strings.ToUpper(method) && strings.HasPrefix(line, "/") && strings.Count(line, "{") == strings.Count(line, "}")
}
