package plan

import (
	"net/http"
	"net/url"
	"strings"
	"unicode/utf8"

	"github.com/docwright/docwright/parser/edm"
	"github.com/docwright/docwright/parser/model"
)

// isRefused reports whether a generated function sends no request with the text
// as the argument for a parameter (escapeArgument and argumentText in
// templates/runtime).
func isRefused(r *model.Route, param *Param, text string) bool {
	if hasControl(text) || param.Type.Basic != (Basic{Name: "string"}) && hasMarker(text) {
		return true
	}
	for _, s := range r.Segments {
		for _, part := range s {
			if part.Param == param.of && !part.Quoted && (text == "" || hasDots(text) || part.Path && hasEmpty(text)) {
				return true
			}
		}
	}
	return false
}

// hasControl reports whether a text has a control character.
func hasControl(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return r < ' ' || r == 0x7f })
}

// hasMarker reports whether one of the members in a text is the marker of
// evolvable enums.
func hasMarker(text string) bool {
	for member := range strings.SplitSeq(text, ",") {
		if strings.EqualFold(strings.TrimSpace(member), edm.Sentinel) {
			return true
		}
	}
	return false
}

// hasDots reports whether a server could read text as a path with a segment "."
// or "..".
func hasDots(text string) bool {
	for part := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == '/' || r == '\\' }) {
		if part == "." || part == ".." {
			return true
		}
	}
	return false
}

// hasEmpty reports whether a path has an empty segment, other than before or
// after the others.
func hasEmpty(path string) bool {
	trimmed := strings.Trim(path, "/")
	return trimmed == "" || strings.Contains(trimmed, "//")
}

// foretellURL reports an example whose URL differs from any that the function
// makes: a parameter of the query is missing, as when the page of the function
// has a longer request line than that of the example, or is there twice; text is
// no UTF-8; or a path begins or ends with a slash.
func (p *planner) foretellURL(x *Example, e *model.Example, route *model.Route) {
	principal := x.Function.line.Principal().Route
	in := inputs(e, route, principal)
	report := func(q *model.Parameter, why string) {
		if x.RequestGap == "" {
			p.findings.Add(e.Request.Position, ruleArgument, "the URL has %s parameter %s", why, q.Name)
			x.RequestGap = ruleArgument.Name
		}
	}
	for _, s := range principal.Segments {
		for _, part := range s {
			if text := in[part.Param]; part.Path && strings.Trim(text, "/") != text {
				report(part.Param, "a slash too many in")
			} else if !utf8.ValidString(text) {
				report(part.Param, "bytes that are not UTF-8 in")
			}
		}
	}
	for _, q := range principal.Query {
		switch _, found := givenInQuery(e, q); {
		case !found:
			report(q, "no")
		case countOf(e.Request.Query, q.Name) > 1:
			report(q, "more than one")
		}
	}
}

// countOf returns the number of query options with a name.
func countOf(query []model.NameValue, name string) (n int) {
	for _, q := range query {
		if q.Name == name {
			n++
		}
	}
	return n
}

// leadsToMonitor reports whether a function accepts the URL in the header of a 202
// response (monitorURL in templates/runtime). It accepts a response without one.
func leadsToMonitor(r *model.ExampleResponse) bool {
	location := ""
	for _, name := range [...]string{"Location", "Operation-Location"} {
		for _, h := range r.Headers {
			if strings.EqualFold(h.Name, name) && location == "" {
				location = h.Value
			}
		}
	}
	if location == "" || r.Status != http.StatusAccepted {
		return true
	}
	u, err := url.Parse(location)
	switch {
	case err != nil:
		return false
	case u.Scheme == "" && u.Host == "":
		return true
	}
	return (u.Scheme == "" || strings.EqualFold(u.Scheme, "https")) && u.Opaque == "" && u.User == nil && u.Host != ""
}
