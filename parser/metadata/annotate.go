package metadata

import (
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// The terms of the vocabulary Org.OData.Core.V1 that the model has a place for.
const (
	termDescription = "Org.OData.Core.V1.Description"
	termComputed    = "Org.OData.Core.V1.Computed"
	termPermissions = "Org.OData.Core.V1.Permissions"
	termRevisions   = "Org.OData.Core.V1.Revisions"
)

// on is what an annotation is about: the fields of the model to fill, nil where
// the annotated thing has no such field.
type on struct {
	description          *string
	readOnly, deprecated *bool
	restrictions         *[]model.Restriction
}

func onProperty(p *model.Property) on {
	o := on{description: &p.Description, readOnly: &p.ReadOnly, deprecated: &p.Deprecated}
	if p.Navigation {
		o.restrictions = &p.Restrictions
	}
	return o
}

func onRoot(p *model.Property) on {
	return on{description: &p.Description, deprecated: &p.Deprecated, restrictions: &p.Restrictions}
}

func onType(t *model.Type) on {
	return on{description: &t.Description, deprecated: &t.Deprecated}
}

func onEnum(e *model.Enum) on {
	return on{description: &e.Description, deprecated: &e.Deprecated}
}

func onMember(m *model.Member) on {
	return on{description: &m.Description, deprecated: &m.Deprecated}
}

func onOperation(op *model.Operation) on {
	return on{description: &op.Description, deprecated: &op.Deprecated}
}

// annotation is an annotation to apply, to what it stands in or to its target.
type annotation struct {
	element *element
	on      on
	target  string
	at      source.Position // of what has the target
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

// unusedTerm counts the annotations of a term that the model has no place for.
type unusedTerm struct {
	name  string
	first source.Position
	n     int
}

// applyAnnotations fills in what annotations say.
func (d *document) applyAnnotations() {
	unknown := map[source.Position]bool{} // positions of Annotations elements that were reported
	var unused []unusedTerm
	index := map[string]int{}
	for _, a := range d.annotations {
		term := d.qualify(a.element.attr("Term"))
		if a.target != "" {
			var ok bool
			if a.on, ok = d.target(a.target); !ok {
				if !unknown[a.at] {
					d.findings.Add(a.at, ruleTargetUnknown, "%q is not declared here: the annotations for it are left out", a.target)
				}
				unknown[a.at] = true
				continue
			}
		}
		if a.on.apply(term, a.element) {
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
		d.findings.Add(term.first, ruleTermUnused, "nothing is compared with %s: annotations of it: %d", term.name, term.n)
	}
}

// apply reports whether there is a place for what the annotation says.
func (o on) apply(term string, e *element) bool {
	switch {
	case term == termDescription && o.description != nil:
		*o.description = constant(e, "String")
	case term == termComputed && o.readOnly != nil:
		// Without a value, a term of the type Core.Tag is true: CSDL XML 4.01, section 14.3.
		*o.readOnly = *o.readOnly || constant(e, "Bool") != "false"
	case term == termPermissions && o.readOnly != nil:
		*o.readOnly = *o.readOnly || readsOnly(constant(e, "EnumMember"))
	case term == termRevisions && o.deprecated != nil:
		*o.deprecated = *o.deprecated || retires(e)
	case o.restrictions != nil:
		return o.restrict(strings.TrimPrefix(term, capabilities), e)
	default:
		return false
	}
	return true
}

// constant returns the value of a constant expression, which is an attribute or
// an element in the annotation: CSDL XML 4.01, section 14.2.
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

// readsOnly reports whether the members of Core.Permission are Read alone.
func readsOnly(members string) bool {
	list := strings.Fields(members)
	for _, m := range list {
		if !strings.HasSuffix(m, "/Read") {
			return false
		}
	}
	return len(list) > 0
}

// retires reports whether a revision below the element has the Kind Deprecated.
func retires(e *element) bool {
	if e.name == "PropertyValue" && e.attr("Property") == "Kind" && strings.HasSuffix(constant(e, "EnumMember"), "/Deprecated") {
		return true
	}
	for _, child := range e.children {
		if retires(child) {
			return true
		}
	}
	return false
}

// target finds what a path such as "harbor.port.berth/depth" leads to: CSDL XML
// 4.01, section 14.1. What is declared and has no field to fill is found, too.
func (d *document) target(path string) (on, bool) {
	if name, overload, called := strings.Cut(path, "("); called {
		return d.overload(d.qualify(name), overload)
	}
	owner, part, deeper := strings.Cut(path, "/")
	owner = d.qualify(owner)
	switch t, e := d.types[owner], d.enums[owner]; {
	case t != nil && !deeper:
		return onType(t), true
	case t != nil:
		if p := t.Property(part); p != nil {
			return onProperty(p), true
		}
	case e != nil && !deeper:
		return onEnum(e), true
	case e != nil:
		if m := d.members[memberName{e, part}]; m != nil {
			return onMember(m), true
		}
	case d.containers[owner] && deeper:
		if i := slices.IndexFunc(d.model.Roots, func(r *model.Property) bool { return r.Name == part }); i >= 0 {
			return onRoot(d.model.Roots[i]), true
		}
	}
	return on{}, d.others[owner]
}

// overload finds the operation that "harbor.port.clear" and "harbor.port.berth)"
// stand for: a bound one by the type that it is bound to. What follows the
// parenthesis leads to a parameter or the result.
func (d *document) overload(name, rest string) (on, bool) {
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
			return onOperation(op), true
		}
	}
	if ops := d.operations[name]; deeper == "" && types == "" && len(ops) == 1 {
		return onOperation(ops[0]), true
	}
	return on{}, d.others[name]
}

// qualifyType replaces the alias in the name of a type, which may be a collection.
func (d *document) qualifyType(name string) string {
	if inner, ok := strings.CutPrefix(name, "Collection("); ok {
		return "Collection(" + d.resolve(strings.TrimSuffix(inner, ")")) + ")"
	}
	return d.resolve(name)
}
