package naming

import (
	"slices"
	"strconv"
	"strings"

	"github.com/docwright/docwright/parser/dialect"
	"github.com/docwright/docwright/parser/internal/word"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// Unique makes the names of operations unique in the model. It also makes the names
// of routes with different request lines unique. If pages give operations the same
// name, each of them gets words that the name lacks until they differ: first the
// arguments of calls in their paths, then further segments of the paths, a key at the
// end, and the words of the file names. Only the request lines that collide get them.
// The operations must be in the order of their pages. Words have the capitals of the
// pages of types.
func Unique(ops []*Named, types []*model.Type) source.Findings {
	respell(ops, types)
	chosen := make([]string, len(ops)) // as on the pages
	for i, n := range ops {
		chosen[i] = n.Op.Name
	}
	first := make([]*model.Operation, len(ops)) // the first operation that each collides with
	holders := make(map[string]holder, 2*len(ops))
	for round := 0; ; round++ {
		clashes := collisions(ops, holders)
		if len(clashes) == 0 {
			break
		}
		if yield(ops, clashes) {
			round--
			continue
		}
		longer := lengthen[min(round, len(lengthen)-1)]
		for i, n := range ops {
			c, ok := clashes[n.Op]
			if !ok {
				continue
			}
			was := n.Op.Name
			if name := longer(n, c); name != n.name {
				n.rename(name)
			}
			if n.Op.Name != was && first[i] == nil {
				first[i] = c.other
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
// one repeats until no collisions are left.
var lengthen = [...]func(n *Named, c clash) string{withMethod, withArguments, withOwner, withEntry, withPath, withKey, withPrefix, withWords, withFile}

// clash is a collision with the name of another operation.
type clash struct {
	other  *model.Operation
	first  bool // the operation precedes the other one
	isLine bool // both have the request line with the name, or no request line has it
	names  []string
}

// claim is the name of an operation or of one of its request lines.
type claim struct {
	op    *model.Operation
	name  string // in lower case
	line  string // the request line that has the name
	isOwn bool   // the name of the operation, and of none of its request lines
}

// holder is who claims a name first.
type holder struct {
	first *claim
	op    *model.Operation // the first operation with the name, other than for a request line; may be nil
}

// collisions returns the operations with ambiguous names. Several operations may
// share a request line and its name. Their own names differ. The holders are those of
// the names; they are replaced.
func collisions(ops []*Named, holders map[string]holder) map[*model.Operation]clash {
	clear(holders)
	clashes := map[*model.Operation]clash{}
	note := func(op *model.Operation, c clash) {
		had, ok := clashes[op]
		if !ok || had.isLine && !c.isLine {
			c.names, had.names = had.names, c.names
			had, c = c, had
		}
		had.names = append(had.names, c.names...)
		clashes[op] = had
	}
	add := func(op, first *model.Operation, isLine bool, name string) {
		note(op, clash{first, false, isLine, []string{name}})
		note(first, clash{op, true, isLine, []string{name}})
	}
	for _, n := range ops {
		claims := n.claims()
		for i := range claims {
			c := &claims[i]
			first := holders[c.name].first
			switch {
			case first == nil:
				holders[c.name] = holder{first: c}
			case first.isOwn && c.isOwn:
				// no route has the operation's name: see below
			case first.op != n.Op && first.line != c.line:
				add(n.Op, first.op, false, c.name)
			}
		}
		own := &claims[0]
		if h := holders[own.name]; h.op != nil {
			isOwn := h.first.isOwn && own.isOwn
			add(n.Op, h.op, isOwn || own.line == h.first.line, own.name)
		} else {
			holders[own.name] = holder{h.first, n.Op}
		}
	}
	return clashes
}

// claims returns a claim for the name of the operation, then one for each of its
// routes.
func (n *Named) claims() []claim {
	if n.claimed != nil {
		return n.claimed
	}
	if n.lines == nil {
		n.lines = make([]string, len(n.Op.Routes))
		for i, r := range n.Op.Routes {
			n.lines[i] = n.Op.Method + " " + r.Shape()
		}
	}
	n.claimed = make([]claim, 1, 1+len(n.Op.Routes))
	lines := map[string]string{} // the first request line with a name
	for i, r := range n.Op.Routes {
		name := strings.ToLower(r.Name)
		if _, ok := lines[name]; !ok {
			lines[name] = n.lines[i]
		}
		n.claimed = append(n.claimed, claim{n.Op, name, lines[name], false})
	}
	own := claim{op: n.Op, name: strings.ToLower(n.Op.Name)}
	if own.line = lines[own.name]; own.line == "" {
		own.line, own.isOwn = n.Op.Page+" "+own.name, true
	}
	n.claimed[0] = own
	return n.claimed
}

// yield adds the last parameter to routes whose name differs from the one on their
// page. The name remains with its page. yield reports whether a route has changed.
func yield(ops []*Named, clashes map[*model.Operation]clash) bool {
	any := false
	for _, n := range ops {
		c, yields := clashes[n.Op], false
		for _, p := range n.places {
			if p.isStranger && !p.yields && slices.Contains(c.names, strings.ToLower(p.route.Name)) {
				p.yields, yields = true, true
			}
		}
		if yields {
			n.rename(n.name)
			any = true
		}
	}
	return any
}

// usual maps verbs to their usual methods.
var usual = map[string]string{"Get": "GET", "List": "GET", "Create": "POST", "Add": "POST", "Update": "PATCH", "Delete": "DELETE", "Remove": "DELETE"}

// withMethod adds the method if it is not the usual one of the verb.
func withMethod(n *Named, c clash) string {
	name := n.name
	if method := usual[n.Verb]; !c.isLine && method != "" && method != n.Op.Method && n.Op.Kind != model.Create {
		if n.Op.Method == c.other.Method {
			return name
		}
		what := strings.TrimPrefix(name, n.Verb)
		n.Verb = methodVerbs[n.Op.Method]
		if n.Verb == "" {
			n.Verb = word.Upper(strings.ToLower(n.Op.Method))
		}
		name = n.Verb + what
		n.given = name
	}
	return name
}

// withArguments adds the arguments of calls that are part of the paths.
func withArguments(n *Named, c clash) string {
	if !c.isLine {
		n.withBy = true
		n.rename(n.name)
	}
	return n.name
}

// withOwner adds the nearest segment of the path that the name lacks.
func withOwner(n *Named, c clash) string {
	if c.isLine || len(n.places) == 0 {
		return n.name
	}
	p := n.places[0]
	at, found := p.positions()
	for i := len(p.elements) - 2; i >= 0; i-- {
		e := p.elements[i]
		isShared := !slices.ContainsFunc(n.places, func(other *place) bool { return other.count(e.key()) == 0 })
		isSaid := slices.Contains(p.chosen, i)
		for k := range at {
			isSaid = isSaid || found[k] && at[k] == i
		}
		switch {
		case isSaid || !isShared:
		case slices.ContainsFunc(p.noun, func(w string) bool { return e.has(folded(w)) }):
			n.more += "In" + e.String()
			n.rename(n.name)
			return n.name
		default:
			p.noun = word.Split(strings.TrimPrefix(n.name, n.Verb))
			p.chosen = []int{i}
			return n.Verb + p.phrase(nil)
		}
	}
	return n.name
}

// withEntry adds the first segment to the routes whose names are ambiguous, if it is the
// entry to an area of the API: /harbor/berths is not /berths.
func withEntry(n *Named, c clash) string {
	if c.isLine {
		return n.name
	}
	changed := false
	for _, p := range n.places {
		if p.from() == 1 && p.owner == nobody && !p.says(0) && slices.Contains(c.names, strings.ToLower(p.route.Name)) {
			p.entry, changed = p.elements[0].String(), true
		}
	}
	if changed {
		n.rename(n.name)
	}
	return n.name
}

// withPath names the routes by all segments of their paths.
func withPath(n *Named, c clash) string {
	if !c.isLine {
		n.more = ""
		for _, p := range n.places {
			p.withAll = c.names == nil || slices.Contains(c.names, strings.ToLower(p.route.Name))
		}
		n.rename(n.given)
	}
	return n.name
}

// withKey adds the last parameter of paths that end with one.
func withKey(n *Named, c clash) string {
	if !c.isLine {
		for _, p := range n.places {
			p.withLast = p.withLast || slices.Contains(c.names, strings.ToLower(p.route.Name))
		}
		n.rename(n.name)
	}
	return n.name
}

// withPrefix inserts, after the verb, the words before the resource in the file
// name.
func withPrefix(n *Named, c clash) string {
	if c.isLine {
		return n.name
	}
	lower, words := strings.ToLower(n.name), spellerOf(n.Op)
	prefix := ""
	for _, w := range fileWords(n.Op.Page) {
		if dialect.VerbOf(w).File != "" || strings.Contains(lower, w) || strings.Contains(lower, dialect.Singular(w)) {
			break
		}
		prefix += words.Name(w)
	}
	camel := word.Split(n.name)
	return camel[0] + prefix + strings.Join(camel[1:], "")
}

// withWords appends the words of the file name that the name lacks.
func withWords(n *Named, c clash) string {
	if c.isLine {
		return n.name
	}
	lower, words := strings.ToLower(n.name), spellerOf(n.Op)
	name := n.name
	for _, w := range fileWords(n.Op.Page) {
		if dialect.VerbOf(w).File == "" && !strings.Contains(lower, w) && !strings.Contains(lower, dialect.Singular(w)) {
			name += words.Name(w)
		}
	}
	return name
}

// withFile appends the name of the page's file to the names of an operation and its
// routes. If pages have the same request line, only the operations after the first
// get the file name, and their routes do not. A number distinguishes the remaining
// collisions on one page.
func withFile(n *Named, c clash) string {
	if c.first && (c.isLine || n.round > 0) {
		return n.name
	}
	more := "Of" + spellerOf(n.Op).join(fileWords(n.Op.Page))
	if n.round++; n.round > 1 {
		more += strconv.Itoa(n.round)
	}
	isOwn := true // no route has the name
	for _, p := range n.places {
		if !c.isLine && len(n.places) > 1 && slices.Contains(c.names, strings.ToLower(p.route.Name)) {
			p.more, isOwn = more, false
		}
	}
	switch {
	case c.isLine:
		n.of = more
	case isOwn:
		n.more = more
	}
	n.rename(n.name)
	return n.name
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
