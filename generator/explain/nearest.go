package explain

import (
	"cmp"
	"slices"
	"strings"
)

// mostNear is how many names are suggested.
const mostNear = 5

// Nearest returns the few names that the name was probably meant to be, the
// nearest first: properties that are called so, names that differ in a few
// letters, and names that contain it.
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

// nearParts adds the parts of what is called owner that are nearly called part,
// and where nothing is called so, the part of what nearly is.
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

// parts are the names of the properties, their fields, the members or the
// parameters of something.
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

// candidates are names that are near to one.
type candidates struct {
	name, lower string
	list        []candidate
}

type candidate struct {
	name string
	far  int // whatever the case of letters
}

func newCandidates(name string) *candidates {
	return &candidates{name: name, lower: strings.ToLower(name)}
}

func (c *candidates) add(name string, far int) {
	if far <= max(2, len(c.name)/4) {
		c.list = append(c.list, candidate{name, far})
	}
}

// compare adds the name where it is near. One that contains what is looked for
// is as far as a name with two letters wrong.
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

// best returns the nearest; among equals those that need no other case come
// first, then the shorter. Names that differ in case only are one.
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

// distance is Levenshtein's: how many letters have to be put in, taken out or
// changed to make b of a. Bytes stand for letters.
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

// Complete returns the names that begin with what somebody began to write,
// sorted, each once.
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
