package settle

import (
	"strings"

	"github.com/docwright/docwright/parser/internal/notation"
	"github.com/docwright/docwright/parser/internal/note"
	"github.com/docwright/docwright/parser/source"
)

// reportMended reports how to write a request line that was corrected. A fix
// removes only the base URL of the service or its version, since another host
// or version may be intended. If no example has the base URL, there is no fix.
func reportMended(l *note.Mended, base string, findings *source.Findings) {
	cut := l.Edit.Was[:len(l.Edit.Was)-len(strings.TrimPrefix(l.Edit.With, "/"))]
	certain := notation.IsBase(cut, base)
	if !certain && base != "" {
		findings.Add(l.Position, ruleLineElsewhere, "the line begins with %s, but the service is at %s; it is read as %s", strings.TrimSuffix(cut, "/"), base, l.Edit.With)
		return
	}
	var edits []source.Edit
	if l.Rewritable && certain {
		edits = []source.Edit{l.Edit}
	}
	findings.AddFix(l.Position, ruleLineMended, edits, "write the line as a path that begins with a slash, without host and version: %s", l.Edit.With)
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
	if e.Sent.Ignored {
		return
	}
	findings.Add(r.Position, ruleUnfit, "%s %s matches no request line of the page", r.Method, e.Sent.Unfit)
}

// isElsewhere reports whether a host differs from that of the service. If it
// begins with the host of the service, only a slash is missing after the host.
func isElsewhere(host, home string) bool {
	return home != "" && host != "" && !strings.HasPrefix(host, home)
}
