package metadata

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// declare reads a child of a Schema element.
func (d *document) declare(namespace string, e *element) {
	switch e.name {
	case "EntityType":
		d.structured(namespace, e, model.Entity)
	case "ComplexType":
		d.structured(namespace, e, model.Complex)
	case "EnumType":
		d.enum(namespace, e)
	case "TypeDefinition":
		if name, ok := d.name(e); ok {
			d.definitions[namespace+"."+name] = e.attr("UnderlyingType")
		}
	case "Action":
		d.operation(namespace, e, model.Action, http.MethodPost)
	case "Function":
		d.operation(namespace, e, model.Function, http.MethodGet)
	case "EntityContainer":
		d.container(namespace, e)
	case "Annotations":
		for _, a := range e.children {
			d.annotate(a, annotation{target: e.attr("Target"), at: e.at})
		}
	case "Annotation", "Term":
		// Annotations of the schema, and declarations of terms, don't affect
		// the model.
	default:
		d.unknown(e, "a Schema")
	}
}

// name returns the attribute Name, which must be an identifier (CSDL XML 4.01,
// section 17.2).
func (d *document) name(e *element) (string, bool) {
	name := e.attr("Name")
	if name == "" {
		d.findings.Add(e.at, ruleAttributeMissing, "the %s has no Name; it is left out", e.name)
		return "", false
	}
	if strings.ContainsFunc(name, func(r rune) bool { return strings.ContainsRune("/.,:;()<>&'\"", r) || r <= ' ' || r == 0x7f }) {
		d.findings.Add(e.at, ruleAttributeInvalid, "%q can't be the name of a %s; it is left out", name, e.name)
		return "", false
	}
	return name, true
}

// flag returns the value of a boolean attribute, or absent if there is none.
func (d *document) flag(e *element, name string, absent bool) bool {
	switch v := e.attr(name); v {
	case "":
		return absent
	case "true", "1":
		return true
	case "false", "0":
		return false
	default:
		d.findings.Add(e.at, ruleAttributeInvalid, "%s is %q, want true or false; %t is used", name, v, absent)
		return absent
	}
}

// reference is a type name that is resolved after the document is read.
type reference struct {
	ref  *model.Ref
	base *model.Type // the type whose base type is named, if ref is nil
	at   source.Position
}

// typed sets ref to the type that the attribute names, to be resolved later. It
// reports whether the attribute exists.
func (d *document) typed(e *element, attribute string, ref *model.Ref) bool {
	name := e.attr(attribute)
	if name == "" {
		d.findings.Add(e.at, ruleAttributeMissing, "the %s has no %s; it is left out", e.name, attribute)
		return false
	}
	ref.Type, ref.Collection = name, false
	if inner, ok := strings.CutPrefix(name, "Collection("); ok && strings.HasSuffix(inner, ")") {
		ref.Type, ref.Collection = strings.TrimSpace(inner[:len(inner)-1]), true
	}
	d.references = append(d.references, reference{ref: ref, at: e.at})
	return true
}

// isDeclared reports whether the name is already declared, and adds a finding
// if it is.
func (d *document) isDeclared(qualified string, at source.Position) bool {
	var first source.Position
	if t := d.types[qualified]; t != nil {
		first = source.Position{File: d.file, Line: t.Line}
	} else if e := d.enums[qualified]; e != nil {
		first = source.Position{File: d.file, Line: e.Line}
	} else {
		return false
	}
	d.findings.Add(at, ruleNameDuplicate, "%s is already declared at %s; this declaration is left out", qualified, first)
	return true
}

// keyRef is a PropertyRef element, which is resolved when all properties are
// known.
type keyRef struct {
	typ  *model.Type
	name string
	at   source.Position
}

