package page

import "strings"

// tabState is the state of a group of tabs. A tab begins with a heading that is
// a link, "# [HTTP](#tab/http)", and the group ends with a thematic break. Tab
// headings don't start sections, so they are blanked. Tabs other than HTTP hold
// samples in programming languages and are blanked, too. A group without an
// HTTP tab has other contents and is read completely.
type tabState uint8

const (
	noTabs tabState = iota
	tabRead
	tabSkipped
	tabsAllRead // in a group without an HTTP tab
)

// tabLine updates the tab state at a line outside of fences and comments. The
// text of the line begins at the offset "at". tabLine reports whether the line
// is tab markup, which it blanks.
func (s *scanner) tabLine(from, at, to int) bool {
	switch {
	case s.mark[at] == '#':
		line := s.text[at:to]
		if id, ok := tab(line); ok {
			s.openTab(id, at)
			s.blank(from, to)
			return true
		}
		if s.tabs == tabSkipped && isHeading(line) {
			s.report(at, ruleTabsOpen, "the tabs above don't end with ---; they end here")
			s.tabs = noTabs
		}
	case s.tabs != noTabs && isBreak(s.text[at:to]):
		s.tabs = noTabs
		s.blank(from, to)
		return true
	}
	return false
}

func (s *scanner) openTab(id string, at int) {
	switch {
	case s.tabs == tabsAllRead || s.tabs == noTabs && !httpTabFollows(s.text[at:]):
		s.tabs = tabsAllRead
	case isHTTPTab(id):
		s.tabs = tabRead
	default:
		s.tabs = tabSkipped
	}
}

// tab returns the id in a tab heading.
func tab(line string) (id string, ok bool) {
	rest := strings.TrimLeft(strings.TrimLeft(line, "#"), " \t")
	if !strings.HasPrefix(rest, "[") {
		return "", false
	}
	if _, rest, ok = strings.Cut(rest, "](#tab/"); !ok {
		return "", false
	}
	id, _, ok = strings.Cut(rest, ")")
	return id, ok
}

func isHTTPTab(id string) bool {
	id, _, _ = strings.Cut(id, "/")
	return strings.EqualFold(id, "http")
}

// httpTabFollows reports whether the group of tabs at the beginning of text has
// an HTTP tab.
func httpTabFollows(text string) bool {
	if i := strings.Index(text, "\n---"); i >= 0 {
		text = text[:i]
	}
	for {
		_, rest, ok := strings.Cut(text, "](#tab/")
		if !ok {
			return false
		}
		if id, _, ok := strings.Cut(rest, ")"); ok && isHTTPTab(id) {
			return true
		}
		text = rest
	}
}

func isHeading(line string) bool {
	rest := strings.TrimLeft(line, "#")
	return len(line)-len(rest) <= 6 && (rest == "" || rest[0] == ' ' || rest[0] == '\t')
}

// isBreak reports whether a line is a thematic break of dashes.
func isBreak(line string) bool {
	line = strings.TrimRight(line, " \t")
	return len(line) >= 3 && strings.Trim(line, "-") == ""
}
