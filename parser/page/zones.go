package page

import (
	"regexp"
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/source"
)

// Zone is a part of a page that holds for some readers only: between ":::zone" or
// "::: moniker" and its end, or the tab of a version.
type Zone struct {
	// Names are the pivots that the zone is for, or the monikers that its range names,
	// in lower case.
	Names []string
	Pos   source.Position
	Text  string // of the zone

	bounds []bound // of a range of monikers
}

// bound is a part of a range: "<= v2".
type bound struct{ op, name string }

// zoneStart matches the line that begins a zone.
var zoneStart = regexp.MustCompile(`^:::\s*(zone|moniker)\s+(?:pivot|target|range)\s*=\s*["']([^"']*)["']`)

// zoneEnd matches the line that ends one.
var zoneEnd = regexp.MustCompile(`^:::\s*(?:zone|moniker)[-_]end`)

// newZone reads the line that begins a zone; nil where it is none.
func newZone(line string) *Zone {
	m := zoneStart.FindStringSubmatch(line)
	if m == nil {
		return nil
	}
	z := &Zone{}
	list := strings.ToLower(m[2])
	if m[1] == "zone" {
		for name := range strings.SplitSeq(list, ",") {
			z.name(strings.TrimSpace(name))
		}
		return z
	}
	for part := range strings.SplitSeq(list, "||") {
		part = strings.TrimSpace(part)
		name := strings.TrimSpace(strings.TrimLeft(part, "<>="))
		z.bounds = append(z.bounds, bound{strings.TrimRight(part[:len(part)-len(strings.TrimLeft(part, "<>="))], " "), name})
		z.name(name)
	}
	return z
}

func (z *Zone) name(name string) {
	if name != "" && !slices.Contains(z.Names, name) {
		z.Names = append(z.Names, name)
	}
}

// Holds reports whether a zone is for the name.
func (z *Zone) Holds(name string) bool {
	if z.bounds == nil {
		return slices.Contains(z.Names, name)
	}
	return slices.ContainsFunc(z.bounds, func(b bound) bool {
		c := CompareNames(name, b.name)
		switch b.op {
		case "<":
			return c < 0
		case "<=":
			return c <= 0
		case ">":
			return c > 0
		case ">=":
			return c >= 0
		}
		return c == 0
	})
}

// CompareNames compares names of versions by the numbers in them: "rest-1.10" is
// behind "rest-1.9", and names of what is not released yet are behind all others.
func CompareNames(a, b string) int {
	if x, y := IsPreview(a), IsPreview(b); x != y {
		if x {
			return 1
		}
		return -1
	}
	for a != "" && b != "" {
		x, restA := cutNumber(a)
		y, restB := cutNumber(b)
		if x != "" && y != "" {
			x, y = strings.TrimLeft(x, "0"), strings.TrimLeft(y, "0")
			if len(x) != len(y) {
				return len(x) - len(y)
			}
			if c := strings.Compare(x, y); c != 0 {
				return c
			}
			a, b = restA, restB
			continue
		}
		if a[0] != b[0] {
			return int(a[0]) - int(b[0])
		}
		a, b = a[1:], b[1:]
	}
	return len(a) - len(b)
}

// cutNumber cuts the digits off the beginning of s.
func cutNumber(s string) (digits, rest string) {
	rest = strings.TrimLeft(s, "0123456789")
	return s[:len(s)-len(rest)], rest
}

// IsPreview reports whether a name is that of a version that is not released yet.
func IsPreview(name string) bool {
	return strings.Contains(name, "beta") || strings.Contains(name, "preview")
}

// maxZones is how many zones a file may have. Further ones are read as text.
const maxZones = 500

// openZone is a zone that is not closed yet.
type openZone struct {
	index int // in the list of zones, -1 for one too many
	from  int // the offset behind its first line
	skip  bool
	tab   bool // the zone is a tab
}

// zoneLine updates the zones at a line outside of fences and comments, and reports
// whether it is the beginning or the end of one. It blanks such lines.
func (s *scanner) zoneLine(from, at, to int) bool {
	line := s.text[at:to]
	if !strings.HasPrefix(line, ":::") {
		return false
	}
	if zoneEnd.MatchString(line) {
		s.closeZone(from)
		s.blank(from, to)
		return true
	}
	z := newZone(line)
	if z == nil {
		return false
	}
	s.openZone(z, at, to)
	s.blank(from, to)
	return true
}

// openZone opens a zone whose first line is between two offsets.
func (s *scanner) openZone(z *Zone, at, to int) {
	o := openZone{index: -1, from: to, skip: s.inSkippedZone()}
	if len(s.zones) < maxZones {
		z.Pos = s.at(at)
		o.index = len(s.zones)
		o.skip = o.skip || s.keep != nil && !s.keep(z)
		s.zones = append(s.zones, z)
	}
	s.open = append(s.open, o)
}

// closeZone ends the zone that began last, before the offset.
func (s *scanner) closeZone(at int) {
	if len(s.open) == 0 {
		return
	}
	o := s.open[len(s.open)-1]
	s.open = s.open[:len(s.open)-1]
	if o.index >= 0 {
		s.zones[o.index].Text = s.text[min(o.from, at):at]
	}
}

// endZones ends the zones that are open at the end of the file.
func (s *scanner) endZones() {
	for len(s.open) > 0 {
		if o := s.open[len(s.open)-1]; o.index >= 0 {
			s.findings.Add(s.zones[o.index].Pos, ruleZoneOpen, "the zone has no end: it is read up to the end of the file")
		}
		s.closeZone(len(s.text))
	}
}

// inSkippedZone reports whether the line is in a zone that is not read.
func (s *scanner) inSkippedZone() bool { return len(s.open) > 0 && s.open[len(s.open)-1].skip }
