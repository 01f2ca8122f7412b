package metadata

import (
	"cmp"
	"strings"

	"github.com/docwright/docwright/parser/edm"
	"github.com/docwright/docwright/parser/model"
)

// link resolves the names in the document, once all of it was read.
func (d *document) link() {
	for _, r := range d.references {
		if r.base != nil {
			d.linkBase(r)
			continue
		}
		r.ref.Type = d.resolve(r.ref.Type)
		r.ref.Struct, r.ref.Enum = d.types[r.ref.Type], d.enums[r.ref.Type]
		if r.ref.Struct == nil && r.ref.Enum == nil && d.own(r.ref.Type) {
			d.findings.Add(r.at, ruleTypeUnknown, "no schema declares the type %q", r.ref.Type)
		}
	}
	d.cutCycles()
	for _, t := range d.model.Types {
		if t.BaseType != nil {
			t.BaseType.Derived = append(t.BaseType.Derived, t)
		}
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
	if t.BaseType = d.types[t.Base]; t.BaseType == nil && d.own(t.Base) {
		d.findings.Add(r.at, ruleTypeUnknown, "no schema declares the base type %q of %s", t.Base, t.Name)
	}
}

// qualify replaces an alias by the namespace that it stands for.
func (d *document) qualify(name string) string {
	namespace, short := split(name)
	if full, ok := d.aliases[namespace]; ok {
		return full + "." + short
	}
	return name
}

// resolve returns the qualified name of a type, or of what a type definition is.
func (d *document) resolve(name string) string {
	name = d.qualify(name)
	name = cmp.Or(d.definitions[name], name)
	return cmp.Or(edm.Named(name).Model, name)
}

// own reports whether the name has to be declared here: built-in types are not,
// nor are those of namespaces that the document has no schema for.
func (d *document) own(name string) bool {
	namespace, _ := split(name)
	return namespace == "" || d.namespaces[namespace]
}

func split(name string) (namespace, short string) {
	i := strings.LastIndexByte(name, '.')
	return name[:max(i, 0)], name[i+1:]
}

// cutCycles takes the base type from each type that is derived from itself.
func (d *document) cutCycles() {
	for _, t := range d.model.Types {
		if again := t.Top().BaseType; again != nil {
			d.findings.Add(again.Position(), ruleBaseCycle, "%s is derived from itself: it is taken to have no base type", again.Name)
			again.Base, again.BaseType = "", nil
		}
	}
}

// linkKeys marks the properties that PropertyRef elements name. A path into a
// complex property marks none.
func (d *document) linkKeys() {
	for _, k := range d.keys {
		if p := k.typ.Property(k.name); p != nil {
			p.Key = true
		} else if !strings.Contains(k.name, "/") {
			d.findings.Add(k.at, ruleAttributeInvalid, "the key of %s is %q, which is no property of it", k.typ.Name, k.name)
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
			d.findings.Add(i.at, ruleAttributeInvalid, "%s imports %q, which is not declared as unbound: it is left out", i.path, i.operation)
		}
	}
}
