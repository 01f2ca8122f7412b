// Package metadata reads a service's own description of itself, an OData CSDL
// document in XML, into the same [model.Model] that the parser makes of pages,
// so that the two can be compared.
//
// What an element of OData CSDL XML 4.01 becomes:
//
//	EntityType, ComplexType         a Type; HasStream is Media
//	Property, NavigationProperty    a Property; PropertyRef makes it a Key
//	EnumType, Member                an Enum; a Member without Value is numbered by its place
//	TypeDefinition                  its underlying type, wherever it is named
//	Edm.Byte, Edm.SByte             Edm.Int16, as in pages: the model has no bytes
//	Action, Function                an Operation, see below
//	EntitySet, Singleton            a Root of the model
//	Annotation                      Description, Computed, Permissions and Revisions of Org.OData.Core.V1;
//	                                what can't be done, of Org.OData.Capabilities.V1, as Restrictions
//
// An action or function is an [model.Operation] with the method that calls it,
// POST or GET, its name as the document has it, and, where it is bound, the
// type that it is called on as Binding. It has a path only where an action or
// function import gives it one: the document does not say where in the tree of
// resources a bound one is called, and overloads share a name. Whoever compares
// it with a page has the last segment of a path, and the type that the segments
// before it lead to.
//
// A document says whether a property may be null: it may unless Nullable is
// false. It does not say what a caller has to send, so that no property is
// Required, and one without the annotation Computed may be read-only all the same.
package metadata
