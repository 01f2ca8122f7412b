package codedrift

import (
	"strings"

	"github.com/docwright/docwright/parser/model"
)

// byLine returns the operations by the keys of their request lines.
func byLine(ops []*model.Operation) map[string][]*model.Operation {
	lines := make(map[string][]*model.Operation, len(ops))
	for _, op := range ops {
		for _, key := range keys(op) {
			lines[key] = append(lines[key], op)
		}
	}
	return lines
}

// keys returns the keys of an operation's request lines. What a page writes for
// a parameter may be an example of it, or have other brackets.
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

// requestKey is a request line in the form in which lines are compared: as
// [model.Route.Shape] has it.
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

// placeholders counts the parameters of a path as code writes it.
func placeholders(path string) int { return strings.Count(requestKey("", path), "{}") }
