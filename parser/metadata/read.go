package metadata

import (
	"bufio"
	"cmp"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// MaxSize is how many bytes a document may have. The metadata of Microsoft
// Graph's beta service, the largest known, has about a tenth of it.
const MaxSize = 64 << 20

var errSize = fmt.Errorf("larger than %d MB", MaxSize>>20)

// Read reads a document and returns what it declares, types and enums sorted by
// qualified name, operations in the order in which they stand, and findings on
// what could not be read. File is the name for positions. The error is for a
// document that is not well-formed, not OData 4, without a schema, in an encoding
// that is not read, too large or too deep.
func Read(r io.Reader, file string) (*model.Model, source.Findings, error) {
	limited := &io.LimitedReader{R: r, N: MaxSize + 1}
	d := &document{
		tokens:  tokens{xml: xml.NewDecoder(decoded(bufio.NewReader(limited))), file: file},
		model:   &model.Model{Version: model.Version},
		aliases: map[string]string{}, definitions: map[string]string{}, namespaces: map[string]bool{},
		types: map[string]*model.Type{}, properties: map[propertyName]*model.Property{},
		enums: map[string]*model.Enum{}, members: map[memberName]*model.Member{}, others: map[string]bool{},
		operations: map[string][]*model.Operation{}, containers: map[string]bool{},
	}
	d.xml.CharsetReader = charset
	err := d.read()
	if limited.N <= 0 {
		err = fmt.Errorf("%s: %w", file, errSize)
	}
	if err == nil && !d.schemas {
		err = fmt.Errorf("%s: no Schema of %s: want what an OData 4 service answers to GET /$metadata", file, edmSpace)
	}
	if err != nil {
		return nil, nil, err
	}
	d.link()
	d.findings.Sort()
	return d.model, d.findings, nil
}

// document is what was read of a document so far.
type document struct {
	tokens
	model    *model.Model
	findings source.Findings

	schemas     bool              // there are any
	namespaces  map[string]bool   // those of schemas
	aliases     map[string]string // of namespaces
	definitions map[string]string // underlying types, by the qualified name of the type definition
	types       map[string]*model.Type
	properties  map[propertyName]*model.Property
	enums       map[string]*model.Enum
	members     map[memberName]*model.Member
	others      map[string]bool               // qualified names of operations and containers
	operations  map[string][]*model.Operation // by qualified name: overloads have one
	containers  map[string]bool               // qualified names of containers

	// What can only be resolved once the whole document was read.
	references  []reference
	keys        []keyOf
	imports     []importOf
	annotations []annotation
}

type propertyName struct {
	of   *model.Type
	name string
}

type memberName struct {
	of   *model.Enum
	name string
}

// read reads the document's frame: Edmx, DataServices and Schema elements.
func (d *document) read() error {
	root := false
	for {
		token, err := d.next()
		if errors.Is(err, io.EOF) {
			if !root {
				return fmt.Errorf("%s: no CSDL: want the root element edmx:Edmx of %s", d.at, edmxSpace)
			}
			return nil
		}
		if err != nil {
			return err
		}
		switch token := token.(type) {
		case xml.Directive:
			d.findings.Add(d.at, ruleDirective, "the document type declaration is left out: write entities out")
		case xml.StartElement:
			if !root {
				if err := checkRoot(token); err != nil {
					return fmt.Errorf("%s: %w", d.at, err)
				}
				root = true
				continue
			}
			if err := d.frame(token); err != nil {
				return err
			}
		}
	}
}

func checkRoot(start xml.StartElement) error {
	if start.Name != (xml.Name{Space: edmxSpace, Local: "Edmx"}) {
		return fmt.Errorf("the root element is %s of %q: want edmx:Edmx of %s, the metadata of an OData 4 service", start.Name.Local, start.Name.Space, edmxSpace)
	}
	for _, a := range start.Attr {
		if a.Name.Local == "Version" && !strings.HasPrefix(a.Value, "4.") {
			return fmt.Errorf("version %q: want 4.0 or 4.01", a.Value)
		}
	}
	return nil
}

// frame reads an element below the root that is part of the frame: what is in
// DataServices is read as if it stood beside it.
func (d *document) frame(start xml.StartElement) error {
	switch start.Name {
	case xml.Name{Space: edmxSpace, Local: "DataServices"}:
		return nil
	case xml.Name{Space: edmSpace, Local: "Schema"}:
		return d.schema(start)
	}
	e, err := d.tree(start)
	if err != nil {
		return err
	}
	if start.Name != (xml.Name{Space: edmxSpace, Local: "Reference"}) {
		d.unknown(e, "the document")
		return nil
	}
	for _, child := range e.children {
		if alias := child.attr("Alias"); alias != "" {
			d.aliases[alias] = child.attr("Namespace")
		}
	}
	d.findings.Add(e.at, ruleReferenceUnread, "%q is not read: types of its namespaces are known by name only", e.attr("Uri"))
	return nil
}

// schema reads a Schema element, one child at a time.
func (d *document) schema(start xml.StartElement) error {
	d.schemas = true
	s := &element{name: start.Name.Local, attrs: start.Attr, at: d.at}
	namespace := s.attr("Namespace")
	if namespace == "" {
		d.findings.Add(s.at, ruleAttributeMissing, "the Schema has no Namespace: what it declares is left out")
		_, err := d.tree(start)
		return err
	}
	d.namespaces[namespace] = true
	if alias := s.attr("Alias"); alias != "" {
		d.aliases[alias] = namespace
	}
	for {
		token, err := d.next()
		if errors.Is(err, io.EOF) {
			return fmt.Errorf("%s: the Schema has no end", s.at)
		}
		if err != nil {
			return err
		}
		switch token := token.(type) {
		case xml.EndElement:
			return nil
		case xml.StartElement:
			token.Name.Local = local(token.Name)
			e, err := d.tree(token)
			if err != nil {
				return err
			}
			d.declare(namespace, e)
		}
	}
}

// unknown reports an element that is left out.
func (d *document) unknown(e *element, in string) {
	d.findings.Add(e.at, ruleElementUnknown, "%s in %s is no element of CSDL: it is left out", e.name, in)
}

// sort brings what was declared into the order of the model.
func (d *document) sort() {
	slices.SortFunc(d.model.Types, func(a, b *model.Type) int { return strings.Compare(a.Qualified(), b.Qualified()) })
	slices.SortFunc(d.model.Enums, func(a, b *model.Enum) int { return strings.Compare(a.Qualified(), b.Qualified()) })
	slices.SortFunc(d.model.Roots, func(a, b *model.Property) int {
		return cmp.Or(strings.Compare(a.Name, b.Name), a.Position.Compare(b.Position))
	})
	for _, t := range d.model.Types {
		slices.SortFunc(t.Derived, func(a, b *model.Type) int { return strings.Compare(a.Qualified(), b.Qualified()) })
	}
}
