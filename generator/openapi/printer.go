package openapi

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/docwright/docwright/generator/text"
)

// printer writes the members of nested objects one by one.
type printer interface {
	// open begins an object, which is a member of the current one. The outermost object
	// has no name.
	open(name string)
	// close ends the current object.
	close()
	// member writes a member of the current object.
	member(name string, value any)
	// flush writes what is buffered, and returns the first error.
	flush() error
}

const indent = "  "

func newPrinter(w io.Writer, form Form) printer {
	out := output{w: bufio.NewWriterSize(w, 1<<16)}
	if form == YAML {
		return &yamlPrinter{output: out}
	}
	return &jsonPrinter{output: out}
}

// output is where printers write.
type output struct {
	w   *bufio.Writer
	err error
}

func (o *output) write(b []byte, err error) {
	if o.err == nil {
		o.err = err
	}
	if o.err == nil {
		_, o.err = o.w.Write(b)
	}
}

func (o *output) text(s string) { o.write([]byte(s), nil) }

func (o *output) flush() error {
	if o.err != nil {
		return o.err
	}
	return o.w.Flush()
}

// jsonPrinter writes JSON.
type jsonPrinter struct {
	output
	// members has the number of members of each open object.
	members []int
}

func (p *jsonPrinter) open(name string) {
	if name != "" {
		p.key(name)
	}
	p.text("{")
	p.members = append(p.members, 0)
}

func (p *jsonPrinter) close() {
	last := len(p.members) - 1
	n := p.members[last]
	p.members = p.members[:last]
	if n > 0 {
		p.text("\n" + strings.Repeat(indent, last))
	}
	p.text("}")
	if last == 0 {
		p.text("\n")
	}
}

func (p *jsonPrinter) key(name string) {
	last := len(p.members) - 1
	if p.members[last] > 0 {
		p.text(",")
	}
	p.members[last]++
	p.text("\n" + strings.Repeat(indent, len(p.members)))
	b, err := compact(name)
	p.write(text.JSON(b), err)
	p.text(": ")
}

func (p *jsonPrinter) member(name string, value any) {
	p.key(name)
	b, err := compact(value)
	var out bytes.Buffer
	if err == nil {
		err = json.Indent(&out, text.JSON(b), strings.Repeat(indent, len(p.members)), indent)
	}
	p.write(out.Bytes(), err)
}

// yamlPrinter writes YAML. All texts that another reader could take for something else
// are in double quotes.
type yamlPrinter struct {
	output
	depth int
	// opened has the name of an object without members so far.
	opened string
}

func (p *yamlPrinter) open(name string) {
	p.begin()
	if name != "" {
		p.opened = name
		p.depth++
	}
}

// begin writes the name of an object that gets a member.
func (p *yamlPrinter) begin() {
	if p.opened != "" {
		p.text(strings.Repeat(indent, p.depth-1) + p.opened + ":\n")
		p.opened = ""
	}
}

func (p *yamlPrinter) close() {
	name := p.opened
	p.opened = ""
	p.depth--
	if name != "" {
		p.member(name, object{})
	}
}

func (p *yamlPrinter) member(name string, value any) {
	p.begin()
	node, err := nodeOf(object{{name, value}})
	var out bytes.Buffer
	if err == nil {
		e := yaml.NewEncoder(&out)
		e.SetIndent(len(indent))
		err = e.Encode(node)
	}
	p.write(nil, err)
	for line := range bytes.Lines(text.JSON(out.Bytes())) {
		p.text(strings.Repeat(indent, p.depth))
		p.write(line, nil)
	}
}

// nodeOf returns the JSON form of a value as a node of YAML.
func nodeOf(value any) (*yaml.Node, error) {
	b, err := compact(value)
	if err != nil {
		return nil, err
	}
	d := json.NewDecoder(bytes.NewReader(b))
	d.UseNumber()
	return readNode(d)
}

// readNode reads the next value.
func readNode(d *json.Decoder) (*yaml.Node, error) {
	token, err := d.Token()
	if err != nil {
		return nil, err
	}
	switch v := token.(type) {
	case json.Delim:
		node := &yaml.Node{Kind: yaml.MappingNode, Tag: "!!map"}
		if v == '[' {
			node = &yaml.Node{Kind: yaml.SequenceNode, Tag: "!!seq"}
		}
		for d.More() {
			inner, err := readNode(d)
			if err != nil {
				return nil, err
			}
			node.Content = append(node.Content, inner)
		}
		_, err := d.Token()
		return node, err
	case string:
		node := &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: v}
		if !isPlain(v) {
			node.Style = yaml.DoubleQuotedStyle
		}
		return node, nil
	case json.Number:
		return &yaml.Node{Kind: yaml.ScalarNode, Tag: numberTag(v.String()), Value: v.String()}, nil
	case bool:
		return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!bool", Value: map[bool]string{true: "true", false: "false"}[v]}, nil
	}
	return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!null", Value: "null"}, nil
}

func numberTag(number string) string {
	if strings.ContainsAny(number, ".eE") {
		return "!!float"
	}
	return "!!int"
}

var plain = regexp.MustCompile(`^[A-Za-z/][A-Za-z0-9_./{}()$=,'@-]*$`)

// isPlain reports whether text without quotes is text in all versions of YAML.
func isPlain(text string) bool {
	words := []string{"y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf"}
	return plain.MatchString(text) && !slices.Contains(words, strings.ToLower(text))
}
