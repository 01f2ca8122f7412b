// Package codedrift compares Go code with the model of an API: structs with types,
// constants with enums, functions with operations. It doesn't assume which of the
// two is right.
//
// [Compare] returns a [drift.Change] for each difference, by a rule of the table in
// table.go ([Rules], RULES.md), at the line of the code. As in package drift, a rule
// has a severity for what callers send and one for what they get.
//
// Code says less than a model: a value may come from anywhere, and a type may hide
// what it holds. What can't be decided by what is declared is no change, and neither
// is what the code leaves out: pages have more than a program needs.
package codedrift
