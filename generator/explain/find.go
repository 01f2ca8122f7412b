package explain

import (
	"path"
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/model"
)

// equal reports whether two names are equal.
type equal func(a, b string) bool

func exactly(a, b string) bool { return a == b }

// finders are the ways to look up a name, most specific first. The first one that
// finds an element is used.
var finders = []func(*Index, string) []subject{
	(*Index).requestLine,
	(*Index).placed,
	func(x *Index, name string) []subject { return x.named(name, exactly) },
	func(x *Index, name string) []subject { return x.page(name, exactly) },
	func(x *Index, name string) []subject { return x.named(name, strings.EqualFold) },
	func(x *Index, name string) []subject { return x.page(name, strings.EqualFold) },
}

// Find explains the elements with a name. The name may be that of a type, a
// property, an enum, a member or an operation, in the API or in Go. It may be a
// request line with any placeholders, a page, a place on a page, or a rule. If no
// name is equal, case is ignored. Find returns nil if no element has the name; see
// [Index.Nearest].
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

// named returns the elements with the name. They include the property, member or
// field after the last slash or dot, of the element named before it.
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

// part returns the property or member of an element with the name.
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

// takes reports whether an operation has a parameter, option or header with the
// name, or a field for one.
func (x *Index) takes(op *model.Operation, name string, same equal) bool {
	for _, p := range x.parameters(op, nil) {
		if same(p.Name, name) || p.field != nil && same(p.field.Name.String(), name) {
			return true
		}
	}
	return false
}

// page returns the page with the path or file name, with or without ".md". It
// includes the contents of the page, unless there are more than mostOnPage.
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
	mostOnPage = 5 // contents that are explained together with their page
)
