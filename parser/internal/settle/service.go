package settle

import (
	"strings"

	"github.com/docwright/docwright/parser/internal/notation"
	"github.com/docwright/docwright/parser/internal/note"
	"github.com/docwright/docwright/parser/source"
)

// reportMended says how a request line that was mended is to be written. What may
// be cut off is the base URL of the service, or its version: another host or
// version is no slip of the pen. Where no example says what the base is, nothing is
// cut.
func reportMended(l *note.Mended, base string, findings *source.Findings) {
	cut := l.Edit.Was[:len(l.Edit.Was)-len(strings.TrimPrefix(l.Edit.With, "/"))]
	certain := notation.IsBase(cut, base)
	if !certain && base != "" {
		findings.Add(l.Position, ruleLineElsewhere, "the line begins with %s, and the service is at %s: it is read as %s", strings.TrimSuffix(cut, "/"), base, l.Edit.With)
		return
	}
	var edits []source.Edit
	if l.Rewritable && certain {
		edits = []source.Edit{l.Edit}
	}
	findings.AddFix(l.Position, ruleLineMended, edits, "write the path from the slash on, without host and version: %s", l.Edit.With)
}

// reportUnfit tells why the request of an example fits no request line. One that goes
// to another host than the service does not contradict its page: a notice that the
// service sends to its caller, or what callers send to an upload URL that it gave
// them.
func reportUnfit(e *note.Example, home string, findings *source.Findings) {
	r := e.Request
	if e.Sent.Unfit == "" || r.Gap != nil {
		return // or reported with another example that has the request
	}
	if host := notation.Host(r.URL); isElsewhere(host, home) {
		r.Elsewhere, r.Gap = true, ruleElsewhere
		findings.Add(r.Position, ruleElsewhere, "the request goes to %s, not to the service at %s: it is not held against the page", host, home)
		return
	}
	r.Gap = ruleUnfit
	findings.Add(r.Position, ruleUnfit, "%s %s fits no request line of the page", r.Method, e.Sent.Unfit)
}

// isElsewhere reports whether a host is another one than that of the service.
// One that only begins like it lacks the slash behind it.
func isElsewhere(host, home string) bool {
	return home != "" && host != "" && !strings.HasPrefix(host, home)
}
