package openapi

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// jsonTree reads a JSON text into nodes, token by token.
type jsonTree struct {
	d       *document
	decoder *json.Decoder
	text    []byte
	nodes   int

	// The position of offset in the text.
	offset int
	at     place
}

// parseJSON reads the document as JSON.
func (d *document) parseJSON(data []byte) (*node, error) {
	t := &jsonTree{d: d, decoder: json.NewDecoder(bytes.NewReader(data)), text: data, at: place{1, 1}}
	t.decoder.UseNumber()
	n, err := t.value(0)
	if err == nil {
		if _, more := t.decoder.Token(); !errors.Is(more, io.EOF) {
			t.advance(int(t.decoder.InputOffset()))
			err = fmt.Errorf("%s: text after the end of the description", d.position(t.at))
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
		t.at.line += int32(n)
		t.at.col = int32(len(between) - bytes.LastIndexByte(between, '\n'))
	} else {
		t.at.col += int32(len(between))
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
		return nil, fmt.Errorf("%s: not well-formed JSON: %w", t.d.position(t.at), err)
	}
	return nil, fmt.Errorf("%s: not well-formed JSON: the text ends too early", t.d.position(t.at))
}

// value reads a value. Depth is the number of lists and objects around it.
func (t *jsonTree) value(depth int) (*node, error) {
	token, err := t.token()
	if err != nil {
		return nil, err
	}
	n := &node{at: t.at}
	if t.nodes++; t.nodes > maxNodes {
		return nil, fmt.Errorf("%s: %w", t.d.position(t.at), errNodes)
	}
	switch token := token.(type) {
	case json.Delim:
		if depth == maxDepth {
			return nil, fmt.Errorf("%s: %w", t.d.position(t.at), errDepth)
		}
		n.form = list
		if token == '{' {
			n.form = object
		}
		err = t.fields(n, depth)
	case string:
		n.form, n.text = text, token
	case json.Number:
		n.form, n.text = number, token.String()
	case bool:
		n.form, n.text = boolean, fmt.Sprint(token)
	}
	return n, err
}

// fields reads the fields of an object or list, and its end.
func (t *jsonTree) fields(n *node, depth int) error {
	for t.decoder.More() {
		var f field
		if n.form == object {
			token, err := t.token()
			if err != nil {
				return err
			}
			f.key, f.at = token.(string), t.at // the decoder takes nothing but strings as keys
		}
		value, err := t.value(depth + 1)
		if err != nil {
			return err
		}
		if f.value = value; n.form == list {
			f.at = value.at
		}
		n.fields = append(n.fields, f)
	}
	if _, err := t.token(); err != nil {
		return err
	}
	if n.form == object {
		t.d.unique(n)
	}
	return nil
}
