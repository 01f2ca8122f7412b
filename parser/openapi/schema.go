package openapi

import (
	"slices"

	"github.com/docwright/docwright/parser/edm"
	"github.com/docwright/docwright/parser/internal/tree"
	"github.com/docwright/docwright/parser/model"
)

// use is where a schema is used.
type use struct {
	name string // for the type or enum of a schema without a name
	hops int    // the references, lists and compositions around it
}

func (u use) inside() use {
	u.hops++
	return u
}

// resolution is what a schema stands for. If its values are of one of several types,
// refs has these.
type resolution struct {
	ref     model.Ref
	refs    []model.Ref
	pending bool
}

// ref sets the reference to the type that a schema stands for. Each schema is resolved
// once, however many ways lead to it. If the values are of one of several types, ref
// returns these, and the reference is set when the base types are known.
func (d *document) ref(to *model.Ref, n *tree.Node, u use) []model.Ref {
	*to = untyped()
	target := d.deref(n)
	if target == nil || target.Form != tree.Object {
		d.checkSchema(target)
		return nil
	}
	r := d.resolved[target]
	if r == nil {
		r = &resolution{ref: untyped(), pending: true}
		d.resolved[target] = r
		if u.hops <= maxHops {
			d.resolve(r, target, u)
		}
		r.pending = u.hops > maxHops
	}
	if r.pending {
		d.findings.Add(d.tree.Position(target.At), ruleReferenceCycle, "the schema leads back to itself, or through more than %d others; the values are unknown", maxHops)
		return nil
	}
	*to = r.ref
	if r.refs != nil {
		d.unions = append(d.unions, union{to, r.refs})
	}
	return r.refs
}

// checkSchema reports a schema that is neither an object nor, as of version 3.1, a
// boolean.
func (d *document) checkSchema(n *tree.Node) {
	if n != nil && n.Form != tree.Boolean && !d.invalid[n] {
		d.invalid[n] = true
		d.want(n, tree.Object, "the schema")
	}
}

func (d *document) resolve(r *resolution, n *tree.Node, u use) {
	to := &r.ref
	_, isDeclared := d.declared[n]
	types := typesOf(n)
	switch {
	case len(types) > 1:
		d.several(to, n, types, u)
	case len(types) == 1 && types[0] == "array":
		r.refs = d.ref(to, n.Get("items"), u.inside())
		if to.Collection {
			*to = untyped() // OData has no lists of lists
		}
		to.Collection = true
	case len(types) == 1 && types[0] != "object":
		d.scalarOrEnum(to, n, types[0], u)
	case n.Get("oneOf") != nil || n.Get("anyOf") != nil:
		r.refs = d.alternatives(to, n, isDeclared, u)
	case n.Get("allOf") != nil:
		r.refs = d.composed(to, n, isDeclared, u)
	default:
		d.plain(r, n, isDeclared, u)
	}
}

// plain resolves a schema of an object, or one without a type.
func (d *document) plain(r *resolution, n *tree.Node, isDeclared bool, u use) {
	to := &r.ref
	saysObject := n.Get("type") != nil || n.Get("additionalProperties") != nil
	switch {
	case n.Get("properties") != nil || n.Get("additionalProperties").IsObject() || isDeclared && saysObject:
		d.object(to, n, u)
	case saysObject:
	case n.Get("items") != nil:
		r.refs = d.ref(to, n.Get("items"), u.inside())
		to.Collection = true
	case n.Get("enum") != nil:
		d.scalarOrEnum(to, n, "string", u)
	}
}

// typesOf returns the types of a schema, without "null".
func typesOf(n *tree.Node) []string {
	typ := n.Get("type")
	if typ == nil {
		return nil
	}
	if typ.Form != tree.List {
		return slices.DeleteFunc([]string{typ.Str()}, isNull)
	}
	var types []string
	for _, f := range typ.Fields {
		types = append(types, f.Value.Str())
	}
	return slices.DeleteFunc(types, isNull)
}

func isNull(typ string) bool { return typ == "null" }

// several sets a reference to the type of values of several types in JSON. A number
// may also be written as a string (OData JSON Format 4.01, section 3.2).
func (d *document) several(to *model.Ref, n *tree.Node, types []string, u use) {
	for _, typ := range types {
		if (typ == "number" || typ == "integer") && !slices.ContainsFunc(types, func(other string) bool { return other != typ && other != "string" }) {
			d.scalarOrEnum(to, n, typ, u)
		}
	}
}

// composed sets a reference to a schema with allOf. A schema of which only one part
// says more than annotations do is that part. It returns the types of the values if they
// are of several.
func (d *document) composed(to *model.Ref, n *tree.Node, isDeclared bool, u use) []model.Ref {
	var parts []*tree.Node
	for _, f := range n.Get("allOf").Each() {
		if says(f.Value) {
			parts = append(parts, f.Value)
		}
	}
	own := n.Get("properties") != nil || n.Get("additionalProperties").IsObject()
	if len(parts) == 1 && !own && !(isDeclared && d.isObject(parts[0], u.hops)) {
		return d.ref(to, parts[0], u.inside())
	}
	if isDeclared || own || slices.ContainsFunc(parts, func(p *tree.Node) bool { return d.isObject(p, u.hops) }) {
		d.object(to, n, u)
		return nil
	}
	for _, p := range parts { // several limits of one scalar
		if d.ref(to, p, u.inside()); to.Type != edm.Untyped {
			break
		}
	}
	return nil
}

