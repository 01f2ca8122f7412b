// Package parallel runs a function for many values at once.
package parallel

import (
	"cmp"
	"context"
	"runtime"
	"sync"
	"sync/atomic"
)

// Each calls f for 0 to n-1 and returns when all calls have returned. It uses
// as many goroutines as workers says, or one for each processor if workers is
// 0. No call begins after the context is done.
//
// The error is that of the context, or else the one returned for the smallest
// i. It does not depend on the order in which calls fail.
func Each(ctx context.Context, workers, n int, f func(i int) error) error {
	errs := make([]error, n)
	var next atomic.Int64
	var group sync.WaitGroup
	for range min(cmp.Or(workers, runtime.GOMAXPROCS(0)), n) {
		group.Go(func() {
			for ctx.Err() == nil {
				i := int(next.Add(1)) - 1
				if i >= n {
					return
				}
				errs[i] = f(i)
			}
		})
	}
	group.Wait()
	return cmp.Or(ctx.Err(), cmp.Or(errs...))
}
