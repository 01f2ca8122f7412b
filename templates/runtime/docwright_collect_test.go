package runtime

import (
	"errors"
	"iter"
)

// collect returns the items of the page that an example shows. The links of
// examples lead to pages that they don't show, or to nowhere.
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
