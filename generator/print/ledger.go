package print

import (
	"fmt"
	"slices"
	"strings"

	"github.com/docwright/docwright/generator/plan"
)

// ledgerHead is the comment at the top of the ledger.
const ledgerHead = `# The examples of the pages: how many match, and known mismatches. Written by docwright.
#
# A known mismatch is an example that contradicts its page. It is listed by the
# rule of its finding. Its test passes as long as the example does not match. If
# the test fails because the example matches now, generate the package again.
`

// entry is an example with a known mismatch.
type entry struct{ rule, name string }

// side has the counts of requests or of responses.
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

// Ledger returns the list of the examples with known mismatches: requests, then
// responses, by rule and by page, and then the examples of other services. An
// example with several responses is counted once for each.
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
		b = fmt.Appendf(b, "\nresponses that match, with undocumented properties, which models keep: %d\n", unknown)
	}
	return appendElsewhere(b, elsewhere)
}

// appendElsewhere appends the examples of other services.
func appendElsewhere(b []byte, names []string) []byte {
	if len(names) == 0 {
		return b
	}
	slices.Sort(names)
	b = fmt.Appendf(b, "\nexamples of other services, not counted: %d\n\n", len(names))
	for _, name := range names {
		b = fmt.Appendf(b, "    %s\n", name)
	}
	return b
}

// append appends the counts, and the known mismatches by rule.
func (s *side) append(b []byte, what string) []byte {
	b = fmt.Appendf(b, "\n%s: %d of %d match\n", what, s.all-len(s.gaps), s.all)
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
