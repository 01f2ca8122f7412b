package explain

import (
	"slices"
	"strconv"
	"strings"

	"github.com/docwright/docwright/generator/plan"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

func (s operationSubject) explain(x *Index) Explanation {
	op := s.op
	b := x.explain(Operation, op.Name, "")
	if f := x.function(op, s.route); f != nil {
		b.e.Go = "func " + f.Signature()
	}
	b.fact("title", op.Title)
	b.fact("does", string(op.Kind)+either(op.Method == "", "", ", "+op.Method))
	b.fact("description", op.Description)
	b.fact("is", either(op.Deprecated, "deprecated", ""))
	b.fact("page", x.at(op.Page, op.Line))
	permissions := op.Permissions
	if s.route != nil {
		permissions = op.PermissionsOf(s.route)
	}
	for _, p := range permissions {
		b.fact(permissionNames[p.Kind], either(p.Supported, p.Text(), "not supported")+either(s.route == nil && p.Paths != nil, ", for "+strings.Join(p.Paths, ", "), ""))
	}
	b.fact("request", requestText(op.Request))
	for _, r := range op.Responses {
		b.fact("response "+strconv.Itoa(r.Status), responseText(r))
	}
	b.reasons(x.reasonsFor(op, s.route))
	b.list("request lines", x.routeRows(op))
	b.list("pages that have the line", x.useRows(op, s.route))
	b.list("parameters", x.parameterRows(op, s.route))
	b.list("examples", x.exampleRows(op))
	b.findings(op.Page, func(source.Finding) bool { return true })
	return b.e
}

// permissionNames are the names of facts for the kinds of permissions.
var permissionNames = map[model.PermissionKind]string{
	model.DelegatedWork:     "delegated",
	model.DelegatedPersonal: "personal",
	model.Application:       "application",
}

// reasonsFor returns the reasons of the operation. Reasons for other paths than
// that of the route, and for their parameters, are left out. If route is nil, the
// principal route is used.
func (x *Index) reasonsFor(op *model.Operation, route *model.Route) model.Reasons {
	route = principal(op, route)
	return slices.DeleteFunc(slices.Clone(op.Reasons), func(r model.Reason) bool {
		if name, ok := strings.CutPrefix(r.Aspect, "parameter "); ok {
			return route != nil && !hasParameter(route, name)
		}
		return r.Aspect == "path" && route != nil && r.Words != route.Path
	})
}

func hasParameter(route *model.Route, name string) bool {
	named := func(q *model.Parameter) bool { return q.Name == name }
	return slices.ContainsFunc(route.PathParameters(), named) || slices.ContainsFunc(route.Query, named)
}

func requestText(body *model.Body) string {
	switch {
	case body == nil:
		return ""
	case body.Type == "":
		return "the parameters below"
	}
	return join(", ", typeText(&body.Ref), described(&body.Ref), when(body.ReadOnlyToo, "read-only properties too"))
}

func responseText(r *model.Response) string {
	headers := ""
	if len(r.Headers) > 0 {
		headers = "with " + strings.Join(r.Headers, ", ")
	}
	if r.Type == "" {
		return join(", ", "no body", headers)
	}
	return join(", ", typeText(&r.Ref), described(&r.Ref), when(r.Wrapped, `as {"value": …}`), headers)
}

// routeRows lists the request lines with their functions.
func (x *Index) routeRows(op *model.Operation) [][]string {
	functions := x.names.Operation(op).Functions
	rows := make([][]string, len(op.Routes))
	for i, r := range op.Routes {
		name := "(no function)"
		if i < len(functions) {
			name = functions[i].Name.String()
		}
		rows[i] = []string{lineText(r.Position.Line), name, op.Method, r.Path}
	}
	return rows
}

// useRows lists the pages that have the request line of a route, or of the
// principal one, with what each would call its function; none where no other has.
func (x *Index) useRows(op *model.Operation, route *model.Route) [][]string {
	if route = principal(op, route); route == nil {
		return nil
	}
	uses := x.names.Line(route).Uses
	if len(uses) == 1 {
		return nil
	}
	rows := make([][]string, len(uses))
	for i, u := range uses {
		rows[i] = []string{x.calls(u.Operation, u.Route), x.at(u.Operation.Page, u.Route.Position.Line)}
	}
	return rows
}

// calls is what a page would call the function of a route if it were alone.
func (x *Index) calls(op *model.Operation, r *model.Route) string {
	d := x.names.Operation(op)
	i := slices.Index(op.Routes, r)
	if i < 0 || i >= len(d.Functions) {
		return "(no function)"
	}
	if alias := d.Aliases[i]; !alias.IsZero() {
		return alias.String()
	}
	return d.Functions[i].Name.String()
}

// parameter is a parameter with its place in the request, and its Go field.
type parameter struct {
	*model.Parameter
	where string      // "path", "query", "header", "body"
	field *plan.Field // of the options struct or the body; nil for an argument
}

// parameters returns the parameters of a route, or of the principal route if route
// is nil.
func (x *Index) parameters(op *model.Operation, route *model.Route) []parameter {
	d := x.names.Operation(op)
	route = principal(op, route)
	var list []parameter
	add := func(q *model.Parameter, where string, field *plan.Field) {
		list = append(list, parameter{q, where, field})
	}
	if f := x.function(op, route); f != nil {
		for _, q := range op.PathParameters {
			if f.Argument(q) != nil {
				add(q, "path", nil)
			}
		}
		for _, q := range route.Query {
			add(q, "query", nil)
		}
	}
	for _, q := range op.QueryOptions() {
		add(q, "query", d.Query(q.Name))
	}
	for _, q := range op.Headers {
		add(q, "header", d.Header(q.Name))
	}
	if op.Request != nil {
		for _, q := range op.Request.Parameters {
			add(q, "body", x.bodyField(op, q.Name))
		}
	}
	return list
}

// parameterRows lists the parameters: their places, names and types.
func (x *Index) parameterRows(op *model.Operation, route *model.Route) [][]string {
	f := x.function(op, route)
	var rows [][]string
	for _, p := range x.parameters(op, route) {
		goName, goType := p.inGo(f)
		also := ""
		if len(p.Aliases) > 0 {
			also = "also " + strings.Join(p.Aliases, ", ")
		}
		rows = append(rows, []string{p.where, bothNames(p.Name, goName), goType,
			join(", ", typeText(&p.Ref), when(p.Required && p.where != "path", "required"), also)})
	}
	return rows
}

// inGo returns the name and type of the field or argument for a parameter. Both are
// empty if there is none.
func (p *parameter) inGo(f *plan.Function) (name, goType string) {
	if p.field != nil {
		return p.field.Name.String(), p.field.Type.String()
	}
	if f != nil {
		if a := f.Argument(p.Parameter); a != nil {
			return a.Name.String(), a.Type.String()
		}
	}
	return "", ""
}

// exampleRows lists the examples, and the rules of their known mismatches.
func (x *Index) exampleRows(op *model.Operation) [][]string {
	var rows [][]string
	for _, e := range op.Examples {
		var mismatches []string
		if e.Request != nil && e.Request.Gap != nil {
			mismatches = append(mismatches, "request: "+e.Request.Gap.Name)
		}
		if e.Response != nil && e.Response.Gap != nil {
			mismatches = append(mismatches, "response: "+e.Response.Gap.Name)
		}
		rows = append(rows, []string{e.Name, lineText(e.Request.Position.Line), strings.Join(mismatches, ", ")})
	}
	return rows
}
