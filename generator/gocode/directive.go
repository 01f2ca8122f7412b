package gocode

import (
	"go/ast"
	"go/token"
	"strings"
)

// directive is a comment line of the form //docwright:VERB ARGUMENTS.
type directive struct {
	verb string
	args []string
	pos  token.Pos
	// misspelled is the fault of a line that is meant as a directive but is not
	// written as one. It is empty for a directive.
	misspelled string
}

// directives returns the directives in the comments. Misspelled ones are skipped
// in generated code, because text of pages may look like them.
func directives(generated bool, groups ...*ast.CommentGroup) []directive {
	var list []directive
	for _, g := range groups {
		if g == nil {
			continue
		}
		for _, c := range g.List {
			if d, ok := readDirective(c); ok && (!generated || d.misspelled == "") {
				list = append(list, d)
			}
		}
	}
	return list
}

const (
	toolName      = "docwright"
	directiveName = toolName + ":"
)

// readDirective reads a comment as a directive, correctly spelled or not. A
// misspelled directive is easy to overlook, because Go treats it as a comment.
func readDirective(c *ast.Comment) (d directive, ok bool) {
	text, block := strings.CutPrefix(strings.TrimPrefix(c.Text, "//"), "/*")
	name := strings.TrimLeft(text, " ")
	if len(name) < len(directiveName) || !strings.EqualFold(name[:len(directiveName)], directiveName) {
		d, ok = withoutColon(name, name == text)
		d.pos = c.Pos()
		return d, ok && !block
	}
	rest := name[len(directiveName):]
	words := strings.Fields(rest)
	if len(words) == 0 {
		words = []string{""}
	}
	d = directive{verb: words[0], args: words[1:], pos: c.Pos()}
	apart := strings.HasPrefix(rest, " ")
	switch {
	case block:
		d.misspelled = "a directive is a comment of one line: write //docwright:"
		return d, !apart && words[0] != ""
	case name != text:
		d.misspelled = "a directive has no space after the slashes: write //docwright:" + strings.Join(words, " ")
		return d, !apart && words[0] != "" || d.isOne()
	case apart:
		d.misspelled = "a directive has no space after the colon: write //docwright:" + strings.Join(words, " ")
	case !strings.HasPrefix(name, directiveName):
		d.misspelled = "a directive is in lower case: write //docwright:" + strings.Join(words, " ")
	}
	return d, true
}

// withoutColon reads a comment that has another character in place of the colon.
// Prose may look like it, above all after a space, so the words must be those of
// a directive.
func withoutColon(name string, close bool) (d directive, ok bool) {
	if len(name) <= len(toolName) || !strings.EqualFold(name[:len(toolName)], toolName) {
		return d, false
	}
	rest := name[len(toolName):]
	words := strings.Fields(strings.TrimLeft(rest, " \t-_./="))
	if !strings.ContainsAny(rest[:1], " \t-_./=") || len(words) == 0 {
		return d, false
	}
	d = directive{verb: words[0], args: words[1:]}
	d.misspelled = "a directive has a colon after docwright, and no space: write //docwright:" + strings.Join(words, " ")
	return d, d.isOne() || close && strings.ContainsAny(rest[:1], "-_./=") && above[d.verb] != ""
}

// isOne reports whether the words are those of a directive, and not of a sentence.
func (d directive) isOne() bool {
	switch d.verb {
	case "type", "enum":
		return d.fault(d.place()) == "" && strings.Contains(strings.Trim(d.args[0], "."), ".")
	case "operation":
		return d.fault(d.place()) == ""
	}
	return false
}

// methods are the HTTP methods that a directive may name.
var methods = map[string]bool{"GET": true, "POST": true, "PATCH": true, "PUT": true, "DELETE": true, "HEAD": true}

// place returns the kind of declaration that the directive belongs to: "type" or
// "func".
func (d directive) place() string {
	if d.verb == "operation" {
		return "func"
	}
	return "type"
}

// above has the declarations that directives belong to, by verb.
var above = map[string]string{"type": "a struct type", "enum": "a string type", "operation": "a function"}

// fault returns the fault of a directive on a declaration of the kind ("type" or
// "func"), or "".
func (d directive) fault(kind string) string {
	switch {
	case above[d.verb] == "":
		return "unknown directive //docwright:" + d.verb + ": want type, enum or operation"
	case kind != d.place():
		return d.misplaced()
	}
	switch d.verb {
	case "type":
		if len(d.args) == 0 || len(d.args) > 2 || len(d.args) == 2 && d.args[1] != "partial" {
			return "want //docwright:type QUALIFIED [partial], such as //docwright:type microsoft.graph.user partial"
		}
	case "enum":
		if len(d.args) != 1 {
			return "want //docwright:enum QUALIFIED, such as //docwright:enum microsoft.graph.bodyType"
		}
	case "operation":
		if len(d.args) < 2 || !methods[d.args[0]] || !strings.HasPrefix(d.args[1], "/") {
			return "want //docwright:operation METHOD /path, such as //docwright:operation GET /users/{id}"
		}
	}
	return ""
}

// misplaced returns the fault of a directive on a declaration of another kind.
func (d directive) misplaced() string {
	return "//docwright:" + d.verb + " belongs above " + above[d.verb]
}

// another returns the fault of a second directive on a type.
func (d directive) another() string {
	return "repeated //docwright:" + d.verb + ": a Go type represents one type or enum; remove one of them"
}

// onGeneric returns the fault of a directive on a generic type with the name.
func (d directive) onGeneric(name string) string {
	return d.misplaced() + ", but " + name + " is generic: write it above an alias with type arguments, such as type Name = " + name + "[string]"
}

// outside returns the fault of a directive that is not in the comment of a type
// or function.
func (d directive) outside() string {
	if above[d.verb] == "" {
		return d.fault("")
	}
	return "//docwright:" + d.verb + " has no effect here: write it in the comment directly above " + above[d.verb] + ", without a blank line between"
}

// RequestLine returns the request line in the comment of a generated function,
// which is the indented line. Both results are empty if there is none.
func RequestLine(doc *ast.CommentGroup) (method, path string) {
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
