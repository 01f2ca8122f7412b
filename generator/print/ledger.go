package print

import (
	"fmt"
	"slices"
	"strings"

	"github.com/docwright/docwright/generator/plan"
)

// ledgerHead says what a ledger is.
const ledgerHead = `# The examples of the pages: how many hold, and which can't. Written by docwright.
#
# A gap is where the page contradicts itself; its reason is the rule of the
# finding there. A test passes as long as the gap is there, and fails when it
# isn't any more: generating again strikes it from this list.
`

// entry is a line of the ledger: an example that can't hold, by its name.
type entry struct{ rule, name string }

// side counts the requests or the responses of the examples.
type side struct {
	all  int
	gaps []entry
}

func (s *side) add(name, gap string) {
	s.all++
	if gap != "" {
		s.gaps = append(s.gaps, entry{gap, name})
	}
}

// Ledger returns the list of all examples that can't hold: requests, then
// responses, by reason and by page, and then those of other services. An example
// with several responses counts once for each.
func Ledger(pkg *plan.Package) []byte {
	var requests, responses side
	var elsewhere []string
	unknown := 0
	for _, g := range pkg.Groups {
		for _, e := range g.Examples {
			if e.Of.Request.Elsewhere {
				elsewhere = append(elsewhere, e.Name)
				continue
			}
			requests.add(e.Name, e.RequestGap)
			if e.Of.Response == nil {
				continue
			}
			responses.add(e.Name, e.ResponseGap)
			if e.ResponseGap == "" && len(e.Unknown) > 0 {
				unknown++
			}
		}
	}
	b := []byte(ledgerHead)
	b = requests.append(b, "requests")
	b = responses.append(b, "responses")
	if unknown > 0 {
		b = fmt.Appendf(b, "\nresponses that hold with properties that no page names, which are kept: %d\n", unknown)
	}
	return appendElsewhere(b, elsewhere)
}

// appendElsewhere appends the examples that nothing in the package could send.
func appendElsewhere(b []byte, names []string) []byte {
	if len(names) == 0 {
		return b
	}
	slices.Sort(names)
	b = fmt.Appendf(b, "\nexamples of other services, which are not counted here: %d\n\n", len(names))
	for _, name := range names {
		b = fmt.Appendf(b, "    %s\n", name)
	}
	return b
}

// append appends the counts, and the gaps by reason.
func (s *side) append(b []byte, what string) []byte {
	b = fmt.Appendf(b, "\n%s: %d of %d hold\n", what, s.all-len(s.gaps), s.all)
	slices.SortFunc(s.gaps, func(x, y entry) int {
		if c := strings.Compare(x.rule, y.rule); c != 0 {
			return c
		}
		return strings.Compare(x.name, y.name)
	})
	for i, e := range s.gaps {
		if i == 0 || e.rule != s.gaps[i-1].rule {
			n := 1
			for i+n < len(s.gaps) && s.gaps[i+n].rule == e.rule {
				n++
			}
			b = fmt.Appendf(b, "\n  %s: %d\n", e.rule, n)
		}
		b = fmt.Appendf(b, "    %s\n", e.name)
	}
	return b
}
