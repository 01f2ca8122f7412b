package runtime

import (
	"errors"
	"iter"
)

// collect returns the items of the page in an example. It stops at errNoMore,
// because examples have no responses for the pages that their links lead to.
func collect[T any](items iter.Seq2[T, error]) ([]T, error) {
	all := []T{}
	for item, err := range items {
		if errors.Is(err, errNoMore) || errors.Is(err, ErrForeign) || errors.Is(err, ErrLoop) {
			break
		}
		if err != nil {
			return all, err
		}
		all = append(all, item)
	}
	return all, nil
}
