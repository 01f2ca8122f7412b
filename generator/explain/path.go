package explain

import (
	"strings"

	"github.com/docwright/docwright/parser/model"
)

// requestLine returns the routes for a request line such as "GET /users/{id}", or
// for a path. The names of placeholders are ignored. If there is no such route, it
// returns the routes that match with values for placeholders. Of these it returns
// the routes with the fewest values.
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

// placeholder replaces the placeholders of a path.
const placeholder = "{}"

// fit reports whether the route matches the segments, and returns the number of
// its placeholders for which they have a value.
func fit(r *model.Route, wanted []string) (values int, ok bool) {
	if len(r.Segments) != len(wanted) {
		return 0, false
	}
	for i, s := range r.Segments {
		if strings.EqualFold(unquoted(s.String()), unquoted(wanted[i])) {
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

// fitValues reports whether the text has a value for each placeholder of the
// segment, and returns the number of placeholders. A value has no parentheses.
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

// unquoted removes the quotes of arguments, so that they may be left out of a name.
func unquoted(s string) string { return strings.ReplaceAll(s, "'", "") }

// blank replaces the placeholders of a path, such as "{id | mail}" and "<id>",
// with blank ones.
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
		b.WriteString(path[:open] + placeholder)
		path = path[open+end+1:]
	}
	return b.String() + path
}
