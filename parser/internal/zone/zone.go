// Package zone chooses the zones of pages to read. A zone holds the content for one
// version or platform. Alternative zones are never read together.
package zone

import (
	"cmp"
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/internal/service"
	"github.com/docwright/docwright/parser/page"
	"github.com/docwright/docwright/parser/source"
)

// Survey collects the zones of a reference, and the base URLs of requests inside and
// outside of them.
type Survey struct {
	zones map[string]*zone
	// outside counts the base URLs of requests outside all zones.
	outside map[string]int
}

// zone holds the data shared by all zones of a name.
type zone struct {
	name  string
	first source.Position
	count int
	bases map[string]int // base URLs of the requests in the zone
	group *zone          // an alternative zone; see [Survey.groupOf]
}

// New returns a survey of the pages. Nil pages are ignored. If no page has a zone,
// base URLs are not collected.
func New(pages []*page.Page) *Survey {
	s := &Survey{zones: map[string]*zone{}, outside: map[string]int{}}
	if !slices.ContainsFunc(pages, func(p *page.Page) bool { return p != nil && len(p.Zones) > 0 }) {
		return s
	}
	for _, p := range pages {
		if p != nil {
			s.page(p)
		}
	}
	return s
}

// IsEmpty reports whether no page has a zone.
func (s *Survey) IsEmpty() bool { return len(s.zones) == 0 }

func (s *Survey) page(p *page.Page) {
	service.Bases(p, func(base string) { s.outside[base]++ })
	var first *zone
	for _, z := range p.Zones {
		for _, name := range z.Names {
			known := s.zones[name]
			if known == nil {
				known = &zone{name: name, first: z.Pos, bases: map[string]int{}}
				known.group = known
				s.zones[name] = known
			}
			known.count++
			service.BasesIn(z.Text, func(base string) { known.bases[base]++ })
			if first == nil {
				first = known
			}
			s.groupOf(known).group = s.groupOf(first)
		}
		service.BasesIn(z.Text, func(base string) { s.outside[base]-- })
	}
}

// groupOf returns the representative of z and its alternatives. Zones on one page are
// alternatives.
func (s *Survey) groupOf(z *zone) *zone {
	for z.group != z {
		z.group = z.group.group
		z = z.group
	}
	return z
}

// Choice is the set of zones to read.
type Choice struct {
	names    []string // zones to read, sorted
	Findings source.Findings
}

// Names returns the names of all zones, sorted.
func (s *Survey) Names() []string {
	list := make([]string, 0, len(s.zones))
	for name := range s.zones {
		list = append(list, name)
	}
	slices.SortFunc(list, strings.Compare)
	return list
}

// Choose chooses one zone of each group. The requested zone comes first. Next is the
// zone whose requests go to the base URL of the service, or to that of most requests
// outside of zones. Otherwise a released zone is preferred to a preview.
func (s *Survey) Choose(wanted, base string) *Choice {
	c := &Choice{}
	groups := map[*zone][]*zone{}
	var heads []*zone
	for _, name := range s.Names() {
		z := s.zones[name]
		g := s.groupOf(z)
		if groups[g] == nil {
			heads = append(heads, g)
		}
		groups[g] = append(groups[g], z)
	}
	for _, g := range heads {
		list := groups[g]
		best := slices.MaxFunc(list, func(a, b *zone) int {
			return cmp.Or(compareBool(a.is(wanted), b.is(wanted)), cmp.Compare(s.near(a, base), s.near(b, base)),
				-compareBool(page.IsPreview(a.name), page.IsPreview(b.name)), -compareBool(a.isPreview(), b.isPreview()),
				page.CompareNames(a.name, b.name))
		})
		c.names = append(c.names, best.name)
		if len(list) > 1 {
			c.Findings.Add(best.first, ruleChosen, "of the zones %s, %s is read: --zone NAME chooses another", names(list), best.name)
		}
	}
	slices.Sort(c.names)
	return c
}

// Keep reports whether a zone is read.
func (c *Choice) Keep(z *page.Zone) bool { return slices.ContainsFunc(c.names, z.Holds) }

func (z *zone) is(wanted string) bool { return wanted != "" && strings.EqualFold(z.name, wanted) }

// sure is the score of a zone whose requests go to a configured base URL.
const sure = 1 << 30

// near returns how many requests outside of zones go to the base URL of a zone.
func (s *Survey) near(z *zone, base string) int {
	n := 0
	for b := range z.bases {
		if base != "" && strings.EqualFold(b, strings.TrimSuffix(base, "/")) {
			return sure
		}
		n += s.outside[b]
	}
	return n
}

// isPreview reports whether requests of a zone go to an unreleased version.
func (z *zone) isPreview() bool {
	for b := range z.bases {
		if page.IsPreview(b) {
			return true
		}
	}
	return false
}

func names(list []*zone) string {
	words := make([]string, len(list))
	for i, z := range list {
		words[i] = z.name
	}
	return strings.Join(words, ", ")
}

// compareBool orders false before true.
func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}
