package project

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"github.com/docwright/docwright/generator/project/target"
	"github.com/docwright/docwright/parser/model"
)

// chooser chooses pages of a reference from which packages are the same as from all of
// them.
//
// It begins with the pages that the packages have, and those that they link to. Pages
// elsewhere can decide a name or a type. They are found by generating the packages from
// more pages, the nearest first, until the result is that of the whole reference.
type chooser struct {
	p       *Project
	shown   string           // the folder of the pages in findings
	targets []*target.Target // with all pages
	want    []*target.Package
	files   map[string][]string // of each page: its path and those that it includes, from the root
	tries   int                 // packages made so far
}

// choose returns the names of pages, sorted.
func (c *chooser) choose(ctx context.Context, all []string) ([]string, error) {
	var err error
	if c.want, err = c.make(ctx, c.targets); err != nil {
		return nil, err
	}
	files, err := c.targets[0].Pages.Files(ctx, all)
	if err != nil {
		return nil, err
	}
	c.files = make(map[string][]string, len(all))
	for i, name := range all {
		c.files[name] = files[i]
	}
	chosen := map[string]bool{}
	near := neighbours{}
	for _, one := range c.want {
		near.add(one.Model)
		for _, name := range one.Chosen.Pages(one.Model) {
			chosen[name] = true
		}
	}
	delete(chosen, "") // of an enum without a page
	for _, name := range near.of(chosen) {
		chosen[name] = true
	}
	for _, one := range c.want {
		for _, name := range namesakes(one.Model, chosen) {
			chosen[name] = true
		}
	}
	rest := near.order(chosen, all)
	for {
		from, to, err := c.fewest(ctx, chosen, rest)
		if err != nil {
			return nil, err
		}
		if to == 0 {
			return keys(chosen), nil
		}
		// Without these pages, the packages are not the same.
		for _, name := range rest[from:to] {
			chosen[name] = true
		}
		rest = rest[:from]
	}
}

// patience is the number of tries after which pages are added in larger groups. A
// reference may have hundreds of pages that decide something; to find each alone would
// take minutes.
const patience = 40

// group returns the number of pages that are added at once.
func (c *chooser) group() int { return 1 << min(2*(c.tries/patience), 12) }

// growth is the factor by which the number of pages grows that are tried.
const growth = 8

// fewest returns a group of pages of the list rest. Without the group, the chosen pages and
// those before the group are too few; with it, they suffice. The group is empty if the
// chosen pages suffice.
func (c *chooser) fewest(ctx context.Context, chosen map[string]bool, rest []string) (from, to int, err error) {
	for {
		same, err := c.suffices(ctx, chosen, rest[:to])
		if err != nil {
			return 0, 0, err
		}
		if same {
			break
		}
		if to == len(rest) {
			return 0, 0, fmt.Errorf("the packages from the vendored pages differ from those of the whole reference; this is a fault of docwright, so please report it, and until then leave out \"vendor\"")
		}
		from, to = to, min(max(to*growth, growth), len(rest))
	}
	for to-from > c.group() {
		middle := from + (to-from)/2
		same, err := c.suffices(ctx, chosen, rest[:middle])
		switch {
		case err != nil:
			return 0, 0, err
		case same:
			to = middle
		default:
			from = middle
		}
	}
	return from, to, nil
}

// suffices reports whether the packages from the chosen pages and more are the same as
// from all pages.
func (c *chooser) suffices(ctx context.Context, chosen map[string]bool, more []string) (bool, error) {
	_, keep := c.filesOf(append(keys(chosen), more...))
	some := make([]*target.Target, len(c.targets))
	for i, t := range c.targets {
		one := *t
		one.Pages = t.Pages.Only(c.shown, keep)
		some[i] = &one
	}
	c.tries++
	made, err := c.make(ctx, some)
	var unreadable *fs.PathError
	switch {
	case ctx.Err() != nil:
		return false, ctx.Err()
	case errors.As(err, &unreadable):
		return false, err
	case err != nil:
		return false, nil // a package that can't be made is another one
	}
	for i := range made {
		if !isSame(made[i], c.want[i]) {
			return false, nil
		}
	}
	return true, nil
}

// make generates the packages of targets.
func (c *chooser) make(ctx context.Context, targets []*target.Target) ([]*target.Package, error) {
	var made []*target.Package
	var readings []reading
	for _, t := range targets {
		r, err := c.p.readOnce(ctx, t, &readings)
		if err != nil {
			return nil, err
		}
		one, findings, err := t.Make(ctx, r.model, r.findings)
		if err != nil {
			return nil, err
		}
		one.Findings = c.p.Levels.Apply(findings)
		one.Findings.Sort()
		made = append(made, one)
	}
	return made, nil
}