// says reports whether a schema says anything about its values, besides annotations.
func says(n *tree.Node) bool {
	for _, key := range [...]string{"$ref", "type", "properties", "allOf", "oneOf", "anyOf", "enum", "items", "additionalProperties", "required"} {
		if n.Get(key) != nil {
			return true
		}
	}
	return false
}

// isObject reports whether a schema has objects as values.
func (d *document) isObject(n *tree.Node, hops int) bool {
	if n = d.deref(n); n == nil || hops > maxHops {
		return false
	}
	is, known := d.objects[n]
	if !known {
		d.objects[n] = false // for a schema that refers to itself
		is = d.hasObjects(n, hops)
		d.objects[n] = is
	}
	return is
}

func (d *document) hasObjects(n *tree.Node, hops int) bool {
	if types := typesOf(n); len(types) > 0 {
		return slices.Equal(types, []string{"object"})
	}
	if n.Get("properties") != nil || n.Get("additionalProperties").IsObject() || n.Get("discriminator") != nil {
		return true
	}
	for _, key := range [...]string{"allOf", "oneOf"} {
		if slices.ContainsFunc(n.Get(key).Each(), func(f tree.Field) bool { return d.isObject(f.Value, hops+1) }) {
			return true
		}
	}
	return false
}

// alternatives sets a reference to a schema with oneOf or anyOf. It returns the types of
// the values if they are of several.
func (d *document) alternatives(to *model.Ref, n *tree.Node, isDeclared bool, u use) []model.Ref {
	var parts []*tree.Node
	for _, key := range [...]string{"oneOf", "anyOf"} {
		for _, f := range n.Get(key).Each() {
			if !isNothing(f.Value) {
				parts = append(parts, f.Value)
			}
		}
	}
	if isDeclared && (n.Get("properties") != nil || n.Get("discriminator") != nil && n.Get("allOf") == nil) {
		d.object(to, n, u)
		d.variants = append(d.variants, variant{to.Struct, parts})
		return nil
	}
	refs := make([]model.Ref, len(parts))
	for i, p := range parts {
		d.ref(&refs[i], p, u.inside())
	}
	if one, ok := common(refs); ok {
		*to = one
		return nil
	}
	return refs
}

// isNothing reports whether a schema stands for null. Some tools write it as an
// object that may be null and has no properties.
func isNothing(n *tree.Node) bool {
	typ := n.Get("type").Str()
	return isNull(typ) || typ == "object" && n.Get("nullable").IsTrue() && n.Get("properties") == nil ||
		n.Get("enum") != nil && len(n.Get("enum").Fields) == 1 && n.Get("enum").Fields[0].Value.Form == tree.Null
}

// common returns the type of values of any of the types, if it is known at once: they
// are the same type, the members of an enum and other strings, or a number and its
// forms as a string.
func common(refs []model.Ref) (model.Ref, bool) {
	if len(refs) == 0 {
		return untyped(), true
	}
	if !slices.ContainsFunc(refs, func(r model.Ref) bool { return !r.IsSame(refs[0]) }) {
		return refs[0], true
	}
	var numbers, strings, enums []model.Ref
	for _, r := range refs {
		switch kind := edm.Named(r.Type).Kind; {
		case r.Collection || r.Struct != nil:
		case r.Enum != nil:
			enums = append(enums, r)
		case kind == edm.Number:
			numbers = append(numbers, r)
		case kind == edm.Text:
			strings = append(strings, r)
		}
	}
	switch {
	case len(enums) == 1 && len(enums)+len(strings) == len(refs):
		return enums[0], true
	case len(numbers) == 1 && len(numbers)+len(strings)+len(enums) == len(refs):
		return numbers[0], true
	case len(strings) == len(refs):
		return model.Ref{Type: edm.String, Loose: true}, true
	}
	return model.Ref{}, false
}

// union is a reference to one of several types of objects.
type union struct {
	to   *model.Ref
	refs []model.Ref
}

// unite sets the references to the common base types of unions.
func (d *document) unite() {
	for _, u := range d.unions {
		base := u.refs[0].Struct
		for _, r := range u.refs {
			if base = base.CommonBase(r.Struct); r.Collection || base == nil {
				base = nil
				break
			}
		}
		if base != nil {
			u.to.Type, u.to.Struct = base.Qualified(), base
		}
	}
}

// nullable returns whether a schema allows null, or nil if it does not say so.
func (d *document) nullable(n *tree.Node) *bool {
	yes := true
	for range 2 {
		if stated := n.Get("nullable"); stated != nil && stated.Form == tree.Boolean {
			value := stated.IsTrue()
			return &value
		}
		typ := n.Get("type")
		if typ != nil && typ.Form == tree.List && slices.ContainsFunc(typ.Fields, func(f tree.Field) bool { return isNull(f.Value.Str()) }) {
			return &yes
		}
		for _, key := range [...]string{"oneOf", "anyOf"} {
			if slices.ContainsFunc(n.Get(key).Each(), func(f tree.Field) bool { return isNothing(f.Value) }) {
				return &yes
			}
		}
		if n.Get("$ref") == nil {
			break
		}
		n = d.deref(n)
	}
	return nil
}
