package codedrift

import (
	"slices"
	"strings"

	"github.com/docwright/docwright/generator/gocode"
	"github.com/docwright/docwright/parser/drift"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// Request is a function without a directive that may send a request, and the request
// lines that it may send, the best first.
type Request struct {
	Name     string
	Position source.Position
	Path     string // as the code has it
	Lines    []string
}

// Directive returns the comment that makes the function represent the operation.
func (r Request) Directive(line string) string { return "//docwright:operation " + line }

// atMostLines is the maximum number of request lines of a function. A function with more
// sends whatever it is told to.
const atMostLines = 3

// Requests returns the functions without a directive that have the path of a request
// line. A function represents one operation, so those with several lines come with a
// choice, and those with many are left out.
func Requests(pages drift.Side, code *gocode.Code) []Request {
	paths := map[string][]string{} // request lines by their paths
	ends := map[string][]string{}  // the same, by the last names of the paths
	for _, op := range pages.Model.Operations {
		for _, route := range op.Routes {
			line := op.Method + " " + route.Path
			add(paths, route.Shape(), line)
			for _, end := range endings(route) {
				add(ends, end, line)
			}
		}
	}
	var list []Request
	for _, s := range code.Senders {
		r := Request{Name: s.Name, Position: s.Position}
		for _, p := range s.Paths {
			for _, line := range linesOf(s, p, paths, ends) {
				if !slices.Contains(r.Lines, line) {
					r.Path = p
					r.Lines = append(r.Lines, line)
				}
			}
		}
		if len(r.Lines) > 0 && len(r.Lines) <= atMostLines {
			list = append(list, r)
		}
	}
	return list
}

func add(index map[string][]string, key, line string) {
	if !slices.Contains(index[key], line) {
		index[key] = append(index[key], line)
	}
}

// endings returns the ends of a path that begin with a name and have at least two
// segments. A client may put them behind a base of its own.
func endings(route *model.Route) []string {
	var list []string
	for i := 1; i+1 < len(route.Segments); i++ {
		if s := route.Segments[i]; s[0].Param == nil {
			list = append(list, (&model.Route{Segments: route.Segments[i:]}).Shape())
		}
	}
	return list
}

// linesOf returns the request lines with a path and one of the methods of a function:
// those with the whole path, else those with the path behind its first segment, which
// may be a version, else those that end in the path.
func linesOf(s *gocode.Sender, path string, paths, ends map[string][]string) []string {
	shape := strings.ToLower(strings.TrimSuffix(path, "/"))
	rest := ""
	if i := strings.IndexByte(strings.TrimPrefix(shape, "/"), '/'); i >= 0 {
		rest = shape[i+1:]
	}
	for _, lines := range [][]string{paths[shape], paths[rest], ends[shape]} {
		var found []string
		for _, line := range lines {
			method, _, _ := strings.Cut(line, " ")
			if len(s.Methods) == 0 || slices.Contains(s.Methods, method) {
				found = append(found, line)
			}
		}
		if len(found) > 0 {
			return found
		}
	}
	return nil
}