// filesOf returns the files of pages and of what they include, from the root of the
// reference, sorted, and a function that reports whether a file is one of them.
func (c *chooser) filesOf(names []string) (files []string, keep func(string) bool) {
	set := map[string]bool{}
	for _, name := range names {
		for _, file := range c.files[name] {
			set[file] = true
		}
	}
	return keys(set), func(name string) bool { return set[name] }
}

// keys returns the names in a set, sorted.
func keys(set map[string]bool) []string { return slices.Sorted(maps.Keys(set)) }

// namesakes returns the pages of types and enums with the names of those on chosen pages.
func namesakes(m *model.Model, chosen map[string]bool) []string {
	has := func(page string) bool { return chosen[page] }
	named := map[string]bool{}
	for _, t := range m.Types {
		if slices.ContainsFunc(t.Pages, has) {
			named[strings.ToLower(t.Name)] = true
			for _, q := range t.Properties {
				if q.Enum != nil {
					named[strings.ToLower(q.Enum.Name)] = true
				}
			}
		}
	}
	var pages []string
	for _, t := range m.Types {
		if named[strings.ToLower(t.Name)] {
			pages = append(pages, t.Pages...)
		}
	}
	for _, e := range m.Enums {
		if named[strings.ToLower(e.Name)] && e.Page != "" {
			pages = append(pages, e.Page)
		}
	}
	return pages
}

// neighbours has, for each page, the pages whose types and enums it names.
type neighbours map[string]map[string]bool

// add adds the pages of a model.
func (n neighbours) add(m *model.Model) {
	for _, t := range m.Types {
		for _, page := range t.Pages {
			for _, other := range t.Pages {
				n.join(page, other)
			}
			if t.BaseType != nil {
				n.join(page, t.BaseType.Pages...)
			}
			for _, q := range t.Properties {
				n.refers(page, &q.Ref)
			}
			n.refers(page, t.Entries)
		}
		for sub := range t.Subtypes() {
			for _, page := range t.Pages {
				n.join(page, sub.Pages...)
			}
		}
	}
	for _, op := range m.Operations {
		n.operation(op)
	}
}

// operation adds the pages whose types the page of an operation names.
func (n neighbours) operation(op *model.Operation) {
	for _, q := range slices.Concat(op.PathParameters, op.QueryParameters, op.Headers) {
		n.refers(op.Page, &q.Ref)
	}
	if op.Request != nil {
		n.refers(op.Page, &op.Request.Ref)
		for _, q := range op.Request.Parameters {
			n.refers(op.Page, &q.Ref)
		}
	}
	for _, r := range op.Responses {
		n.refers(op.Page, &r.Ref)
		n.refers(op.Page, &r.Monitor)
	}
}

// refers adds the pages of a type or enum.
func (n neighbours) refers(page string, r *model.Ref) {
	switch {
	case r == nil:
	case r.Struct != nil:
		n.join(page, r.Struct.Pages...)
	case r.Enum != nil && r.Enum.Page != "":
		n.join(page, r.Enum.Page)
	}
}

func (n neighbours) join(page string, others ...string) {
	if n[page] == nil {
		n[page] = map[string]bool{}
	}
	for _, other := range others {
		n[page][other] = true
	}
}

// of returns the pages that some pages name, sorted.
func (n neighbours) of(pages map[string]bool) []string {
	found := map[string]bool{}
	for page := range pages {
		for other := range n[page] {
			found[other] = true
		}
	}
	return keys(found)
}

// order returns the pages of the list all that are not chosen, the nearest to the chosen
// ones first.
func (n neighbours) order(chosen map[string]bool, all []string) []string {
	const far = 1 << 30
	back := neighbours{}
	for page, others := range n {
		for other := range others {
			back.join(other, page)
		}
	}
	distance := map[string]int{}
	queue := keys(chosen)
	for i := 0; i < len(queue); i++ {
		page := queue[i]
		for _, other := range slices.Concat(keys(n[page]), keys(back[page])) {
			if _, known := distance[other]; !known && !chosen[other] {
				distance[other] = distance[page] + 1
				queue = append(queue, other)
			}
		}
	}
	var rest []string
	for _, name := range all {
		if !chosen[name] {
			rest = append(rest, name)
		}
	}
	at := func(name string) int {
		if d, ok := distance[name]; ok {
			return d
		}
		return far
	}
	slices.SortStableFunc(rest, func(a, b string) int { return cmp.Or(cmp.Compare(at(a), at(b)), cmp.Compare(a, b)) })
	return rest
}
