package explain

import (
	"github.com/docwright/docwright/generator/plan"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// Index finds things of a model by name. The maps are only looked up, never
// walked.
type Index struct {
	m        *model.Model
	dir      string // of the pages, as seen from the working directory
	names    *plan.Lookup
	entries  []entry                    // in the order of kinds, each in that of the model
	pages    []string                   // that something stands on, sorted
	rules    map[string]*ruleUse        // by name
	ruleList []*ruleUse                 // by name, sorted
	findings map[string]source.Findings // by page
}

// entry is a name that something has. Several may have one name, and one thing
// has several names.
type entry struct {
	name string
	of   subject
}

// subject is what a name stands for. All implementations are comparable.
type subject interface {
	explain(x *Index) Explanation
}

type typeSubject struct{ t *model.Type }

type enumSubject struct{ e *model.Enum }

// memberSubject is a member of an enum, by its name.
type memberSubject struct {
	e    *model.Enum
	name string
}

// propertySubject is a property as a type has it that declares or inherits it.
type propertySubject struct {
	t, owner *model.Type
	q        *model.Property
}

// operationSubject is an operation, or one of its request lines where route is
// set: another than the principal one.
type operationSubject struct {
	op    *model.Operation
	route *model.Route
}

// subjectFor is what a request line stands for.
func subjectFor(op *model.Operation, r *model.Route) operationSubject {
	if r == principal(op, nil) {
		return operationSubject{op, nil}
	}
	return operationSubject{op, r}
}

// principal returns the route, or where it is nil the one that has the
// operation's plain name. It is nil where the operation has none.
func principal(op *model.Operation, route *model.Route) *model.Route {
	if route != nil || len(op.Routes) == 0 {
		return route
	}
	for _, r := range op.Routes {
		if r.Suffix == "" {
			return r
		}
	}
	return op.Routes[0]
}

type pageSubject struct{ page string }

// ruleUse is a rule of findings, or a way of reading, with all that it says of the
// pages.
type ruleUse struct {
	name, summary string
	severity      source.Severity // of the findings
	findings      source.Findings // sorted
	reasons       model.Reasons   // in the order of the model
}

type ruleSubject struct{ use *ruleUse }
