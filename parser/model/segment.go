package model

import "strings"

// ParseSegment splits the template of a path segment. A name in braces is a placeholder,
// whose parameter is what the function parameter returns. A placeholder between single
// quotation marks is quoted.
func ParseSegment(template string, parameter func(name string) *Parameter) Segment {
	var s Segment
	for template != "" {
		before, rest, open := strings.Cut(template, "{")
		if before != "" {
			s = append(s, Part{Text: before})
		}
		if !open {
			break
		}
		var name string
		name, template, _ = strings.Cut(rest, "}")
		quoted := strings.HasSuffix(before, "'") && strings.HasPrefix(template, "'")
		s = append(s, Part{Param: parameter(name), Quoted: quoted})
	}
	return s
}
