package fake

import (
	"fmt"
	"strings"
)

// scope holds the values that an expression refers to.
type scope struct {
	*Server
	item      any
	at        *item          // the item of the entity; nil for other values
	variables map[string]any // of any and all
}

// holds reports whether the expression is true. Null counts as false.
func (n *node) holds(sc *scope) (bool, error) {
	v, err := n.eval(sc)
	is, _ := v.(bool)
	return is, err
}

// eval returns the value of the expression. Null is nil. The error is for
// relationships that the fake does not hold.
func (n *node) eval(sc *scope) (any, error) {
	switch n.op {
	case opLiteral:
		return n.value, nil
	case opPath:
		return sc.follow(n)
	case "any", "all":
		return sc.quantify(n)
	case opSearch:
		return sc.search(n), nil
	case "not":
		return sc.negate(n.args[0])
	case "and", opEach:
		return sc.connect(n.args, false)
	case "or", opEither:
		return sc.connect(n.args, true)
	case "in":
		return sc.in(n.args[0], n.args[1])
	}
	return sc.apply(n)
}

// apply evaluates a comparison or a function.
func (sc *scope) apply(n *node) (any, error) {
	args := make([]any, len(n.args))
	isNull := false
	for i, arg := range n.args {
		v, err := arg.eval(sc)
		if err != nil {
			return nil, err
		}
		args[i], isNull = v, isNull || v == nil
	}
	if compare, ok := comparisons[n.op]; ok {
		return compare(args[0], args[1]), nil
	}
	if isNull {
		return nil, nil // a function of null is null
	}
	return functions[n.op].apply(args), nil
}

// negate evaluates "not". The negation of null is null.
func (sc *scope) negate(arg *node) (any, error) {
	v, err := arg.eval(sc)
	if is, ok := v.(bool); ok {
		return !is, err
	}
	return nil, err
}

// connect evaluates "and" and "or". The value decides is the one that ends the
// evaluation: false for "and", true for "or".
func (sc *scope) connect(args []*node, decides bool) (any, error) {
	var result any = !decides
	for _, arg := range args {
		v, err := arg.eval(sc)
		if err != nil || v == decides {
			return v, err
		}
		if v == nil {
			result = nil // null
		}
	}
	return result, nil
}

// in evaluates the operator "in".
func (sc *scope) in(arg, list *node) (any, error) {
	v, err := arg.eval(sc)
	if err != nil {
		return nil, err
	}
	for _, arg := range list.args {
		other, err := arg.eval(sc)
		if err != nil {
			return nil, err
		}
		if equal(v, other) {
			return true, nil
		}
	}
	return false, nil
}

// quantify evaluates any and all.
func (sc *scope) quantify(n *node) (any, error) {
	v, err := n.args[0].eval(sc)
	if err != nil {
		return nil, err
	}
	items, _ := v.([]any)
	if len(n.args) == 1 {
		return len(items) > 0, nil
	}
	for _, item := range items {
		inner := *sc
		inner.variables = map[string]any{n.variable: item}
		for name, value := range sc.variables {
			inner.variables[name] = value
		}
		is, err := n.args[1].holds(&inner)
		if err != nil || is == (n.op == "any") {
			return is, err
		}
	}
	return n.op == "all", nil
}

// follow returns the value at the path.
func (sc *scope) follow(n *node) (any, error) {
	value, at := sc.item, sc.at
	if n.variable != "" && n.variable != "$it" {
		value, at = sc.variables[n.variable], nil
	}
	for _, step := range n.steps {
		if items, ok := value.([]any); ok && step.name == "$count" {
			return number(len(items)), nil
		}
		members, ok := value.(map[string]any)
		switch {
		case !ok:
			return nil, nil
		case step.cast && !sc.isOf(at, members, step.name):
			return nil, nil
		case step.cast:
			continue
		}
		var err error
		if value, err = sc.member(at, members, step.name); err != nil {
			return nil, err
		}
		at = nil
	}
	return typed(value, n.typ), nil
}

// isOf reports whether an object has the type. An object without a type
// annotation has the declared type.
func (sc *scope) isOf(at *item, members map[string]any, typ string) bool {
	if tag, ok := members[typeOf].(string); ok {
		return sc.api.derives(strings.TrimPrefix(tag, "#"), typ)
	}
	return at == nil || sc.api.derives(at.typ, typ)
}

// member returns the value of a property. For a relationship it returns the
// entities that the fake holds.
func (sc *scope) member(at *item, members map[string]any, name string) (any, error) {
	if v, ok := lookup(members, name); ok || at == nil {
		return v, nil
	}
	if p, _ := sc.api.property(at.typ, name); p == nil {
		return nil, nil
	}
	related, err := sc.related(at, name)
	if err != nil || related == nil {
		return nil, err
	}
	if !related.many {
		return related.items[0].members, nil
	}
	var list []any
	for _, it := range related.items {
		list = append(list, it.members)
	}
	return list, nil
}

// search reports whether the item, or one of its properties, contains the
// search term.
func (sc *scope) search(n *node) bool {
	value := sc.item
	if len(n.steps) > 0 {
		members, _ := value.(map[string]any)
		value, _ = lookup(members, n.steps[0].name)
	}
	return mentions(value, n.value.(string))
}

// mentions reports whether any string in the value contains the words. The
// words are in lower case.
func mentions(value any, words string) bool {
	switch value := value.(type) {
	case string:
		return strings.Contains(strings.ToLower(value), words)
	case []any:
		for _, item := range value {
			if mentions(item, words) {
				return true
			}
		}
	case map[string]any:
		for name, item := range value {
			if !strings.Contains(name, "@") && mentions(item, words) {
				return true
			}
		}
	case fmt.Stringer: // a number
		return value.String() == words
	}
	return false
}
