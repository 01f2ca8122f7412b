package runtime

import "iter"

// Only returns those of a sequence of values of a base type that are of one that
// derives from it, with all that the service has sent of them:
//
//	for tug, err := range Only[Tug](ListVessels(ctx, c, nil)) {
//
// Errors are passed on.
func Only[T, B any](seq iter.Seq2[B, error]) iter.Seq2[*T, error] {
	return func(yield func(*T, error) bool) {
		for b, err := range seq {
			var t *T
			if err == nil {
				if !Is[T](b) {
					continue
				}
				t, err = As[T](b)
			}
			if !yield(t, err) {
				return
			}
		}
	}
}
