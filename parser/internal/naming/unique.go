package naming

import (
	"strconv"
	"strings"

	"github.com/docwright/docwright/parser/dialect"
	"github.com/docwright/docwright/parser/internal/word"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// Unique makes the names of operations unique in the model. It also sets
// Route.Name, which is unique. If pages give operations the same name, it adds
// words of the file name that the name lacks: "CreateUser" of
// intune-devices-user-create.md becomes "CreateIntuneDevicesUser". If there are
// no such words, all but the first get a number. The operations must be in the
// order of their pages. Words are spelled with the capitals of the pages of
// types.
func Unique(ops []*Named, types []*model.Type) source.Findings {
	respell(ops, types)
	chosen := make([]string, len(ops)) // as the pages give them
	for i, n := range ops {
		n.nameRoutes()
		chosen[i] = n.Op.Name
	}
	first := make([]*model.Operation, len(ops)) // the first operation that each collides with
	for round := 0; ; round++ {
		clashes := collisions(ops)
		if len(clashes) == 0 {
			break
		}
		longer := lengthen[min(round, len(lengthen)-1)]
		for i, n := range ops {
			c, ok := clashes[n.Op]
			if !ok {
				continue
			}
			if name := longer(n.Op, c.first); name != n.Op.Name {
				n.Op.Name = name
				n.nameRoutes()
				if first[i] == nil {
					first[i] = c.other
				}
			}
		}
	}
	var findings source.Findings
	for i, n := range ops {
		if other := first[i]; other != nil {
			at := source.Position{File: n.Op.Page, Line: n.Op.Line}
			findings.Add(at, ruleCollision, "%s also has an operation %s; the operation here is named %s", other.Page, chosen[i], n.Op.Name)
			n.Op.Reasons.Add("name", whyCollision, at, chosen[i])
		}
	}
	return findings
}

// lengthen makes ambiguous names longer, one function in each round. The last
// one repeats until no collisions are left. It keeps the name of the first
// operation in each collision.
var lengthen = [...]func(op *model.Operation, first bool) string{withPrefix, withWords, withNumber}

// clash is a collision with the name of another operation.
type clash struct {
	other *model.Operation
	first bool // the operation precedes the other one
}

// collisions returns the operations with ambiguous names.
func collisions(ops []*Named) map[*model.Operation]clash {
	owner := make(map[string]*model.Operation, 2*len(ops))
	clashes := map[*model.Operation]clash{}
	for _, n := range ops {
		for _, route := range n.Op.Routes {
			name := strings.ToLower(route.Name)
			first := owner[name]
			if first == nil || first == n.Op {
				owner[name] = n.Op
				continue
			}
			clashes[n.Op] = clash{first, false}
			if _, ok := clashes[first]; !ok {
				clashes[first] = clash{n.Op, true}
			}
		}
	}
	return clashes
}

// withPrefix inserts, after the verb, the words before the resource in the file
// name.
func withPrefix(op *model.Operation, _ bool) string {
	lower, words := strings.ToLower(op.Name), spellerOf(op)
	prefix := ""
	for _, w := range fileWords(op.Page) {
		if dialect.VerbOf(w).File != "" || strings.Contains(lower, w) || strings.Contains(lower, dialect.Singular(w)) {
			break
		}
		prefix += words.Name(w)
	}
	camel := word.Split(op.Name)
	return camel[0] + prefix + strings.Join(camel[1:], "")
}

// withWords appends the words of the file name that the name lacks.
func withWords(op *model.Operation, _ bool) string {
	lower, words := strings.ToLower(op.Name), spellerOf(op)
	name := op.Name
	for _, w := range fileWords(op.Page) {
		if dialect.VerbOf(w).File == "" && !strings.Contains(lower, w) && !strings.Contains(lower, dialect.Singular(w)) {
			name += words.Name(w)
		}
	}
	return name
}

// withNumber appends a number or increments it, except for the first operation
// of a collision.
func withNumber(op *model.Operation, first bool) string {
	if first {
		return op.Name
	}
	stem := strings.TrimRight(op.Name, "0123456789")
	n, _ := strconv.Atoi(op.Name[len(stem):])
	return stem + strconv.Itoa(max(n, 1)+1)
}

// spellerOf returns a speller for the words of an operation's title and paths.
func spellerOf(op *model.Operation) *Speller {
	s := &Speller{}
	s.Add(op.Title)
	for _, path := range op.Paths {
		s.AddPath(path)
	}
	return s
}
