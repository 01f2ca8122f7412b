package fake

import (
	"encoding/json"
	"strings"
	"time"
)

// node is a node of a parsed expression.
type node struct {
	// op is an operator, the name of a function, or a constant below.
	op    string
	args  []*node
	value any // of a literal
	// variable begins a path, or stands for the items of any and all.
	variable string
	steps    []step // of a path
	class    class
	typ      string // of a path; may be unknown
	enum     *enum
}

const (
	opLiteral = "literal"
	opPath    = "path"
	opList    = "list"
	opNone    = "none" // after an error
)

// step is a segment of a property path: a property, $count or a type cast.
type step struct {
	name string
	cast bool
}

// class groups types whose values can be compared.
type class string

const (
	anything  class = ""
	texts     class = "text"
	numbers   class = "number"
	booleans  class = "Boolean"
	times     class = "time"
	durations class = "duration"
	objects   class = "object"
)

// edmClasses maps the primitive types to their classes. Types that are missing
// compare with anything.
var edmClasses = map[string]class{
	"Edm.String": texts, "Edm.Guid": texts, "Edm.Binary": texts,
	"Edm.Boolean": booleans,
	"Edm.Byte":    numbers, "Edm.SByte": numbers, "Edm.Int16": numbers, "Edm.Int32": numbers, "Edm.Int64": numbers,
	"Edm.Decimal": numbers, "Edm.Single": numbers, "Edm.Double": numbers,
	"Edm.DateTimeOffset": times, "Edm.Date": times,
	"Edm.TimeOfDay": durations, "Edm.Duration": durations,
}

// parser parses an expression (OData URL Conventions 4.01, section 5.1.1).
// After an error it only sees the end of the input.
type parser struct {
	*optionContext
	option    string
	tokens    []token
	variables map[string]string // with their types
	nested    int
	err       error
}

// parse applies a parsing function to the whole text.
func (c *optionContext) parse(option, text string, read func(*parser) *node) (*node, error) {
	tokens, err := lex(option, text)
	if err != nil {
		return nil, err
	}
	p := &parser{optionContext: c, option: option, tokens: tokens, variables: map[string]string{"$it": c.typ}}
	n := read(p)
	if t := p.next(); t.kind != tokenEnd {
		p.fail("%s: unexpected '%s'.", option, t.text)
	}
	return n, p.err
}

func (p *parser) fail(format string, args ...any) *node {
	p.failWith(bad(format, args...))
	return &node{op: opNone}
}

func (p *parser) failWith(err error) {
	if p.err == nil {
		p.err = err
	}
	p.tokens = p.tokens[len(p.tokens)-1:]
}

// next returns the next token and advances.
func (p *parser) next() token {
	t := p.tokens[0]
	if t.kind != tokenEnd {
		p.tokens = p.tokens[1:]
	}
	return t
}

// take consumes the mark if it is next.
func (p *parser) take(mark string) bool {
	if p.tokens[0].isMark(mark) {
		p.next()
		return true
	}
	return false
}

// takeWord consumes one of the words if it is next, and returns it.
func (p *parser) takeWord(words ...string) string {
	for _, w := range words {
		if p.tokens[0].isWord(w) {
			p.next()
			return w
		}
	}
	return ""
}

func (p *parser) expect(mark string) {
	if !p.take(mark) {
		p.fail("%s: expected '%s' before '%s'.", p.option, mark, p.tokens[0].text)
	}
}

// condition parses a Boolean expression.
func (p *parser) condition() *node {
	n := p.or()
	if n.class != booleans && n.class != anything {
		return p.fail("%s: expected a Boolean, not a value of type %s.", p.option, n.class)
	}
	return n
}

func (p *parser) or() *node  { return p.chain("or", (*parser).and) }
func (p *parser) and() *node { return p.chain("and", (*parser).comparison) }

