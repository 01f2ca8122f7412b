// Package overlay corrects a model where the pages are known to be wrong and
// can't be mended at once.
//
// An overlay is a YAML list. Each entry names one thing, in the words of the API,
// what is to be different about it, why, and where that is discussed:
//
//   - property: harbor.port.vessel/callSign
//     type: Edm.String
//     reason: the service sends letters too
//     link: https://example.com/issues/12
//
// What can be named is a property, a type, an enum, a member or an operation:
// see [Correction]. An entry that changes nothing, since the pages say so by now
// or no longer have what it names, is a finding: overlays are to get shorter.
package overlay

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// Correction is an entry. One of the first five names what it is about, as
// findings do; which of the others may be given depends on that.
type Correction struct {
	Property  string `yaml:"property"`  // harbor.port.vessel/callSign
	Struct    string `yaml:"-"`         // harbor.port.vessel, given as "type" alone
	Enum      string `yaml:"enum"`      // harbor.port.state
	Member    string `yaml:"member"`    // harbor.port.state/closed
	Operation string `yaml:"operation"` // GET /vessels/{id}

	// Type is the type of a property, "Edm.String" or "Collection(harbor.port.buoy)".
	// Where nothing else is named, it is the type that the entry is about.
	Type string `yaml:"type"`

	Add    bool   `yaml:"add"`    // a property or member
	Remove bool   `yaml:"remove"` // a property, member or operation
	Rename string `yaml:"rename"` // a property or member, on the wire

	// Of a property.
	Description *string `yaml:"description"`
	Navigation  *bool   `yaml:"navigation"`
	Nullable    *bool   `yaml:"nullable"`
	ReadOnly    *bool   `yaml:"readOnly"`
	Required    *bool   `yaml:"required"`
	Key         *bool   `yaml:"key"`
	Deprecated  *bool   `yaml:"deprecated"`

	// Of a type. A base of "none" is that it has none.
	Base     string `yaml:"base"`
	Abstract *bool  `yaml:"abstract"`
	Open     *bool  `yaml:"open"`

	Flags *bool  `yaml:"flags"` // of an enum
	Value *whole `yaml:"value"` // of a member

	// Of an operation: its path, with the placeholders that the page has, and the
	// types of its bodies, "none" for no body.
	Path string `yaml:"path"`
	// Page is the page that is wrong, "api/vessel-get.md", where several have the
	// request line; empty for all of them.
	Page     string `yaml:"page"`
	Request  string `yaml:"request"`
	Response string `yaml:"response"`

	Reason string `yaml:"reason"`
	Link   string `yaml:"link"`

	at source.Position
}

// whole is a number that is written as a whole one: yaml would cut off the rest.
type whole int64

// UnmarshalYAML reads an integer.
func (w *whole) UnmarshalYAML(node *yaml.Node) error {
	n, err := strconv.ParseInt(node.Value, 10, 64)
	if err != nil || node.Tag != "!!int" {
		return fmt.Errorf("line %d: value: want a whole number, not %q", node.Line, node.Value)
	}
	*w = whole(n)
	return nil
}

// none is the value of what is to be left out.
const none = "none"

// Overlay is a list of corrections, and what came of applying them.
type Overlay struct {
	corrections []*Correction
	findings    source.Findings
}

