package drift

import (
	"cmp"
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/drift/travel"
	"github.com/docwright/docwright/parser/model"
)

// described compares the operations of pages with those of an OpenAPI description.
func (c *comparison) described() {
	if len(c.was.Model.Operations) == 0 {
		return // a description of schemas only
	}
	lines := describedLines(c.is.Model, c.was.Model)
	found := map[*model.Operation]bool{}
	for _, op := range c.is.Model.Operations {
		c.describedOperation(lines, op, found)
	}
	for _, old := range c.was.Model.Operations {
		if !found[old] {
			s := operationSubject(old)
			s.is, s.was = s.was, s.is
			c.report(operationLost, s, true, "", "the operation %s", c.words.lost)
		}
	}
}

// describedOperation compares an operation with that of its first request line that the
// description has.
func (c *comparison) describedOperation(lines lineIndex[*model.Operation], op *model.Operation, found map[*model.Operation]bool) {
	var first *model.Operation
	var at *model.Route
	var lost []*model.Route
	var all []*model.Operation
	for _, route := range op.Routes {
		old, ok := lines.find(op.Method, route.Segments)
		if !ok {
			lost = append(lost, route)
			continue
		}
		found[old] = true
		all = append(all, old)
		if first == nil {
			first, at = old, route
		}
	}
	c.notDescribed(lines, op, lost)
	if first != nil {
		s := operationSubject(op)
		s.name, s.was = op.Method+" "+at.Path, first.Position()
		c.describedCall(s, op, first, all)
		c.describedPermissions(s, op, at, first, all)
	}
}

// notDescribed reports request lines that the description does not have. If it has none
// of an operation, the first one is reported.
func (c *comparison) notDescribed(lines lineIndex[*model.Operation], op *model.Operation, lost []*model.Route) {
	row := pathGained
	if len(lost) == len(op.Routes) {
		row = operationGained
	}
	for _, route := range lost {
		s := subject{name: op.Method + " " + route.Path, way: travel.Sent, is: route.Position}
		if methods := lines.methodsOf(route); len(methods) > 0 && !slices.Contains(methods, op.Method) {
			c.report(methodDiffers, s, true, "", "the method is %s in the pages; the description has the path with %s", op.Method, strings.Join(methods, ", "))
			continue
		}
		c.report(row, s, true, "", "the path does not exist in the description")
		if row == operationGained {
			return
		}
	}
}

// describedCall compares the requests and responses of two operations with the same
// request line. All are the operations for the request lines of the page: an option
// may be for another line than the first one.
func (c *comparison) describedCall(s subject, op, old *model.Operation, all []*model.Operation) {
	c.deprecated(s, "operation", op.Deprecated, old.Deprecated)
	sent := s
	sent.way = travel.Sent
	for _, p := range op.QueryParameters {
		if q := model.ParameterNamed(old.QueryParameters, p.Name); q != nil && q.Name != p.Name {
			at := sent.parameter(p.Name)
			at.is, at.was = cmp.Or(p.Position, s.is), cmp.Or(q.Position, s.was)
			c.differ(parameterCase, at, true, "the name", p.Name, q.Name)
		}
	}
	c.describedOptions(sent, c.describedLists(op, old, all, inQuery))
	c.describedOptions(sent, c.describedLists(op, old, all, headers))
	c.describedRequest(sent, op, old)
	is, was := op.Result(), old.Result()
	if is == nil && (was == nil || !succeeds(op)) {
		return // a page may document only the redirect to what the description has
	}
	s.way, s.is = travel.Received, resultPosition(op, is, was)
	if was != nil {
		s.was = responsePosition(old, was, false)
	}
	c.result(s, op, is, was)
}

// describedOptions compares the parameters of a query, or the headers. A description may
// leave out options that all operations have, and so may pages.
func (c *comparison) describedOptions(s subject, l lists) {
	for _, p := range l.is {
		at := s.parameter(p.Name)
		at.is = cmp.Or(p.Position, s.is)
		q := model.ParameterNamed(l.was, p.Name)
		switch {
		case q != nil:
			at.was = cmp.Or(q.Position, s.was)
			if !isSystem(p.Name) {
				c.parameterType(at, p.Ref, q.Ref)
			}
			c.required(parameterRequired, at, "the parameter", p.Required, q.Required)
		case p.General || len(l.was) == 0 || l.wasToo(p.Name):
		case p.Required:
			c.parameterGained(at, p, true)
		default:
			c.note(parameterGained, at, "", "the parameter %s; it is %s", c.words.gained, shown(p.Ref).CSDL())
		}
	}
	for _, q := range l.was {
		if model.ParameterNamed(l.is, q.Name) == nil && !l.isToo(q.Name) && (q.Required || !isSystem(q.Name)) {
			at := s.parameter(q.Name)
			at.was = cmp.Or(q.Position, s.was)
			c.parameterLost(at, q, l.is, option)
		}
	}
}

