package parallel_test

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/parser/parallel"
)

func ExampleEach() {
	squares := make([]int, 5)
	err := parallel.Each(context.Background(), 0, len(squares), func(i int) error {
		squares[i] = i * i
		return nil
	})
	fmt.Println(squares, err)
	// Output: [0 1 4 9 16] <nil>
}

func TestEachCallsOnce(t *testing.T) {
	for _, workers := range []int{0, 1, 3, 1000} {
		for _, n := range []int{0, 1, 100} {
			calls := make([]atomic.Int32, n)
			require.NoError(t, parallel.Each(t.Context(), workers, n, func(i int) error {
				calls[i].Add(1)
				return nil
			}))
			for i := range calls {
				assert.EqualValues(t, 1, calls[i].Load(), "%d of %d by %d workers", i, n, workers)
			}
		}
	}
}

// TestWorkers checks that the number of concurrent calls is the number of
// workers.
func TestWorkers(t *testing.T) {
	const workers = 4
	var now, most atomic.Int32
	all := make(chan struct{})
	require.NoError(t, parallel.Each(t.Context(), workers, 40, func(int) error {
		n := now.Add(1)
		defer now.Add(-1)
		if n == workers {
			most.Store(n)
			select {
			case <-all:
			default:
				close(all)
			}
		}
		assert.LessOrEqual(t, int(n), workers)
		<-all
		runtime.Gosched()
		return nil
	}))
	assert.EqualValues(t, workers, most.Load())
}

func TestErrorOfSmallestNumber(t *testing.T) {
	failed := make(chan struct{})
	err := parallel.Each(t.Context(), 2, 9, func(i int) error {
		switch i {
		case 0:
			<-failed // the call that begins first fails last
			return errors.New("first")
		case 8:
			close(failed)
			return errors.New("last")
		}
		return nil
	})
	assert.EqualError(t, err, "first")
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	calls := 0
	err := parallel.Each(ctx, 1, 100, func(i int) error {
		calls++
		if i == 2 {
			cancel()
			return errors.New("not the error of the context")
		}
		return nil
	})
	assert.ErrorIs(t, err, context.Canceled)
	assert.Equal(t, 3, calls)
}
