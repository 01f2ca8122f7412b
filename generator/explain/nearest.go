package explain

import (
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/near"
)

// Nearest returns a few similar names, the most similar first: properties with the
// name, names that differ in a few letters, and names that contain it.
func (x *Index) Nearest(name string) []string {
	similar := near.New(name)
	if i := strings.LastIndexAny(name, "/."); i > 0 {
		x.nearParts(similar, name[:i], name[i:i+1], name[i+1:])
	}
	for _, t := range x.m.Types {
		for _, q := range t.Properties {
			if strings.EqualFold(q.Name, name) {
				similar.Add(t.Name+"/"+q.Name, 0)
			}
		}
	}
	for _, e := range x.entries {
		similar.Compare(e.name)
	}
	for _, page := range x.pages {
		similar.Compare(page)
	}
	return similar.Best()
}

// nearParts adds the parts of the owner with a name similar to part. If no element
// is named like the owner, it adds the part of elements with a similar name.
func (x *Index) nearParts(similar *near.Candidates, owner, separator, part string) {
	owners := x.whole(owner, strings.EqualFold)
	for _, s := range owners {
		for _, name := range x.parts(s) {
			similar.Add(owner+separator+name, near.Distance(strings.ToLower(name), strings.ToLower(part)))
		}
	}
	if len(owners) > 0 {
		return
	}
	owned := near.New(owner)
	for _, e := range x.entries {
		owned.Compare(e.name)
	}
	for other, far := range owned.All() {
		for _, s := range x.whole(other, exactly) {
			if len(x.part(s, part, strings.EqualFold)) > 0 {
				similar.Add(other+separator+part, far)
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
