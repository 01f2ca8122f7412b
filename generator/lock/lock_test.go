package lock_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/generator/lock"
)

func TestRoundTrip(t *testing.T) {
	l := &lock.Lock{Tool: "v0.4.0", Docs: "5f3c", Options: "aa", Pages: []lock.Page{{Name: "api/a b.md", Sum: "01"}, {Name: "api/c.md", Sum: "02"}}}
	got, err := lock.Parse(l.Format())
	require.NoError(t, err)
	assert.Equal(t, l, got)
}

func TestLinesThatCantBeRead(t *testing.T) {
	for text, want := range map[string]string{
		"tool v1\npage x\n":           "docwright.lock:2: want \"page NAME HASH\"",
		"=======\n":                   "docwright.lock:1: unknown line \"=======\"",
		"# comment\n\nfuture thing\n": "docwright.lock:3: unknown line \"future\"",
	} {
		_, err := lock.Parse([]byte(text))
		assert.ErrorContains(t, err, want)
	}
}

func TestCompare(t *testing.T) {
	was := &lock.Lock{Tool: "v1", Docs: "a", Options: "x", Pages: []lock.Page{{"a", "1"}, {"b", "1"}, {"c", "1"}}}
	is := &lock.Lock{Tool: "v2", Docs: "b", Options: "y", Pages: []lock.Page{{"a", "1"}, {"c", "2"}, {"d", "1"}}}
	assert.Equal(t, []lock.Difference{{"", "changed"}, {"b", "gone"}, {"c", "changed"}, {"d", "new"}}, lock.Compare(was, is))
	assert.Empty(t, lock.Compare(was, &lock.Lock{Options: "x", Pages: was.Pages}), "another tool and revision are no difference")
}

func TestSumTellsPartsApart(t *testing.T) {
	assert.NotEqual(t, lock.Sum([]byte("ab"), []byte("c")), lock.Sum([]byte("a"), []byte("bc")))
	assert.NotEqual(t, lock.Sum([]byte("a")), lock.Sum([]byte("a"), nil))
}

func FuzzParse(f *testing.F) {
	f.Add([]byte("tool v1\ndocs x\noptions y\npage api/a.md 01\n"))
	f.Add([]byte("page \n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		l, err := lock.Parse(text)
		if err != nil {
			return
		}
		again, err := lock.Parse(l.Format())
		if err == nil && len(again.Pages) != len(l.Pages) {
			t.Errorf("%d pages, then %d", len(l.Pages), len(again.Pages))
		}
	})
}
