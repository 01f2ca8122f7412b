// Package schema reads the types of the API from pages: structured types with
// their properties, and enums with their members. It also reads the type cells
// of all other tables, including those of operations.
//
// The work has two steps. [Read] reads one page and declares the types and
// enums on it. References to other types stay pending, because the pages that
// describe them may not have been read yet. [Link] gets the declarations of all
// pages. It merges the declarations of each type, resolves the references, and
// derives facts that need linked types, such as which rows of a type are
// inherited. The result does not depend on the order of the pages.
//
// If sources on the pages disagree, the more explicit one wins: an annotation
// over a heading, a heading over prose, a link target over the link text, a
// table over the JSON representation. Text that is read differently from its
// literal meaning, or not read at all, is reported as a finding.
package schema
