package gocode

import (
	"go/ast"
	"go/token"
	"strings"

	"github.com/docwright/docwright/parser/source"
)

const directivePrefix = "//docwright:"

// Rule is the rule of directives that say nothing.
var Rule = source.Declare(source.Rule{Name: "directive-invalid", Severity: source.Error, Summary: "A //docwright: directive can't be read."})

// directive is a line //docwright:VERB ARGUMENTS.
type directive struct {
	verb string
	args []string
	pos  token.Pos
}

// directives returns those in the comments of a declaration.
func directives(groups ...*ast.CommentGroup) []directive {
	var list []directive
	for _, g := range groups {
		if g == nil {
			continue
		}
		for _, c := range g.List {
			if rest, ok := strings.CutPrefix(c.Text, directivePrefix); ok {
				words := strings.Fields(rest)
				if len(words) == 0 {
					words = []string{""}
				}
				list = append(list, directive{words[0], words[1:], c.Pos()})
			}
		}
	}
	return list
}

// methods are those that a directive may name.
var methods = map[string]bool{"GET": true, "POST": true, "PATCH": true, "PUT": true, "DELETE": true, "HEAD": true}

// fault says what is wrong with a directive on something of the kind ("type",
// "func", ""); empty for nothing.
func (d directive) fault(kind string) string {
	switch d.verb {
	case "type":
		if kind != "type" {
			return "//docwright:type goes above a struct type"
		}
		if len(d.args) == 0 || len(d.args) > 2 || len(d.args) == 2 && d.args[1] != "partial" {
			return "want //docwright:type QUALIFIED [partial], such as //docwright:type microsoft.graph.user partial"
		}
	case "enum":
		if kind != "type" {
			return "//docwright:enum goes above a string type"
		}
		if len(d.args) != 1 {
			return "want //docwright:enum QUALIFIED, such as //docwright:enum microsoft.graph.bodyType"
		}
	case "operation":
		if kind != "func" {
			return "//docwright:operation goes above a function"
		}
		if len(d.args) < 2 || !methods[d.args[0]] || !strings.HasPrefix(d.args[1], "/") {
			return "want //docwright:operation METHOD /path, such as //docwright:operation GET /users/{id}"
		}
	default:
		return "unknown directive //docwright:" + d.verb + ": want type, enum or operation"
	}
	return ""
}

// requestLine returns the request line in the comment of a generated function:
// the line that is set apart.
func requestLine(doc *ast.CommentGroup) (method, path string) {
	if doc == nil {
		return "", ""
	}
	for _, c := range doc.List {
		if line, ok := strings.CutPrefix(c.Text, "//\t"); ok {
			if method, path, ok := strings.Cut(line, " "); ok && methods[method] && strings.HasPrefix(path, "/") {
				return method, path
			}
		}
	}
	return "", ""
}
