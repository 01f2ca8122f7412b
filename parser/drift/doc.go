// Package drift compares two models of an API and reports the differences. It
// compares the pages with an earlier revision of the pages, or with the
// metadata or the OpenAPI description of the service. It does not assume which
// side is right.
//
// [Compare] returns a [Change] for each difference. The [Rule] of a change is
// in one table ([Rules]). A rule has a name for each [Kind] of comparison:
// names of additions in a later revision end in "-added", and names of elements
// that the metadata lacks in "-missing".
//
// The severity of a change depends on the direction in which values are sent. A
// property that became required breaks clients that send the type without it.
// In a response, the same change is harmless. So each rule has a severity for
// requests and one for responses. A change has the higher severity of the
// directions of its type. If no operation uses the type, both directions count.
//
//   - An error breaks clients that rely on one side.
//   - A warning may break them, depending on how they are written.
//   - A note is harmless, or can't be decided from the inputs; the message says why.
//
// Types are compared with their inherited properties, so a property that moves
// to a base type is not a change. A name that differs only in case is one
// change, and not an addition and a removal. Paths are compared regardless of
// case and of the names of parameters. A request line is one subject even if
// several pages document it. Callers need the permissions of one of these
// pages.
//
// Pages leave many facts out. A fact that a later revision no longer mentions
// may still hold, so the change is a note. The same is true for a query option
// if the earlier pages support all options and the later ones don't list it.
//
// Package drift does not depend on Go code. Package generator/codedrift
// compares Go code with a model. It has a table of its own, and uses [Rule],
// [Change] and [Side].
package drift
