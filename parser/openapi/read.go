package openapi

import (
	"bytes"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// Read reads a description. The model has its types and enums, sorted by
// qualified name, and its operations, in the order of the document. The findings
// report what can't be read. File is the name for positions. The error is for a
// document that is not well-formed, is no OpenAPI description of a version that
// is read, is too large, or is nested too deep.
func Read(r io.Reader, file string) (*model.Model, source.Findings, error) {
	data, err := io.ReadAll(io.LimitReader(r, MaxSize+1))
	switch {
	case err != nil:
		return nil, nil, fmt.Errorf("%s: %w", file, err)
	case len(data) > MaxSize:
		return nil, nil, fmt.Errorf("%s: %w", file, errSize)
	}
	d := newDocument(file)
	if err := d.parse(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))); err != nil {
		return nil, nil, err
	}
	d.read()
	d.link()
	d.findings.Sort()
	return d.model, d.findings, nil
}

// document is the state of reading a description.
type document struct {
	file     string
	root     *node
	model    *model.Model
	findings source.Findings

	pointers map[string]*node       // what references refer to
	declared map[*node]declaration  // the schemas in components
	types    map[*node]*model.Type  // the types of objects
	enums    map[*node]*model.Enum  // the enums of strings
	named    map[string]*model.Enum // enums by the name in x-ms-enum
	names    map[string]bool        // all names of types and enums
	mapped   map[*node]string       // the names that discriminators map to schemas
	wrappers map[*node]*wrapper     // objects that were examined, see [document.wrapper]
	variants []variant              // schemas with oneOf
	queue    []pending              // types whose properties are not read
	resolved map[*node]*resolution  // what schemas stand for
	objects  map[*node]bool         // whether schemas have objects as values
	unions   []union                // references to one of several types
	requires []requirement          // required properties that may be inherited
	invalid  map[*node]bool         // schemas that were reported
}

func newDocument(file string) *document {
	return &document{file: file, model: &model.Model{Version: model.Version, Types: []*model.Type{}, Enums: []*model.Enum{}, Operations: []*model.Operation{}},
		pointers: map[string]*node{}, declared: map[*node]declaration{}, types: map[*node]*model.Type{}, enums: map[*node]*model.Enum{},
		named: map[string]*model.Enum{}, names: map[string]bool{}, mapped: map[*node]string{}, wrappers: map[*node]*wrapper{}, invalid: map[*node]bool{}, objects: map[*node]bool{}, resolved: map[*node]*resolution{}}
}

// declaration is the place of a schema in components.
type declaration struct {
	name string
	at   place
}

// parse reads the text of the document, and checks that it is a description.
func (d *document) parse(data []byte) error {
	var err error
	if start := bytes.TrimLeft(data, " \t\r\n"); len(start) > 0 && start[0] == '{' {
		d.root, err = d.parseJSON(data)
	} else {
		d.root, err = d.parseYAML(data)
	}
	if err != nil {
		return err
	}
	return d.checkRoot()
}

var versions = regexp.MustCompile(`^3\.[01](\.|$)`)

const wanted = "want an OpenAPI description, version 3.0 or 3.1, in JSON or YAML"

func (d *document) checkRoot() error {
	version := d.root.get("openapi")
	switch {
	case d.root.get("swagger") != nil:
		return fmt.Errorf("%s: Swagger %s is not read; convert the description to OpenAPI 3, for example with swagger2openapi", d.position(d.root.get("swagger").at), d.root.get("swagger").str())
	case version == nil:
		return fmt.Errorf("%s: no key openapi; %s", d.file, wanted)
	case !versions.MatchString(version.str()):
		return fmt.Errorf("%s: the version is %q; %s", d.position(version.at), version.str(), wanted)
	case d.root.get("paths") == nil && d.root.get("components") == nil:
		return fmt.Errorf("%s: neither paths nor components; %s", d.file, wanted)
	}
	return nil
}

// read reads the schemas and the paths.
func (d *document) read() {
	if servers := d.root.get("servers"); servers != nil && servers.form == list && len(servers.fields) > 0 {
		d.model.BaseURL = strings.TrimRight(servers.fields[0].value.get("url").str(), "/")
	}
	schemas := d.root.get("components").get("schemas")
	if d.want(schemas, object, "components/schemas") {
		for _, f := range schemas.fields {
			if _, known := d.declared[f.value]; !known { // an alias repeats a schema
				d.declared[f.value] = declaration{f.key, f.at}
			}
		}
		d.discriminators(schemas)
		for _, f := range schemas.fields {
			var r model.Ref
			d.ref(&r, f.value, use{name: f.key})
		}
	}
	if paths := d.root.get("paths"); d.want(paths, object, "paths") {
		for _, f := range paths.fields {
			d.pathItem(f)
		}
	}
	d.drain()
	d.derive()
}

// link completes the model after all of the document is read.
func (d *document) link() {
	d.cutBases()
	d.unite()
	for _, t := range d.model.Types {
		t.Implied = t.Implied || isWrapper(t)
		if t.BaseType != nil {
			t.BaseType.Derived = append(t.BaseType.Derived, t)
		}
	}
	for _, t := range d.model.Types {
		t.Implied = t.Implied || isAnnotations(t)
	}
	d.require()
	slices.SortFunc(d.model.Types, func(a, b *model.Type) int { return strings.Compare(a.Qualified(), b.Qualified()) })
	slices.SortFunc(d.model.Enums, func(a, b *model.Enum) int { return strings.Compare(a.Qualified(), b.Qualified()) })
	for _, t := range d.model.Types {
		slices.SortFunc(t.Derived, func(a, b *model.Type) int { return strings.Compare(a.Qualified(), b.Qualified()) })
	}
	d.model.Coverage.Operations = len(d.model.Operations)
}
