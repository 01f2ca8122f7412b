package openapi

import (
	"net/http"
	"strings"

	"github.com/docwright/docwright/parser/edm"
	"github.com/docwright/docwright/parser/internal/notation"
	"github.com/docwright/docwright/parser/model"
)

// methods are the keys of a path item that are operations.
var methods = map[string]string{
	"get": http.MethodGet, "put": http.MethodPut, "post": http.MethodPost, "delete": http.MethodDelete,
	"options": http.MethodOptions, "head": http.MethodHead, "patch": http.MethodPatch, "trace": http.MethodTrace,
}

// pathItem reads the operations of a path.
func (d *document) pathItem(f field) {
	if !strings.HasPrefix(f.key, "/") {
		if !strings.HasPrefix(f.key, "x-") {
			d.findings.Add(d.position(f.at), rulePartInvalid, "the path %q does not begin with a slash; it is left out", f.key)
		}
		return
	}
	item := d.deref(f.value)
	if !d.want(item, object, "the path "+f.key) {
		return
	}
	for _, m := range item.fields {
		method, isOperation := methods[m.key]
		if isOperation && d.want(m.value, object, method+" "+f.key) {
			d.operation(method, f.key, m, item.get("parameters"))
		}
	}
}

var whyDescribed = &model.Why{Name: "description-states", Summary: "The OpenAPI description states it at this place."}

func (d *document) operation(method, path string, f field, shared *node) {
	n := f.value
	path, _, _ = strings.Cut(path, "?")
	path, _, _ = strings.Cut(path, "#")
	op := &model.Operation{Name: n.get("operationId").str(), Method: method, Page: d.file, Line: int(f.at.line), Title: n.get("summary").str(), Kind: kinds[method],
		Paths: []string{path}, PathParameters: model.PathParameters{}, QueryParameters: []*model.Parameter{}, Headers: []*model.Parameter{},
		Permissions: []*model.Permission{}, Responses: []*model.Response{}, Examples: []*model.Example{}, Deprecated: n.get("deprecated").is(), Description: n.get("description").str()}
	inPath := d.parameters(op, n.get("parameters"), shared)
	route := &model.Route{Path: path, Position: d.position(f.at)}
	for _, raw := range notation.SplitPath(strings.Trim(path, "/")) {
		route.Segments = append(route.Segments, d.segment(op, raw, inPath, f.at))
	}
	op.Routes = []*model.Route{route}
	d.request(op, n.field("requestBody"))
	d.responses(op, n.get("responses"))
	d.model.Operations = append(d.model.Operations, op)
}

// kinds has the kind of an operation by its method. The description does not say more.
var kinds = map[string]model.OperationKind{
	http.MethodGet: model.Get, http.MethodPost: model.Create, http.MethodPut: model.Update, http.MethodPatch: model.Update, http.MethodDelete: model.Delete,
}

// segment splits a segment of a path into text and parameters.
func (d *document) segment(op *model.Operation, raw string, inPath map[string]*model.Parameter, at place) model.Segment {
	var s model.Segment
	for raw != "" {
		before, rest, open := strings.Cut(raw, "{")
		if before != "" {
			s = append(s, model.Part{Text: before})
		}
		if !open {
			break
		}
		var name string
		name, raw, _ = strings.Cut(rest, "}")
		p := inPath[name]
		if p == nil {
			d.findings.Add(d.position(at), ruleParameterUnknown, "the path has the parameter %q, which the operation does not declare; it is read as a string", name)
			p = &model.Parameter{Name: name, Ref: model.Ref{Type: edm.String, Loose: true}, Required: true, Position: d.position(at)}
			inPath[name] = p
		}
		if model.ParameterNamed(op.PathParameters, name) == nil {
			op.PathParameters = append(op.PathParameters, p)
		}
		s = append(s, model.Part{Param: p, Quoted: strings.HasSuffix(before, "'") && strings.HasPrefix(raw, "'")})
	}
	return s
}

// parameters reads the parameters of an operation, and those of its path that it does not
// declare again. It returns those in the path, by name.
func (d *document) parameters(op *model.Operation, own, shared *node) map[string]*model.Parameter {
	inPath, seen := map[string]*model.Parameter{}, map[[2]string]bool{}
	for _, parameters := range []*node{own, shared} {
		if !d.want(parameters, list, "parameters") {
			continue
		}
		for _, f := range parameters.fields {
			n := d.deref(f.value)
			in, name := n.get("in").str(), n.get("name").str()
			if !n.isObject() || name == "" || seen[[2]string{in, name}] {
				continue
			}
			seen[[2]string{in, name}] = true
			p := &model.Parameter{Name: name, Required: n.get("required").is(), Description: n.get("description").str(), Position: d.position(f.at)}
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
func parameterSchema(n *node) *node {
	if schema := n.get("schema"); schema != nil {
		return schema
	}
	for _, f := range n.get("content").each() {
		return f.value.get("schema")
	}
	return nil
}
