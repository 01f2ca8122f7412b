package openapi

import (
	"fmt"
	"strings"

	"github.com/docwright/docwright/parser/model"
)

// pending is a type whose properties are not read.
type pending struct {
	typ *model.Type
	of  *node
}

// object sets a reference to the type of an object. Its properties are read later, so
// that schemas may refer to one another in any depth.
func (d *document) object(to *model.Ref, n *node, u use) {
	t := d.types[n]
	if t == nil {
		t = &model.Type{Kind: model.Complex, Pages: []string{d.file}, Line: int(n.at.line), Properties: []*model.Property{}}
		t.Namespace, t.Name, t.Unplaced, t.Implied = d.name(n, u)
		if own, ok := d.declared[n]; ok {
			t.Line = int(own.at.line)
		}
		t.Description = n.get("description").str()
		t.Deprecated = n.get("deprecated").is()
		d.types[n] = t
		d.model.Types = append(d.model.Types, t)
		d.queue = append(d.queue, pending{t, n})
	}
	to.Type, to.Struct = t.Qualified(), t
}

// name returns the name of a type or enum. That of a schema in components is its
// own, or the one that a discriminator maps to it. Another schema has the name of its
// use, which is made up.
func (d *document) name(n *node, u use) (namespace, name string, unplaced, implied bool) {
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
			d.findings.Add(d.position(own.at), ruleDeclaredTwice, "another schema is %s, too; this one is compared only where it is used", full)
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
func (d *document) discriminators(schemas *node) {
	for _, f := range schemas.fields {
		for _, m := range f.value.get("discriminator").get("mapping").each() {
			name, isType := strings.CutPrefix(m.key, "#")
			if !isType || !strings.Contains(name, ".") {
				continue
			}
			target := d.find(strings.TrimPrefix(m.value.str(), "#"))
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
		c := composition{typ: p.typ, seen: map[*node]bool{}, properties: map[string]*model.Property{}, required: map[string]bool{}}
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
	seen       map[*node]bool
	properties map[string]*model.Property
	required   map[string]bool
}

// compose adds the parts of a schema to a type.
func (d *document) compose(c *composition, n *node, hops int) {
	if n == nil || c.seen[n] || hops > maxHops {
		return
	}
	c.seen[n] = true
	for _, f := range n.get("allOf").each() {
		part := d.deref(f.value)
		if _, isDeclared := d.declared[part]; isDeclared && part != f.value && c.typ.BaseType == nil && d.isObject(part, hops) {
			var base model.Ref
			if d.ref(&base, part, use{hops: hops}); base.Struct != nil {
				c.typ.BaseType = base.Struct
				continue
			}
		}
		d.compose(c, part, hops+1)
	}
	if properties := n.get("properties"); d.want(properties, object, "properties") {
		for _, f := range properties.fields {
			d.property(c, f)
		}
	}
	for _, f := range n.get("required").each() {
		if f.value.form == text {
			c.required[f.value.text] = true
		}
	}
	switch more := n.get("additionalProperties"); {
	case more.is():
		c.typ.Open = true
	case more.isObject():
		c.typ.Open = true
		if len(more.fields) > 0 && c.typ.Entries == nil {
			c.typ.Entries = &model.Ref{}
			d.ref(c.typ.Entries, more, use{name: c.typ.Name + "/*", hops: hops})
		}
	}
}

// property reads a property. Annotations, such as @odata.type, are none.
func (d *document) property(c *composition, f field) {
	if strings.Contains(f.key, "@") || c.properties[f.key] != nil {
		return
	}
	n := f.value
	p := &model.Property{Name: f.key, Position: d.position(f.at)}
	d.ref(&p.Ref, n, use{name: c.typ.Name + "/" + f.key})
	if !p.Collection {
		p.Nullable = d.nullable(n)
	}
	target := d.deref(n)
	p.ReadOnly = n.get("readOnly").is() || target.get("readOnly").is()
	p.Deprecated = n.get("deprecated").is() || target.get("deprecated").is()
	p.Navigation = n.get("x-ms-navigationProperty").is()
	p.Description = n.get("description").str()
	if value := n.get("default"); value != nil && value.form != null && value.form < list {
		p.Default = &value.text
	}
	c.properties[f.key] = p
	c.typ.Properties = append(c.typ.Properties, p)
}
