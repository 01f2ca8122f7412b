package openapi

import (
	"slices"

	"github.com/docwright/docwright/parser/model"
)

// scalarOrEnum sets a reference to the type of a scalar schema.
func (d *document) scalarOrEnum(to *model.Ref, n *node, typ string, u use) {
	*to = d.scalar(n, typ)
	if typ != "string" || n.get("enum") == nil && n.get("x-ms-enum").get("values") == nil {
		return
	}
	e := d.enums[n]
	if e == nil {
		if e = d.enum(n, u); e == nil {
			return
		}
		d.enums[n] = e
	}
	*to = model.Ref{Type: e.Qualified(), Enum: e, Listed: e.Implied}
}

// enum makes the enum of a schema. It returns nil if there are no values.
func (d *document) enum(n *node, u use) *model.Enum {
	members := d.members(n)
	if len(members) == 0 {
		return nil
	}
	name := n.get("x-ms-enum").get("name").str()
	if _, ok := d.declared[n]; name != "" && !ok {
		if e := d.named[name]; e != nil && slices.EqualFunc(e.Members, members, func(a, b *model.Member) bool { return a.Name == b.Name }) {
			return e
		}
	}
	e := &model.Enum{Page: d.file, Line: int(n.at.line), Members: members, Description: n.get("description").str(), Deprecated: n.get("deprecated").is()}
	e.Flags = n.get("x-ms-enum-flags").get("isFlags").is()
	e.Namespace, e.Name, e.Unplaced, e.Implied = d.name(n, u)
	if own, ok := d.declared[n]; ok {
		e.Line = int(own.at.line)
	} else if name != "" && d.named[name] == nil && !d.names[name] {
		d.named[name], d.names[name] = e, true
		e.Name, e.Implied = name, false
	}
	d.model.Enums = append(d.model.Enums, e)
	return e
}

// members returns the values of an enum, without duplicates. Those of x-ms-enum have
// descriptions and numbers.
func (d *document) members(n *node) []*model.Member {
	var members []*model.Member
	index := map[string]*model.Member{}
	add := func(value *node) *model.Member {
		if value == nil || value.form == null || value.form >= list || index[value.text] != nil {
			return nil
		}
		m := &model.Member{Name: value.text, Position: d.position(value.at)}
		index[m.Name] = m
		members = append(members, m)
		return m
	}
	for _, f := range n.get("enum").each() {
		add(f.value)
	}
	for _, f := range n.get("x-ms-enum").get("values").each() {
		m := index[f.value.get("value").str()]
		if m == nil {
			m = add(f.value.get("value"))
		}
		if m != nil {
			m.Description = f.value.get("description").str()
		}
	}
	for i, f := range n.get("x-enum-descriptions").each() {
		if i < len(members) && f.value.form == text {
			members[i].Description = f.value.text
		}
	}
	return members
}
