// Package metadata reads the metadata of a service, an OData CSDL document in
// XML, into a [model.Model]. The parser makes the same model of pages, so the
// two can be compared.
//
// The elements of OData CSDL XML 4.01 become:
//
//	EntityType, ComplexType         a Type; HasStream is Media
//	Property, NavigationProperty    a Property; PropertyRef makes it a Key
//	EnumType, Member                an Enum; a Member without Value has its index as value
//	TypeDefinition                  its underlying type, wherever the definition is named
//	Edm.Byte, Edm.SByte             Edm.Int16, as in pages; the model has no byte type
//	Action, Function                an Operation, see below
//	EntitySet, Singleton            a Root of the model
//	Annotation                      Description, Computed, Permissions and Revisions of Org.OData.Core.V1;
//	                                Restrictions, from the terms of Org.OData.Capabilities.V1
//
// An action or function becomes a [model.Operation]. Its method is POST or GET,
// its name is that of the document, and Binding is the type of a bound
// operation. Only an action or function import gives it a path. The document
// does not say at which paths a bound operation can be called, and overloads
// share a name. A page can be compared with an operation by the last segment of
// the path and the type of the segments before it.
//
// A property is nullable unless Nullable is false. The document does not say
// which properties a request needs, so none is Required. A property without the
// annotation Computed may still be read-only.
package metadata
