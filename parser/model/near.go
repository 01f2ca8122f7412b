package model

import "strings"

// The names that are compared letter by letter are short, and differ little.
const (
	shortest   = 6
	longest    = 64
	difference = 2
)

// Near reports whether two names are one but for two letters that were added,
// left out or replaced, and long enough for that to be a slip.
func Near(a, b string) bool {
	if min(len(a), len(b)) < shortest || max(len(a), len(b)) > longest || len(a)-len(b) > difference || len(b)-len(a) > difference {
		return false
	}
	var row [longest + 1]int // the distances of a[:i] to all b[:j]
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

// Resembles reports whether two qualified names are one, or nearly one, but for
// their namespaces and capitals.
func Resembles(a, b string) bool {
	a, b = Short(a), Short(b)
	return strings.EqualFold(a, b) || Near(a, b)
}

// Short returns a qualified name without its namespace.
func Short(qualified string) string { return qualified[strings.LastIndexByte(qualified, '.')+1:] }
