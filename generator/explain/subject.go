package explain

import (
	"github.com/docwright/docwright/generator/plan"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// Index finds elements of a model by name.
type Index struct {
	m        *model.Model
	dir      string // the folder of the pages, relative to the working directory
	names    *plan.Lookup
	entries  []entry                    // in the order of kinds, and within a kind in the order of the model
	pages    []string                   // with contents or findings, sorted
	rules    map[string]*ruleUse        // by name
	ruleList []*ruleUse                 // by name, sorted
	findings map[string]source.Findings // by page
}

// entry is a name of an element. Several elements may have the same name, and an
// element may have several names.
type entry struct {
	name string
	of   subject
}

// subject is an element that can be explained. All implementations are comparable.
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

// propertySubject is a property of a type, which declares or inherits it.
type propertySubject struct {
	t, owner *model.Type
	q        *model.Property
}

// operationSubject is an operation. If route is not nil, it is a request line of
// the operation other than the principal one.
type operationSubject struct {
	op    *model.Operation
	route *model.Route
}

// subjectFor returns the subject for a request line.
func subjectFor(op *model.Operation, r *model.Route) operationSubject {
	if r == principal(op, nil) {
		return operationSubject{op, nil}
	}
	return operationSubject{op, r}
}

// principal returns the route. If it is nil, principal returns the route whose
// function has the name of the operation, or nil if the operation has no routes.
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

// ruleUse is a rule with its findings, or with the reasons that name it.
type ruleUse struct {
	name, summary string
	severity      source.Severity // of the findings
	findings      source.Findings // sorted
	reasons       model.Reasons   // in the order of the model
}

type ruleSubject struct{ use *ruleUse }
