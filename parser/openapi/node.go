package openapi

import (
	"fmt"
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
	errDepth = fmt.Errorf("nested more than %d levels deep; no description needs that", maxDepth)
)

// form is the form of a node.
type form uint8

const (
	null form = iota
	boolean
	number
	text
	list
	object
)

var formNames = [...]string{"null", "a boolean", "a number", "a string", "a list", "an object"}

// node is a value of the document, with its position. A list has fields without
// keys. Several fields have the same node where a YAML document has aliases. A
// nil node is an absent value, and has no fields.
type node struct {
	form   form
	text   string // the text of a scalar
	fields []field
	index  map[string]int // of the fields by key, made when an object with many is searched
	at     place
}

type field struct {
	key   string
	at    place // of the key, or of the value in a list
	value *node
}

// place is a position in the document.
type place struct{ line, col int32 }

// get returns the value of a key, or nil.
func (n *node) get(key string) *node {
	if f := n.field(key); f != nil {
		return f.value
	}
	return nil
}

func (n *node) field(key string) *field {
	if n == nil || n.form != object {
		return nil
	}
	if len(n.fields) > few {
		return n.indexed(key)
	}
	for i := range n.fields {
		if n.fields[i].key == key {
			return &n.fields[i]
		}
	}
	return nil
}

// few is the number of fields that are searched one by one.
const few = 16

func (n *node) indexed(key string) *field {
	if n.index == nil {
		n.index = make(map[string]int, len(n.fields))
		for i := range n.fields {
			n.index[n.fields[i].key] = i
		}
	}
	if i, ok := n.index[key]; ok {
		return &n.fields[i]
	}
	return nil
}

// each returns the fields of an object, or the elements of a list.
func (n *node) each() []field {
	if n == nil {
		return nil
	}
	return n.fields
}

// str returns the text of a string, or of another scalar, or the empty string.
func (n *node) str() string {
	if n == nil || n.form > text {
		return ""
	}
	return strings.TrimSpace(n.text)
}

// is reports whether the node is the boolean true.
func (n *node) is() bool { return n != nil && n.form == boolean && n.text == "true" }

// isObject reports whether the node is an object.
func (n *node) isObject() bool { return n != nil && n.form == object }

func (d *document) position(at place) source.Position {
	return source.Position{File: d.file, Line: int(at.line), Col: int(at.col)}
}

// want reports a value that is not of the form, and returns whether it is. An
// absent value is neither reported nor of the form.
func (d *document) want(n *node, f form, what string) bool {
	if n == nil {
		return false
	}
	if n.form != f {
		d.findings.Add(d.position(n.at), rulePartInvalid, "%s is %s, want %s; it is left out", what, formNames[n.form], formNames[f])
	}
	return n.form == f
}

// unique reports repeated keys, and removes all but the first one of each.
func (d *document) unique(n *node) {
	if len(n.fields) < 2 {
		return
	}
	first := make(map[string]place, len(n.fields))
	kept := n.fields[:0]
	for _, f := range n.fields {
		if at, known := first[f.key]; known {
			d.findings.Add(d.position(f.at), ruleKeyDuplicate, "the key %q is already at line %d; this one is left out", f.key, at.line)
			continue
		}
		first[f.key] = f.at
		kept = append(kept, f)
	}
	n.fields = kept
}
