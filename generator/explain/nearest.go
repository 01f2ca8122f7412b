package explain

import (
	"cmp"
	"slices"
	"strings"
)

// mostNear is the maximum number of suggested names.
const mostNear = 5

// Nearest returns a few similar names, the most similar first: properties with the
// name, names that differ in a few letters, and names that contain it.
func (x *Index) Nearest(name string) []string {
	near := newCandidates(name)
	if i := strings.LastIndexAny(name, "/."); i > 0 {
		x.nearParts(near, name[:i], name[i:i+1], name[i+1:])
	}
	for _, t := range x.m.Types {
		for _, q := range t.Properties {
			if strings.EqualFold(q.Name, name) {
				near.add(t.Name+"/"+q.Name, 0)
			}
		}
	}
	for _, e := range x.entries {
		near.compare(e.name)
	}
	for _, page := range x.pages {
		near.compare(page)
	}
	return near.best()
}

// nearParts adds the parts of the owner with a name similar to part. If no element
// is named like the owner, it adds the part of elements with a similar name.
func (x *Index) nearParts(near *candidates, owner, separator, part string) {
	owners := x.whole(owner, strings.EqualFold)
	for _, s := range owners {
		for _, name := range x.parts(s) {
			near.add(owner+separator+name, distance(strings.ToLower(name), strings.ToLower(part)))
		}
	}
	if len(owners) > 0 {
		return
	}
	nearOwners := newCandidates(owner)
	for _, e := range x.entries {
		nearOwners.compare(e.name)
	}
	for _, c := range nearOwners.list {
		for _, s := range x.whole(c.name, exactly) {
			if len(x.part(s, part, strings.EqualFold)) > 0 {
				near.add(c.name+separator+part, c.far)
			}
		}
	}
}

// parts returns the names of the properties, fields, members or parameters of an
// element.
func (x *Index) parts(s subject) []string {
	var names []string
	switch s := s.(type) {
	case typeSubject:
		for owner, q := range s.t.AllProperties() {
			names = append(names, q.Name)
			if field := x.fieldName(owner, q); field != "" {
				names = append(names, field)
			}
		}
	case enumSubject:
		for _, m := range s.e.Members {
			names = append(names, m.Name)
		}
	case operationSubject:
		for _, p := range x.parameters(s.op, nil) {
			names = append(names, p.Name)
		}
	}
	return names
}

// candidates are names that are similar to a name.
type candidates struct {
	name, lower string
	list        []candidate
}

type candidate struct {
	name string
	far  int // the distance, regardless of case
}

func newCandidates(name string) *candidates {
	return &candidates{name: name, lower: strings.ToLower(name)}
}

func (c *candidates) add(name string, far int) {
	if far <= max(2, len(c.name)/4) {
		c.list = append(c.list, candidate{name, far})
	}
}

// compare adds a name if it is similar. A name that contains the other has the
// distance 2.
func (c *candidates) compare(name string) {
	lower := strings.ToLower(name)
	if len(c.lower) > 3 && strings.Contains(lower, c.lower) {
		c.add(name, 2)
		return
	}
	if d := len(lower) - len(c.lower); -3 <= d && d <= 3 {
		c.add(name, distance(lower, c.lower))
	}
}

// best returns the most similar names. Among names with the same distance, those
// with the same case come first, then shorter ones. Of names that differ only in
// case, one is returned.
func (c *candidates) best() []string {
	slices.SortStableFunc(c.list, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.far, b.far), cmp.Compare(distance(a.name, c.name), distance(b.name, c.name)),
			cmp.Compare(len(a.name), len(b.name)), strings.Compare(a.name, b.name))
	})
	var names []string
	for _, n := range c.list {
		if len(names) == mostNear {
			break
		}
		if !slices.ContainsFunc(names, func(had string) bool { return strings.EqualFold(had, n.name) }) {
			names = append(names, n.name)
		}
	}
	return names
}

// distance returns the Levenshtein distance of two strings, in bytes.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			change := diagonal
			if a[i] != b[j] {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}

// Complete returns the names with a prefix, sorted and without duplicates.
func (x *Index) Complete(begun string) []string {
	var names []string
	for _, e := range x.entries {
		if strings.HasPrefix(e.name, begun) {
			names = append(names, e.name)
		}
	}
	if i := strings.LastIndexAny(begun, "/."); i > 0 {
		for _, s := range x.whole(begun[:i], exactly) {
			for _, part := range x.parts(s) {
				if strings.HasPrefix(part, begun[i+1:]) {
					names = append(names, begun[:i+1]+part)
				}
			}
		}
	}
	for _, page := range x.pages {
		if strings.HasPrefix(page, begun) {
			names = append(names, page)
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}
