package plan

import (
	"slices"

	"github.com/docwright/docwright/generator/lines"
	"github.com/docwright/docwright/parser/dialect"
	"github.com/docwright/docwright/parser/lenient"
	"github.com/docwright/docwright/parser/model"
)

// sentEmpty returns the parameters of the body of a line that are sent as an
// empty list if the caller sets none. An action with several lists usually needs
// all of them, although a caller has values for one only, such as the licenses
// to add and those to remove. Pages rarely say so. A list is needed if the page
// says that it is required, or if there are several lists that are in each
// example and that the page does not call optional.
//
// The only list of an action is not sent without values: an empty list could
// remove everything that was assigned before.
func sentEmpty(l *lines.Line) []*model.Parameter {
	var needed, shown []*model.Parameter
	bodies := shownBodies(l)
	for _, q := range l.Request.Parameters {
		switch {
		case !q.Collection:
		case q.Required:
			needed = append(needed, q)
		case !dialect.Says(dialect.MayBeLeft, q.Description) && inAll(bodies, q.Name):
			shown = append(shown, q)
		}
	}
	if len(needed)+len(shown) > 1 {
		needed = append(needed, shown...)
	}
	return needed
}

// shownBodies returns the bodies of the requests in the examples of a line.
func shownBodies(l *lines.Line) []*lenient.Value {
	var bodies []*lenient.Value
	for _, u := range l.Uses {
		for _, e := range u.Operation.Examples {
			if v, _, err := lenient.Parse(string(e.Request.JSON)); err == nil && e.Request.JSON != "" {
				bodies = append(bodies, v)
			}
		}
	}
	return bodies
}

// inAll reports whether there are bodies, and all of them have the member.
func inAll(bodies []*lenient.Value, name string) bool {
	return len(bodies) > 0 && !slices.ContainsFunc(bodies, func(v *lenient.Value) bool { return v.Get(name) == nil })
}