// chain parses operands that the operator connects.
func (p *parser) chain(op string, operand func(*parser) *node) *node {
	n := operand(p)
	for p.takeWord(op) != "" {
		n = &node{op: op, args: []*node{n, operand(p)}, class: booleans}
		for _, arg := range n.args {
			if arg.class != booleans && arg.class != anything {
				return p.fail("%s: '%s' takes a Boolean, not a value of type %s.", p.option, op, arg.class)
			}
		}
	}
	return n
}

// arithmetic lists the operators that the fake does not evaluate.
var arithmetic = []string{"add", "sub", "mul", "div", "divby", "mod"}

func (p *parser) comparison() *node {
	left := p.operand()
	if op := p.takeWord(arithmetic...); op != "" {
		p.failWith(beyond("The fake does not evaluate '%s' in %s.", op, p.option))
		return left
	}
	if p.takeWord("in") != "" {
		return p.compared("in", left, p.list())
	}
	if op := p.takeWord("eq", "ne", "gt", "ge", "lt", "le", "has"); op != "" {
		return p.compared(op, left, p.operand())
	}
	return left
}

// compared returns the comparison of two operands of the same class.
func (p *parser) compared(op string, left, right *node) *node {
	values := []*node{right}
	if right.op == opList {
		values = right.args
	}
	for _, v := range values {
		if v.class != left.class && v.class != anything && left.class != anything {
			return p.fail("%s: '%s' can't compare values of types %s and %s.", p.option, op, left.class, v.class)
		}
		for _, pair := range [...][2]*node{{left, v}, {v, left}} {
			if text, ok := pair[1].value.(string); ok && pair[0].enum != nil {
				if wrong := pair[0].enum.check(pair[0].label(), text); wrong != "" {
					return p.fail("%s: %s", p.option, wrong)
				}
			}
		}
	}
	return &node{op: op, args: []*node{left, right}, class: booleans}
}

// label returns the name of a path for messages.
func (n *node) label() string {
	if len(n.steps) == 0 {
		return n.variable
	}
	return n.steps[len(n.steps)-1].name
}

// list parses the list after "in".
func (p *parser) list() *node {
	n := &node{op: opList}
	p.expect("(")
	for p.err == nil {
		n.args = append(n.args, p.operand())
		if !p.take(",") {
			break
		}
	}
	p.expect(")")
	return n
}

// operand parses an operand of an operator.
func (p *parser) operand() *node {
	if p.nested++; p.nested > maxDepth {
		return p.fail("%s is nested too deeply.", p.option)
	}
	defer func() { p.nested-- }()
	t := p.next()
	switch {
	case t.kind == tokenLiteral:
		return &node{op: opLiteral, value: t.value, class: classOf(t.value)}
	case t.isMark("("):
		n := p.or()
		p.expect(")")
		return n
	case t.isWord("not"):
		n := p.operand()
		if n.class != booleans && n.class != anything {
			return p.fail("%s: 'not' takes a Boolean, not a value of type %s.", p.option, n.class)
		}
		return &node{op: "not", args: []*node{n}, class: booleans}
	case t.kind == tokenWord && p.tokens[0].isMark("("):
		return p.call(t.text)
	case t.kind == tokenWord:
		return p.property(t.text)
	}
	return p.fail("%s: expected a value before '%s'.", p.option, t.text)
}

// classOf returns the class of a literal.
func classOf(v any) class {
	switch v.(type) {
	case string:
		return texts
	case json.Number:
		return numbers
	case bool:
		return booleans
	case time.Time:
		return times
	case time.Duration:
		return durations
	}
	return anything
}

// call parses the arguments of a function.
func (p *parser) call(name string) *node {
	f, ok := functions[strings.ToLower(name)]
	switch {
	case !ok:
		return p.fail("%s: there is no function '%s'.", p.option, name)
	case f.apply == nil:
		p.failWith(beyond("The fake does not evaluate the function '%s' in %s.", name, p.option))
		return &node{op: opNone}
	}
	n := &node{op: strings.ToLower(name), class: f.class}
	p.expect("(")
	if n.op == "isof" {
		return p.isOf()
	}
	for len(f.takes) > 0 && p.err == nil {
		n.args = append(n.args, p.operand())
		if !p.take(",") {
			break
		}
	}
	p.expect(")")
	if len(n.args) != len(f.takes) && !(f.fewer && len(n.args) == len(f.takes)-1) {
		return p.fail("%s: '%s' takes %d arguments, not %d.", p.option, name, len(f.takes), len(n.args))
	}
	for i, arg := range n.args {
		if arg.class != f.takes[i] && arg.class != anything && f.takes[i] != anything {
			return p.fail("%s: '%s' takes a value of type %s, not %s.", p.option, name, f.takes[i], arg.class)
		}
	}
	return n
}

