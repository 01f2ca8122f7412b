// Package near finds the names that are most similar to a name that does not exist.
package near

import (
	"cmp"
	"iter"
	"slices"
	"strings"
)

// most is the maximum number of names that are returned.
const most = 5

// Names returns the names of a list that are similar to a name, the most similar first.
func Names(name string, list []string) []string {
	c := New(name)
	for _, other := range list {
		c.Compare(other)
	}
	return c.Best()
}

// Hint returns the end of a message about a name that is not in a list: "; did you
// mean x?", or nothing if no name in the list is similar.
func Hint(name string, list []string) string {
	switch names := Names(name, list); len(names) {
	case 0:
		return ""
	case 1:
		return "; did you mean " + names[0] + "?"
	default:
		last := len(names) - 1
		return "; did you mean " + strings.Join(names[:last], ", ") + " or " + names[last] + "?"
	}
}

// Candidates are names that are similar to a name.
type Candidates struct {
	name, lower string
	list        []candidate
}

type candidate struct {
	name string
	far  int // the distance, regardless of case
}

// New returns candidates for a name, at first none.
func New(name string) *Candidates {
	return &Candidates{name: name, lower: strings.ToLower(name)}
}

// Add adds a name with a distance, unless the distance is too large for similar names.
func (c *Candidates) Add(name string, far int) {
	if far <= min(3, max(1, len(c.name)/3)) {
		c.list = append(c.list, candidate{name, far})
	}
}

// Compare adds a name if it is similar. A name that contains the other has the
// distance 2.
func (c *Candidates) Compare(name string) {
	lower := strings.ToLower(name)
	if len(c.lower) > 3 && strings.Contains(lower, c.lower) {
		c.list = append(c.list, candidate{name, 2})
		return
	}
	if d := len(lower) - len(c.lower); -3 <= d && d <= 3 {
		c.Add(name, Distance(lower, c.lower))
	}
}

// Best returns the most similar names. Among names with the same distance, those
// with the same case come first, then shorter ones. Of names that differ only in
// case, one is returned.
func (c *Candidates) Best() []string {
	slices.SortStableFunc(c.list, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.far, b.far), cmp.Compare(Distance(a.name, c.name), Distance(b.name, c.name)),
			cmp.Compare(len(a.name), len(b.name)), strings.Compare(a.name, b.name))
	})
	var names []string
	for _, n := range c.list {
		if len(names) == most {
			break
		}
		if !slices.ContainsFunc(names, func(had string) bool { return strings.EqualFold(had, n.name) }) {
			names = append(names, n.name)
		}
	}
	return names
}

// Distance returns the number of letters to change, insert, remove or swap with the next
// one to make one string of the other, in bytes.
func Distance(a, b string) int {
	row, last, beforeLast := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		beforeLast, last, row = last, row, beforeLast
		row[0] = i + 1
		for j := range len(b) {
			change := last[j]
			if a[i] != b[j] {
				change++
			}
			row[j+1] = min(change, last[j+1]+1, row[j]+1)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], beforeLast[j-1]+1)
			}
		}
	}
	return row[len(b)]
}

// All yields the candidates with their distances, in the order in which they came.
func (c *Candidates) All() iter.Seq2[string, int] {
	return func(yield func(string, int) bool) {
		for _, n := range c.list {
			if !yield(n.name, n.far) {
				return
			}
		}
	}
}
