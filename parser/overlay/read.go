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

// form is how the value of a key is written.
type form struct {
	wants string // in words of a reader
	read  func(*yaml.Node, *value) error
	given func(value) bool // whether the value asks for anything
}

// value is what the form of its key makes of it.
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
	yes    = form{"true", readTruth, func(v value) bool { return v.truth }} // false asks for nothing
	number = form{"a whole number", readNumber, always}
)

func always(value) bool { return true }

func readText(node *yaml.Node, v *value) error  { return node.Decode(&v.text) }
func readTruth(node *yaml.Node, v *value) error { return node.Decode(&v.truth) }

// readNumber reads an integer only: yaml would cut off the rest of a number.
func readNumber(node *yaml.Node, v *value) error {
	if node.Tag != "!!int" {
		return errors.New("not a whole number")
	}
	return node.Decode(&v.number)
}

// about are the keys of all corrections, with the fields that they are read into.
var about = []struct {
	name  string
	field func(*Correction) *string
}{
	{"page", func(c *Correction) *string { return &c.page }},
	{"reason", func(c *Correction) *string { return &c.reason }},
	{"link", func(c *Correction) *string { return &c.link }},
}

// entries returns the entries of the list that the text is, one document with
// nothing but entries in it.
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
		return nil, fmt.Errorf("%s: more than one document: take the line \"---\" out", file)
	}
	top := document.Content[0]
	if top.Kind != yaml.SequenceNode {
		if top.Tag == "!!null" {
			return nil, nil
		}
		return nil, fmt.Errorf("%s:%d: want a list of corrections: each begins with \"- \"", file, top.Line)
	}
	for _, node := range top.Content {
		if node.Kind == yaml.AliasNode {
			return nil, fmt.Errorf("%s:%d:%d: want a correction, not another one's anchor", file, node.Line, node.Column)
		}
		if node.Kind != yaml.MappingNode {
			return nil, fmt.Errorf("%s:%d:%d: want a correction: lines of the form \"key: value\"", file, node.Line, node.Column)
		}
	}
	return top.Content, nil
}

// message says where yaml found what.
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

// readKeys reads the lines of an entry, and returns the keys that ask for something,
// in the order in which they are given.
func (c *Correction) readKeys(entry *yaml.Node) (given []string, err error) {
	nouns := map[string]string{}
	lines := map[string]int{}
	for i := 0; i < len(entry.Content); i += 2 {
		key, node := entry.Content[i], entry.Content[i+1]
		if line := lines[key.Value]; line > 0 {
			return nil, c.wrong(key, "%q is there already, at line %d", key.Value, line)
		}
		lines[key.Value] = key.Line
		if node.Kind == yaml.AliasNode {
			node = node.Alias
		}
		form, isNoun, err := formOf(key.Value)
		if err != nil {
			return nil, c.wrong(key, "%w", err)
		}
		var v value
		if node.Tag == "!!null" {
			continue
		}
		if err := form.read(node, &v); err != nil {
			return nil, c.wrong(node, "%s: found another kind of value, want %s", key.Value, form.wants)
		}
		if !form.given(v) {
			continue
		}
		if isNoun {
			nouns[key.Value] = v.text
		}
		if isKey(key.Value) {
			c.values[key.Value] = v
			given = append(given, key.Value)
		}
		for _, a := range about {
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

// typeNoun is a noun and a key: beside another noun it is the type of a property.
const typeNoun = "type"

// setKind sets what the correction is about, where that is one thing.
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
	for _, a := range about {
		if a.name == name {
			return text, false, nil
		}
	}
	if !isNoun {
		return f, false, fmt.Errorf("unknown key %q", name)
	}
	return text, true, nil
}

// wrong is an error at the line of a node.
func (c *Correction) wrong(node *yaml.Node, format string, args ...any) error {
	return fmt.Errorf("%s:%d: %w", c.at.File, node.Line, fmt.Errorf(format, args...))
}

// checkSource returns an error for an entry that names nothing, or several things,
// or has no reason or link.
func (c *Correction) checkSource([]string) error {
	switch link, err := url.Parse(c.link); {
	case c.kind == nil:
		return errors.New("want one of property, type, enum, member and operation: what the correction is about")
	case strings.TrimSpace(c.reason) == "":
		return errors.New("the correction has no reason: say what is wrong on the page")
	case c.link == "" || err != nil || link.Scheme != "https" && link.Scheme != "http" || link.Host == "":
		return errors.New("the correction has no link: say where this is discussed, such as an issue or a pull request")
	}
	return nil
}

// checkKeys returns an error for a key that the kind doesn't have, and for keys
// that say nothing together.
func (c *Correction) checkKeys(given []string) error {
	for _, name := range given {
		if c.kind.key(name) == nil {
			return fmt.Errorf("%q can't be corrected of a %s: want one of %s", name, c.kind.noun, strings.Join(c.kind.names(), ", "))
		}
	}
	for _, name := range given {
		if c.has("remove") && name != "remove" {
			return fmt.Errorf("the correction takes %s out, so %q says nothing of it: leave one of the two away", c.name, name)
		}
	}
	if c.page != "" && c.kind.noun != "operation" {
		return fmt.Errorf("\"page\" says on which page a request line is wrong, and %s is none", c.name)
	}
	return nil
}

// checkName returns an error for a name that can't be one of the kind's, and for an
// entry that asks for nothing.
func (c *Correction) checkName(given []string) error {
	_, part, isPart := strings.Cut(c.name, "/")
	switch {
	case c.kind.noun == "operation" && !isLine(c.name):
		return fmt.Errorf("want a request line such as \"GET /vessels/{id}\", not %q", c.name)
	case len(given) == 0:
		return fmt.Errorf("the correction of %s changes nothing: give one of %s", c.name, strings.Join(c.kind.names(), ", "))
	case c.kind.part && (!isPart || part == ""):
		return fmt.Errorf("want a %s after a slash, as in \"harbor.port.vessel/name\", not %q", c.kind.noun, c.name)
	case c.kind.noun == "property" && c.has("add") && !c.has(typeNoun):
		return fmt.Errorf("the type of the property %s is missing", c.name)
	}
	return nil
}

// isLine reports whether the text is a method and a path.
func isLine(text string) bool {
	method, line, _ := strings.Cut(text, " ")
	return method == strings.ToUpper(method) && strings.HasPrefix(line, "/") && strings.Count(line, "{") == strings.Count(line, "}")
}
