package sample

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func inSample(of int) (list []int) {
	for n := range 12 {
		if Has(n, of) {
			list = append(list, n)
		}
	}
	return list
}

// The samples of successive seeds have each input once.
func TestHas(t *testing.T) {
	t.Setenv(testsEnv, "")
	t.Setenv(seedEnv, "")
	assert.Equal(t, []int{0, 4, 8}, inSample(4))
	times := map[int]int{}
	for _, seed := range []string{"0", "1", "2", "3"} {
		t.Setenv(seedEnv, seed)
		for _, n := range inSample(4) {
			times[n]++
		}
	}
	assert.Len(t, times, 12)
	for n, count := range times {
		assert.Equal(t, 1, count, n)
	}
	t.Setenv(testsEnv, "all")
	assert.Len(t, inSample(4), 12)
}

func TestCount(t *testing.T) {
	t.Setenv(testsEnv, "")
	assert.Equal(t, 3, Count(3, 70))
	t.Setenv(testsEnv, "all")
	assert.Equal(t, 70, Count(3, 70))
}

func TestUnknownValues(t *testing.T) {
	t.Setenv(testsEnv, "some")
	assert.PanicsWithValue(t, "DOCWRIGHT_TESTS=some: want more or all", func() { Has(0, 1) })
	t.Setenv(testsEnv, "more")
	t.Setenv(seedEnv, "")
	assert.Equal(t, []int{0, 2, 4, 6, 8, 10}, inSample(11))
	assert.Equal(t, 40, Count(10, 200))
	assert.Equal(t, 30, Count(10, 30))
	t.Setenv(testsEnv, "")
	t.Setenv(seedEnv, "-1")
	assert.PanicsWithValue(t, "DOCWRIGHT_SEED=-1 is not a number", func() { Has(1, 2) })
}
