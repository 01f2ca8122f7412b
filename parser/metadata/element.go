package metadata

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/docwright/docwright/parser/source"
)

// The namespaces of OData 4 (CSDL XML 4.01, sections 2.1.1 and 2.1.2).
const (
	edmxSpace = "http://docs.oasis-open.org/odata/ns/edmx"
	edmSpace  = "http://docs.oasis-open.org/odata/ns/edm"
)

// maxDepth limits how deep elements are nested. Annotation expressions are the
// deepest elements of CSDL, and hardly reach ten levels.
const maxDepth = 100

var errDepth = fmt.Errorf("elements are nested more than %d levels deep", maxDepth)

// element is an element with its attributes and children.
type element struct {
	name     string // local name; the namespace is that of the schema
	attrs    []xml.Attr
	children []*element
	text     string // the trimmed text of an element without children
	at       source.Position
}

// attr returns the trimmed value of an attribute, or "" if there is none.
func (e *element) attr(name string) string {
	for i := range e.attrs {
		if a := &e.attrs[i]; a.Name.Local == name && a.Name.Space == "" {
			return strings.TrimSpace(a.Value)
		}
	}
	return ""
}

// tokens reads a document token by token, with positions.
type tokens struct {
	xml   *xml.Decoder
	file  string
	depth int
	at    source.Position // the position of the last token
}

// next returns the next token. Its bytes are valid until the next call.
func (t *tokens) next() (xml.Token, error) {
	line, col := t.xml.InputPos()
	t.at = source.Position{File: t.file, Line: line, Col: col}
	token, err := t.xml.Token()
	if err != nil {
		return nil, t.wrap(err)
	}
	switch token.(type) {
	case xml.StartElement:
		if t.depth++; t.depth > maxDepth {
			return nil, fmt.Errorf("%s: %w", t.at, errDepth)
		}
	case xml.EndElement:
		t.depth--
	}
	return token, nil
}

// wrap adds the current position to an error. It returns io.EOF as is, because
// only the caller knows whether the end of the input is an error.
func (t *tokens) wrap(err error) error {
	if errors.Is(err, io.EOF) {
		return io.EOF
	}
	line, col := t.xml.InputPos()
	at := source.Position{File: t.file, Line: line, Col: col}
	var syntax *xml.SyntaxError
	if errors.As(err, &syntax) {
		return fmt.Errorf("%s: not well-formed XML: %s", at, syntax.Msg)
	}
	var encoding encodingError
	if errors.As(err, &encoding) {
		return fmt.Errorf("%s: %w", at, encoding)
	}
	return fmt.Errorf("%s: %w", at, err)
}

// tree reads the rest of the element whose start tag was read last.
func (t *tokens) tree(start xml.StartElement) (*element, error) {
	root := &element{name: start.Name.Local, attrs: start.Attr, at: t.at}
	open := []*element{root}
	for len(open) > 0 {
		token, err := t.next()
		if err != nil {
			return nil, err
		}
		in := open[len(open)-1]
		switch token := token.(type) {
		case xml.StartElement:
			e := &element{name: local(token.Name), attrs: token.Attr, at: t.at}
			in.children = append(in.children, e)
			open = append(open, e)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			if text := strings.TrimSpace(string(token)); text != "" {
				in.text += text
			}
		}
	}
	return root, nil
}

// local returns the local name of a CSDL element. For any other element it
// returns the namespace and the local name, which match no CSDL element.
func local(name xml.Name) string {
	if name.Space != edmSpace {
		return name.Space + " " + name.Local
	}
	return name.Local
}