func (d *document) structured(namespace string, e *element, kind model.TypeKind) {
	name, ok := d.name(e)
	if !ok || d.isDeclared(namespace+"."+name, e.at) {
		return
	}
	t := &model.Type{Namespace: namespace, Name: name, Kind: kind, Base: e.attr("BaseType"),
		Abstract: d.flag(e, "Abstract", false), Open: d.flag(e, "OpenType", false), Media: d.flag(e, "HasStream", false),
		Pages: []string{d.file}, Line: e.at.Line, Properties: []*model.Property{}}
	d.types[t.Qualified()] = t
	d.model.Types = append(d.model.Types, t)
	if t.Base != "" {
		d.references = append(d.references, reference{base: t, at: e.at})
	}
	for _, child := range e.children {
		switch child.name {
		case "Property", "NavigationProperty":
			d.property(t, child)
		case "Key":
			for _, ref := range child.children {
				d.keys = append(d.keys, keyRef{t, ref.attr("Name"), ref.at})
			}
		case "Annotation":
			d.annotate(child, annotation{fields: typeFields(t)})
		default:
			d.unknown(child, "the type "+name)
		}
	}
}

func (d *document) property(t *model.Type, e *element) {
	name, ok := d.name(e)
	if !ok {
		return
	}
	if first := d.properties[propertyName{t, name}]; first != nil {
		d.findings.Add(e.at, ruleNameDuplicate, "%s already has a property %s at %s; this one is left out", t.Name, name, first.Position)
		return
	}
	p := &model.Property{Name: name, Navigation: e.name == "NavigationProperty", Position: e.at}
	if !d.typed(e, "Type", &p.Ref) {
		return
	}
	if !p.Collection {
		// For a collection, Nullable applies to the items (CSDL XML 4.01,
		// section 7.2.1).
		nullable := d.flag(e, "Nullable", true)
		p.Nullable = &nullable
	}
	if e.attr("DefaultValue") != "" {
		value := e.attr("DefaultValue")
		p.Default = &value
	}
	t.Properties = append(t.Properties, p)
	d.properties[propertyName{t, name}] = p
	for _, child := range e.children {
		switch child.name {
		case "Annotation":
			d.annotate(child, annotation{fields: propertyFields(p)})
		case "ReferentialConstraint", "OnDelete":
		default:
			d.unknown(child, "the property "+name)
		}
	}
}

func (d *document) enum(namespace string, e *element) {
	name, ok := d.name(e)
	if !ok || d.isDeclared(namespace+"."+name, e.at) {
		return
	}
	en := &model.Enum{Namespace: namespace, Name: name, Flags: d.flag(e, "IsFlags", false), Page: d.file, Line: e.at.Line, Members: []*model.Member{}}
	d.enums[en.Qualified()] = en
	d.model.Enums = append(d.model.Enums, en)
	for _, child := range e.children {
		switch child.name {
		case "Member":
			d.member(en, child)
		case "Annotation":
			d.annotate(child, annotation{fields: enumFields(en)})
		default:
			d.unknown(child, "the enum "+name)
		}
	}
}

func (d *document) member(en *model.Enum, e *element) {
	name, ok := d.name(e)
	if !ok {
		return
	}
	if d.members[memberName{en, name}] != nil {
		d.findings.Add(e.at, ruleNameDuplicate, "%s already has a member %s; this one is left out", en.Name, name)
		return
	}
	m := &model.Member{Name: name, Position: e.at}
	d.members[memberName{en, name}] = m
	place := int64(len(en.Members))
	m.Value = &place
	if text := e.attr("Value"); text != "" {
		value, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			d.findings.Add(e.at, ruleAttributeInvalid, "%q is not a number; the member %s has no value", text, name)
			m.Value = nil
		} else {
			m.Value = &value
		}
	}
	en.Members = append(en.Members, m)
	for _, child := range e.children {
		if child.name == "Annotation" {
			d.annotate(child, annotation{fields: memberFields(m)})
		} else {
			d.unknown(child, "the member "+name)
		}
	}
}

