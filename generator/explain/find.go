package explain

import (
	"path"
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/model"
)

// equal tells whether two names are the same.
type equal func(a, b string) bool

func exactly(a, b string) bool { return a == b }

// finders are the ways in which a name may be meant, the nearest first. The
// first that finds anything counts.
var finders = []func(*Index, string) []subject{
	(*Index).requestLine,
	(*Index).placed,
	func(x *Index, name string) []subject { return x.named(name, exactly) },
	func(x *Index, name string) []subject { return x.page(name, exactly) },
	func(x *Index, name string) []subject { return x.named(name, strings.EqualFold) },
	func(x *Index, name string) []subject { return x.page(name, strings.EqualFold) },
}

// Find explains what the name stands for: a type, a property, an enum or its
// member, an operation, each in the API's spelling or that of the generated
// package; a request line with any placeholders; a page, or a place on one; a
// rule. Case matters
// only where it tells two things apart. Nothing is returned where nothing has
// the name; see [Index.Nearest].
func (x *Index) Find(name string) []Explanation {
	name = strings.TrimSpace(name)
	for _, find := range finders {
		if found := find(x, name); len(found) > 0 {
			return x.explainAll(name, found)
		}
	}
	return nil
}

func (x *Index) explainAll(asked string, found []subject) []Explanation {
	var list []Explanation
	for i, s := range found {
		if slices.Contains(found[:i], s) {
			continue
		}
		e := s.explain(x)
		e.Asked = asked
		list = append(list, e)
	}
	return list
}

// named returns what has the name, as a whole or as a part of something: what
// stands before the last slash or dot has a property, member or field of the
// name behind it.
func (x *Index) named(name string, same equal) []subject {
	found := x.whole(name, same)
	for _, separator := range []string{"/", "."} {
		i := strings.LastIndex(name, separator)
		if i <= 0 || i == len(name)-1 {
			continue
		}
		for _, s := range x.whole(name[:i], same) {
			found = append(found, x.part(s, name[i+1:], same)...)
		}
		if len(found) > 0 {
			return found
		}
	}
	return found
}

func (x *Index) whole(name string, same equal) []subject {
	var found []subject
	for _, e := range x.entries {
		if same(e.name, name) && !slices.Contains(found, e.of) {
			found = append(found, e.of)
		}
	}
	return found
}

// part returns the properties or members of that name.
func (x *Index) part(s subject, name string, same equal) []subject {
	switch s := s.(type) {
	case typeSubject:
		for owner, q := range s.t.AllProperties() {
			if same(q.Name, name) || same(x.fieldName(owner, q), name) {
				return []subject{propertySubject{s.t, owner, q}}
			}
		}
	case enumSubject:
		for _, m := range s.e.Members {
			if same(m.Name, name) {
				return []subject{memberSubject{s.e, m.Name}}
			}
		}
	case operationSubject:
		if x.takes(s.op, name, same) {
			return []subject{s}
		}
	}
	return nil
}

// takes reports whether an operation has a parameter, option or header of
// the name, or a field for one.
func (x *Index) takes(op *model.Operation, name string, same equal) bool {
	for _, p := range x.parameters(op, nil) {
		if same(p.Name, name) || p.field != nil && same(p.field.Name.String(), name) {
			return true
		}
	}
	return false
}

// page returns the page of that path or file name, with or without ".md", and
// what stands on it if that isn't much.
func (x *Index) page(name string, same equal) []subject {
	name = x.pageName(name)
	var found []subject
	for _, page := range x.pages {
		base := path.Base(page)
		if same(page, name) || same(base, name) || same(strings.TrimSuffix(page, pageExt), name) || same(strings.TrimSuffix(base, pageExt), name) {
			found = append(found, pageSubject{page})
			if on := x.on(page); len(on) <= mostOnPage {
				for _, c := range on {
					found = append(found, c.of)
				}
			}
		}
	}
	return found
}

const (
	pageExt    = ".md"
	mostOnPage = 5 // things that are explained along with their page
)
