package openapi

import (
	"errors"
	"fmt"
	"strings"

	"go.yaml.in/yaml/v3"
)

// maxMarks limits the number of bytes that can begin a value in YAML. The
// library makes all nodes of a document before they can be counted.
const maxMarks = 4_000_000

var errMarks = errors.New("too many values for YAML; write the description as JSON")

// parseYAML reads the document as YAML.
func (d *document) parseYAML(data []byte) (*node, error) {
	marks := 0
	for _, c := range data {
		switch c {
		case '\n', ',', '[', '{':
			marks++
		}
	}
	if marks > maxMarks {
		return nil, fmt.Errorf("%s: %w", d.file, errMarks)
	}
	var root yaml.Node
	if err := yaml.Unmarshal(data, &root); err != nil {
		return nil, fmt.Errorf("%s: not well-formed YAML: %s", d.file, strings.TrimPrefix(err.Error(), "yaml: "))
	}
	t := yamlTree{d: d, known: map[*yaml.Node]*node{}, sizes: map[*node]int{}}
	if len(root.Content) == 0 {
		return &node{at: place{1, 1}}, nil
	}
	return t.value(root.Content[0], 0)
}

// yamlTree makes nodes of those of the library. An alias becomes the node that it
// stands for, so a document takes no more memory than it has text, however often its
// aliases repeat one another.
type yamlTree struct {
	d     *document
	known map[*yaml.Node]*node // nodes with anchors; nil while one is being read
	sizes map[*node]int        // the number of values of a node with an anchor, with repetitions
	nodes int                  // values so far, with repetitions
}

func (t *yamlTree) value(y *yaml.Node, depth int) (*node, error) {
	at := place{int32(y.Line), int32(y.Column)}
	fail := func(err error) (*node, error) { return nil, fmt.Errorf("%s: %w", t.d.position(at), err) }
	if depth > maxDepth {
		return fail(errDepth)
	}
	if y.Kind == yaml.AliasNode {
		n, known := t.known[y.Alias]
		if known && n == nil {
			return fail(fmt.Errorf("the anchor %s contains itself", y.Value))
		}
		if t.nodes += t.sizes[n]; t.nodes > maxNodes {
			return fail(errNodes)
		}
		return n, nil
	}
	before := t.nodes
	if t.nodes++; t.nodes > maxNodes {
		return fail(errNodes)
	}
	if y.Anchor != "" {
		t.known[y] = nil
	}
	n := &node{form: formOf(y), text: y.Value, at: at}
	var err error
	switch y.Kind {
	case yaml.SequenceNode:
		err = t.elements(n, y, depth)
	case yaml.MappingNode:
		err = t.entries(n, y, depth)
	}
	if y.Anchor != "" {
		t.known[y], t.sizes[n] = n, t.nodes-before
	}
	return n, err
}

func formOf(y *yaml.Node) form {
	switch y.Kind {
	case yaml.SequenceNode:
		return list
	case yaml.MappingNode:
		return object
	}
	switch y.ShortTag() {
	case "!!null":
		return null
	case "!!bool":
		return boolean
	case "!!int", "!!float":
		return number
	}
	return text
}

func (t *yamlTree) elements(n *node, y *yaml.Node, depth int) error {
	for _, child := range y.Content {
		value, err := t.value(child, depth+1)
		if err != nil {
			return err
		}
		n.fields = append(n.fields, field{at: value.at, value: value})
	}
	return nil
}

// entries reads a mapping. The fields of a merge key come last, so that the own ones
// take precedence.
func (t *yamlTree) entries(n *node, y *yaml.Node, depth int) error {
	var merged []field
	for i := 0; i+1 < len(y.Content); i += 2 {
		key := y.Content[i]
		value, err := t.value(y.Content[i+1], depth+1)
		if err != nil {
			return err
		}
		if key.ShortTag() == "!!merge" {
			merged = append(merged, merges(value)...)
			continue
		}
		n.fields = append(n.fields, field{key: key.Value, at: place{int32(key.Line), int32(key.Column)}, value: value})
	}
	t.d.unique(n)
	if len(merged) == 0 {
		return nil
	}
	has := make(map[string]bool, len(n.fields)+len(merged))
	for _, f := range n.fields {
		has[f.key] = true
	}
	for _, f := range merged {
		if !has[f.key] {
			has[f.key] = true
			if t.nodes++; t.nodes > maxNodes {
				return fmt.Errorf("%s: %w", t.d.position(n.at), errNodes)
			}
			n.fields = append(n.fields, f)
		}
	}
	return nil
}

// merges returns the fields of the value of a merge key: a mapping, or a list of
// mappings.
func merges(n *node) []field {
	if n.form != list {
		return n.fields
	}
	var all []field
	for _, f := range n.fields {
		if f.value.form == object {
			all = append(all, f.value.fields...)
		}
	}
	return all
}