// succeeds reports whether the operation documents a response for success.
func succeeds(op *model.Operation) bool {
	return slices.ContainsFunc(op.Responses, func(r *model.Response) bool { return r.Status/100 == 2 })
}

func inQuery(op *model.Operation) []*model.Parameter { return op.QueryParameters }

// describedLists returns the parameters of two operations. Other pages with the request
// line may have more, and so may the operations for other lines of the page.
func (c *comparison) describedLists(op, old *model.Operation, all []*model.Operation, of func(*model.Operation) []*model.Parameter) lists {
	return lists{is: of(op), was: of(old), isToo: c.is.lines.mentions(c.is.lines.of[op], of), wasToo: func(name string) bool {
		return slices.ContainsFunc(all, func(other *model.Operation) bool { return model.ParameterNamed(of(other), name) != nil })
	}}
}

// isSystem reports whether a parameter is a query option of OData.
func isSystem(name string) bool { return strings.HasPrefix(name, "$") }

// describedPermissions compares the permissions that the pages give for a request line
// with those of the description, for each kind of callers that both mention. One table
// may be for several request lines, so a permission must be enough for one of them.
func (c *comparison) describedPermissions(s subject, op *model.Operation, route *model.Route, old *model.Operation, all []*model.Operation) {
	for _, p := range op.PermissionsOf(route) {
		i := slices.IndexFunc(old.Permissions, func(q *model.Permission) bool { return q.Kind == p.Kind })
		if i < 0 {
			continue
		}
		q := old.Permissions[i]
		at := s
		at.is, at.was = cmp.Or(p.Position, s.is), q.Position
		given, known, who := c.documented(op.Method+" "+route.Shape(), p.Kind), alternatives(q), Callers(p.Kind)
		missing := alternatives(p)
		for _, other := range all {
			missing = uncovered(missing, setsOf(other, p.Kind))
		}
		if len(missing) > 0 && !p.ByResource {
			c.report(permissionGained, at, true, string(p.Kind)+" "+setsText(missing), "with %s, %s", who, c.lacking(missing, known))
		}
		if more := uncovered(known, given); len(more) > 0 {
			text := sentence(more, "is", "together are") + " enough " + c.words.was
			if !p.Supported {
				text = "the page says that such callers are not supported; " + text
			}
			c.report(permissionLost, at, !p.Supported, string(p.Kind)+" "+setsText(more), "with %s, %s", who, text)
		}
	}
}

// setsOf returns the sets of permissions that are enough for callers of a kind.
func setsOf(op *model.Operation, kind model.PermissionKind) [][]string {
	for _, p := range op.Permissions {
		if p.Kind == kind {
			return alternatives(p)
		}
	}
	return nil
}

// describedRequest compares the bodies of requests.
func (c *comparison) describedRequest(s subject, op, old *model.Operation) {
	b, was := op.Request, old.Request
	s.is = requestPosition(op)
	if was != nil {
		s.was = requestPosition(old)
	}
	switch {
	case b == nil && was == nil || op.Kind == model.Reference: // the body is the URL of an entity
	case was == nil:
		c.differ(requestDiffers, s, true, "the body", bodyType(b), noBody)
	case b == nil:
		if !was.Optional {
			c.note(requestDiffers, s, noBody, "the description requires a body, %s, and the pages have none", shown(was.Ref).Words())
		}
	case b.Type == "" || isUnnamed(b.Struct) && !b.Collection:
		if was.Struct != nil {
			c.parameters(s, lists{is: b.Parameters, was: bodyProperties(was.Struct), isToo: c.is.lines.mentions(c.is.lines.of[op], bodyParameters)}, argument)
		}
	case saysRequest(op) || c.fits(b.Ref, was.Ref):
		c.compareBody(requestDiffers, s, "the body", b.Ref, was.Ref, b.Claims)
	}
}

// bodyProperties returns the properties of a body as parameters.
func bodyProperties(t *model.Type) []*model.Parameter {
	var list []*model.Parameter
	for _, p := range t.AllProperties() {
		if !p.ReadOnly {
			list = append(list, &model.Parameter{Name: p.Name, Ref: p.Ref, Required: p.Required, Description: p.Description, Position: p.Position})
		}
	}
	return list
}

// required compares whether the other side requires something. A page that does not say
// so may leave it out. CSDL does not say what is required.
func (c *comparison) required(row aspect, s subject, what string, is, was bool) {
	switch {
	case is == was || c.kind == Metadata:
	case c.kind == Revisions:
		c.reportFact(row, s, what, is, "required", "optional")
	case was:
		c.report(row, s, true, "required", "the description requires %s, and the pages do not say that it is required", what)
	default:
		c.report(row, s, false, "optional", "the pages require %s, and the description does not", what)
	}
}
