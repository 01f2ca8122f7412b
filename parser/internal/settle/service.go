package settle

import (
	"fmt"
	"strings"

	"github.com/docwright/docwright/parser/internal/notation"
	"github.com/docwright/docwright/parser/internal/note"
	"github.com/docwright/docwright/parser/source"
)

// mended is what the corrected request lines of a page with the same correction
// have in common. There is one finding for all of them, at the first one.
type mended struct {
	elsewhere string // what the lines begin with, if that is not the service's URL
	fixable   bool
}

// reportMended reports how to write the request lines of a page that were corrected.
// A fix removes only the base URL of the service or its version, since another host
// or version may be intended. If no example has the base URL, there is no fix.
func reportMended(lines []note.Mended, base string, findings *source.Findings) {
	var order []mended
	groups := map[mended][]*note.Mended{}
	for i := range lines {
		m := mendedOf(&lines[i], base)
		if groups[m] == nil {
			order = append(order, m)
		}
		groups[m] = append(groups[m], &lines[i])
	}
	for _, m := range order {
		m.report(groups[m], base, findings)
	}
}

// mendedOf returns the group of a corrected line.
func mendedOf(l *note.Mended, base string) mended {
	cut := l.Edit.Was[:len(l.Edit.Was)-len(strings.TrimPrefix(l.Edit.With, "/"))]
	certain := notation.IsBase(cut, base)
	if !certain && base != "" {
		return mended{elsewhere: strings.TrimSuffix(cut, "/")}
	}
	return mended{fixable: l.Rewritable && certain}
}

// report reports the lines of a group.
func (m mended) report(lines []*note.Mended, base string, findings *source.Findings) {
	first, more := lines[0], ""
	if n := len(lines) - 1; n > 0 {
		more = fmt.Sprintf(" (and %d more on this page)", n)
	}
	if m.elsewhere != "" {
		findings.Add(first.Position, ruleLineElsewhere, "the line begins with %s, but the service is at %s; it is read as %s%s", m.elsewhere, base, first.Edit.With, more)
		return
	}
	var edits []source.Edit
	if m.fixable {
		for _, l := range lines {
			edits = append(edits, l.Edit)
		}
	}
	findings.AddFix(first.Position, ruleLineMended, edits, "write the line as a path that begins with a slash, without host and version: %s%s", first.Edit.With, more)
}

// reportUnfit reports why the request of an example matches no request line. A
// request to another host does not contradict the page. It may be a
// notification from the service, or a request to an upload URL.
func reportUnfit(e *note.Example, home string, findings *source.Findings) {
	r := e.Request
	if e.Sent.Unfit == "" || r.Gap != nil {
		return // no mismatch, or already reported with another example of the request
	}
	if host := notation.Host(r.URL); isElsewhere(host, home) {
		r.Elsewhere, r.Gap = true, ruleElsewhere
		findings.Add(r.Position, ruleElsewhere, "the request goes to %s, not to the service at %s; it is not compared with the page", host, home)
		return
	}
	r.Gap = ruleUnfit
	findings.Add(r.Position, ruleUnfit, "%s %s matches no request line of the page", r.Method, e.Sent.Unfit)
}

// isElsewhere reports whether a host differs from that of the service. If it
// begins with the host of the service, only a slash is missing after the host.
func isElsewhere(host, home string) bool {
	return home != "" && host != "" && !strings.HasPrefix(host, home)
}
