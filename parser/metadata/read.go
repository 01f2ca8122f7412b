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

// MaxSize is the maximum size of a document in bytes. The metadata of Microsoft
// Graph's beta service, the largest known document, has about a tenth of it.
const MaxSize = 64 << 20

var errSize = fmt.Errorf("larger than %d MB", MaxSize>>20)

// Read reads a document. The model has its types and enums, sorted by qualified
// name, and its operations, in the order of the document. The findings report
// what can't be read. File is the name for positions. The error is for a
// document that is not well-formed, is not OData 4, has no schema, has an
// unsupported encoding, is too large, or is nested too deep.
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
		err = fmt.Errorf("%s: no Schema of %s; want the response of an OData 4 service to GET /$metadata", file, edmSpace)
	}
	if err != nil {
		return nil, nil, err
	}
	d.link()
	d.findings.Sort()
	return d.model, d.findings, nil
}

// document is the state of reading a document.
type document struct {
	tokens
	model    *model.Model
	findings source.Findings

	schemas     bool              // whether there is any schema
	namespaces  map[string]bool   // namespaces of the schemas
	aliases     map[string]string // namespaces, by alias
	definitions map[string]string // underlying types, by the qualified name of the type definition
	types       map[string]*model.Type
	properties  map[propertyName]*model.Property
	enums       map[string]*model.Enum
	members     map[memberName]*model.Member
	others      map[string]bool               // qualified names of operations and containers
	operations  map[string][]*model.Operation // by qualified name; overloads share one
	containers  map[string]bool               // qualified names of containers

	// These are resolved after the whole document is read.
	references  []reference
	keys        []keyRef
	imports     []operationImport
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

// read reads the elements around the declarations: Edmx, DataServices and
// Schema.
func (d *document) read() error {
	root := false
	for {
		token, err := d.next()
		if errors.Is(err, io.EOF) {
			if !root {
				return fmt.Errorf("%s: no CSDL; want the root element edmx:Edmx of %s", d.at, edmxSpace)
			}
			return nil
		}
		if err != nil {
			return err
		}
		switch token := token.(type) {
		case xml.Directive:
			d.findings.Add(d.at, ruleDirective, "the document type declaration is left out; write the entities as text")
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
		return fmt.Errorf("the root element is %s of %q; want edmx:Edmx of %s, as in the metadata of an OData 4 service", start.Name.Local, start.Name.Space, edmxSpace)
	}
	for _, a := range start.Attr {
		if a.Name.Local == "Version" && !strings.HasPrefix(a.Value, "4.") {
			return fmt.Errorf("version %q; want 4.0 or 4.01", a.Value)
		}
	}
	return nil
}

// frame reads an element below the root. It does not distinguish children of
// the root from children of DataServices.
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
	d.findings.Add(e.at, ruleReferenceUnread, "%q is not read; only the names of its types are known", e.attr("Uri"))
	return nil
}

// schema reads a Schema element, one child at a time.
func (d *document) schema(start xml.StartElement) error {
	d.schemas = true
	s := &element{name: start.Name.Local, attrs: start.Attr, at: d.at}
	namespace := s.attr("Namespace")
	if namespace == "" {
		d.findings.Add(s.at, ruleAttributeMissing, "the Schema has no Namespace; its declarations are left out")
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
			return fmt.Errorf("%s: the Schema is not closed", s.at)
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
	d.findings.Add(e.at, ruleElementUnknown, "%s in %s is not a CSDL element; it is left out", e.name, in)
}

// sort sorts the declarations in the order of the model.
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