// Parse reads the text of an overlay; the file is for messages. The error is for
// a key that is unknown, and for an entry that names nothing, or several things,
// or has no reason or link.
func Parse(file string, text []byte) (*Overlay, error) {
	nodes, err := entries(file, text)
	if err != nil {
		return nil, err
	}
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	decoder.KnownFields(true)
	var list []*Correction
	if err := decoder.Decode(&list); err != nil && !errors.Is(err, io.EOF) {
		return nil, message(file, err)
	}
	for i, c := range list {
		at := source.Position{File: file, Line: nodes[i].Line, Col: nodes[i].Column}
		if err := c.check(); err != nil {
			return nil, fmt.Errorf("%s: %w", at, err)
		}
		c.at = at
	}
	return &Overlay{corrections: list}, nil
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

// Set returns an overlay that gives one property another type because somebody
// wants it so. The position is where that is said.
func Set(property, typ string, at source.Position) (*Correction, error) {
	c := &Correction{Property: property, Type: typ, Reason: "the configuration says so", at: at}
	if !strings.Contains(property, "/") {
		return nil, fmt.Errorf("%s: want a property such as \"microsoft.graph.user/birthday\", not %q", at, property)
	}
	return c, nil
}

// Add appends corrections to those of the overlay.
func (o *Overlay) Add(more ...*Correction) { o.corrections = append(o.corrections, more...) }

// check returns an error for an entry that names nothing, or several things, or
// has no reason or link.
func (c *Correction) check() error {
	named := 0
	for _, name := range []string{c.Property, c.Enum, c.Member, c.Operation} {
		if name != "" {
			named++
		}
	}
	if named == 0 && c.Type != "" {
		c.Struct, c.Type, named = c.Type, "", 1
	}
	switch link, err := url.Parse(c.Link); {
	case named != 1:
		return errors.New("want one of property, type, enum, member and operation: what the correction is about")
	case strings.TrimSpace(c.Reason) == "":
		return errors.New("the correction has no reason: say what is wrong on the page")
	case c.Link == "" || err != nil || link.Scheme != "https" && link.Scheme != "http" || link.Host == "":
		return errors.New("the correction has no link: say where this is discussed, such as an issue or a pull request")
	}
	return c.fits()
}

// wants says in the words of a reader what goes into a Go type.
var wants = map[string]string{"bool": "true or false", "int64": "a whole number", "string": "text", "overlay.Correction": "lines of the form \"key: value\""}

// message says where yaml found what, without names of Go.
func message(file string, err error) error {
	text := strings.TrimPrefix(err.Error(), "yaml: ")
	var types *yaml.TypeError
	if errors.As(err, &types) {
		text = types.Errors[0]
	}
	if rest, ok := strings.CutPrefix(text, "line "); ok {
		line, rest, _ := strings.Cut(rest, ": ")
		file, text = file+":"+line, rest
	}
	if key, _, ok := strings.Cut(strings.TrimPrefix(text, "field "), " not found in type"); ok {
		return fmt.Errorf("%s: unknown key %q", file, key)
	}
	if _, kind, ok := strings.Cut(text, " into "); ok {
		text = "found another kind of value, want " + wants[strings.TrimLeft(kind, "*")]
	}
	return fmt.Errorf("%s: %s", file, text)
}

// fits returns an error for a key that is given of something that has no such
// thing, and for an entry that asks for nothing.
func (c *Correction) fits() error {
	given := map[string]bool{
		"type": c.Type != "", "add": c.Add, "remove": c.Remove, "rename": c.Rename != "",
		"description": c.Description != nil, "navigation": c.Navigation != nil, "nullable": c.Nullable != nil, "readOnly": c.ReadOnly != nil,
		"required": c.Required != nil, "key": c.Key != nil, "deprecated": c.Deprecated != nil,
		"base": c.Base != "", "abstract": c.Abstract != nil, "open": c.Open != nil,
		"flags": c.Flags != nil, "value": c.Value != nil, "path": c.Path != "", "request": c.Request != "", "response": c.Response != "",
	}
	noun, keys := "operation", []string{"remove", "path", "request", "response"}
	subject := c.Subject()
	switch {
	case c.Property != "":
		noun, keys = "property", []string{"type", "add", "remove", "rename", "description", "navigation", "nullable", "readOnly", "required", "key", "deprecated"}
	case c.Member != "":
		noun, keys = "member", []string{"add", "remove", "rename", "value"}
	case c.Enum != "":
		noun, keys = "enum", []string{"flags"}
	case c.Struct != "":
		noun, keys = "type", []string{"base", "abstract", "open"}
	}
	asks := false
	for _, key := range slices.Sorted(maps.Keys(given)) {
		switch {
		case given[key] && !slices.Contains(keys, key):
			return fmt.Errorf("%q can't be corrected of a %s: want one of %s", key, noun, strings.Join(keys, ", "))
		case given[key]:
			asks = true
		}
	}
	if c.Remove {
		for _, key := range slices.Sorted(maps.Keys(given)) {
			if given[key] && key != "remove" {
				return fmt.Errorf("the correction takes %s out, so %q says nothing of it: leave one of the two away", subject, key)
			}
		}
	}
	if c.Page != "" && c.Operation == "" {
		return fmt.Errorf("\"page\" says on which page a request line is wrong, and %s is none", subject)
	}
	_, part, isPart := strings.Cut(subject, "/")
	method, line, _ := strings.Cut(c.Operation, " ")
	switch {
	case c.Operation != "" && (method != strings.ToUpper(method) || !strings.HasPrefix(line, "/") || strings.Count(line, "{") != strings.Count(line, "}")):
		return fmt.Errorf("want a request line such as \"GET /vessels/{id}\", not %q", c.Operation)
	case !asks:
		return fmt.Errorf("the correction of %s changes nothing: give one of %s", subject, strings.Join(keys, ", "))
	case (noun == "property" || noun == "member") && (!isPart || part == ""):
		return fmt.Errorf("want a %s after a slash, as in \"harbor.port.vessel/name\", not %q", noun, subject)
	case noun == "property" && c.Add && c.Type == "":
		return fmt.Errorf("the type of the property %s is missing", subject)
	}
	return nil
}

// Subject is what the correction is about, as findings name it.
func (c *Correction) Subject() string {
	return c.Property + c.Struct + c.Enum + c.Member + c.Operation
}

// Findings returns what there was to say about the corrections when they were
// applied, at their places in the overlay.
func (o *Overlay) Findings() source.Findings { return slices.Clone(o.findings) }

// Apply makes the corrections, in their order. It is for a model whose names
// are linked and whose examples are still to be held against it. What it found
// is in Findings.
func (o *Overlay) Apply(m *model.Model) {
	o.findings = nil
	x := newIndex(m)
	for _, c := range o.corrections {
		changed, err := x.apply(c)
		switch {
		case err != nil:
			o.findings.Add(c.at, ruleFaulty, "%s: %v", c.Subject(), err)
		case !changed:
			o.findings.Add(c.at, ruleUnused, "%s is as the correction has it already: take the correction out", c.Subject())
		}
	}
}

// Empty reports whether there is nothing to correct.
func (o *Overlay) Empty() bool { return len(o.corrections) == 0 }
