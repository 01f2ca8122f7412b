package tree

import (
	"errors"
	"fmt"
	"strings"

	"go.yaml.in/yaml/v3"
)

// maxMarks limits the number of bytes that can begin a value in YAML. The
// library makes all nodes of a document before they can be counted.
const maxMarks = 4_000_000

var errMarks = errors.New("too many values for YAML; write the file as JSON")

// parseYAML reads the document as YAML.
func (tree *Tree) parseYAML(data []byte) (*Node, error) {
	marks := 0
	for _, c := range data {
		switch c {
		case '\n', ',', '[', '{':
			marks++
		}
	}
	if marks > maxMarks {
		return nil, fmt.Errorf("%s: %w", tree.File, errMarks)
	}
	var root yaml.Node
	if err := yaml.Unmarshal(data, &root); err != nil {
		return nil, fmt.Errorf("%s: not well-formed YAML: %s", tree.File, strings.TrimPrefix(err.Error(), "yaml: "))
	}
	t := yamlTree{tree: tree, known: map[*yaml.Node]*Node{}, sizes: map[*Node]int{}}
	if len(root.Content) == 0 {
		return &Node{At: Place{1, 1}}, nil
	}
	return t.value(root.Content[0], 0)
}

// yamlTree makes nodes of those of the library. An alias becomes the node that it
// stands for, so a document takes no more memory than it has text, however often its
// aliases repeat one another.
type yamlTree struct {
	tree  *Tree
	known map[*yaml.Node]*Node // nodes with anchors; nil while one is being read
	sizes map[*Node]int        // the number of values of a node with an anchor, with repetitions
	nodes int                  // values so far, with repetitions
}

func (t *yamlTree) value(y *yaml.Node, depth int) (*Node, error) {
	at := Place{int32(y.Line), int32(y.Column)}
	fail := func(err error) (*Node, error) { return nil, fmt.Errorf("%s: %w", t.tree.Position(at), err) }
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
	n := &Node{Form: formOf(y), Text: y.Value, At: at}
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

func formOf(y *yaml.Node) Form {
	switch y.Kind {
	case yaml.SequenceNode:
		return List
	case yaml.MappingNode:
		return Object
	}
	switch y.ShortTag() {
	case "!!null":
		return Null
	case "!!bool":
		return Boolean
	case "!!int", "!!float":
		return Number
	}
	return Text
}

func (t *yamlTree) elements(n *Node, y *yaml.Node, depth int) error {
	for _, child := range y.Content {
		value, err := t.value(child, depth+1)
		if err != nil {
			return err
		}
		n.Fields = append(n.Fields, Field{At: value.At, Value: value})
	}
	return nil
}

// entries reads a mapping. The fields of a merge key come last, so that the own ones
// take precedence.
func (t *yamlTree) entries(n *Node, y *yaml.Node, depth int) error {
	var merged []Field
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
		n.Fields = append(n.Fields, Field{Key: key.Value, At: Place{int32(key.Line), int32(key.Column)}, Value: value})
	}
	t.tree.unique(n)
	if len(merged) == 0 {
		return nil
	}
	has := make(map[string]bool, len(n.Fields)+len(merged))
	for _, f := range n.Fields {
		has[f.Key] = true
	}
	for _, f := range merged {
		if !has[f.Key] {
			has[f.Key] = true
			if t.nodes++; t.nodes > maxNodes {
				return fmt.Errorf("%s: %w", t.tree.Position(n.At), errNodes)
			}
			n.Fields = append(n.Fields, f)
		}
	}
	return nil
}

// merges returns the fields of the value of a merge key: a mapping, or a list of
// mappings.
func merges(n *Node) []Field {
	if n.Form != List {
		return n.Fields
	}
	var all []Field
	for _, f := range n.Fields {
		if f.Value.Form == Object {
			all = append(all, f.Value.Fields...)
		}
	}
	return all
}
