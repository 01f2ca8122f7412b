package print

import (
	"github.com/dave/jennifer/jen"

	"github.com/docwright/docwright/generator/plan"
	"github.com/docwright/docwright/generator/text"
)

func printStruct(f *jen.File, s *plan.Struct) {
	addDoc(f, s.Doc)
	f.Type().Id(s.Name.String()).StructFunc(func(g *jen.Group) {
		printFields(g, s.Fields)
		for n, i := range s.Inherited {
			if n > 0 || len(s.Fields) > 0 {
				g.Line()
			}
			g.Comment(text.Comment("Inherited from " + i.From + "."))
			g.Line()
			printFields(g, undocumented(i.Fields))
		}
		if s.Embed == "" {
			return
		}
		if len(s.Fields)+len(s.Inherited) > 0 {
			g.Line()
		}
		embed := g.Id(s.Embed)
		if s.IsModel() {
			embed.Id(s.Embed) // a named field: its methods are not promoted to the model
		}
		if s.EmbedTag != "" {
			embed.Id(s.EmbedTag)
		}
	})
	f.Line()
	if s.Codec {
		printCodec(f, s.Name.String())
	}
	if s.IsModel() {
		printGet(f, s.Name.String())
	}
	for _, mark := range s.Marks {
		method(f, verbatim("*"+s.Name.String()), mark.String()).Params().Block()
		f.Line()
	}
}

func printInterface(f *jen.File, i *plan.Interface) {
	addDoc(f, i.Doc)
	f.Type().Id(i.Name.String()).Interface(jen.Id(i.Method.String()).Params())
	f.Line()
}

func printFields(g *jen.Group, fields []*plan.Field) {
	for _, field := range fields {
		addDoc(g, field.Doc)
		g.Add(verbatim(field.Name.String()), goType(field.Type), verbatim(field.Tag))
	}
}

// undocumented returns copies of the fields with nothing but their notes. The
// documentation is in the base type.
func undocumented(fields []*plan.Field) []*plan.Field {
	bare := make([]plan.Field, len(fields))
	list := make([]*plan.Field, len(fields))
	for i, f := range fields {
		bare[i] = *f
		bare[i].Doc = plan.Doc{Notes: f.Doc.Notes, Deprecated: f.Doc.Deprecated}
		list[i] = &bare[i]
	}
	return list
}

// The bodies of the methods that all structs have.
var (
	encodeBody = jen.Op("{").Return(jen.Id("encodeObject").Call(verbatim("&x"))).Op("}")
	decodeBody = jen.Op("{").Return(jen.Id("decodeObject").Call(jen.Id("b"), x)).Op("}")
	textBody   = jen.Op("{").Return(jen.Id("textOf").Call(verbatim("&x"))).Op("}")
	encodeType = verbatim("() ([]byte, error)")
	decodeType = verbatim("(b []byte) error")
)

func printCodec(f *jen.File, name string) {
	method(f, verbatim("x "+name), "MarshalJSON").Add(encodeType, encodeBody)
	f.Line()
	method(f, verbatim("x *"+name), "UnmarshalJSON").Add(decodeType, decodeBody)
	f.Line()
	f.Comment("// String returns x as JSON.")
	method(f, verbatim("x "+name), "String").Add(verbatim("() string"), textBody)
	f.Line()
}

// printGet prints the method Get, which can be called on a nil pointer.
func printGet(f *jen.File, name string) {
	f.Comment("// Get returns the value of x, or the zero value if x is nil.")
	method(f, verbatim("x *"+name), "Get").Add(verbatim("() (v "+name+")")).Block(
		jen.If(verbatim("x != nil")).Block(verbatim("v = *x")),
		jen.Return(verbatim("v")),
	)
	f.Line()
}

func method(f *jen.File, receiver jen.Code, name string) *jen.Statement {
	return f.Func().Params(receiver).Id(name)
}

var equals = jen.Op("=")

func printEnum(f *jen.File, e *plan.Enum) {
	name := e.Name.String()
	addDoc(f, e.Doc)
	f.Type().Id(name).String()
	f.Line()
	if len(e.Members) > 0 {
		f.Comment(text.Comment("The documented members of " + name + "."))
		f.Const().DefsFunc(func(g *jen.Group) {
			for _, m := range e.Members {
				addDoc(g, plan.Doc{Text: m.Doc})
				g.Add(verbatim(m.Name.String()), verbatim(name), equals, literal(m.Value))
			}
		})
		f.Line()
	}
	members := make([]jen.Code, 1, len(e.Members)+1)
	members[0] = x
	for _, m := range e.Members {
		members = append(members, jen.Id(m.Name.String()))
	}
	if e.Flags {
		enumMethod(f, name, "Known", "reports whether x has members and all of them are documented.", nil, boolType, jen.Id("flagKnown").Call(members...))
		enumMethod(f, name, "Members", "returns the members of x.", nil, jen.Index().Id(name), jen.Id("flagMembers").Call(x))
		enumMethod(f, name, "Has", "reports whether all members of y are in x.", jen.Id("y").Id(name), boolType, jen.Id("flagHas").Call(x, jen.Id("y")))
		return
	}
	enumMethod(f, name, "Known", "reports whether x is documented, regardless of case.", nil, boolType, jen.Id("known").Call(members...))
	enumMethod(f, name, "Equal", "reports whether x and y are equal, regardless of case.", jen.Id("y").Id(name), boolType, jen.Qual("strings", "EqualFold").Call(jen.String().Call(x), jen.String().Call(jen.Id("y"))))
}

func enumMethod(f *jen.File, enum, name, does string, param, result, value jen.Code) {
	f.Comment("// " + name + " " + does)
	m := method(f, jen.Id("x").Id(enum), name)
	if param == nil {
		m.Params()
	} else {
		m.Params(param)
	}
	m.Add(result).Op("{").Return(value).Op("}")
	f.Line()
}
