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
	for _, s := range r.Segments {
		b.WriteByte('/')
		b.WriteString(s.Shape())
	}
	return b.String()
}

// Shape returns the text of the segment in lower case, with "{}" for each
// parameter: see [Route.Shape].
func (s Segment) Shape() string { return strings.ToLower(s.String()) }

// String returns the text of the segment, with "{}" for each parameter.
func (s Segment) String() string {
	if len(s) == 1 && s[0].Param == nil {
		return s[0].Text
	}
	var b strings.Builder
	for _, part := range s {
		if part.Param != nil {
			b.WriteString("{}")
		} else {
			b.WriteString(part.Text)
		}
	}
	return b.String()
}

// PathParameters returns the parameters in the path of the route, in order and
// with repetitions.
func (r *Route) PathParameters() []*Parameter {
	var list []*Parameter
	for _, s := range r.Segments {
		for _, part := range s {
			if part.Param != nil {
				list = append(list, part.Param)
			}
		}
	}
	return list
}
