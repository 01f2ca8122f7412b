package codedrift

import (
	"strings"

	"github.com/docwright/docwright/parser/model"
)

// byLine indexes the operations by the keys of their request lines.
func byLine(ops []*model.Operation) map[string][]*model.Operation {
	lines := make(map[string][]*model.Operation, len(ops))
	for _, op := range ops {
		for _, key := range keys(op) {
			lines[key] = append(lines[key], op)
		}
	}
	return lines
}

// keys returns the keys of an operation's request lines. A line has two keys if
// the page writes a parameter as an example value, or in other brackets.
func keys(op *model.Operation) []string {
	var list []string
	for _, route := range op.Routes {
		list = append(list, op.Method+" "+route.Shape())
		if written := requestKey(op.Method, route.Path); written != list[len(list)-1] {
			list = append(list, written)
		}
	}
	return list
}

// requestKey returns the key by which request lines are compared: the method, and
// the path in the form of [model.Route.Shape].
func requestKey(method, path string) string {
	path, _, _ = strings.Cut(path, "?")
	var b strings.Builder
	b.WriteString(method + " ")
	for path != "" {
		open := strings.IndexAny(path, "{<")
		end := -1
		if open >= 0 {
			end = strings.IndexAny(path[open:], "}>")
		}
		if end < 0 {
			b.WriteString(strings.ToLower(path))
			break
		}
		b.WriteString(strings.ToLower(path[:open]) + "{}")
		path = path[open+end+1:]
	}
	return b.String()
}

// placeholders returns the number of parameters in a path of the code.
func placeholders(path string) int { return strings.Count(requestKey("", path), "{}") }
