// Package sample determines how much of a large set of inputs a test tries.
//
// A run of the tests tries a sample of each set. With DOCWRIGHT_TESTS=all it tries the
// whole sets, and with DOCWRIGHT_SEED=n, for any number n, another sample.
package sample

import (
	"fmt"
	"os"
	"strconv"
)

const (
	testsEnv = "DOCWRIGHT_TESTS"
	seedEnv  = "DOCWRIGHT_SEED"
)

// All reports whether tests try the whole of their sets.
func All() bool {
	switch text := os.Getenv(testsEnv); text {
	case "":
		return false
	case "all":
		return true
	default:
		panic(fmt.Sprintf("%s=%s: the only value is all", testsEnv, text))
	}
}

// Has reports whether the sample has the input with this number. Of as many inputs in
// a row as the argument of says, it has one.
func Has(n, of int) bool {
	return All() || (n+seed())%of == 0
}

// Count returns the number of inputs to try: a few, or all.
func Count(few, all int) int {
	if All() {
		return all
	}
	return few
}

func seed() int {
	text := os.Getenv(seedEnv)
	if text == "" {
		return 0
	}
	n, err := strconv.ParseUint(text, 10, 31)
	if err != nil {
		panic(fmt.Sprintf("%s=%s is not a number", seedEnv, text))
	}
	return int(n)
}
