package drift

import (
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/model"
)

// calls holds the operations of pages against the metadata. CSDL spells no
// paths out: a path exists if each segment is something that the type before it
// has, from an entity set, a singleton or an import on. Where the last segment
// is an action or function, its parameters and its result are compared.
func (c *comparison) calls() {
	w := newWalker(c.was)
	called := map[*model.Operation]bool{}
	for _, op := range c.is.model.Operations {
		c.called(w, op, called)
	}
	for _, op := range c.was.model.Operations {
		if !called[op] {
			s := subject{name: callName(op), was: op.Position()}
			c.report(operationLost, s, true, "", "the %s %s", op.Kind, c.words.lost)
		}
	}
}

// callName is the method and name of an action or function, with the type that
// it is bound to.
func callName(op *model.Operation) string {
	if op.Binding == nil {
		return op.Method + " " + op.Name
	}
	return op.Method + " " + described(*op.Binding) + "/" + op.Name
}

// deadEnd is a path that leads nowhere, and why.
type deadEnd struct {
	subject
	reason string
}

// arrival is the place that a request line leads to.
type arrival struct {
	place
	route *model.Route
}

// called follows the paths of an operation, and notes which actions and
// functions of the metadata it may be.
func (c *comparison) called(w *walker, op *model.Operation, called map[*model.Operation]bool) {
	var found []arrival
	var lost []deadEnd
	for _, route := range op.Routes {
		at, how, segment := w.walk(route.Segments)
		if how == arrived {
			found = append(found, arrival{at, route})
			for _, call := range at.calls {
				called[call] = true
			}
			continue
		}
		w.maybe(route, called)
		s := subject{name: op.Method + " " + route.Path, use: sent, is: route.Position}
		if how == unclear {
			c.report(undecided, s, true, segment, "where the path leads can't be told from the metadata: %s", doubt(segment, at))
			continue
		}
		lost = append(lost, deadEnd{s, reason(how, segment, at)})
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

// maybe notes that a path which was not followed to its end may be that of the
// actions and functions of its last segment's name.
func (w *walker) maybe(route *model.Route, called map[*model.Operation]bool) {
	if len(route.Segments) == 0 {
		return
	}
	s := newStep(route.Segments[len(route.Segments)-1])
	for _, call := range w.calls[strings.ToLower(last(s.name))] {
		called[call] = true
	}
}

// reason says why a path leads nowhere from the place that it came to.
func reason(how ending, segment string, at place) string {
	switch {
	case how == unrooted:
		return segment + " is no entity set or singleton"
	case at.ref.Collection:
		return described(at.ref) + " has no action or function " + segment
	}
	return described(at.ref) + " has no " + segment
}

// doubt says why it can't be told where a path leads from the place that it came to.
func doubt(segment string, at place) string {
	switch {
	case at.guessed:
		return segment + " is a well-known key of a " + at.ref.Type + ", or nothing"
	case segment == "" && at.ref.Type != "":
		return "a parameter stands for what follows " + described(at.ref)
	case at.ref.Struct != nil && at.ref.Struct.Open:
		return described(at.ref) + " is open, and " + segment + " may be anything"
	case len(at.calls) > 0:
		return "what " + segment + " follows has overloads with other results, or none"
	}
	return segment
}

// answer compares what an operation takes and gives with the action or function
// that its paths lead to.
func (c *comparison) answer(op *model.Operation, found []arrival) {
	for _, at := range found {
		if len(at.calls) == 0 || at.calls[0].Method != op.Method {
			continue
		}
		s := operationSubject(op)
		call := c.overload(s, op, at.place)
		if call == nil {
			return
		}
		s.was = call.Position()
		c.retired(s, string(call.Kind), op.Deprecated, call.Deprecated)
		asked := s
		asked.use = sent
		c.given(asked, op, call, at.place)
		if given, told := op.Result(), call.Result(); given != nil || told != nil {
			s.use, s.is = received, answerPosition(op, given, told)
			c.result(s, op, given, told)
		}
		return // the other paths lead to the same, or to what is bound to another type
	}
	c.gotten(op, found)
	c.written(op, found)
}

// result compares what is answered.
func (c *comparison) result(s subject, op *model.Operation, given, told *model.Response) {
	switch {
	case given == nil && len(op.Responses) == 0 || given != nil && given.Type == untyped || told != nil && told.Type == untyped:
		return // the page does not tell
	case given == nil:
		c.differ(responseDiffers, s, false, "the answer", "without a body", described(told.Ref))
	case told == nil:
		c.differ(responseDiffers, s, false, "the answer", described(given.Ref), "without a body")
	case c.fits(given.Ref, told.Ref):
	default:
		c.differ(responseDiffers, s, true, "the answer", described(given.Ref), described(told.Ref))
	}
}

// fits reports whether two types are the same, or one is derived from the other.
func (c *comparison) fits(is, was model.Ref) bool {
	return is.Collection == was.Collection &&
		(sameRef(is, was) || is.Struct.IsRelated(c.is.typ(was.Type)) || was.Struct.IsRelated(c.was.typ(is.Type)))
}

// overload returns the action or function that the operation is, of those that
// its path leads to: the one that takes the same parameters, or else the only one.
func (c *comparison) overload(s subject, op *model.Operation, at place) *model.Operation {
	var fit, every []*model.Operation
	for _, call := range at.calls {
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
	c.report(undecided, s, true, "overloads", "%s is declared %d times with other parameters in the metadata, and never with those of the page", at.calls[0].Name, len(every))
	return nil
}

// sameCall reports whether two overloads differ in nothing but what they are
// bound to.
func sameCall(a, b *model.Operation) bool {
	p, q := callParameters(a), callParameters(b)
	if len(p) != len(q) {
		return false
	}
	for i := range p {
		if p[i].Name != q[i].Name || !sameRef(p[i].Ref, q[i].Ref) {
			return false
		}
	}
	r, t := a.Result(), b.Result()
	return r == nil && t == nil || r != nil && t != nil && sameRef(r.Ref, t.Ref)
}

// callParameters are those of an action or function of the metadata.
func callParameters(op *model.Operation) []*model.Parameter {
	if op.Request != nil {
		return op.Request.Parameters
	}
	return op.PathParameters
}

// parameterNames are what the page gives to an action or function.
func parameterNames(op *model.Operation, at place) []string {
	if op.Request == nil {
		return at.arguments
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
	return !slices.ContainsFunc(names, func(name string) bool { return parameter(parameters, name) == nil })
}

// given compares what the page gives to an action or function with what it
// takes. A function's arguments that the path does not show may stand in the
// table of query parameters.
func (c *comparison) given(s subject, op, call *model.Operation, at place) {
	if call.Kind == model.Action {
		s.is = requestPosition(op)
		too := c.is.lines.mentions(c.is.lines.of[op], bodyParameters)
		switch {
		case op.Request == nil:
			c.parameters(s, lists{was: callParameters(call), isToo: too}, argument)
		case op.Request.Type == "":
			c.parameters(s, lists{is: op.Request.Parameters, was: callParameters(call), isToo: too}, argument)
		default:
			if len(callParameters(call)) > 0 {
				c.report(undecided, s, true, "body", "the page sends %s, and its parameters are not told", described(op.Request.Ref))
			}
		}
		return
	}
	var given []*model.Parameter
	for _, name := range at.arguments {
		if p := parameter(op.PathParameters, name); p != nil {
			given = append(given, &model.Parameter{Name: name, Ref: p.Ref, Position: p.Position})
		} else {
			given = append(given, &model.Parameter{Name: name})
		}
	}
	var taken []*model.Parameter
	for _, q := range callParameters(call) {
		p := parameter(given, q.Name)
		if p == nil {
			if p = parameter(op.QueryParameters, q.Name); p != nil {
				given = append(given, p)
			}
		}
		if p != nil {
			taken = append(taken, q)
			continue
		}
		at := s.parameter(q.Name)
		at.was = standing(q.Position, s.was)
		c.report(parameterLost, at, q.Required, "", "the path gives no value to the parameter, which is %s %s", described(q.Ref), c.words.was)
	}
	c.parameters(s, lists{is: given, was: taken}, argument)
}
