package operation

import (
	"strconv"
	"strings"

	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// Unique makes the names of operations unique in the whole model. Where pages
// chose one name, each takes in the words of its file name that it did without
// ("CreateUser" of intune-devices-user-create.md becomes
// "CreateIntuneDevicesUser"); where there are none, all but the first get a
// number. The operations are in the order of pages. What is unique are the
// names of routes, which it sets. Words that only the pages of the types spell
// with capitals get these.
func Unique(ops []*model.Operation, types []*model.Type) source.Findings {
	var findings source.Findings
	respell(ops, types)
	for _, op := range ops {
		nameRoutes(op)
	}
	for _, fuller := range [...]func(*model.Operation, bool) string{withPrefix, withWords, withNumber, withNumber, withNumber} {
		clashes := collisions(ops)
		if len(clashes) == 0 {
			break
		}
		for _, op := range ops {
			clash, ok := clashes[op]
			if !ok {
				continue
			}
			if name := fuller(op, clash.first); name != op.Name {
				findings.Add(source.Position{File: op.Page, Line: op.Line}, ruleNameCollision,
					"%s has an operation %s too: this one is named %s", clash.other.Page, op.Name, name)
				op.Reasons.Add("name", whyCollision, source.Position{File: op.Page, Line: op.Line}, op.Name)
				op.Name = name
				nameRoutes(op)
			}
		}
	}
	return findings
}

// clash is what is in an operation's way.
type clash struct {
	other *model.Operation
	first bool // the operation comes before the other one
}

// collisions returns the operations of ambiguous names.
func collisions(ops []*model.Operation) map[*model.Operation]clash {
	owner := make(map[string]*model.Operation, 2*len(ops))
	clashes := map[*model.Operation]clash{}
	for _, op := range ops {
		for _, route := range op.Routes {
			name := strings.ToLower(route.Name)
			first := owner[name]
			if first == nil || first == op {
				owner[name] = op
				continue
			}
			clashes[op] = clash{first, false}
			if _, ok := clashes[first]; !ok {
				clashes[first] = clash{op, true}
			}
		}
	}
	return clashes
}

// withPrefix puts the words that stand before the resource in the file name
// behind the verb.
func withPrefix(op *model.Operation, _ bool) string {
	lower, words := strings.ToLower(op.Name), spellerOf(op)
	prefix := ""
	for _, w := range fileWords(op.Page) {
		if fileVerbs[w] != "" || strings.Contains(lower, w) || strings.Contains(lower, singular(w)) {
			break
		}
		prefix += upperCamel(words.spell(w))
	}
	camel := camelWords(op.Name)
	return camel[0] + prefix + strings.Join(camel[1:], "")
}

// withWords appends the words of the file name that the name lacks.
func withWords(op *model.Operation, _ bool) string {
	lower, words := strings.ToLower(op.Name), spellerOf(op)
	name := op.Name
	for _, w := range fileWords(op.Page) {
		if fileVerbs[w] == "" && !strings.Contains(lower, w) && !strings.Contains(lower, singular(w)) {
			name += upperCamel(words.spell(w))
		}
	}
	return name
}

// withNumber counts on.
func withNumber(op *model.Operation, first bool) string {
	if first {
		return op.Name
	}
	stem := strings.TrimRight(op.Name, "0123456789")
	n, _ := strconv.Atoi(op.Name[len(stem):])
	return stem + strconv.Itoa(max(n, 1)+1)
}

// spellerOf knows the words of an operation's title and paths.
func spellerOf(op *model.Operation) *speller {
	s := &speller{}
	s.add(op.Title)
	for _, path := range op.Paths {
		s.addPath(path)
	}
	return s
}
