package tree

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// jsonTree reads a JSON text into nodes, token by token.
type jsonTree struct {
	tree    *Tree
	decoder *json.Decoder
	text    []byte
	nodes   int

	// The position of offset in the text.
	offset int
	at     Place
}

// parseJSON reads the document as JSON.
func (tree *Tree) parseJSON(data []byte) (*Node, error) {
	t := &jsonTree{tree: tree, decoder: json.NewDecoder(bytes.NewReader(data)), text: data, at: Place{1, 1}}
	t.decoder.UseNumber()
	n, err := t.value(0)
	if err == nil {
		if _, more := t.decoder.Token(); !errors.Is(more, io.EOF) {
			t.advance(int(t.decoder.InputOffset()))
			err = fmt.Errorf("%s: text after the end of the description", tree.Position(t.at))
		}
	}
	return n, err
}

// advance moves the position to the next token at or after offset.
func (t *jsonTree) advance(offset int) {
	for offset < len(t.text) && bytes.IndexByte([]byte(" \t\r\n,:"), t.text[offset]) >= 0 {
		offset++
	}
	between := t.text[t.offset:offset]
	if n := bytes.Count(between, []byte{'\n'}); n > 0 {
		t.at.Line += int32(n)
		t.at.Col = int32(len(between) - bytes.LastIndexByte(between, '\n'))
	} else {
		t.at.Col += int32(len(between))
	}
	t.offset = offset
}

// token returns the next token, after moving the position to it.
func (t *jsonTree) token() (json.Token, error) {
	t.advance(int(t.decoder.InputOffset()))
	token, err := t.decoder.Token()
	if err == nil {
		return token, nil
	}
	if syntax := (*json.SyntaxError)(nil); errors.As(err, &syntax) {
		t.advance(max(t.offset, min(int(syntax.Offset)-1, len(t.text))))
		return nil, fmt.Errorf("%s: not well-formed JSON: %w", t.tree.Position(t.at), err)
	}
	return nil, fmt.Errorf("%s: not well-formed JSON: the text ends too early", t.tree.Position(t.at))
}

// value reads a value. Depth is the number of lists and objects around it.
func (t *jsonTree) value(depth int) (*Node, error) {
	token, err := t.token()
	if err != nil {
		return nil, err
	}
	n := &Node{At: t.at}
	if t.nodes++; t.nodes > maxNodes {
		return nil, fmt.Errorf("%s: %w", t.tree.Position(t.at), errNodes)
	}
	switch token := token.(type) {
	case json.Delim:
		if depth == maxDepth {
			return nil, fmt.Errorf("%s: %w", t.tree.Position(t.at), errDepth)
		}
		n.Form = List
		if token == '{' {
			n.Form = Object
		}
		err = t.fields(n, depth)
	case string:
		n.Form, n.Text = Text, token
	case json.Number:
		n.Form, n.Text = Number, token.String()
	case bool:
		n.Form, n.Text = Boolean, fmt.Sprint(token)
	}
	return n, err
}

// fields reads the fields of an object or list, and its end.
func (t *jsonTree) fields(n *Node, depth int) error {
	for t.decoder.More() {
		var f Field
		if n.Form == Object {
			token, err := t.token()
			if err != nil {
				return err
			}
			f.Key, f.At = token.(string), t.at // the decoder takes nothing but strings as keys
		}
		value, err := t.value(depth + 1)
		if err != nil {
			return err
		}
		if f.Value = value; n.Form == List {
			f.At = value.At
		}
		n.Fields = append(n.Fields, f)
	}
	if _, err := t.token(); err != nil {
		return err
	}
	if n.Form == Object {
		t.tree.unique(n)
	}
	return nil
}
