// Package openapi reads an OpenAPI description, version 3.0 or 3.1 in JSON or
// YAML, into a [model.Model]. The parser makes the same model of pages, so the
// two can be compared.
//
// The parts of a description become:
//
//	components/schemas              a Type or an Enum; its name is that of the schema, or
//	                                the one that a discriminator maps to the schema
//	a schema at any other place     a Type or an Enum that is Implied
//	properties                      Properties, without those of OData's annotations
//	allOf                           the first schema referred to is the base type; the
//	                                properties of the others are those of the type
//	oneOf, anyOf                    a string that may have other values than those of its
//	                                enum, the common base type, or Edm.Untyped
//	additionalProperties            Open, and the type of Entries
//	type, format                    a type of OData, see the table in primitive.go
//	nullable, "null" in type        Nullable; it is unknown if neither is there
//	x-ms-enum, x-ms-enum-flags      the name and the flags of an Enum
//	x-ms-navigationProperty         Navigation
//	paths                           an Operation for each method, with one request line
//	security                        Permissions, from the scopes of OAuth2
//	servers                         BaseURL
//
// An object that has only a list named value, besides annotations, is the list
// (OData JSON Format 4.01, section 12). A status such as 2XX stands for all
// statuses that it covers.
//
// A schema without a format says less than a page may. Its type is Loose: see
// [model.Ref].
//
// Nothing is fetched. References to other documents are reported, and what they
// refer to is unknown.
package openapi
