package fake

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// nearestLines is the number of suggestions in the answer to an undocumented
// request.
const nearestLines = 3

// undocumented returns the error for a request that no page documents.
func (s *Server) undocumented(ask *asked) error {
	message := fmt.Sprintf("No page documents %s %s.", ask.method, shownPath(ask.path))
	if near := s.nearest(ask); len(near) > 0 {
		message += " The nearest that are documented: " + strings.Join(near, "; ") + "."
	}
	return beyond("%s", message)
}

// nearest returns the documented request lines that are most similar to the
// request, with their pages.
func (s *Server) nearest(ask *asked) []string {
	type candidate struct {
		text   string
		points int
	}
	var list []candidate
	for _, op := range s.api.operations {
		for _, p := range op.patterns {
			if n := p.nearness(ask); n > 0 {
				list = append(list, candidate{fmt.Sprintf("%s %s (%s)", op.Method, p.path, op.Page), n})
			}
		}
	}
	slices.SortStableFunc(list, func(x, y candidate) int { return cmp.Compare(y.points, x.points) })
	var near []string
	for _, c := range list {
		if len(near) < nearestLines && !slices.Contains(near, c.text) {
			near = append(near, c.text)
		}
	}
	return near
}

// nearness scores the similarity of the pattern and the request. It is 0 for
// none.
func (p *pattern) nearness(ask *asked) int {
	want := strings.Split(strings.Trim(fold(p.path), "/"), "/")
	got := strings.Split(strings.Trim(fold(ask.path), "/"), "/")
	points, prefix := 0, true
	for i, segment := range got {
		switch {
		case i < len(want) && (want[i] == segment || strings.HasPrefix(want[i], "{")):
			points += 2
			if want[i] == segment {
				points += 2
			}
			if prefix {
				points += 2
			}
		case slices.Contains(want, segment):
			points += 2
			prefix = false
		default:
			points += 3 * shared(segment, want) / (len(segment) + 1)
			prefix = false
		}
	}
	points -= 2 * max(len(want)-len(got), len(got)-len(want))
	if points > 0 && p.of.Method == ask.method {
		points += 3
	}
	return points
}

// shared returns the length of the longest prefix that the segment shares with
// one of the others.
func shared(segment string, want []string) int {
	longest := 0
	for _, w := range want {
		n := 0
		for n < len(w) && n < len(segment) && w[n] == segment[n] {
			n++
		}
		longest = max(longest, n)
	}
	return longest
}
