// Package choice says which part of a model a package is made of: operations by
// their pages or request lines, types by their names, and everything that these
// reach.
//
// A pattern has one of three forms, told apart by how it is written:
//
//   - a request line, "GET /users/*" or "/users/**" for any method: it has a
//     slash at the beginning of its path. A star is any part of a segment, two are
//     any number of segments. Letters have no case, as in services' paths, and
//     {id} stands for any parameter;
//   - the qualified name of a type or enum, "microsoft.graph.user": it has a dot
//     and no slash, and does not end in ".md";
//   - a page otherwise, "api/user-*.md" or "user-get", as path.Match has it.
package choice

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/docwright/docwright/generator/lines"
	"github.com/docwright/docwright/parser/model"
)

// Choice is what to include, and what of that to leave out. Without patterns to
// include, that is everything.
//
// A type that is left out takes the operations along that send it or answer with
// it. Where a property or parameter of what stays has it, a package has no better
// type than any JSON, or than text for an enum.
type Choice struct {
	Include, Exclude []string
	// Used is what is included besides, by the code that uses it: *model.Operation,
	// *model.Type and *model.Enum. It is nil where no code is asked.
	Used map[any]bool
	// Relationships are those by which a type brings others along.
	Relationships Relationships
}

// IsAll reports whether nothing is chosen, and so everything is.
func (c Choice) IsAll() bool { return len(c.Include) == 0 && len(c.Exclude) == 0 && c.Used == nil }

// Chosen is what a choice comes to.
type Chosen struct {
	// Operations are those that were chosen, in the order of the model.
	Operations []*model.Operation
	// Lines are the request lines of the model, chosen or not.
	Lines *lines.Index
	// types and enums hold why each that is reached is in.
	types map[*model.Type]Reason
	enums map[*model.Enum]Reason
	// out holds the types and enums that are left out by name.
	out map[any]bool
	all bool

	relationships Relationships
	shown         map[*model.Property]string // the first page that shows each
}

// Follows reports whether a property has the type that it refers to: a relationship
// may be kept as JSON instead.
func (c *Chosen) Follows(q *model.Property) bool {
	if !q.Navigation || q.Struct == nil || c.relationships == Follow {
		return true
	}
	_, isShown := c.shown[q]
	return isShown
}

// Reason is why a type or enum is in: what needs it, and as what.
type Reason struct {
	// Operation, Type, Pattern and Used are what needs it, one of them.
	Operation *model.Operation
	Type      *model.Type
	Pattern   string
	Used      bool // by code
	// As is the part of that which has it as its type: "request", "response",
	// "parameter from", "manager".
	As string
}

// HasType reports whether the type is chosen or reached.
func (c *Chosen) HasType(t *model.Type) bool { _, ok := c.types[t]; return ok || c.all }

// HasEnum reports whether the enum is chosen or reached.
func (c *Chosen) HasEnum(e *model.Enum) bool { _, ok := c.enums[e]; return ok || c.all }

// IsOut reports whether a type or enum, *model.Type or *model.Enum, is left out
// by name.
func (c *Chosen) IsOut(what any) bool { return c.out[what] }

// Types returns how many types of the model are in.
func (c *Chosen) Types(m *model.Model) int {
	n := 0
	for _, t := range m.Types {
		if c.HasType(t) {
			n++
		}
	}
	return n
}

// Enums returns how many enums of the model are in.
func (c *Chosen) Enums(m *model.Model) int {
	n := 0
	for _, e := range m.Enums {
		if c.HasEnum(e) {
			n++
		}
	}
	return n
}

const pageExt = ".md"

// matches reports whether the pattern, as path.Match takes it, matches the path
// of a page: "api/user-*.md". A pattern without a slash is held against the
// page's file name, and one without ".md" against the name without it, so that
// "user-get" chooses api/user-get.md. The error is path.ErrBadPattern.
func matches(pattern, page string) (bool, error) {
	if !strings.Contains(pattern, "/") {
		page = path.Base(page)
	}
	if !strings.HasSuffix(pattern, pageExt) {
		page = strings.TrimSuffix(page, pageExt)
	}
	return path.Match(pattern, page)
}

// matcher is a pattern that was read.
type matcher struct {
	pattern string
	method  string   // of a request line; empty for any
	path    []string // of a request line: its segments in lower case
	name    string   // of a type, in lower case
	used    bool
}

func newMatcher(pattern string) (*matcher, error) {
	m := &matcher{pattern: pattern}
	method, rest, hasMethod := strings.Cut(pattern, " ")
	if !hasMethod {
		method, rest = "", pattern
	}
	switch rest = strings.TrimSpace(rest); {
	case strings.HasPrefix(rest, "/"):
		m.path = strings.Split(strings.ToLower(strings.Trim(rest, "/")), "/")
		if method != "*" {
			m.method = strings.ToUpper(method)
		}
	case hasMethod:
		return nil, fmt.Errorf("pattern %q: want a request line such as \"GET /users/*\", a page such as \"api/user-*.md\", or a type such as \"microsoft.graph.user\"", pattern)
	case strings.Contains(pattern, ".") && !strings.Contains(pattern, "/") && !strings.HasSuffix(pattern, pageExt):
		m.name = strings.ToLower(pattern)
	}
	for _, part := range append([]string{m.name, pattern}, m.path...) {
		if _, err := path.Match(part, ""); err != nil {
			return nil, fmt.Errorf("pattern %q: %w", pattern, err)
		}
	}
	return m, nil
}

