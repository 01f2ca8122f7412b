// Package codedrift compares Go code with the model of an API: structs with
// types, constants with enums, and functions with operations. It does not
// assume which side is right.
//
// [Compare] returns a [drift.Change] for each difference, at the line of the
// code. The [drift.Rule] of a change is in one table ([Rules], RULES.md). As in
// package drift, each rule has a severity for values that clients send, and one
// for values that they receive.
//
// Only declarations are compared. A difference is not reported if the
// declarations don't prove it: a value may come from anywhere, and a type may
// hide its contents. Elements that the code lacks are notes at most, because a
// program need not use the whole API.
package codedrift
