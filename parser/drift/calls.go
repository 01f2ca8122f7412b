package drift

import (
	"cmp"
	"slices"

	"github.com/docwright/docwright/parser/drift/internal/navigate"
	"github.com/docwright/docwright/parser/drift/travel"
	"github.com/docwright/docwright/parser/edm"
	"github.com/docwright/docwright/parser/model"
)

// calls compares the operations of pages with the metadata. CSDL does not list
// paths: a path exists if it can be followed through the types. If its last
// segment is an action or function, the parameters and the result are compared.
func (c *comparison) calls() {
	paths := navigate.New(c.was.Model, c.was.index)
	called := map[*model.Operation]bool{}
	for _, op := range c.is.Model.Operations {
		c.follow(paths, op, called)
	}
	for _, op := range c.was.Model.Operations {
		if !called[op] {
			s := subject{name: callName(op), was: op.Position()}
			c.report(operationLost, s, true, "", "the %s %s", op.Kind, c.words.lost)
		}
	}
}

// deadEnd is a path that does not exist in the metadata, and the reason.
type deadEnd struct {
	subject
	reason string
}

// follow follows the paths of an operation, and marks the actions and functions
// of the metadata that the operation may call.
func (c *comparison) follow(paths *navigate.Map, op *model.Operation, called map[*model.Operation]bool) {
	var found []arrival
	var lost []deadEnd
	for _, route := range op.Routes {
		end := paths.Follow(route.Segments)
		calls := end.Calls
		if end.How == navigate.Arrived {
			found = append(found, arrival{end.Place, route})
		} else {
			calls = paths.Calls(route.Segments)
		}
		for _, call := range calls {
			called[call] = true
		}
		s := subject{name: op.Method + " " + route.Path, way: travel.Sent, is: route.Position}
		switch end.How {
		case navigate.Arrived:
		case navigate.Unclear:
			c.report(undecided, s, true, end.Segment, "the metadata does not determine where the path leads: %s", end.Reason())
		default:
			lost = append(lost, deadEnd{s, end.Reason()})
		}
	}
	row := pathGained
	if len(found) == 0 && len(lost) == len(op.Routes) {
		row = operationGained
		lost = lost[:min(len(lost), 1)]
	}
	for _, end := range lost {
		c.report(row, end.subject, true, "", "the path does not exist in the metadata: %s", end.reason)
	}
	c.methods(op, found)
	c.capabilities(op, found)
	c.deprecatedRoot(op, found)
	c.call(op, found)
}

// call compares the request and response of an operation with the action or
// function that its paths lead to.
func (c *comparison) call(op *model.Operation, found []arrival) {
	for _, at := range found {
		if len(at.Calls) == 0 || at.Calls[0].Method != op.Method {
			continue
		}
		s := operationSubject(op)
		call := c.overload(s, op, at.Place)
		if call == nil {
			return
		}
		s.was = call.Position()
		c.deprecated(s, string(call.Kind), op.Deprecated, call.Deprecated)
		sent := s
		sent.way = travel.Sent
		c.callInputs(sent, op, call, at.Place)
		if is, was := op.Result(), call.Result(); is != nil || was != nil {
			s.way, s.is = travel.Received, resultPosition(op, is, was)
			c.result(s, op, is, was)
		}
		return // the other paths lead to the same operation, or to one bound to another type
	}
	c.reads(op, found)
	c.writes(op, found)
}

// result compares the responses.
func (c *comparison) result(s subject, op *model.Operation, is, was *model.Response) {
	untyped := func(r *model.Response) bool { return r != nil && r.Type == edm.Untyped }
	switch {
	case is == nil && len(op.Responses) == 0 || untyped(is) || untyped(was):
		return // a response is undocumented
	case is == nil:
		c.differ(responseDiffers, s, false, "the response", "without a body", was.Ref.CSDL())
	case was == nil:
		c.differ(responseDiffers, s, false, "the response", shown(is.Ref).CSDL(), "without a body")
	case c.contradicts(responseDiffers, s, is.Ref, was.Ref, is.Claims, nil):
	case !c.fits(is.Ref, was.Ref):
		c.differ(responseDiffers, s, true, "the response", shown(is.Ref).CSDL(), was.Ref.CSDL())
	default:
		c.contents(s, is.Ref, was.Ref)
	}
}

