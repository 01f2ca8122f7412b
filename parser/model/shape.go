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
