package operation

import (
	"strings"

	"github.com/docwright/docwright/parser/model"
)

// SetApart tells what goes to the service at the base URL from what goes elsewhere,
// which no page knows by itself. It is called before [Check].
func SetApart(pages []*Operations, base string) {
	for _, p := range pages {
		for i := range p.mended {
			p.mended[i].report(base, &p.Findings)
		}
		p.mended = nil
	}
	setExamplesApart(pages, base)
}

// setExamplesApart marks the examples that go to another host than the service: the
// notices that it sends to its callers, and what callers send to an upload URL
// that it gave them. Their URLs don't contradict the request lines of their page.
func setExamplesApart(pages []*Operations, base string) {
	home := hostOf(base)
	if home == "" {
		return
	}
	for _, p := range pages {
		for _, op := range p.Ops {
			for _, e := range op.Examples {
				if e.Request.Gap == ruleURLMismatch && isElsewhere(hostOf(e.Request.URL), home) {
					p.setApart(e.Request, home)
				}
			}
		}
	}
}

// setApart takes the finding back that the request fits no request line.
func (o *Operations) setApart(r *model.ExampleRequest, home string) {
	r.Elsewhere, r.Gap = true, ruleElsewhere
	for i := range o.Findings {
		if f := &o.Findings[i]; f.Rule == ruleURLMismatch && f.Position == r.Position {
			f.Rule, f.Severity = ruleElsewhere, ruleElsewhere.Severity
			f.Message = "the request goes to " + hostOf(r.URL) + ", not to the service at " + home + ": it is not held against the page"
		}
	}
}

// isElsewhere reports whether a host is another one than that of the service.
// One that only begins like it lacks the slash behind it.
func isElsewhere(host, home string) bool {
	return host != "" && !strings.HasPrefix(host, home)
}

// hostOf returns the host of a URL in lower case; it is empty where there is
// none, or one that stands for another.
func hostOf(url string) string {
	_, rest, absolute := strings.Cut(url, "://")
	if !absolute {
		if _, _, absolute = exampleBase(url); !absolute {
			return ""
		}
		rest = url
	}
	host, _, _ := strings.Cut(rest, "/")
	host, _, _ = strings.Cut(host, "?")
	if !strings.Contains(host, ".") || strings.ContainsAny(host, "{}<> @#\\\"") {
		return ""
	}
	return strings.ToLower(host)
}
