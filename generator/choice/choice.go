// Package choice selects the part of a model that a package contains:
// operations by their pages or request lines, types by their names, and
// everything that these need.
//
// A pattern has one of three forms:
//
//   - A request line, such as "GET /users/*", or "/users/**" for any method. Its
//     path begins with a slash. A star matches any part of a segment, and two stars
//     match any number of segments. Matching ignores case, as services do, and {id}
//     matches any parameter.
//   - The qualified name of a type or enum, such as "microsoft.graph.user". It has
//     a dot and no slash, and does not end in ".md".
//   - Otherwise a page, such as "api/user-*.md" or "user-get", in the syntax of
//     path.Match.
package choice

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/docwright/docwright/generator/lines"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/near"
)

// Choice has the patterns to include and to exclude. Without patterns to
// include, everything is included.
//
// If a type is excluded, the operations that send or return it are excluded
// too. A property or parameter of an excluded type has JSON as its Go type, or
// text for an enum.
type Choice struct {
	Include, Exclude []string
	// Used has further parts to include, because code uses them:
	// *model.Operation, *model.Type and *model.Enum. It is nil if no code is
	// compared.
	Used map[any]bool
	// Relationships selects the relationships whose types are included.
	Relationships Relationships
}

// IsAll reports whether the choice is empty, so that it includes everything.
func (c Choice) IsAll() bool { return len(c.Include) == 0 && len(c.Exclude) == 0 && c.Used == nil }

// Chosen is the result of a choice.
type Chosen struct {
	// Operations has the chosen operations in the order of the model.
	Operations []*model.Operation
	// Lines has all request lines of the model.
	Lines *lines.Index
	// types and enums have the reason for each included type and enum.
	types map[*model.Type]Reason
	enums map[*model.Enum]Reason
	// out has the types and enums that are excluded by name.
	out map[any]bool
	all bool

	relationships Relationships
	shown         map[*model.Property]string // the first page that shows each
}

// Follows reports whether the type of a property is included. The values of
// other relationships are kept as JSON.
func (c *Chosen) Follows(q *model.Property) bool {
	if !q.Navigation || q.Struct == nil || c.relationships == Follow {
		return true
	}
	_, isShown := c.shown[q]
	return isShown
}

// Reason is the reason why a type or enum is included: what needs it, and as
// what.
type Reason struct {
	// Operation, Type, Pattern or Used is what needs it. Exactly one of them is
	// set.
	Operation *model.Operation
	Type      *model.Type
	Pattern   string
	Used      bool // by code
	// As is the use of the type: "request", "response", "parameter from",
	// "manager".
	As string
}

// HasType reports whether the type is included.
func (c *Chosen) HasType(t *model.Type) bool { _, ok := c.types[t]; return ok || c.all }

// HasEnum reports whether the enum is included.
func (c *Chosen) HasEnum(e *model.Enum) bool { _, ok := c.enums[e]; return ok || c.all }

// IsOut reports whether a type or enum, *model.Type or *model.Enum, is excluded
// by name.
func (c *Chosen) IsOut(what any) bool { return c.out[what] }

// Types returns the number of included types.
func (c *Chosen) Types(m *model.Model) int {
	n := 0
	for _, t := range m.Types {
		if c.HasType(t) {
			n++
		}
	}
	return n
}

// Enums returns the number of included enums.
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

// matches reports whether the pattern, in the syntax of path.Match, matches the
// path of a page: "api/user-*.md". A pattern without a slash is compared with
// the file name of the page. A pattern without ".md" is compared with the name
// without it, so that "user-get" matches api/user-get.md. The error is
// path.ErrBadPattern.
func matches(pattern, page string) (bool, error) {
	if !strings.Contains(pattern, "/") {
		page = path.Base(page)
	}
	if !strings.HasSuffix(pattern, pageExt) {
		page = strings.TrimSuffix(page, pageExt)
	}
	return path.Match(pattern, page)
}

// matcher is a parsed pattern.
type matcher struct {
	pattern string
	method  string   // of a request line; empty matches any
	path    []string // the segments of a request line, in lower case
	name    string   // the name of a type, in lower case
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

// operation reports whether the pattern matches the operation.
func (m *matcher) operation(op *model.Operation) bool {
	switch {
	case m.name != "":
		return false
	case m.path == nil:
		ok, _ := matches(m.pattern, op.Page) // newMatcher has checked the pattern
		return ok
	case m.method != "" && m.method != op.Method:
		return false
	}
	return slices.ContainsFunc(op.Paths, func(p string) bool {
		p, _, _ = strings.Cut(p, "?")
		return matchPath(m.path, strings.Split(strings.ToLower(strings.Trim(p, "/")), "/"))
	})
}

// matchPath compares the segments of a path with those of a pattern.
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

// typ reports whether the pattern matches the qualified name of a type or enum.
func (m *matcher) typ(qualified string) bool {
	if m.name == "" {
		return false
	}
	ok, _ := path.Match(m.name, strings.ToLower(qualified))
	return ok
}

// Of returns the result of the choice. It returns an error for an invalid
// pattern, and for a pattern that nothing in the model matches, which is
// probably misspelled.
func (c Choice) Of(m *model.Model) (*Chosen, error) {
	chosen, unmatched, err := c.Find(m)
	if err != nil {
		return nil, err
	}
	if len(unmatched) > 0 {
		return nil, fmt.Errorf("nothing in the pages matches the pattern %q: want a page such as \"api/user-*.md\", a request line such as \"GET /users/*\", or a type such as \"microsoft.graph.user\"%s", unmatched[0], near.Hint(unmatched[0], Patterns(m)))
	}
	return chosen, nil
}

// Patterns returns the patterns without wildcards that match a part of the model: the
// pages of operations with and without their folder, the request lines and the types.
func Patterns(m *model.Model) []string {
	var list []string
	for _, op := range m.Operations {
		page := strings.TrimSuffix(op.Page, pageExt)
		list = append(list, op.Page, page, path.Base(op.Page), path.Base(page))
		for _, line := range op.Paths {
			list = append(list, op.Method+" "+line, line)
		}
	}
	for _, t := range m.Types {
		list = append(list, t.Qualified())
	}
	for _, e := range m.Enums {
		list = append(list, e.Qualified())
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// Find returns the result of the choice, and the patterns that nothing in the model
// matches. It returns an error for an invalid pattern.
func (c Choice) Find(m *model.Model) (chosen *Chosen, unmatched []string, err error) {
	include, err := matchers(c.Include)
	if err != nil {
		return nil, nil, err
	}
	exclude, err := matchers(c.Exclude)
	if err != nil {
		return nil, nil, err
	}
	chosen = &Chosen{Lines: lines.New(m), types: map[*model.Type]Reason{}, enums: map[*model.Enum]Reason{}, out: map[any]bool{}, all: c.IsAll(), relationships: c.Relationships}
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
			unmatched = append(unmatched, x.pattern)
		}
	}
	return chosen, unmatched, nil
}

// leaveOut records the types and enums that the patterns exclude.
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

// carries reports whether the operation sends or returns an excluded type.
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

// anyOf reports whether any pattern matches, and records all patterns that do.
func anyOf(list []*matcher, fits func(*matcher) bool) (found bool) {
	for _, m := range list {
		if fits(m) {
			m.used, found = true, true
		}
	}
	return found
}
