package metadata

import (
	"cmp"
	"strings"

	"github.com/docwright/docwright/parser/edm"
	"github.com/docwright/docwright/parser/model"
)

// link resolves the names in the document after all of it is read.
func (d *document) link() {
	for _, r := range d.references {
		if r.base != nil {
			d.linkBase(r)
			continue
		}
		r.ref.Type = d.resolve(r.ref.Type)
		r.ref.Struct, r.ref.Enum = d.types[r.ref.Type], d.enums[r.ref.Type]
		if r.ref.Struct == nil && r.ref.Enum == nil && d.isOwn(r.ref.Type) {
			d.findings.Add(r.at, ruleTypeUnknown, "no schema declares the type %q", r.ref.Type)
		}
	}
	d.cutCycles()
	for _, t := range d.model.Types {
		if t.BaseType != nil {
			t.BaseType.Derived = append(t.BaseType.Derived, t)
		}
	}
	for _, t := range d.model.Types {
		t.AnyJSON = t.SaysOnlyJSON()
	}
	d.linkKeys()
	d.linkImports()
	d.applyAnnotations()
	d.sort()
	d.model.Coverage.Operations = len(d.model.Operations)
}

func (d *document) linkBase(r reference) {
	t := r.base
	t.Base = d.resolve(t.Base)
	if t.BaseType = d.types[t.Base]; t.BaseType == nil && d.isOwn(t.Base) {
		d.findings.Add(r.at, ruleTypeUnknown, "no schema declares the base type %q of %s", t.Base, t.Name)
	}
}

// qualify replaces the alias in a qualified name by its namespace.
func (d *document) qualify(name string) string {
	namespace, short := split(name)
	if full, ok := d.aliases[namespace]; ok {
		return full + "." + short
	}
	return name
}

// resolve returns the qualified name of a type. It replaces a type definition
// by the underlying type.
func (d *document) resolve(name string) string {
	name = d.qualify(name)
	name = cmp.Or(d.definitions[name], name)
	return cmp.Or(edm.Named(name).Model, name)
}

// isOwn reports whether the document must declare the name. It need not declare
// built-in types, and types in namespaces without a schema in the document.
func (d *document) isOwn(name string) bool {
	namespace, _ := split(name)
	return namespace == "" || d.namespaces[namespace]
}

func split(name string) (namespace, short string) {
	i := strings.LastIndexByte(name, '.')
	return name[:max(i, 0)], name[i+1:]
}

// cutCycles removes the base type of each type that derives from itself.
func (d *document) cutCycles() {
	for _, t := range d.model.Types {
		if again := t.Top().BaseType; again != nil {
			d.findings.Add(again.Position(), ruleBaseCycle, "%s derives from itself; the base type is dropped", again.Name)
			again.Base, again.BaseType = "", nil
		}
	}
}

// linkKeys marks the properties named by PropertyRef elements. A path into a
// complex property marks none.
func (d *document) linkKeys() {
	for _, k := range d.keys {
		if p := k.typ.Property(k.name); p != nil {
			p.Key = true
		} else if !strings.Contains(k.name, "/") {
			d.findings.Add(k.at, ruleAttributeInvalid, "the key of %s is %q, which is not a property of the type", k.typ.Name, k.name)
		}
	}
}

// linkImports gives unbound operations the paths of their imports.
func (d *document) linkImports() {
	type key struct {
		name string
		kind model.OperationKind
	}
	unbound := map[key][]*model.Operation{}
	for _, op := range d.model.Operations {
		if op.Binding == nil {
			unbound[key{op.Name, op.Kind}] = append(unbound[key{op.Name, op.Kind}], op)
		}
	}
	for _, i := range d.imports {
		_, short := split(i.operation)
		ops := unbound[key{short, i.kind}]
		for _, op := range ops {
			op.Paths = append(op.Paths, i.path)
		}
		if len(ops) == 0 {
			d.findings.Add(i.at, ruleAttributeInvalid, "%s imports %q, which is not an unbound operation; the import is left out", i.path, i.operation)
		}
	}
}
