package model

import "strings"

// PathShape returns what two paths have in common that differ only in the names
// of their placeholders and in the case of letters, which services don't look
// at: "/users/{}/events" of "/users/{id | userPrincipalName}/Events". A query
// is left out.
func PathShape(path string) string {
	path, _, _ = strings.Cut(path, "?")
	var b strings.Builder
	for {
		before, rest, open := strings.Cut(path, "{")
		b.WriteString(strings.ToLower(before))
		if !open {
			return strings.TrimSuffix(b.String(), "/")
		}
		b.WriteString("{}")
		_, path, _ = strings.Cut(rest, "}")
	}
}

// Shape is the route's path without what callers don't see: the names of parameters,
// and capitals, which services like Microsoft Graph don't tell apart in paths. It has
// the parameters inside of segments, too.
func (r *Route) Shape() string {
	var b strings.Builder
	for _, segment := range r.Segments {
		b.WriteByte('/')
		for _, part := range segment {
			if part.Param != nil {
				b.WriteString("{}")
			} else {
				b.WriteString(strings.ToLower(part.Text))
			}
		}
	}
	return b.String()
}
