package print

import (
	"github.com/dave/jennifer/jen"

	"github.com/docwright/docwright/generator/plan"
	"github.com/docwright/docwright/generator/text"
)

// httpMethods maps methods to the constants of net/http.
var httpMethods = map[string]string{
	"GET": "MethodGet", "HEAD": "MethodHead", "POST": "MethodPost", "PUT": "MethodPut", "PATCH": "MethodPatch", "DELETE": "MethodDelete",
}

func printFunction(f *jen.File, fn *plan.Function) {
	name, request := fn.Name.String(), fn.Request.String()
	params := make([]jen.Code, 0, len(fn.Params)+1)
	forward := make([]jen.Code, 0, len(fn.Params)+2)
	forward = append(forward, ctx)
	for i, p := range fn.Params {
		name := verbatim(p.Name.String())
		forward = append(forward, name)
		if i+1 < len(fn.Params) && fn.Params[i+1].Type == p.Type {
			params = append(params, name) // it shares the type of the next one
			continue
		}
		params = append(params, jen.Add(name, goType(p.Type)))
	}
	options := "Options"
	if !fn.Options.IsZero() {
		options = fn.Options.String()
	}
	params = append(params, verbatim("opts *"+options))
	forward = append(forward, opts)

	addDoc(f, fn.Doc)
	sender := append([]jen.Code{ctxParam, clientParam}, params...)
	f.Func().Id(name).Params(sender...).Add(resultType(fn.Result)).Block(
		verbatim("req, err :=").Id(request).Call(forward...),
		jen.Return(send(fn.Result)),
	)
	f.Line()

	f.Comment(text.Comment(request + " builds the request that [" + name + "] sends."))
	f.Func().Id(request).Params(append([]jen.Code{ctxParam}, params...)...).
		Add(requestType).Block(jen.Return(jen.Id("newRequest").Call(
		ctx,
		jen.Qual("net/http", httpMethods[fn.Method]),
		literal(fn.Template),
		arguments(fn),
		opts,
		body(fn),
	)))
	f.Line()
}

func arguments(fn *plan.Function) jen.Code {
	if len(fn.Args) == 0 {
		return null
	}
	return jen.Id("args").ValuesFunc(func(g *jen.Group) {
		for _, a := range fn.Args {
			g.Id(a.Name.String())
		}
	})
}

func body(fn *plan.Function) jen.Code {
	if fn.Body == nil {
		return null
	}
	value := jen.Id(fn.Body.Name.String())
	if !fn.BodyBase.IsZero() {
		value = jen.Id("subtype").Types(jen.Id(fn.BodyBase.String())).Call(value)
	}
	if fn.BodyWrap != "" {
		value = jen.Id(fn.BodyWrap).Call(value)
	}
	if fn.MediaType != "" {
		value = jen.Id("typed").Call(literal(fn.MediaType), value)
	}
	return value
}

func resultType(r plan.Result) jen.Code {
	switch r.Kind {
	case plan.One:
		return jen.Params(goType(r.Type.In(plan.Pointer)), errorType)
	case plan.Scalar:
		return jen.Params(goType(r.Type), errorType)
	case plan.Pages:
		return jen.Qual("iter", "Seq2").Types(goType(r.Type), errorType)
	case plan.Stream:
		return jen.Params(jen.Op("*").Id("Download"), errorType)
	case plan.Work:
		return jen.Params(jen.Op("*").Id("Work").Types(goType(r.Type)), errorType)
	case plan.Delta:
		return jen.Op("*").Id("Delta").Types(goType(r.Type))
	}
	return errorType
}

func send(r plan.Result) jen.Code {
	s := jen.Id(r.Kind.Sender())
	switch r.Kind {
	case plan.One, plan.Scalar, plan.Pages, plan.Delta, plan.Work:
		s.Types(goType(r.Type))
	}
	return s.Call(verbatim("c, req, err"))
}

// Permissions returns the source of the table of permissions.
func Permissions(pkg *plan.Package) []byte {
	f := newFile(pkg)
	f.Comment("// permissions has the permissions of the functions, sorted by name.")
	f.Var().Id(plan.PermissionsTable).Op("=").Index(jen.Op("...")).Id("permissionsOf").CustomFunc(jen.Options{Open: "{", Close: "}", Separator: ",", Multi: true}, func(g *jen.Group) {
		for _, p := range pkg.Permissions {
			g.ValuesFunc(func(row *jen.Group) {
				row.Add(literal(p.Function.String()))
				row.Id("Permissions").ValuesFunc(func(g *jen.Group) {
					for _, kind := range p.Kinds() {
						if len(kind.Sets) > 0 {
							g.Id(kind.Field).Op(":").Index().String().Add(texts(kind.Sets))
						}
					}
				})
			})
		}
	})
	return render(f)
}
