package naming

import (
	"strconv"
	"strings"

	"github.com/docwright/docwright/parser/dialect"
	"github.com/docwright/docwright/parser/internal/word"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// Unique makes the names of operations unique in the whole model. It sets
// Route.Name, which is what is unique. Where pages chose one name, each takes in
// the words of its file name that it did without ("CreateUser" of
// intune-devices-user-create.md becomes "CreateIntuneDevicesUser"); where there
// are none, all but the first get a number. The operations are in the order of
// pages. Words that only the pages of the types spell with capitals get these.
func Unique(ops []*Named, types []*model.Type) source.Findings {
	respell(ops, types)
	chosen := make([]string, len(ops)) // by the pages
	for i, n := range ops {
		n.nameRoutes()
		chosen[i] = n.Op.Name
	}
	first := make([]*model.Operation, len(ops)) // what each clashed with at first
	for round := 0; ; round++ {
		clashes := collisions(ops)
		if len(clashes) == 0 {
			break
		}
		fuller := fullers[min(round, len(fullers)-1)]
		for i, n := range ops {
			c, ok := clashes[n.Op]
			if !ok {
				continue
			}
			if name := fuller(n.Op, c.first); name != n.Op.Name {
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
			findings.Add(at, ruleCollision, "%s has an operation %s too: this one is named %s", other.Page, chosen[i], n.Op.Name)
			n.Op.Reasons.Add("name", whyCollision, at, chosen[i])
		}
	}
	return findings
}

// fullers make fuller names of ambiguous ones, from round to round, the last one
// until none is left: it changes no operation that only later ones clash with.
var fullers = [...]func(op *model.Operation, first bool) string{withPrefix, withWords, withNumber}

// clash is what is in an operation's way.
type clash struct {
	other *model.Operation
	first bool // the operation comes before the other one
}

// collisions returns the operations of ambiguous names.
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

// withPrefix puts the words that stand before the resource in the file name
// behind the verb.
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
func spellerOf(op *model.Operation) *Speller {
	s := &Speller{}
	s.Add(op.Title)
	for _, path := range op.Paths {
		s.AddPath(path)
	}
	return s
}