// overload returns the action or function that the operation calls. Its path
// may lead to several overloads. The one with the same parameters is chosen, or
// else the only one.
func (c *comparison) overload(s subject, op *model.Operation, at navigate.Place) *model.Operation {
	var matching, all []*model.Operation
	for _, call := range at.Calls {
		if slices.ContainsFunc(all, func(other *model.Operation) bool { return sameCall(call, other) }) {
			continue
		}
		all = append(all, call)
		if sameNames(parameterNames(op, at), call) {
			matching = append(matching, call)
		}
	}
	switch {
	case len(matching) > 0:
		return matching[0]
	case len(all) == 1:
		return all[0]
	}
	c.report(undecided, s, true, "overloads", "the metadata declares %s %d times, and never with the parameters of the page", at.Calls[0].Name, len(all))
	return nil
}

// sameCall reports whether two overloads are equal except for their binding.
func sameCall(a, b *model.Operation) bool {
	same := func(p, q *model.Parameter) bool { return p.Name == q.Name && p.Ref.IsSame(q.Ref) }
	if !slices.EqualFunc(callParameters(a), callParameters(b), same) {
		return false
	}
	r, t := a.Result(), b.Result()
	return r == nil && t == nil || r != nil && t != nil && r.Ref.IsSame(t.Ref)
}

// parameterNames returns the names of the parameters that the page passes to an
// action or function.
func parameterNames(op *model.Operation, at navigate.Place) []string {
	if op.Request == nil {
		return at.Arguments
	}
	names := make([]string, len(op.Request.Parameters))
	for i, p := range op.Request.Parameters {
		names[i] = p.Name
	}
	return names
}

func sameNames(names []string, call *model.Operation) bool {
	parameters := callParameters(call)
	if len(names) != len(parameters) {
		return false
	}
	return !slices.ContainsFunc(names, func(name string) bool { return model.ParameterNamed(parameters, name) == nil })
}

// callInputs compares the parameters that the page passes to an action or
// function with those that the metadata declares.
func (c *comparison) callInputs(s subject, op, call *model.Operation, at navigate.Place) {
	if call.Kind == model.Action {
		c.actionInputs(s, op, call)
		return
	}
	c.functionInputs(s, op, call, at)
}

func (c *comparison) actionInputs(s subject, op, call *model.Operation) {
	s.is = requestPosition(op)
	l := lists{was: callParameters(call), isToo: c.is.lines.mentions(c.is.lines.of[op], bodyParameters)}
	if b := body(op); b.Type == "" || isUnnamed(b.Struct) && !b.Collection {
		l.is = b.Parameters
		c.parameters(s, l, argument)
	} else if len(l.was) > 0 {
		c.report(undecided, s, true, "body", "the page sends %s and does not list parameters", b.Ref.CSDL())
	}
}

// functionInputs compares the arguments in the path with the parameters of the
// function. Parameters that are not in the path may be in the table of query
// parameters.
func (c *comparison) functionInputs(s subject, op, call *model.Operation, at navigate.Place) {
	var l lists
	for _, name := range at.Arguments {
		argument := &model.Parameter{Name: name}
		if p := model.ParameterNamed(op.PathParameters, name); p != nil {
			argument.Ref, argument.Position = p.Ref, p.Position
		}
		l.is = append(l.is, argument)
	}
	for _, q := range callParameters(call) {
		if model.ParameterNamed(l.is, q.Name) != nil {
			l.was = append(l.was, q)
			continue
		}
		if p := model.ParameterNamed(op.QueryParameters, q.Name); p != nil {
			l.is, l.was = append(l.is, p), append(l.was, q)
			continue
		}
		at := s.parameter(q.Name)
		at.was = cmp.Or(q.Position, s.was)
		c.report(parameterLost, at, q.Required, "", "the path has no value for the parameter, which is %s %s", q.Ref.CSDL(), c.words.was)
	}
	c.parameters(s, l, argument)
}
