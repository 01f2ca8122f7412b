// Package sample determines how much of a large set of inputs a test tries.
//
// A run of the tests tries a sample of each set. With DOCWRIGHT_TESTS=more it tries a
// sample several times as large, with DOCWRIGHT_TESTS=all the whole sets, and with
// DOCWRIGHT_SEED=n, for any number n, another sample.
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

// more is how many times as large a larger sample is.
const more = 4

// times returns how many times as large as a sample of the usual size the sample is, or 0
// if tests try the whole of their sets.
func times() int {
	switch text := os.Getenv(testsEnv); text {
	case "":
		return 1
	case "more":
		return more
	case "all":
		return 0
	default:
		panic(fmt.Sprintf("%s=%s: want more or all", testsEnv, text))
	}
}

// Has reports whether the sample has the input with this number. Of as many inputs in
// a row as the argument of says, it has one.
func Has(n, of int) bool {
	t := times()
	return t == 0 || (n+seed())%max(1, of/t) == 0
}

// Count returns the number of inputs to try: a few, or all.
func Count(few, all int) int {
	switch t := times(); {
	case t == 0:
		return all
	case t > 1:
		return min(few*t, all)
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
