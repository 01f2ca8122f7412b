package gocode

import (
	"go/ast"
	"go/token"
	"strings"
)

// directive is a line //docwright:VERB ARGUMENTS.
type directive struct {
	verb string
	args []string
	pos  token.Pos
	// misspelled says why the line is none, though it is meant to be one; empty
	// where it is one.
	misspelled string
}

// directives returns those in the comments. The words of pages in the comments of
// generated code may look like misspelled ones.
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

// readDirective reads a comment as a directive. It need not be spelled as one: gofmt
// sets a comment off by a space that is none, and nobody sees the difference.
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
		d.misspelled = "directives are comments of one line each: write //docwright:"
		return d, !apart && words[0] != ""
	case name != text:
		d.misspelled = "directives have no space after the slashes: write //docwright:" + strings.Join(words, " ")
		return d, !apart && words[0] != "" || d.isOne()
	case apart:
		d.misspelled = "directives have no space after the colon: write //docwright:" + strings.Join(words, " ")
	case !strings.HasPrefix(name, directiveName):
		d.misspelled = "directives are spelled //docwright:, in lower case"
	}
	return d, true
}

// withoutColon reads what has another character in place of the colon. Prose may
// look like it; after an empty space it does easily.
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
	d.misspelled = "directives have a colon after the name of the tool, and no space: write //docwright:" + strings.Join(words, " ")
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

// methods are those that a directive may name.
var methods = map[string]bool{"GET": true, "POST": true, "PATCH": true, "PUT": true, "DELETE": true, "HEAD": true}

// place is what a directive of the verb goes above: "type" or "func".
func (d directive) place() string {
	if d.verb == "operation" {
		return "func"
	}
	return "type"
}

// above says what a directive of a verb goes above.
var above = map[string]string{"type": "a struct type", "enum": "a string type", "operation": "a function"}

// fault says what is wrong with a directive on something of the kind ("type" or
// "func"); empty for nothing.
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

// misplaced is the fault of a directive on a declaration of another kind.
func (d directive) misplaced() string {
	return "//docwright:" + d.verb + " goes above " + above[d.verb]
}

// another is the fault of a directive on a type that has one.
func (d directive) another() string {
	return "there is a //docwright:" + d.verb + " above this one already: a type stands for one thing"
}

// onGeneric is the fault of a directive on a generic type of the name.
func (d directive) onGeneric(name string) string {
	return d.misplaced() + ", and " + name + " is one only with its type arguments: write it above an alias, such as type Name = " + name + "[string]"
}

// astray is the fault of a directive that is in the comment of no type and no
// function.
func (d directive) astray() string {
	if above[d.verb] == "" {
		return d.fault("")
	}
	return "//docwright:" + d.verb + " has no effect here: it goes into the comment right above " + above[d.verb] + " of the package, with no blank line between"
}

// RequestLine returns the request line in the comment of a generated function: the
// line that is set apart. Both are empty where there is none.
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
