// Package zone chooses which zones of pages are read, where pages have some: those of
// one version or one platform, never several at once.
package zone

import (
	"cmp"
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/internal/service"
	"github.com/docwright/docwright/parser/page"
	"github.com/docwright/docwright/parser/source"
)

// Survey collects the zones of a reference, and where the requests go that stand
// inside and outside of them.
type Survey struct {
	zones map[string]*zone
	// outside counts the base URLs of requests that stand in no zone.
	outside map[string]int
}

// zone is what zones of a name have in common.
type zone struct {
	name  string
	first source.Position
	count int
	bases map[string]int // of the requests in it
	group *zone          // a zone that is an alternative to it, see [Survey.groupOf]
}

// New returns a survey of the pages. Pages that are nil count nothing.
func New(pages []*page.Page) *Survey {
	s := &Survey{zones: map[string]*zone{}, outside: map[string]int{}}
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

// groupOf is the zone that stands for all that are alternatives to z: zones that are
// on one page.
func (s *Survey) groupOf(z *zone) *zone {
	for z.group != z {
		z.group = z.group.group
		z = z.group
	}
	return z
}

// Choice is which zones are read.
type Choice struct {
	names    []string // that are read, sorted
	Findings source.Findings
}

// Names are the names of all zones, sorted.
func (s *Survey) Names() []string {
	list := make([]string, 0, len(s.zones))
	for name := range s.zones {
		list = append(list, name)
	}
	slices.SortFunc(list, strings.Compare)
	return list
}

// Choose chooses one zone of each group: the one that is wanted, else the one whose
// requests go where the service is, or most requests outside of zones, else one that is
// released and not a preview.
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

// sure is how near a zone is whose requests go to the base URL that somebody gave.
const sure = 1 << 30

// near says how many requests outside of zones go where those of a zone go.
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

// isPreview reports whether requests of a zone go to a version that is not released.
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

// compareBool puts true behind false.
func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}
