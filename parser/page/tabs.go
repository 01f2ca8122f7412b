package page

import (
	"regexp"
	"strings"
)

// tabState is the state of a group of tabs. A tab begins with a heading that is
// a link, "# [HTTP](#tab/http)", and the group ends with a thematic break. Tab
// headings don't start sections, so they are blanked. Tabs other than HTTP hold
// samples in programming languages and are blanked, too. In a group without an
// HTTP tab, tabs that are all for versions are zones: one of them is read. A
// group of other tabs is read completely.
type tabState uint8

const (
	noTabs tabState = iota
	tabRead
	tabSkipped
	tabsAllRead // in a group without an HTTP tab
	tabsOfVersions
)

// tabLine updates the tab state at a line outside of fences and comments. The
// text of the line begins at the offset "at". tabLine reports whether the line
// is tab markup, which it blanks.
func (s *scanner) tabLine(from, at, to int) bool {
	switch {
	case s.mark[at] == '#':
		line := s.text[at:to]
		if t, ok := readTab(line); ok {
			s.openTab(t, from, at, to)
			s.blank(from, to)
			return true
		}
		if s.tabs == tabSkipped && isHeading(line) || s.tabs == tabsOfVersions && isMajorHeading(line) {
			s.report(at, ruleTabsOpen, "the tabs above don't end with ---; they end here")
			s.endTabs(from)
		}
	case s.tabs != noTabs && isBreak(s.text[at:to]):
		s.endTabs(from)
		s.blank(from, to)
		return true
	}
	return false
}

// openTab begins a tab whose heading is between two offsets.
func (s *scanner) openTab(t tab, from, at, to int) {
	if s.tabs == noTabs {
		switch group := tabsOf(s.text[at:]); {
		case group.http:
		case group.versions:
			s.tabs = tabsOfVersions
		default:
			s.tabs = tabsAllRead
		}
	}
	switch {
	case s.tabs == tabsOfVersions:
		s.closeTab(from)
		z := &Zone{}
		z.name(t.name())
		s.openZone(z, at, to)
		s.open[len(s.open)-1].tab = true
	case s.tabs == tabsAllRead:
	case isHTTPTab(t.id):
		s.tabs = tabRead
	default:
		s.tabs = tabSkipped
	}
}

// endTabs ends a group of tabs before the offset.
func (s *scanner) endTabs(at int) {
	s.closeTab(at)
	s.tabs = noTabs
}

// closeTab ends the zone of a tab, and what is open inside of it.
func (s *scanner) closeTab(at int) {
	for i := range s.open {
		if s.open[i].tab {
			for len(s.open) > i {
				s.closeZone(at)
			}
			return
		}
	}
}

// tab is the heading of a tab.
type tab struct{ label, id string }

// readTab reads the heading of a tab.
func readTab(line string) (t tab, ok bool) {
	rest := strings.TrimLeft(strings.TrimLeft(line, "#"), " \t")
	if !strings.HasPrefix(rest, "[") {
		return t, false
	}
	if t.label, rest, ok = strings.Cut(rest[1:], "](#tab/"); !ok {
		return t, false
	}
	t.id, _, ok = strings.Cut(rest, ")")
	return t, ok
}

// name is the name of the tab among the zones of a reference.
func (t tab) name() string {
	name, _, _ := strings.Cut(t.id, "/")
	return strings.ToLower(name)
}

// version matches a name of a version, such as "v1.0", "api-v2" and "Version 2".
var version = regexp.MustCompile(`^(?:[a-z]+[-_ ])?v\d|^\d+\.\d|^version[-_ ]?\d`)

// isVersion reports whether the tab is for a version of the API.
func (t tab) isVersion() bool {
	for _, s := range [...]string{t.name(), strings.ToLower(t.label)} {
		if version.MatchString(s) || IsPreview(s) {
			return true
		}
	}
	return false
}

func isHTTPTab(id string) bool {
	id, _, _ = strings.Cut(id, "/")
	return strings.EqualFold(id, "http")
}

// tabGroup is what is known of a group of tabs.
type tabGroup struct {
	http     bool // a tab is for HTTP
	versions bool // there are several tabs, and all are for versions
}

// tabsOf reads the headings of the group of tabs at the beginning of text.
func tabsOf(text string) (g tabGroup) {
	if i := strings.Index(text, "\n---"); i >= 0 {
		text = text[:i]
	}
	n := 0
	g.versions = true
	for line := range strings.SplitSeq(text, "\n") {
		if t, ok := readTab(strings.TrimLeft(line, " \t")); ok && strings.HasPrefix(strings.TrimLeft(line, " \t"), "#") {
			n++
			g.http = g.http || isHTTPTab(t.id)
			g.versions = g.versions && t.isVersion()
		}
	}
	g.versions = g.versions && n > 1
	return g
}

// isMajorHeading reports whether a line is a heading of the page's own parts.
func isMajorHeading(line string) bool { return isHeading(line) && !strings.HasPrefix(line, "###") }

func isHeading(line string) bool {
	rest := strings.TrimLeft(line, "#")
	return len(line)-len(rest) <= 6 && (rest == "" || rest[0] == ' ' || rest[0] == '\t')
}

// isBreak reports whether a line is a thematic break of dashes.
func isBreak(line string) bool {
	line = strings.TrimRight(line, " \t")
	return len(line) >= 3 && strings.Trim(line, "-") == ""
}
