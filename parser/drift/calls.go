package drift

import (
	"cmp"
	"slices"

	"github.com/docwright/docwright/parser/drift/internal/navigate"
	"github.com/docwright/docwright/parser/drift/travel"
	"github.com/docwright/docwright/parser/edm"
	"github.com/docwright/docwright/parser/model"
)

// calls compares the operations of pages with the metadata. CSDL spells no paths
// out: a path exists if it leads somewhere through the types. Where its last segment
// is an action or function, its parameters and its result are compared.
func (c *comparison) calls() {
	paths := navigate.New(c.was.Model, c.was.index)
	called := map[*model.Operation]bool{}
	for _, op := range c.is.Model.Operations {
		c.called(paths, op, called)
	}
	for _, op := range c.was.Model.Operations {
		if !called[op] {
			s := subject{name: callName(op), was: op.Position()}
			c.report(operationLost, s, true, "", "the %s %s", op.Kind, c.words.lost)
		}
	}
}

// deadEnd is a path that leads nowhere, and why.
type deadEnd struct {
	subject
	reason string
}

// called follows the paths of an operation, and notes which actions and
// functions of the metadata it may be.
func (c *comparison) called(paths *navigate.Map, op *model.Operation, called map[*model.Operation]bool) {
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
			c.report(undecided, s, true, end.Segment, "where the path leads can't be told from the metadata: %s", end.Reason())
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
		c.report(row, end.subject, true, "", "the path leads nowhere in the metadata: %s", end.reason)
	}
	c.methods(op, found)
	c.capabilities(op, found)
	c.retiredRoot(op, found)
	c.answer(op, found)
}

// answer compares what an operation takes and gives with the action or function
// that its paths lead to.
func (c *comparison) answer(op *model.Operation, found []arrival) {
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
		c.retired(s, string(call.Kind), op.Deprecated, call.Deprecated)
		asked := s
		asked.way = travel.Sent
		c.given(asked, op, call, at.Place)
		if given, told := op.Result(), call.Result(); given != nil || told != nil {
			s.way, s.is = travel.Received, answerPosition(op, given, told)
			c.result(s, op, given, told)
		}
		return // the other paths lead to the same, or to what is bound to another type
	}
	c.gotten(op, found)
	c.written(op, found)
}

// result compares what is answered.
func (c *comparison) result(s subject, op *model.Operation, given, told *model.Response) {
	untyped := func(r *model.Response) bool { return r != nil && r.Type == edm.Untyped }
	switch {
	case given == nil && len(op.Responses) == 0 || untyped(given) || untyped(told):
		return // the page does not tell
	case given == nil:
		c.differ(responseDiffers, s, false, "the answer", "without a body", told.Ref.CSDL())
	case told == nil:
		c.differ(responseDiffers, s, false, "the answer", given.Ref.CSDL(), "without a body")
	case !c.fits(given.Ref, told.Ref):
		c.differ(responseDiffers, s, true, "the answer", given.Ref.CSDL(), told.Ref.CSDL())
	}
}

// overload returns the action or function that the operation is, of those that
// its path leads to: the one that takes the same parameters, or else the only one.
func (c *comparison) overload(s subject, op *model.Operation, at navigate.Place) *model.Operation {
	var fit, every []*model.Operation
	for _, call := range at.Calls {
		if slices.ContainsFunc(every, func(other *model.Operation) bool { return sameCall(call, other) }) {
			continue
		}
		every = append(every, call)
		if sameNames(parameterNames(op, at), call) {
			fit = append(fit, call)
		}
	}
	switch {
	case len(fit) > 0:
		return fit[0]
	case len(every) == 1:
		return every[0]
	}
	c.report(undecided, s, true, "overloads", "%s is declared %d times with other parameters in the metadata, and never with those of the page", at.Calls[0].Name, len(every))
	return nil
}

// sameCall reports whether two overloads differ in nothing but what they are
// bound to.
func sameCall(a, b *model.Operation) bool {
	same := func(p, q *model.Parameter) bool { return p.Name == q.Name && p.Ref.IsSame(q.Ref) }
	if !slices.EqualFunc(callParameters(a), callParameters(b), same) {
		return false
	}
	r, t := a.Result(), b.Result()
	return r == nil && t == nil || r != nil && t != nil && r.Ref.IsSame(t.Ref)
}

// parameterNames are what the page gives to an action or function.
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

// given compares what the page gives to an action or function with what that takes.
func (c *comparison) given(s subject, op, call *model.Operation, at navigate.Place) {
	if call.Kind == model.Action {
		c.givenToAction(s, op, call)
		return
	}
	c.givenToFunction(s, op, call, at)
}

func (c *comparison) givenToAction(s subject, op, call *model.Operation) {
	s.is = requestPosition(op)
	l := lists{was: callParameters(call), isToo: c.is.lines.mentions(c.is.lines.of[op], bodyParameters)}
	if b := body(op); b.Type == "" {
		l.is = b.Parameters
		c.parameters(s, l, argument)
	} else if len(l.was) > 0 {
		c.report(undecided, s, true, "body", "the page sends %s, and its parameters are not told", b.Ref.CSDL())
	}
}

// givenToFunction compares the arguments in the path with the parameters of the
// function. Those that the path does not show may stand in the table of query
// parameters.
func (c *comparison) givenToFunction(s subject, op, call *model.Operation, at navigate.Place) {
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
		c.report(parameterLost, at, q.Required, "", "the path gives no value to the parameter, which is %s %s", q.Ref.CSDL(), c.words.was)
	}
	c.parameters(s, l, argument)
}
