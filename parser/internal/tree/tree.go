// Package tree reads JSON and YAML into values with their positions, within bounds:
// a hostile file is rejected with little time and memory spent. Only the standard
// library reads JSON; YAML is read by go.yaml.in/yaml/v3, whose aliases are shared and
// not expanded.
package tree

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"github.com/docwright/docwright/parser/source"
)

// The bounds of a document. The largest known description, that of Microsoft
// Graph's beta service, has less than half of these nodes.
// Descriptions are hardly nested 30 levels deep.
const (
	MaxSize  = 90 << 20
	maxNodes = 4_000_000
	maxDepth = 200
)

var (
	errSize  = fmt.Errorf("larger than %d MB", MaxSize>>20)
	errNodes = fmt.Errorf("more than %d values, with those that aliases repeat", maxNodes)
	errDepth = fmt.Errorf("nested more than %d levels deep; no description of an API needs that", maxDepth)
)

// Form is the form of a value.
type Form uint8

const (
	Null Form = iota
	Boolean
	Number
	Text
	List
	Object
)

// formNames has the names of forms in messages.
var formNames = [...]string{"null", "a boolean", "a number", "a string", "a list", "an object"}

// Node is a value of the document, with its position. A list has fields without
// keys. Several fields have the same node where a YAML document has aliases. A
// nil node is an absent value, and has no fields.
type Node struct {
	Form   Form
	Text   string // the text of a scalar
	Fields []Field
	index  map[string]int // of the fields by key, made when an object with many is searched
	At     Place
}

// Field is a field of an object, or an element of a list.
type Field struct {
	Key   string
	At    Place // of the key, or of the value in a list
	Value *Node
}

// Place is a position in the file.
type Place struct{ Line, Col int32 }

// Get returns the value of a key, or nil.
func (n *Node) Get(key string) *Node {
	if f := n.Field(key); f != nil {
		return f.Value
	}
	return nil
}

// Field returns the field with a key, or nil.
func (n *Node) Field(key string) *Field {
	if n == nil || n.Form != Object {
		return nil
	}
	if len(n.Fields) > few {
		return n.indexed(key)
	}
	for i := range n.Fields {
		if n.Fields[i].Key == key {
			return &n.Fields[i]
		}
	}
	return nil
}

// few is the number of fields that are searched one by one.
const few = 16

func (n *Node) indexed(key string) *Field {
	if n.index == nil {
		n.index = make(map[string]int, len(n.Fields))
		for i := range n.Fields {
			n.index[n.Fields[i].Key] = i
		}
	}
	if i, ok := n.index[key]; ok {
		return &n.Fields[i]
	}
	return nil
}

// Each returns the fields of an object, or the elements of a list.
func (n *Node) Each() []Field {
	if n == nil {
		return nil
	}
	return n.Fields
}

// Str returns the text of a string, or of another scalar, or the empty string.
func (n *Node) Str() string {
	if n == nil || n.Form > Text {
		return ""
	}
	return strings.TrimSpace(n.Text)
}

// IsTrue reports whether the node is the boolean true.
func (n *Node) IsTrue() bool { return n != nil && n.Form == Boolean && n.Text == "true" }

// IsObject reports whether the node is an object.
func (n *Node) IsObject() bool { return n != nil && n.Form == Object }

// String returns the form for a message.
func (f Form) String() string { return formNames[f] }

// Tree is the content of a file.
type Tree struct {
	File string
	Root *Node
	// Repeated are the fields whose keys their objects have before. They are in no
	// object.
	Repeated []Repeated
}

// Repeated is a field that is left out, and the place of the first one with the key.
type Repeated struct {
	Field
	First Place
}

// Read reads a file as JSON if it begins with a brace, and else as YAML. The name is for
// positions. The error is for a file that is not well-formed, is too large, or is nested
// too deep.
func Read(r io.Reader, name string) (*Tree, error) {
	data, err := io.ReadAll(io.LimitReader(r, MaxSize+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("%s: %w", name, err)
	case len(data) > MaxSize:
		return nil, fmt.Errorf("%s: %w", name, errSize)
	}
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	t := &Tree{File: name}
	if start := bytes.TrimLeft(data, " \t\r\n"); len(start) > 0 && start[0] == '{' {
		t.Root, err = t.parseJSON(data)
	} else {
		t.Root, err = t.parseYAML(data)
	}
	return t, err
}

// Position returns a place as a position.
func (t *Tree) Position(at Place) source.Position {
	return source.Position{File: t.File, Line: int(at.Line), Col: int(at.Col)}
}

// unique removes all but the first field of each key, and records them.
func (t *Tree) unique(n *Node) {
	if len(n.Fields) < 2 {
		return
	}
	first := make(map[string]Place, len(n.Fields))
	kept := n.Fields[:0]
	for _, f := range n.Fields {
		if at, known := first[f.Key]; known {
			t.Repeated = append(t.Repeated, Repeated{f, at})
			continue
		}
		first[f.Key] = f.At
		kept = append(kept, f)
	}
	n.Fields = kept
}
