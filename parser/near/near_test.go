package near

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestNames(t *testing.T) {
	list := []string{"generate", "check", "drift", "lint", "list", "Lint", "explain"}
	for name, want := range map[string][]string{
		"genrate": {"generate"},
		"lnit":    {"lint"},
		"GENERAT": {"generate"},
		"expl":    {"explain"},
		"zebra":   nil,
		"":        nil,
	} {
		assert.Equal(t, want, Names(name, list), name)
	}
}

func TestHint(t *testing.T) {
	assert.Equal(t, "; did you mean generate?", Hint("genrate", []string{"generate", "drift"}))
	assert.Equal(t, "; did you mean line or lint?", Hint("lin", []string{"line", "lint"}))
	assert.Empty(t, Hint("zebra", []string{"lint"}))
}

func TestDistance(t *testing.T) {
	for _, test := range []struct {
		a, b string
		far  int
	}{{"", "", 0}, {"", "tug", 3}, {"tug", "tug", 0}, {"tug", "tog", 1}, {"tug", "tu", 1}, {"tug", "stug", 1}, {"vessel", "vesles", 2}, {"crane", "tide", 4}} {
		assert.Equal(t, test.far, Distance(test.a, test.b), test)
		assert.Equal(t, test.far, Distance(test.b, test.a), test)
	}
}
