package explain

import (
	"strings"

	"github.com/docwright/docwright/parser/model"
)

// requestLine returns the routes of a request line, "GET /users/{id}", or of a
// path alone, whatever the placeholders are called. Where no route is spelled
// so, the routes are returned that take the path with values in it, those with
// the fewest values.
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
	fewest := len(path) + 1
	for _, op := range x.m.Operations {
		if method != "" && !strings.EqualFold(method, op.Method) {
			continue
		}
		for _, r := range op.Routes {
			s := subjectFor(op, r)
			switch values, ok := fit(r, wanted); {
			case !ok:
			case values == 0:
				same = append(same, s)
			case values < fewest:
				fewest, fitting = values, []subject{s}
			case values == fewest:
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

// fit reports whether the route has the segments, and for how many of its
// placeholders they have a value.
func fit(r *model.Route, wanted []string) (values int, ok bool) {
	if len(r.Segments) != len(wanted) {
		return 0, false
	}
	for i, s := range r.Segments {
		if strings.EqualFold(segmentText(s), unquoted(wanted[i])) {
			continue
		}
		n, ok := fitValues(s, unquoted(wanted[i]))
		if !ok {
			return 0, false
		}
		values += n
	}
	return values, true
}

// fitValues reports whether the text has something for each placeholder of the
// segment, and how many these are. A placeholder takes no call of a function.
func fitValues(s model.Segment, text string) (values int, ok bool) {
	for i, part := range s {
		if part.Param == nil {
			literal := unquoted(part.Text)
			if len(text) < len(literal) || !strings.EqualFold(text[:len(literal)], literal) {
				return 0, false
			}
			text = text[len(literal):]
			continue
		}
		end := len(text)
		if i+1 < len(s) && s[i+1].Param == nil {
			end = strings.Index(text, unquoted(s[i+1].Text))
		}
		if end <= 0 || strings.ContainsAny(text[:end], "()") {
			return 0, false
		}
		values++
		text = text[end:]
	}
	return values, text == ""
}

// unquoted leaves the quotes of an argument out: who asks may not know whether
// it has any.
func unquoted(s string) string { return strings.ReplaceAll(s, "'", "") }

// segmentText is the text of a segment with its placeholders left blank.
func segmentText(s model.Segment) string {
	if len(s) == 1 && s[0].Param == nil {
		return unquoted(s[0].Text)
	}
	var b strings.Builder
	for _, part := range s {
		if part.Param != nil {
			b.WriteString(hole)
		} else {
			b.WriteString(unquoted(part.Text))
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
