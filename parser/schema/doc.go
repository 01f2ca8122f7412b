// Package schema reads what the pages say about types: structured types with
// their properties, enums with their members, and the type cells of every
// table, those of operations included.
//
// The work is in two steps. [Read] looks at one page and declares what it
// describes; names of other types stay pending, because the page that
// describes them may not have been read yet. [Link] then sees the declarations
// of all pages at once: it merges what several pages say of one type, finds
// what each name refers to, and settles what depends on the linked types, such
// as which of a type's rows are inherited. Its result does not depend on the
// order of the pages.
//
// Where pages leave a choice, the nearest and most explicit word counts: an
// annotation before a heading, a heading before prose, a link's target before
// its text, a table before the JSON representation. Whatever is read against
// the letter of the page, or not at all, is a finding.
package schema
