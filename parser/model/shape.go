package model

import "strings"

// PathShape returns the path without its query, in lower case, and with "{}"
// for each placeholder: "/users/{}/events" for "/users/{id |
// userPrincipalName}/Events". Two paths with the same shape differ only in the
// names of placeholders and in case, which services ignore.
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

// Shape returns the path of the route in lower case, with "{}" for each
// parameter, including those inside of segments. Two routes with the same shape
// are the same for a caller: names of parameters are not sent, and services
// like Microsoft Graph ignore case in paths.
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