// operation reports whether the pattern chooses the operation.
func (m *matcher) operation(op *model.Operation) bool {
	switch {
	case m.name != "":
		return false
	case m.path == nil:
		ok, _ := matches(m.pattern, op.Page) // newMatcher has looked for errors
		return ok
	case m.method != "" && m.method != op.Method:
		return false
	}
	return slices.ContainsFunc(op.Paths, func(p string) bool {
		p, _, _ = strings.Cut(p, "?")
		return matchPath(m.path, strings.Split(strings.ToLower(strings.Trim(p, "/")), "/"))
	})
}

// matchPath holds segments against those of a pattern.
func matchPath(pattern, segments []string) bool {
	for i, p := range pattern {
		if p == "**" {
			for n := range len(segments) + 1 {
				if matchPath(pattern[i+1:], segments[n:]) {
					return true
				}
			}
			return false
		}
		if len(segments) == 0 {
			return false
		}
		isParameter := strings.HasPrefix(p, "{") && strings.HasPrefix(segments[0], "{")
		if ok, _ := path.Match(p, segments[0]); !ok && !isParameter {
			return false
		}
		segments = segments[1:]
	}
	return len(segments) == 0
}

// typ reports whether the pattern chooses the type or enum of the name.
func (m *matcher) typ(qualified string) bool {
	if m.name == "" {
		return false
	}
	ok, _ := path.Match(m.name, strings.ToLower(qualified))
	return ok
}

// Of returns what the choice comes to. The error is for a pattern that makes no
// sense, or that nothing in the model matches: it is likely spelled wrongly.
func (c Choice) Of(m *model.Model) (*Chosen, error) {
	include, err := matchers(c.Include)
	if err != nil {
		return nil, err
	}
	exclude, err := matchers(c.Exclude)
	if err != nil {
		return nil, err
	}
	chosen := &Chosen{Lines: lines.New(m), types: map[*model.Type]Reason{}, enums: map[*model.Enum]Reason{}, out: map[any]bool{}, all: c.IsAll(), relationships: c.Relationships}
	if c.Relationships == Shown || c.Relationships == "" {
		chosen.shown = shownIn(m, chosen.Lines)
	}
	chosen.leaveOut(m, exclude)
	for _, op := range m.Operations {
		in := len(include) == 0 && c.Used == nil || c.Used[op] || anyOf(include, func(x *matcher) bool { return x.operation(op) })
		if out := anyOf(exclude, func(x *matcher) bool { return x.operation(op) }); in && !out && !chosen.carries(op) {
			chosen.Operations = append(chosen.Operations, op)
		}
	}
	chosen.reach(m, include, c.Used)
	for _, x := range append(include, exclude...) {
		if !x.used {
			return nil, fmt.Errorf("nothing in the pages matches the pattern %q: want a page such as \"api/user-*.md\", a request line such as \"GET /users/*\", or a type such as \"microsoft.graph.user\"", x.pattern)
		}
	}
	return chosen, nil
}

// leaveOut notes which types and enums the patterns leave out.
func (c *Chosen) leaveOut(m *model.Model, exclude []*matcher) {
	for _, t := range m.Types {
		if anyOf(exclude, func(x *matcher) bool { return x.typ(t.Qualified()) }) {
			c.out[t] = true
		}
	}
	for _, e := range m.Enums {
		if anyOf(exclude, func(x *matcher) bool { return x.typ(e.Qualified()) }) {
			c.out[e] = true
		}
	}
}

// carries reports whether the operation sends a type that is left out, or
// answers with one.
func (c *Chosen) carries(op *model.Operation) bool {
	isOut := func(t *model.Type) bool { return t != nil && c.out[t] }
	return op.Request != nil && isOut(op.Request.Struct) ||
		slices.ContainsFunc(op.Responses, func(r *model.Response) bool { return isOut(r.Struct) }) ||
		slices.ContainsFunc(op.Routes, func(r *model.Route) bool {
			l := c.Lines.Of(r)
			return l.Request != nil && isOut(l.Request.Struct) || l.Result != nil && isOut(l.Result.Struct)
		})
}

func matchers(patterns []string) ([]*matcher, error) {
	var list []*matcher
	for _, p := range patterns {
		m, err := newMatcher(p)
		if err != nil {
			return nil, err
		}
		list = append(list, m)
	}
	return list, nil
}

// anyOf reports whether a pattern fits, and notes of all that do that they are
// of use.
func anyOf(list []*matcher, fits func(*matcher) bool) (found bool) {
	for _, m := range list {
		if fits(m) {
			m.used, found = true, true
		}
	}
	return found
}
