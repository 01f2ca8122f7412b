package openapi

import (
	"slices"

	"github.com/docwright/docwright/parser/internal/tree"
	"github.com/docwright/docwright/parser/model"
)

// scalarOrEnum sets a reference to the type of a scalar schema.
func (d *document) scalarOrEnum(to *model.Ref, n *tree.Node, typ string, u use) {
	*to = d.scalar(n, typ)
	if typ != "string" || n.Get("enum") == nil && n.Get("x-ms-enum").Get("values") == nil {
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
func (d *document) enum(n *tree.Node, u use) *model.Enum {
	members := d.members(n)
	if len(members) == 0 {
		return nil
	}
	name := n.Get("x-ms-enum").Get("name").Str()
	if _, ok := d.declared[n]; name != "" && !ok {
		if e := d.named[name]; e != nil && slices.EqualFunc(e.Members, members, func(a, b *model.Member) bool { return a.Name == b.Name }) {
			return e
		}
	}
	e := &model.Enum{Page: d.tree.File, Line: int(n.At.Line), Members: members, Description: n.Get("description").Str(), Deprecated: n.Get("deprecated").IsTrue()}
	e.Flags = n.Get("x-ms-enum-flags").Get("isFlags").IsTrue()
	e.Namespace, e.Name, e.Unplaced, e.Implied = d.name(n, u)
	if own, ok := d.declared[n]; ok {
		e.Line = int(own.at.Line)
	} else if name != "" && d.named[name] == nil && !d.names[name] {
		d.named[name], d.names[name] = e, true
		e.Name, e.Implied = name, false
	}
	d.model.Enums = append(d.model.Enums, e)
	return e
}

// members returns the values of an enum, without duplicates. Those of x-ms-enum have
// descriptions and numbers.
func (d *document) members(n *tree.Node) []*model.Member {
	var members []*model.Member
	index := map[string]*model.Member{}
	add := func(value *tree.Node) *model.Member {
		if value == nil || value.Form == tree.Null || value.Form >= tree.List || index[value.Text] != nil {
			return nil
		}
		m := &model.Member{Name: value.Text, Position: d.tree.Position(value.At)}
		index[m.Name] = m
		members = append(members, m)
		return m
	}
	for _, f := range n.Get("enum").Each() {
		add(f.Value)
	}
	for _, f := range n.Get("x-ms-enum").Get("values").Each() {
		m := index[f.Value.Get("value").Str()]
		if m == nil {
			m = add(f.Value.Get("value"))
		}
		if m != nil {
			m.Description = f.Value.Get("description").Str()
		}
	}
	for i, f := range n.Get("x-enum-descriptions").Each() {
		if i < len(members) && f.Value.Form == tree.Text {
			members[i].Description = f.Value.Text
		}
	}
	return members
}
