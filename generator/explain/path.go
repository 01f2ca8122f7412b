package explain

import (
	"strings"

	"github.com/docwright/docwright/parser/model"
)

// requestLine returns the routes of a request line, "GET /users/{id}", or of a
// path alone, whatever the placeholders are called. Where no route is spelled
// so, the routes are returned that take the path with values in it, those with
// the fewest placeholders.
func (x *Index) requestLine(line string) []subject {
	method, path, _ := strings.Cut(line, " ")
	if strings.HasPrefix(method, "/") || strings.Contains(method, "://") {
		method, path = "", line
	}
	path = strings.TrimSpace(path)
	if x.m.BaseURL != "" {
		path = strings.TrimPrefix(path, x.m.BaseURL)
	}
	if !strings.HasPrefix(path, "/") {
		return nil
	}
	path, _, _ = strings.Cut(path, "?")
	wanted := strings.Split(strings.Trim(blank(path), "/"), "/")

	var same, fitting []subject
	fewest := len(wanted) + 1
	for _, op := range x.m.Operations {
		if method != "" && !strings.EqualFold(method, op.Method) {
			continue
		}
		for i, r := range op.Routes {
			s := operationSubject{op, nil}
			if i > 0 {
				s.route = r
			}
			switch holes, ok := fit(r, wanted); {
			case !ok:
			case holes == 0:
				same = append(same, s)
			case holes < fewest:
				fewest, fitting = holes, []subject{s}
			case holes == fewest:
				fitting = append(fitting, s)
			}
		}
	}
	if len(same) > 0 {
		return same
	}
	return fitting
}

// hole stands for a placeholder.
const hole = "{}"

// fit reports whether the route has the segments, and in how many of them a
// value stands for the route's placeholder.
func fit(r *model.Route, wanted []string) (holes int, ok bool) {
	if len(r.Segments) != len(wanted) {
		return 0, false
	}
	for i, s := range r.Segments {
		switch text := segmentText(s); {
		case strings.EqualFold(text, wanted[i]):
		case text == hole && wanted[i] != "":
			holes++
		default:
			return 0, false
		}
	}
	return holes, true
}

// segmentText is the text of a segment with its placeholders left blank.
func segmentText(s model.Segment) string {
	if len(s) == 1 && s[0].Param == nil {
		return s[0].Text
	}
	var b strings.Builder
	for _, part := range s {
		if part.Param != nil {
			b.WriteString(hole)
		} else {
			b.WriteString(part.Text)
		}
	}
	return b.String()
}

// blank leaves out what stands in the placeholders of a path: "{id | mail}",
// "<id>" and "{id}" are the same.
func blank(path string) string {
	var b strings.Builder
	for path != "" {
		open := strings.IndexAny(path, "{<")
		if open < 0 {
			break
		}
		end := strings.IndexByte(path[open:], map[byte]byte{'{': '}', '<': '>'}[path[open]])
		if end < 0 {
			break
		}
		b.WriteString(path[:open] + hole)
		path = path[open+end+1:]
	}
	return b.String() + path
}
