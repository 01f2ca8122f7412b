package print

import (
	"github.com/dave/jennifer/jen"

	"github.com/docwright/docwright/generator/plan"
)

// httpMethods are the constants of net/http.
var httpMethods = map[string]string{
	"GET": "MethodGet", "HEAD": "MethodHead", "POST": "MethodPost", "PUT": "MethodPut", "PATCH": "MethodPatch", "DELETE": "MethodDelete",
}

func printFunction(f *jen.File, fn *plan.Function) {
	name, request := fn.Name.String(), fn.Request.String()
	params := make([]jen.Code, 0, len(fn.Params)+1)
	forward := make([]jen.Code, 0, len(fn.Params)+2)
	forward = append(forward, jen.Id("ctx"))
	for _, p := range fn.Params {
		params = append(params, jen.Id(p.Name.String()).Add(goType(p.Type)))
		forward = append(forward, jen.Id(p.Name.String()))
	}
	options := "Options"
	if !fn.Options.IsZero() {
		options = fn.Options.String()
	}
	params = append(params, jen.Id("opts").Op("*").Id(options))
	forward = append(forward, jen.Id("opts"))

	addDoc(f, fn.Doc)
	sender := append([]jen.Code{ctxParam(), clientParam()}, params...)
	f.Func().Id(name).Params(sender...).Add(resultType(fn.Result)).Block(
		jen.List(jen.Id("req"), jen.Err()).Op(":=").Id(request).Call(forward...),
		jen.Return(send(fn.Result)),
	)
	f.Line()

	f.Comment("// " + request + " builds the request that [" + name + "] sends.")
	f.Func().Id(request).Params(append([]jen.Code{ctxParam()}, params...)...).
		Params(jen.Op("*").Qual("net/http", "Request"), jen.Error()).
		Block(jen.Return(jen.Id("newRequest").Call(
			jen.Id("ctx"),
			jen.Qual("net/http", httpMethods[fn.Method]),
			literal(fn.Template),
			arguments(fn),
			jen.Id("opts"),
			body(fn),
		)))
	f.Line()
}

func ctxParam() jen.Code    { return jen.Id("ctx").Qual("context", "Context") }
func clientParam() jen.Code { return jen.Id("c").Op("*").Id("Client") }

func arguments(fn *plan.Function) jen.Code {
	if len(fn.Args) == 0 {
		return jen.Nil()
	}
	return jen.Id("args").ValuesFunc(func(g *jen.Group) {
		for _, a := range fn.Args {
			g.Id(a.Name.String())
		}
	})
}

func body(fn *plan.Function) jen.Code {
	if fn.Body == nil {
		return jen.Nil()
	}
	return jen.Id(fn.Body.Name.String())
}

func resultType(r plan.Result) jen.Code {
	switch r.Kind {
	case plan.One:
		return jen.Params(goType(r.Type.In(plan.Pointer)), jen.Error())
	case plan.Scalar:
		return jen.Params(goType(r.Type), jen.Error())
	case plan.Pages:
		return jen.Qual("iter", "Seq2").Types(goType(r.Type), jen.Error())
	case plan.Stream:
		return jen.Params(jen.Qual("io", "ReadCloser"), jen.Error())
	case plan.Delta:
		return jen.Op("*").Id("Delta").Types(goType(r.Type))
	}
	return jen.Error()
}

func send(r plan.Result) jen.Code {
	s := jen.Id(r.Kind.Sender())
	switch r.Kind {
	case plan.One, plan.Scalar, plan.Pages, plan.Delta:
		s.Types(goType(r.Type))
	}
	return s.Call(jen.Id("c"), jen.Id("req"), jen.Err())
}
