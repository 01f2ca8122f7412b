package metadata

import (
	"github.com/docwright/docwright/parser/model"
)

// capabilities begins the names of the terms that say what can be done.
const capabilities = "Org.OData.Capabilities.V1."

// restrictions are the terms, without the vocabulary, and the property of their
// records that says whether it can be done.
var restrictions = map[string]model.Capability{
	"InsertRestrictions": model.Insertable,
	"UpdateRestrictions": model.Updatable,
	"DeleteRestrictions": model.Deletable,
	"ReadRestrictions":   model.Readable,
}

// restrict reads an annotation that says what can't be done. It reports whether
// the term is one of those.
func (o on) restrict(term string, e *element) bool {
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

// restriction reads the record of a term. Of several for one thing the last counts.
func (o on) restriction(term, path string, e *element) {
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

// navigation reads what an entity set says of the relationships of its entities.
func (o on) navigation(e *element) {
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

// propertyValue returns the PropertyValue of the name in the record that an
// element is, or has in it.
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
