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

// Pair assigns each response to a request: the one with the same name, or else
// the last one before it. If a response precedes all requests, its request is
// the first request line of the page.
func (e *Examples) Pair(first notation.Line) []*Pair {
	var list []*Pair
	for _, b := range e.Blocks {
		switch {
		case b.Request != nil:
			list = append(list, &Pair{Request: b})
		case b.Response != nil:
			if len(list) == 0 {
				list = append(list, &Pair{Request: e.leftOut(b, first)})
			}
			list = e.answer(list, b)
		}
	}
	list = slices.DeleteFunc(list, func(p *Pair) bool { return p.Request.Template && p.Response == nil })
	names := map[string]bool{}
	for _, p := range list {
		p.Example = &model.Example{Name: p.name(names), Request: p.Request.Request}
		if p.Response != nil {
			p.Example.Response = p.Response.Response
			continue
		}
		e.Findings.Add(p.Request.Pos, ruleNoReply, "the request has no response")
		e.count(p.Request)
	}
	return list
}

// answer adds a response to the list. A request may have several.
func (e *Examples) answer(list []*Pair, b *Block) []*Pair {
	at := -1
	for i, p := range list {
		for _, name := range b.names {
			if slices.Contains(p.Request.names, name) && (at < 0 || list[at].Response != nil) {
				at = i
			}
		}
	}
	if at < 0 {
		at = len(list) - 1
	}
	e.count(b)
	p := list[at]
	if p.Response == nil {
		p.Response = b
		e.count(p.Request)
		return list
	}
	return append(list, &Pair{Request: p.Request, Response: b})
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

// name returns a name that is not taken.
func (p *Pair) name(taken map[string]bool) string {
	name := ""
	if len(p.Request.names) > 0 {
		name = cleanName(p.Request.names[0])
	}
	if name == "" {
		name = "example"
	}
	base := name
	for n := 2; taken[name]; n++ {
		name = base + "_" + strconv.Itoa(n)
	}
	taken[name] = true
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
