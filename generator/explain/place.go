package explain

import (
	"slices"
	"strconv"
	"strings"

	"github.com/docwright/docwright/parser/source"
)

// placed returns the elements at a place, which has the form of findings:
// file:line or file:line:col. These are the properties and request lines on the
// line, or the element that contains it.
func (x *Index) placed(name string) []subject {
	file, line, ok := cutPlace(name)
	if !ok {
		return nil
	}
	page := x.pageName(file)
	if !slices.Contains(x.pages, page) {
		return nil
	}
	at := source.Position{File: page, Line: line}
	found := append(x.propertiesAt(at), x.routesAt(at)...)
	if len(found) > 0 {
		return found
	}
	for _, c := range slices.Backward(x.on(page)) {
		if c.line <= line {
			return []subject{c.of}
		}
	}
	return []subject{pageSubject{page}}
}

func (x *Index) propertiesAt(at source.Position) []subject {
	var found []subject
	for _, t := range x.m.Types {
		for _, q := range t.Properties {
			if line(q.Position) == at {
				found = append(found, propertySubject{t, t, q})
			}
		}
	}
	return found
}

func (x *Index) routesAt(at source.Position) []subject {
	var found []subject
	for _, op := range x.m.Operations {
		for _, r := range op.Routes {
			if line(r.Position) == at {
				found = append(found, subjectFor(op, r))
			}
		}
	}
	return found
}

// cutPlace cuts "file:line:col" or "file:line".
func cutPlace(place string) (file string, line int, ok bool) {
	for range 2 {
		i := strings.LastIndexByte(place, ':')
		if i < 0 {
			break
		}
		n, err := strconv.Atoi(place[i+1:])
		if err != nil || n <= 0 {
			break
		}
		place, line, ok = place[:i], n, true
	}
	return place, line, ok
}
