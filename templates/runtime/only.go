package runtime

import "iter"

// Only returns the values of a sequence that have the subtype T, with all
// properties that the service sent:
//
//	for tug, err := range Only[Tug](ListVessels(ctx, c, nil)) {
//
// The result includes the errors of the sequence.
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
