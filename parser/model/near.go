package model

import "strings"

// The bounds for names that are compared letter by letter, and for their
// distance.
const (
	shortest   = 6
	longest    = 64
	difference = 2
)

// Near reports whether b is probably a misspelling of a: at most two letters
// are added, removed or replaced. Names shorter than six or longer than 64
// letters are never near.
func Near(a, b string) bool {
	if min(len(a), len(b)) < shortest || max(len(a), len(b)) > longest || len(a)-len(b) > difference || len(b)-len(a) > difference {
		return false
	}
	var row [longest + 1]int // distances of a[:i] to each b[:j]
	for j := range len(b) + 1 {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		diagonal := row[0]
		row[0] = i
		for j := 1; j <= len(b); j++ {
			replaced := diagonal
			if a[i-1] != b[j-1] {
				replaced++
			}
			diagonal = row[j]
			row[j] = min(row[j]+1, row[j-1]+1, replaced)
		}
	}
	return row[len(b)] <= difference
}

// Resembles reports whether two qualified names are equal or [Near], apart from
// namespaces and case.
func Resembles(a, b string) bool {
	a, b = Short(a), Short(b)
	return strings.EqualFold(a, b) || Near(a, b)
}

// Short returns a qualified name without its namespace.
func Short(qualified string) string { return qualified[strings.LastIndexByte(qualified, '.')+1:] }
