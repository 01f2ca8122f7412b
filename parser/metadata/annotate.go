package metadata

import (
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// The terms of the vocabulary Org.OData.Core.V1 that the model uses.
const (
	termDescription = "Org.OData.Core.V1.Description"
	termComputed    = "Org.OData.Core.V1.Computed"
	termPermissions = "Org.OData.Core.V1.Permissions"
	termRevisions   = "Org.OData.Core.V1.Revisions"
)

// fields are the fields of a model element that annotations set. A field is nil
// if the element does not have it.
type fields struct {
	description          *string
	readOnly, deprecated *bool
	restrictions         *[]model.Restriction
}

func propertyFields(p *model.Property) fields {
	o := fields{description: &p.Description, readOnly: &p.ReadOnly, deprecated: &p.Deprecated}
	if p.Navigation {
		o.restrictions = &p.Restrictions
	}
	return o
}

func rootFields(p *model.Property) fields {
	return fields{description: &p.Description, deprecated: &p.Deprecated, restrictions: &p.Restrictions}
}

func typeFields(t *model.Type) fields {
	return fields{description: &t.Description, deprecated: &t.Deprecated}
}

func enumFields(e *model.Enum) fields {
	return fields{description: &e.Description, deprecated: &e.Deprecated}
}

func memberFields(m *model.Member) fields {
	return fields{description: &m.Description, deprecated: &m.Deprecated}
}

func operationFields(op *model.Operation) fields {
	return fields{description: &op.Description, deprecated: &op.Deprecated}
}

// annotation is an annotation that is applied after the document is read. It
// applies to fields, or to the target if there is one.
type annotation struct {
	element *element
	fields  fields
	target  string
	at      source.Position // the position of the element that names the target
}

// annotate keeps an annotation until all aliases and targets are known.
func (d *document) annotate(e *element, a annotation) {
	if e.name != "Annotation" {
		d.unknown(e, "Annotations")
		return
	}
	a.element = e
	d.annotations = append(d.annotations, a)
}

// unusedTerm counts the annotations with a term that the model does not use.
type unusedTerm struct {
	name  string
	first source.Position
	n     int
}

// applyAnnotations applies all annotations.
func (d *document) applyAnnotations() {
	unknown := map[source.Position]bool{} // positions of Annotations elements that were reported
	var unused []unusedTerm
	index := map[string]int{}
	for _, a := range d.annotations {
		term := d.qualify(a.element.attr("Term"))
		if a.target != "" {
			var ok bool
			if a.fields, ok = d.target(a.target); !ok {
				if !unknown[a.at] {
					d.findings.Add(a.at, ruleTargetUnknown, "the document does not declare %q; annotations for it are left out", a.target)
				}
				unknown[a.at] = true
				continue
			}
		}
		if a.fields.apply(term, a.element) {
			continue
		}
		i, ok := index[term]
		if !ok {
			i = len(unused)
			index[term] = i
			unused = append(unused, unusedTerm{name: term, first: a.element.at})
		}
		unused[i].n++
	}
	for _, term := range unused {
		d.findings.Add(term.first, ruleTermUnused, "annotations with the term %s are not used (count: %d)", term.name, term.n)
	}
}

// apply sets the field for the term, and reports whether there is one.
func (o fields) apply(term string, e *element) bool {
	switch {
	case term == termDescription && o.description != nil:
		*o.description = constant(e, "String")
	case term == termComputed && o.readOnly != nil:
		// Without a value, a term of the type Core.Tag is true (CSDL XML 4.01,
		// section 14.3).
		*o.readOnly = *o.readOnly || constant(e, "Bool") != "false"
	case term == termPermissions && o.readOnly != nil:
		*o.readOnly = *o.readOnly || isReadOnly(constant(e, "EnumMember"))
	case term == termRevisions && o.deprecated != nil:
		*o.deprecated = *o.deprecated || isDeprecated(e)
	case o.restrictions != nil:
		return o.restrict(strings.TrimPrefix(term, capabilities), e)
	default:
		return false
	}
	return true
}

// constant returns the value of a constant expression of the given kind. The
// value is an attribute or a child element of the annotation (CSDL XML 4.01,
// section 14.2).
func constant(e *element, kind string) string {
	if v := e.attr(kind); v != "" {
		return v
	}
	for _, child := range e.children {
		if child.name == kind {
			return child.text
		}
	}
	return ""
}

// isReadOnly reports whether Read is the only member in a list of members of
// Core.Permission.
func isReadOnly(members string) bool {
	list := strings.Fields(members)
	for _, m := range list {
		if !strings.HasSuffix(m, "/Read") {
			return false
		}
	}
	return len(list) > 0
}

// isDeprecated reports whether the element or one below it is a revision with
// the kind Deprecated.
func isDeprecated(e *element) bool {
	if e.name == "PropertyValue" && e.attr("Property") == "Kind" && strings.HasSuffix(constant(e, "EnumMember"), "/Deprecated") {
		return true
	}
	for _, child := range e.children {
		if isDeprecated(child) {
			return true
		}
	}
	return false
}

// target returns the fields of the element that a path such as
// "harbor.port.berth/depth" names, and whether the document declares it (CSDL
// XML 4.01, section 14.1). A declared element may have no fields.
func (d *document) target(path string) (fields, bool) {
	if name, overload, called := strings.Cut(path, "("); called {
		return d.overload(d.qualify(name), overload)
	}
	owner, part, deeper := strings.Cut(path, "/")
	owner = d.qualify(owner)
	switch t, e := d.types[owner], d.enums[owner]; {
	case t != nil && !deeper:
		return typeFields(t), true
	case t != nil:
		if p := t.Property(part); p != nil {
			return propertyFields(p), true
		}
	case e != nil && !deeper:
		return enumFields(e), true
	case e != nil:
		if m := d.members[memberName{e, part}]; m != nil {
			return memberFields(m), true
		}
	case d.containers[owner] && deeper:
		if i := slices.IndexFunc(d.model.Roots, func(r *model.Property) bool { return r.Name == part }); i >= 0 {
			return rootFields(d.model.Roots[i]), true
		}
	}
	return fields{}, d.others[owner]
}

// overload returns the fields of the operation that a path such as
// "harbor.port.clear(harbor.port.berth)" names. The name is the text before the
// parenthesis, and rest is the text after it. A bound operation is identified
// by the type of its binding parameter. A path that continues after the
// parentheses names a parameter or the result, which have no fields.
func (d *document) overload(name, rest string) (fields, bool) {
	types, deeper := rest, ""
	if end := strings.LastIndexByte(rest, ')'); end >= 0 {
		types, deeper = rest[:end], rest[end+1:]
	}
	first, _, _ := strings.Cut(types, ",")
	for _, op := range d.operations[name] {
		bound := ""
		if op.Binding != nil {
			bound = op.Binding.Type
			if op.Binding.Collection {
				bound = "Collection(" + bound + ")"
			}
		}
		if deeper == "" && bound != "" && bound == d.qualifyType(first) {
			return operationFields(op), true
		}
	}
	if ops := d.operations[name]; deeper == "" && types == "" && len(ops) == 1 {
		return operationFields(ops[0]), true
	}
	return fields{}, d.others[name]
}

// qualifyType replaces the alias in a type name, which may be a collection.
func (d *document) qualifyType(name string) string {
	if inner, ok := strings.CutPrefix(name, "Collection("); ok {
		return "Collection(" + d.resolve(strings.TrimSuffix(inner, ")")) + ")"
	}
	return d.resolve(name)
}
