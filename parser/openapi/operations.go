package openapi

import (
	"net/http"
	"strings"

	"github.com/docwright/docwright/parser/edm"
	"github.com/docwright/docwright/parser/internal/notation"
	"github.com/docwright/docwright/parser/internal/tree"
	"github.com/docwright/docwright/parser/model"
)

// methods are the keys of a path item that are operations.
var methods = map[string]string{
	"get": http.MethodGet, "put": http.MethodPut, "post": http.MethodPost, "delete": http.MethodDelete,
	"options": http.MethodOptions, "head": http.MethodHead, "patch": http.MethodPatch, "trace": http.MethodTrace,
}

// pathItem reads the operations of a path.
func (d *document) pathItem(f tree.Field) {
	if !strings.HasPrefix(f.Key, "/") {
		if !strings.HasPrefix(f.Key, "x-") {
			d.findings.Add(d.tree.Position(f.At), rulePartInvalid, "the path %q does not begin with a slash; it is left out", f.Key)
		}
		return
	}
	item := d.deref(f.Value)
	if !d.want(item, tree.Object, "the path "+f.Key) {
		return
	}
	for _, m := range item.Fields {
		method, isOperation := methods[m.Key]
		if isOperation && d.want(m.Value, tree.Object, method+" "+f.Key) {
			d.operation(method, f.Key, m, item.Get("parameters"))
		}
	}
}

var whyDescribed = &model.Why{Name: "description-states", Summary: "The OpenAPI description states it at this place."}

func (d *document) operation(method, path string, f tree.Field, shared *tree.Node) {
	n := f.Value
	path, _, _ = strings.Cut(path, "?")
	path, _, _ = strings.Cut(path, "#")
	op := &model.Operation{Name: n.Get("operationId").Str(), Method: method, Page: d.tree.File, Line: int(f.At.Line), Title: n.Get("summary").Str(), Kind: kinds[method],
		Paths: []string{path}, PathParameters: model.PathParameters{}, QueryParameters: []*model.Parameter{}, Headers: []*model.Parameter{},
		Permissions: []*model.Permission{}, Responses: []*model.Response{}, Examples: []*model.Example{}, Deprecated: n.Get("deprecated").IsTrue(), Description: n.Get("description").Str()}
	inPath := d.parameters(op, n.Get("parameters"), shared)
	route := &model.Route{Path: path, Position: d.tree.Position(f.At)}
	for _, raw := range notation.SplitPath(strings.Trim(path, "/")) {
		route.Segments = append(route.Segments, d.segment(op, raw, inPath, f.At))
	}
	op.Routes = []*model.Route{route}
	d.security(op, n.Get("security"))
	d.request(op, n.Field("requestBody"))
	d.responses(op, n.Get("responses"))
	d.model.Operations = append(d.model.Operations, op)
}

// kinds has the kind of an operation by its method. The description does not say more.
var kinds = map[string]model.OperationKind{
	http.MethodGet: model.Get, http.MethodPost: model.Create, http.MethodPut: model.Update, http.MethodPatch: model.Update, http.MethodDelete: model.Delete,
}

// segment splits a segment of a path into text and parameters.
func (d *document) segment(op *model.Operation, raw string, inPath map[string]*model.Parameter, at tree.Place) model.Segment {
	return model.ParseSegment(raw, func(name string) *model.Parameter {
		p := inPath[name]
		if p == nil {
			d.findings.Add(d.tree.Position(at), ruleParameterUnknown, "the path has the parameter %q, which the operation does not declare; it is read as a string", name)
			p = &model.Parameter{Name: name, Ref: model.Ref{Type: edm.String, Loose: true}, Required: true, Position: d.tree.Position(at)}
			inPath[name] = p
		}
		if model.ParameterNamed(op.PathParameters, name) == nil {
			op.PathParameters = append(op.PathParameters, p)
		}
		return p
	})
}

// parameters reads the parameters of an operation, and those of its path that it does not
// declare again. It returns those in the path, by name.
func (d *document) parameters(op *model.Operation, own, shared *tree.Node) map[string]*model.Parameter {
	inPath, seen := map[string]*model.Parameter{}, map[[2]string]bool{}
	for _, parameters := range []*tree.Node{own, shared} {
		if !d.want(parameters, tree.List, "parameters") {
			continue
		}
		for _, f := range parameters.Fields {
			n := d.deref(f.Value)
			in, name := n.Get("in").Str(), n.Get("name").Str()
			if !n.IsObject() || name == "" || seen[[2]string{in, name}] {
				continue
			}
			seen[[2]string{in, name}] = true
			p := &model.Parameter{Name: name, Required: n.Get("required").IsTrue(), Description: n.Get("description").Str(), Position: d.tree.Position(f.At)}
			d.ref(&p.Ref, parameterSchema(n), use{name: op.Method + " " + op.Paths[0] + "?" + name})
			switch in {
			case "path":
				inPath[name] = p
			case "query":
				op.QueryParameters = append(op.QueryParameters, p)
			case "header":
				if !reserved[strings.ToLower(name)] {
					op.Headers = append(op.Headers, p)
				}
			}
		}
	}
	return inPath
}

// reserved are the headers that are no parameters (OpenAPI 3.1, section 4.8.12).
var reserved = map[string]bool{"accept": true, "content-type": true, "authorization": true}

// parameterSchema returns the schema of a parameter, which may be that of a media type.
func parameterSchema(n *tree.Node) *tree.Node {
	if schema := n.Get("schema"); schema != nil {
		return schema
	}
	for _, f := range n.Get("content").Each() {
		return f.Value.Get("schema")
	}
	return nil
}