func (d *document) operation(namespace string, e *element, kind model.OperationKind, method string) {
	name, ok := d.name(e)
	if !ok {
		return
	}
	d.others[namespace+"."+name] = true
	op := &model.Operation{Name: name, Page: d.file, Line: e.at.Line, Kind: kind, Method: method, Responses: []*model.Response{{Status: http.StatusNoContent}}}
	var parameters []*model.Parameter
	for _, child := range e.children {
		switch child.name {
		case "Parameter":
			if p, ok := d.parameter(child); ok {
				parameters = append(parameters, p)
			}
		case "ReturnType":
			r := &model.Response{Status: http.StatusOK}
			if d.typed(child, "Type", &r.Ref) {
				op.Responses[0] = r
			}
		case "Annotation":
			d.annotate(child, annotation{fields: operationFields(op)})
		default:
			d.unknown(child, "the operation "+name)
		}
	}
	if d.flag(e, "IsBound", false) {
		if len(parameters) == 0 {
			d.findings.Add(e.at, ruleAttributeMissing, "%s is bound but has no binding parameter; it is left out", name)
			return
		}
		// The first parameter is the binding parameter (CSDL XML 4.01, section
		// 12.7).
		op.Binding, parameters = &parameters[0].Ref, parameters[1:]
	}
	switch {
	case kind == model.Function:
		op.PathParameters = parameters
	case len(parameters) > 0:
		op.Request = &model.Body{Parameters: parameters}
	}
	d.model.Operations = append(d.model.Operations, op)
	d.operations[namespace+"."+name] = append(d.operations[namespace+"."+name], op)
}

func (d *document) parameter(e *element) (*model.Parameter, bool) {
	name, ok := d.name(e)
	if !ok {
		return nil, false
	}
	p := &model.Parameter{Name: name, Position: e.at, Required: !d.flag(e, "Nullable", true)}
	if !d.typed(e, "Type", &p.Ref) {
		return nil, false
	}
	for _, child := range e.children {
		if child.name == "Annotation" {
			d.annotate(child, annotation{fields: fields{description: &p.Description}})
		} else {
			d.unknown(child, "the parameter "+name)
		}
	}
	return p, true
}

// operationImport is an import that gives the unbound operations with a name a
// path.
type operationImport struct {
	operation string // qualified name
	path      string
	kind      model.OperationKind
	at        source.Position
}

// roots are the elements of a container with which paths begin: the attribute
// that names the type, and whether the element is a collection.
var roots = map[string]struct {
	attribute  string
	collection bool
}{
	"EntitySet": {"EntityType", true},
	"Singleton": {"Type", false},
}

func (d *document) container(namespace string, e *element) {
	if name, ok := d.name(e); ok {
		d.others[namespace+"."+name] = true
		d.containers[namespace+"."+name] = true
	}
	for _, child := range e.children {
		switch child.name {
		case "EntitySet", "Singleton":
			d.root(child)
		case "ActionImport":
			d.addImport(child, "Action", model.Action)
		case "FunctionImport":
			d.addImport(child, "Function", model.Function)
		case "Annotation":
		default:
			d.unknown(child, "the EntityContainer")
		}
	}
}

func (d *document) root(e *element) {
	name, ok := d.name(e)
	if !ok {
		return
	}
	p := &model.Property{Name: name, Navigation: true, Position: e.at}
	row := roots[e.name]
	if !d.typed(e, row.attribute, &p.Ref) {
		return
	}
	p.Collection = row.collection
	for _, child := range e.children {
		switch child.name {
		case "NavigationPropertyBinding":
		case "Annotation":
			d.annotate(child, annotation{fields: rootFields(p)})
		default:
			d.unknown(child, "the "+e.name+" "+name)
		}
	}
	d.model.Roots = append(d.model.Roots, p)
}

func (d *document) addImport(e *element, attribute string, kind model.OperationKind) {
	name, ok := d.name(e)
	if !ok {
		return
	}
	operation := e.attr(attribute)
	if operation == "" {
		d.findings.Add(e.at, ruleAttributeMissing, "the %s has no %s; it is left out", e.name, attribute)
		return
	}
	d.imports = append(d.imports, operationImport{operation, "/" + name, kind, e.at})
}
