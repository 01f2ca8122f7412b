package openapi

import (
	"fmt"
	"strings"

	"github.com/docwright/docwright/parser/internal/tree"
	"github.com/docwright/docwright/parser/model"
)

// pending is a type whose properties are not read.
type pending struct {
	typ *model.Type
	of  *tree.Node
}

// object sets a reference to the type of an object. Its properties are read later, so
// that schemas may refer to one another in any depth.
func (d *document) object(to *model.Ref, n *tree.Node, u use) {
	t := d.types[n]
	if t == nil {
		t = &model.Type{Kind: model.Complex, Pages: []string{d.tree.File}, Line: int(n.At.Line), Properties: []*model.Property{}}
		t.Namespace, t.Name, t.Unplaced, t.Implied = d.name(n, u)
		if own, ok := d.declared[n]; ok {
			t.Line = int(own.at.Line)
		}
		t.Description = n.Get("description").Str()
		t.Deprecated = n.Get("deprecated").IsTrue()
		d.types[n] = t
		d.model.Types = append(d.model.Types, t)
		d.queue = append(d.queue, pending{t, n})
	}
	to.Type, to.Struct = t.Qualified(), t
}

// name returns the name of a type or enum. That of a schema in components is its
// own, or the one that a discriminator maps to it. Another schema has the name of its
// use, which is made up.
func (d *document) name(n *tree.Node, u use) (namespace, name string, unplaced, implied bool) {
	own, ok := d.declared[n]
	full := own.name
	if mapped := d.mapped[n]; mapped != "" {
		full = mapped
	}
	if !ok {
		full, implied = u.name, true
	}
	unique := full
	for i := 2; d.names[unique]; i++ {
		if ok && i == 2 {
			d.findings.Add(d.tree.Position(own.at), ruleDeclaredTwice, "another schema is %s, too; this one is compared only where it is used", full)
			implied = true
		}
		unique = fmt.Sprintf("%s-%d", full, i)
	}
	d.names[unique] = true
	if implied {
		return "", unique, true, true
	}
	if i := strings.LastIndexByte(unique, '.'); i > 0 {
		return unique[:i], unique[i+1:], false, false
	}
	return "", unique, true, false
}

// discriminators reads the names that discriminators map to schemas. The values of
// @odata.type are qualified names, and begin with a number sign.
func (d *document) discriminators(schemas *tree.Node) {
	for _, f := range schemas.Fields {
		for _, m := range f.Value.Get("discriminator").Get("mapping").Each() {
			name, isType := strings.CutPrefix(m.Key, "#")
			if !isType || !strings.Contains(name, ".") {
				continue
			}
			target := d.find(strings.TrimPrefix(m.Value.Str(), "#"))
			if own, ok := d.declared[target]; ok && !strings.Contains(own.name, ".") && d.mapped[target] == "" {
				d.mapped[target] = name
			}
		}
	}
}

// drain reads the properties of all types, and of those that they have.
func (d *document) drain() {
	for len(d.queue) > 0 {
		p := d.queue[0]
		d.queue = d.queue[1:]
		c := composition{typ: p.typ, seen: map[*tree.Node]bool{}, properties: map[string]*model.Property{}, required: map[string]bool{}}
		d.compose(&c, p.of, 0)
		for _, property := range p.typ.Properties {
			property.Required = c.required[property.Name]
			delete(c.required, property.Name)
		}
		if len(c.required) > 0 {
			d.requires = append(d.requires, requirement{p.typ, c.required})
		}
	}
}

// composition is the state of reading the parts of one type.
type composition struct {
	typ        *model.Type
	seen       map[*tree.Node]bool
	properties map[string]*model.Property
	required   map[string]bool
}

// compose adds the parts of a schema to a type.
func (d *document) compose(c *composition, n *tree.Node, hops int) {
	if n == nil || c.seen[n] || hops > maxHops {
		return
	}
	c.seen[n] = true
	for _, f := range n.Get("allOf").Each() {
		if part := d.deref(f.Value); part == f.Value || !d.base(c, part, hops) {
			d.compose(c, part, hops+1)
		}
	}
	if properties := n.Get("properties"); d.want(properties, tree.Object, "properties") {
		for _, f := range properties.Fields {
			d.property(c, f)
		}
	}
	for _, f := range n.Get("required").Each() {
		if f.Value.Form == tree.Text {
			c.required[f.Value.Text] = true
		}
	}
	d.entries(c, n, hops)
}

// base makes a schema that is referred to the base type, unless there is one. It reports
// whether it did.
func (d *document) base(c *composition, n *tree.Node, hops int) bool {
	if _, isDeclared := d.declared[n]; !isDeclared || c.typ.BaseType != nil || !d.isObject(n, hops) {
		return false
	}
	var base model.Ref
	d.ref(&base, n, use{hops: hops})
	c.typ.BaseType = base.Struct
	return base.Struct != nil
}

// entries reads what a schema says of properties that it does not name.
func (d *document) entries(c *composition, n *tree.Node, hops int) {
	switch more := n.Get("additionalProperties"); {
	case more.IsTrue():
		c.typ.Open = true
	case more.IsObject():
		c.typ.Open = true
		if len(more.Fields) > 0 && c.typ.Entries == nil {
			c.typ.Entries = &model.Ref{}
			d.ref(c.typ.Entries, more, use{name: c.typ.Name + "/*", hops: hops})
		}
	}
}

// property reads a property. Annotations, such as @odata.type, are none.
func (d *document) property(c *composition, f tree.Field) {
	if strings.Contains(f.Key, "@") || c.properties[f.Key] != nil {
		return
	}
	n := f.Value
	p := &model.Property{Name: f.Key, Position: d.tree.Position(f.At)}
	d.ref(&p.Ref, n, use{name: c.typ.Name + "/" + f.Key})
	if !p.Collection {
		p.Nullable = d.nullable(n)
	}
	target := d.deref(n)
	p.ReadOnly = n.Get("readOnly").IsTrue() || target.Get("readOnly").IsTrue()
	p.Deprecated = n.Get("deprecated").IsTrue() || target.Get("deprecated").IsTrue()
	p.Navigation = n.Get("x-ms-navigationProperty").IsTrue()
	p.Description = n.Get("description").Str()
	if value := n.Get("default"); value != nil && value.Form != tree.Null && value.Form < tree.List {
		p.Default = &value.Text
	}
	c.properties[f.Key] = p
	c.typ.Properties = append(c.typ.Properties, p)
}
