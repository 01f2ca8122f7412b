package drift

import (
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/model"
)

// callParameters returns the parameters of an action or function of the
// metadata.
func callParameters(op *model.Operation) []*model.Parameter {
	if op.Request != nil {
		return op.Request.Parameters
	}
	return op.PathParameters
}

func body(op *model.Operation) *model.Body {
	if op.Request == nil {
		return &model.Body{}
	}
	return op.Request
}

func headers(op *model.Operation) []*model.Parameter { return op.Headers }

func bodyParameters(op *model.Operation) []*model.Parameter { return body(op).Parameters }

// queries returns the query parameters. A parameter that only some request
// lines name is optional, because callers can use the others.
func queries(op *model.Operation) []*model.Parameter {
	if len(op.Routes) < 2 {
		return op.QueryParameters
	}
	list := slices.Clone(op.QueryParameters)
	for i, p := range list {
		if p.Required && slices.ContainsFunc(op.Routes, func(r *model.Route) bool { return model.ParameterNamed(r.Query, p.Name) == nil }) {
			optional := *p
			optional.Required = false
			list[i] = &optional
		}
	}
	return list
}

// arguments returns the arguments of functions in the paths of an operation. An
// argument is optional if another request line calls the same function without
// it.
func arguments(op *model.Operation) []*model.Parameter {
	var list []*model.Parameter
	for _, p := range op.PathParameters {
		with, without := callsWith(op, p)
		if len(with) == 0 {
			continue
		}
		if slices.ContainsFunc(with, func(call string) bool { return slices.Contains(without, call) }) {
			optional := *p
			optional.Required = false
			p = &optional
		}
		list = append(list, p)
	}
	return list
}

// callsWith returns the paths of the request lines that have the argument, and
// of those that don't. The text in parentheses is removed from the paths.
func callsWith(op *model.Operation, p *model.Parameter) (with, without []string) {
	for _, route := range op.Routes {
		if slices.ContainsFunc(route.Segments, func(s model.Segment) bool { return isArgument(s, p) }) {
			with = append(with, callee(route))
		} else {
			without = append(without, callee(route))
		}
	}
	return with, without
}

func callee(route *model.Route) string {
	segments := strings.Split(route.Shape(), "/")
	for i, s := range segments {
		segments[i], _, _ = strings.Cut(s, "(")
	}
	return strings.Join(segments, "/")
}

// isArgument reports whether the parameter is in the parentheses of the
// segment. A key without parentheses is not an argument.
func isArgument(s model.Segment, p *model.Parameter) bool {
	return len(s) > 1 && strings.Contains(s[0].Text, "(") && slices.ContainsFunc(s[1:], func(part model.Part) bool { return part.Param == p })
}
