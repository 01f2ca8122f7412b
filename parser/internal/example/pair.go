package example

import (
	"slices"
	"strconv"
	"strings"

	"github.com/docwright/docwright/parser/internal/notation"
	"github.com/docwright/docwright/parser/internal/word"
	"github.com/docwright/docwright/parser/model"
)

// Pair is an example with the blocks that it was read from.
type Pair struct {
	Example           *model.Example
	Request, Response *Block // Response is nil if the request has none
}

// Pair assigns each response to the requests with its names, or else to the last
// request before it. If a response precedes all requests, its request is the first
// request line of the page.
func (e *Examples) Pair(first notation.Line) []*Pair {
	r := &pairing{Examples: e, first: first}
	for i, b := range e.Blocks {
		switch {
		case b.Request != nil:
			r.request(b)
		case b.Response != nil:
			r.response(b, e.Blocks[i+1:])
		}
	}
	list := slices.DeleteFunc(r.list, func(p *Pair) bool { return p.Request.Template && p.Response == nil })
	names := map[string]int{}
	for _, p := range list {
		p.Example = &model.Example{Name: p.name(names), Request: p.Request.Request}
		if p.Response != nil {
			p.Example.Response = p.Response.Response
			continue
		}
		if !p.Request.Ignored {
			e.Findings.Add(p.Request.Pos, ruleNoReply, "the request has no response")
		}
		e.count(p.Request)
	}
	return list
}

// pairing is the state of [Examples.Pair].
type pairing struct {
	*Examples
	first   notation.Line
	list    []*Pair
	waiting []waiting
}

// waiting is a response with names that only later requests have.
type waiting struct {
	response *Block
	names    []string // of requests to come
}

// request adds a request, with the responses before it that have its name.
func (r *pairing) request(b *Block) {
	r.list = append(r.list, &Pair{Request: b})
	for i := range r.waiting {
		w := &r.waiting[i]
		before := len(w.names)
		w.names = slices.DeleteFunc(w.names, func(name string) bool { return slices.Contains(b.names, name) })
		if len(w.names) < before {
			r.answer(len(r.list)-1, w.response)
		}
	}
}

// response assigns a response to the requests with its names. The blocks after it
// are given.
func (r *pairing) response(b *Block, after []*Block) {
	r.count(b)
	var answered []*Block
	var missing []string
	for _, name := range b.names {
		switch at := r.named(name); {
		case at < 0:
			if slices.ContainsFunc(after, func(other *Block) bool { return other.Request != nil && slices.Contains(other.names, name) }) {
				missing = append(missing, name)
			}
		case !slices.Contains(answered, r.list[at].Request):
			answered = append(answered, r.list[at].Request)
			r.answer(at, b)
		}
	}
	if len(missing) > 0 {
		r.waiting = append(r.waiting, waiting{b, missing})
	}
	if len(missing)+len(answered) > 0 {
		return
	}
	if len(r.list) == 0 {
		r.list = append(r.list, &Pair{Request: r.leftOut(b, r.first)})
	} else if len(b.names) > 0 && len(r.list[len(r.list)-1].Request.names) > 0 {
		r.Findings.Add(b.Pos, ruleNoSuchName, "no request has the name %q; the response is read as that to the request before it", b.names[0])
	}
	r.answer(len(r.list)-1, b)
}

// named returns the index of a request with the name, or -1: the first one without
// a response, or else the last one.
func (r *pairing) named(name string) int {
	at := -1
	for i, p := range r.list {
		if slices.Contains(p.Request.names, name) && (at < 0 || r.list[at].Response != nil) {
			at = i
		}
	}
	return at
}

// answer adds a response to the request at an index. A request may have several.
func (r *pairing) answer(at int, b *Block) {
	p := r.list[at]
	if p.Response != nil {
		r.list = append(r.list, &Pair{Request: p.Request, Response: b})
		return
	}
	p.Response = b
	r.count(p.Request)
}

// leftOut returns the request that is missing before the first response.
func (e *Examples) leftOut(b *Block, l notation.Line) *Block {
	e.Findings.Add(b.Pos, ruleAlone, "no request precedes the response; it is read as the response to %s %s", l.Method, l.Path.Text)
	request := &model.ExampleRequest{Method: l.Method, URL: l.Path.Text, Headers: []model.Header{}, Position: b.Pos}
	return &Block{Request: request, Pos: b.Pos, names: b.names, Template: true}
}

// count counts a block that is in the model.
func (e *Examples) count(b *Block) {
	if !b.Template {
		e.Count.Read++
	}
}

// name returns a name that is not taken. For each taken name, the map has the first
// number that may be free behind it, or 2.
func (p *Pair) name(taken map[string]int) string {
	name := ""
	if len(p.Request.names) > 0 {
		name = cleanName(p.Request.names[0])
	}
	if name == "" {
		name = "example"
	}
	base, n := name, taken[name]
	for ; taken[name] > 0; n++ {
		name = base + "_" + strconv.Itoa(n)
	}
	if name != base {
		taken[base] = n
	}
	taken[name] = 2
	return name
}

// cleanName makes an annotated name usable as a test name. It keeps letters,
// digits, "-", "." and "_", and replaces other characters with "_".
func cleanName(name string) string {
	var b strings.Builder
	replaced := false
	for i := 0; i < len(name); i++ {
		c := name[i]
		if !word.IsLetter(c) && !word.IsDigit(c) && c != '-' && c != '.' && c != '_' {
			replaced = true
			continue
		}
		if replaced && b.Len() > 0 {
			b.WriteByte('_')
		}
		replaced = false
		b.WriteByte(c)
	}
	return b.String()
}
