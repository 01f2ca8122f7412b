// Package drift compares two models of one API and says where they part: the
// pages of two revisions, or the pages and what the service says of itself. It
// doesn't assume which of the two is right.
//
// [Compare] returns a [Change] for each difference, by a [Rule] of one table
// ([Rules]). A rule has a name for each [Kind] of comparison: what is new in a
// later revision has "-added", what the metadata lacks "-missing".
//
// How much a change matters depends on which way the thing travels. A property
// that is sent in requests and became required breaks those who don't send it; in
// a response the same change is harmless. So each rule has a severity for either
// direction, and a change has the higher one of the directions in which its type
// travels. Where no operation leads to the type, both count.
//
//   - An error breaks callers that do as the one side says.
//   - A warning may break them, depending on how they are written.
//   - A note is harmless, or can't be decided from the inputs; it says why.
//
// What is compared of types is what they have with all they inherit, so that a
// property that moved to a base type is no change. A name that differs in nothing
// but case is one change, not one that went and one that came. Paths are compared
// without regard to case and to the names of parameters. A request line is one
// subject, however many pages document it: callers need the permissions of one.
//
// Pages are silent on much. A fact that a later revision no longer mentions need not
// have changed, and is a note; so is an option that earlier pages supported among
// all, and later ones don't name.
//
// Package drift knows no Go code. What compares that with a model uses [Rule],
// [Change] and [Side], with a table of its own: see generator/codedrift.
package drift