// isOf parses the arguments of isof: an optional path and a type.
func (p *parser) isOf() *node {
	path := &node{op: opPath, variable: "$it"}
	t := p.next()
	if t.kind == tokenWord && !p.tokens[0].isMark(")") {
		path = p.property(t.text)
		p.expect(",")
		t = p.next()
	}
	typ := p.api.named(strings.Trim(t.text, "'"))
	if typ == "" {
		return p.fail("%s: no page describes the type '%s'.", p.option, t.text)
	}
	p.expect(")")
	path.steps = append(path.steps, step{typ, true})
	return &node{op: "ne", args: []*node{path, {op: opLiteral}}, class: booleans}
}

// property parses a path. The argument is its first segment.
func (p *parser) property(first string) *node {
	n := &node{op: opPath}
	typ := p.typ
	if t, ok := p.variables[first]; ok {
		n.variable, typ = first, t
	} else {
		typ = p.step(n, typ, first)
	}
	for p.take("/") {
		t := p.next()
		switch low := strings.ToLower(t.text); {
		case (low == "any" || low == "all") && p.tokens[0].isMark("("):
			return p.lambda(low, n, typ)
		case t.kind != tokenWord:
			return p.fail("%s: expected a name before '%s'.", p.option, t.text)
		default:
			typ = p.step(n, typ, t.text)
		}
	}
	n.typ = typ
	n.class = p.classOfType(n, typ)
	return n
}

// step appends the segment to the path, and returns the type of its value.
func (p *parser) step(n *node, typ, name string) string {
	switch {
	case name == "$count":
		n.steps = append(n.steps, step{name: name})
		return "Edm.Int64"
	case p.api.named(name) != "":
		n.steps = append(n.steps, step{p.api.named(name), true})
		return p.api.named(name)
	case strings.Contains(name, ".") && !strings.Contains(name, "@"):
		p.failWith(beyond("%s: no page describes the type '%s'.", p.option, name))
		return ""
	case strings.HasPrefix(name, "$"):
		p.failWith(beyond("The fake does not evaluate '%s' in %s.", name, p.option))
		return ""
	}
	n.steps = append(n.steps, step{name: name})
	if edmClasses[typ] != anything || p.api.enums[typ] != nil {
		p.fail("%s: '%s' has no property '%s'.", p.option, typ, name)
		return ""
	}
	found, known := p.optionContext.property(typ, name)
	if !known {
		p.failWith(noProperty(p.option, name, typ))
	}
	if found == nil {
		return ""
	}
	return found.Type
}

// classOfType returns the class of the value at a path.
func (p *parser) classOfType(n *node, typ string) class {
	if n.enum = p.api.enums[typ]; n.enum != nil {
		return texts
	}
	if p.api.structures[typ] != nil && len(n.steps) > 0 {
		return objects
	}
	return edmClasses[typ]
}

// lambda parses the arguments of any or all.
func (p *parser) lambda(op string, path *node, typ string) *node {
	p.expect("(")
	n := &node{op: op, args: []*node{path}, class: booleans}
	if op == "any" && p.take(")") {
		return n
	}
	n.variable = p.next().text
	if _, ok := p.variables[n.variable]; ok || !isName(n.variable) {
		return p.fail("%s: '%s' can't be the name of a variable.", p.option, n.variable)
	}
	p.expect(":")
	p.variables[n.variable] = typ
	n.args = append(n.args, p.condition())
	delete(p.variables, n.variable)
	p.expect(")")
	return n
}
