package metadata

import (
	"github.com/docwright/docwright/parser/model"
)

// capabilities is the prefix of the terms for restrictions.
const capabilities = "Org.OData.Capabilities.V1."

// restrictions maps a term, without its prefix, to the property of its record
// that says whether something is allowed.
var restrictions = map[string]model.Capability{
	"InsertRestrictions": model.Insertable,
	"UpdateRestrictions": model.Updatable,
	"DeleteRestrictions": model.Deletable,
	"ReadRestrictions":   model.Readable,
}

// restrict reads an annotation with a restriction. It reports whether the term
// is known.
func (o fields) restrict(term string, e *element) bool {
	switch {
	case restrictions[term] != "":
		o.restriction(term, "", e)
	case term == "NavigationRestrictions":
		o.navigation(e)
	default:
		return false
	}
	return true
}

// restriction reads the record of a term. If a document restricts one thing
// several times, the last restriction applies.
func (o fields) restriction(term, path string, e *element) {
	capability := restrictions[term]
	if v := propertyValue(e, string(capability)); v != nil {
		*o.restrictions = append(*o.restrictions, model.Restriction{Capability: capability, Allowed: constant(v, "Bool") != "false", Path: path, Position: e.at})
	}
	if byKey := propertyValue(e, "ReadByKeyRestrictions"); byKey != nil && capability == model.Readable {
		if v := propertyValue(byKey, "Readable"); v != nil {
			*o.restrictions = append(*o.restrictions, model.Restriction{Capability: model.ReadableByKey, Allowed: constant(v, "Bool") != "false", Path: path, Position: byKey.at})
		}
	}
}

// navigation reads the restrictions of an entity set for the relationships of
// its entities.
func (o fields) navigation(e *element) {
	list := propertyValue(e, "RestrictedProperties")
	if list == nil {
		return
	}
	for _, collection := range list.children {
		for _, record := range collection.children {
			path := propertyValue(record, "NavigationProperty")
			if path == nil {
				continue
			}
			for _, v := range record.children {
				if term := v.attr("Property"); restrictions[term] != "" {
					o.restriction(term, constant(path, "NavigationPropertyPath"), v)
				}
			}
		}
	}
}

// propertyValue returns the PropertyValue with the name. The element is a
// record or has a record below it.
func propertyValue(e *element, name string) *element {
	for _, child := range e.children {
		switch {
		case child.name == "PropertyValue" && child.attr("Property") == name:
			return child
		case child.name == "Record":
			if v := propertyValue(child, name); v != nil {
				return v
			}
		}
	}
	return nil
}
