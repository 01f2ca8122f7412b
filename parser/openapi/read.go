package openapi

import (
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/internal/tree"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// Read reads a description. The model has its types and enums, sorted by
// qualified name, and its operations, in the order of the document. The findings
// report what can't be read. File is the name for positions. The error is for a
// document that is not well-formed, is no OpenAPI description of a version that
// is read, is too large, or is nested too deep.
func Read(r io.Reader, file string) (*model.Model, source.Findings, error) {
	t, err := tree.Read(r, file)
	if err != nil {
		return nil, nil, err
	}
	d := newDocument(t)
	if err := d.checkRoot(); err != nil {
		return nil, nil, err
	}
	for _, f := range t.Repeated {
		d.findings.Add(t.Position(f.At), ruleKeyDuplicate, "the key %q is already at line %d; this one is left out", f.Key, f.First.Line)
	}
	d.read()
	d.link()
	d.findings.Sort()
	return d.model, d.findings, nil
}

// document is the state of reading a description.
type document struct {
	tree     *tree.Tree
	model    *model.Model
	findings source.Findings

	pointers map[string]*tree.Node      // what references refer to
	declared map[*tree.Node]declaration // the schemas in components
	types    map[*tree.Node]*model.Type // the types of objects
	enums    map[*tree.Node]*model.Enum // the enums of strings
	named    map[string]*model.Enum     // enums by the name in x-ms-enum
	names    map[string]bool            // all names of types and enums
	mapped   map[*tree.Node]string      // the names that discriminators map to schemas
	wrappers map[*tree.Node]*wrapper    // objects that were examined, see [document.wrapper]
	variants []variant                  // schemas with oneOf
	queue    []pending                  // types whose properties are not read
	resolved map[*tree.Node]*resolution // what schemas stand for
	objects  map[*tree.Node]bool        // whether schemas have objects as values
	errors   []*model.Type              // types of errors
	unions   []union                    // references to one of several types
	requires []requirement              // required properties that may be inherited
	invalid  map[*tree.Node]bool        // schemas that were reported
}

func newDocument(t *tree.Tree) *document {
	return &document{tree: t, model: &model.Model{Version: model.Version, Types: []*model.Type{}, Enums: []*model.Enum{}, Operations: []*model.Operation{}},
		pointers: map[string]*tree.Node{}, declared: map[*tree.Node]declaration{}, types: map[*tree.Node]*model.Type{}, enums: map[*tree.Node]*model.Enum{},
		named: map[string]*model.Enum{}, names: map[string]bool{}, mapped: map[*tree.Node]string{}, wrappers: map[*tree.Node]*wrapper{}, invalid: map[*tree.Node]bool{}, objects: map[*tree.Node]bool{}, resolved: map[*tree.Node]*resolution{}}
}

// declaration is the place of a schema in components.
type declaration struct {
	name string
	at   tree.Place
}

var versions = regexp.MustCompile(`^3\.[01](\.|$)`)

const wanted = "want an OpenAPI description, version 3.0 or 3.1, in JSON or YAML"

func (d *document) checkRoot() error {
	version := d.tree.Root.Get("openapi")
	switch {
	case d.tree.Root.Get("swagger") != nil:
		return fmt.Errorf("%s: Swagger %s is not read; convert the description to OpenAPI 3, for example with swagger2openapi", d.tree.Position(d.tree.Root.Get("swagger").At), d.tree.Root.Get("swagger").Str())
	case version == nil:
		return fmt.Errorf("%s: no key openapi; %s", d.tree.File, wanted)
	case !versions.MatchString(version.Str()):
		return fmt.Errorf("%s: the version is %q; %s", d.tree.Position(version.At), version.Str(), wanted)
	case d.tree.Root.Get("paths") == nil && d.tree.Root.Get("components") == nil:
		return fmt.Errorf("%s: neither paths nor components; %s", d.tree.File, wanted)
	}
	return nil
}

// read reads the schemas and the paths.
func (d *document) read() {
	if servers := d.tree.Root.Get("servers"); servers != nil && servers.Form == tree.List && len(servers.Fields) > 0 {
		d.model.BaseURL = strings.TrimRight(servers.Fields[0].Value.Get("url").Str(), "/")
	}
	schemas := d.tree.Root.Get("components").Get("schemas")
	if d.want(schemas, tree.Object, "components/schemas") {
		for _, f := range schemas.Fields {
			if _, known := d.declared[f.Value]; !known { // an alias repeats a schema
				d.declared[f.Value] = declaration{f.Key, f.At}
			}
		}
		d.discriminators(schemas)
		for _, f := range schemas.Fields {
			var r model.Ref
			d.ref(&r, f.Value, use{name: f.Key})
		}
	}
	if paths := d.tree.Root.Get("paths"); d.want(paths, tree.Object, "paths") {
		for _, f := range paths.Fields {
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
	d.implyErrors()
	d.require()
	slices.SortFunc(d.model.Types, func(a, b *model.Type) int { return strings.Compare(a.Qualified(), b.Qualified()) })
	slices.SortFunc(d.model.Enums, func(a, b *model.Enum) int { return strings.Compare(a.Qualified(), b.Qualified()) })
	for _, t := range d.model.Types {
		slices.SortFunc(t.Derived, func(a, b *model.Type) int { return strings.Compare(a.Qualified(), b.Qualified()) })
	}
	d.model.Coverage.Operations = len(d.model.Operations)
}
