package print

import (
	"encoding/json"
	"strconv"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/docwright/docwright/generator/plan"
	"github.com/docwright/docwright/generator/text"
	"github.com/docwright/docwright/parser/model"
)

// Tests returns the source of the test file of a group.
func Tests(pkg *plan.Package, g *plan.Group) []byte {
	f := newFile(pkg)
	f.Func().Id(g.Test.String()).Params(jen.Id("t").Op("*").Qual("testing", "T")).Block(
		jen.Id("runExamples").Call(jen.Id("t"), literal(g.Stem), jen.Index().Id("exampleTest").CustomFunc(jen.Options{
			Open: "{", Close: "}", Separator: ",", Multi: true,
		}, func(tests *jen.Group) {
			for _, e := range g.Examples {
				tests.Values(literal(e.Name), call(e))
			}
		})),
	)
	return render(f)
}

// call returns the function literal that makes the call of the example, or nil
// if there is none.
func call(e *plan.Example) jen.Code {
	if e.Function == nil {
		return null
	}
	c := jen.Id(e.Function.Name.String()).CallFunc(func(g *jen.Group) {
		g.Id("ctx")
		g.Id("c")
		for _, v := range e.Args {
			g.Add(value(v))
		}
		if e.Function.Body != nil {
			g.Add(exampleBody(e.Body))
		}
		g.Add(options(e))
	})
	result := jen.Return()
	switch e.Function.Result.Kind {
	case plan.None:
		result.List(null, c)
	case plan.Work:
		result = jen.List(jen.Id("_"), jen.Err()).Op(":=").Add(c).Line().Return(null, jen.Err())
	case plan.Pages:
		result.Id("collect").Call(c)
	case plan.Delta:
		result.Id("collect").Call(c.Dot("All").Call())
	default:
		result.Add(c)
	}
	return jen.Func().Params(ctxParam, clientParam, verbatim("e *example")).
		Params(jen.Any(), jen.Error()).Block(result)
}

func exampleBody(t plan.Type) jen.Code {
	if t.Import == "io" {
		return jen.Id("e").Dot("reader").Call()
	}
	return jen.Id("body").Types(goType(t)).Call(jen.Id("e"))
}

func value(v plan.Value) jen.Code {
	switch v.Kind {
	case plan.PlainValue:
		return verbatim(v.Text)
	case plan.ListValue:
		return jen.Index().String().Add(texts(v.List))
	case plan.TimeValue:
		_, offset := v.Time.Zone()
		zone := jen.Qual("time", "UTC")
		if offset != 0 {
			zone = jen.Qual("time", "FixedZone").Call(literal(""), jen.Lit(offset))
		}
		return jen.Qual("time", "Date").Call(jen.Lit(v.Time.Year()), jen.Lit(int(v.Time.Month())), jen.Lit(v.Time.Day()),
			jen.Lit(v.Time.Hour()), jen.Lit(v.Time.Minute()), jen.Lit(v.Time.Second()), jen.Lit(v.Time.Nanosecond()), zone)
	}
	return literal(v.Text)
}

// texts returns string literals between braces.
func texts(list []string) jen.Code {
	return jen.ValuesFunc(func(g *jen.Group) {
		for _, s := range list {
			g.Add(literal(s))
		}
	})
}

// options returns the last argument of a call.
func options(e *plan.Example) jen.Code {
	var rest []jen.Code
	if len(e.Query) > 0 {
		rest = append(rest, jen.Id("Query").Op(":").Qual("net/url", "Values").Values(pairs(e.Query)...))
	}
	if len(e.Header) > 0 {
		header := make([]model.NameValue, len(e.Header))
		for i, h := range e.Header {
			header[i] = model.NameValue(h)
		}
		rest = append(rest, jen.Id("Header").Op(":").Qual("net/http", "Header").Values(pairs(header)...))
	}
	if len(rest)+len(e.Options) == 0 {
		return null
	}
	if e.Function.Options.IsZero() {
		return jen.Op("&").Id("Options").Values(rest...)
	}
	var fields []jen.Code
	for _, o := range e.Options {
		fields = append(fields, jen.Id(o.Field.String()).Op(":").Add(value(o.Value)))
	}
	if len(rest) > 0 {
		fields = append(fields, jen.Id("Options").Op(":").Id("Options").Values(rest...))
	}
	return jen.Op("&").Id(e.Function.Options.String()).Values(fields...)
}

// pairs returns the members of a map from names to lists of values. Each name
// occurs once.
func pairs(list []model.NameValue) []jen.Code {
	var codes []jen.Code
	for i, q := range list {
		if indexName(list[:i], q.Name) >= 0 {
			continue
		}
		var values []string
		for _, other := range list[i:] {
			if other.Name == q.Name {
				values = append(values, other.Value)
			}
		}
		codes = append(codes, jen.Add(literal(q.Name)).Op(":").Add(texts(values)))
	}
	return codes
}

func indexName(list []model.NameValue, name string) int {
	for i, q := range list {
		if q.Name == name {
			return i
		}
	}
	return -1
}

// Goldens returns the JSON file with the examples of a group. Bodies are
// unchanged.
func Goldens(g *plan.Group) []byte {
	b := []byte("[")
	for i, e := range g.Examples {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, "\n{\"name\": "...)
		b = appendJSON(b, e.Name)
		b = appendRequest(b, e)
		b = appendResponse(b, e)
		b = appendGap(b, "requestGap", e.RequestGap)
		b = appendGap(b, "responseGap", e.ResponseGap)
		b = append(b, '}')
	}
	return text.JSON(append(b, "\n]\n"...))
}

func appendRequest(b []byte, e *plan.Example) []byte {
	r := e.Of.Request
	b = append(b, ",\n \"request\": {\"method\": "...)
	b = appendJSON(b, r.Method)
	b = append(b, ", \"url\": "...)
	b = appendJSON(b, r.URL)
	b = append(b, ", \"path\": "...)
	b = appendJSON(b, e.Path)
	if len(r.Query) > 0 {
		b = append(b, ", \"query\": ["...)
		for i, q := range r.Query {
			if i > 0 {
				b = append(b, ", "...)
			}
			b = append(appendJSON(append(b, '['), q.Name), ", "...)
			b = append(appendJSON(b, q.Value), ']')
		}
		b = append(b, ']')
	}
	b = appendHeader(b, e.Headers)
	return append(appendBody(b, r.JSON, r.Text), '}')
}

func appendResponse(b []byte, e *plan.Example) []byte {
	r := e.Of.Response
	if r == nil {
		return b
	}
	b = append(b, ",\n \"response\": {\"status\": "...)
	b = strconv.AppendInt(b, int64(r.Status), 10)
	b = appendHeader(b, r.Headers)
	b = append(appendBody(b, r.JSON, r.Text), '}')
	if len(e.Unknown) == 0 || e.ResponseGap != "" {
		return b
	}
	b = append(b, ",\n \"unknown\": ["...)
	for i, name := range e.Unknown {
		if i > 0 {
			b = append(b, ", "...)
		}
		b = appendJSON(b, name)
	}
	return append(b, ']')
}

// appendHeader appends headers as an object. Of headers that differ only in
// case, it appends the first.
func appendHeader(b []byte, headers []model.Header) []byte {
	n := 0
	for i, h := range headers {
		repeated := false
		for _, other := range headers[:i] {
			repeated = repeated || strings.EqualFold(other.Name, h.Name)
		}
		if repeated {
			continue
		}
		if n++; n == 1 {
			b = append(b, ", \"header\": {"...)
		} else {
			b = append(b, ", "...)
		}
		b = append(appendJSON(b, h.Name), ": "...)
		b = appendJSON(b, h.Value)
	}
	if n > 0 {
		b = append(b, '}')
	}
	return b
}

func appendBody(b []byte, strict model.RawJSON, text string) []byte {
	switch {
	case strict != "":
		return append(append(b, ", \"body\": "...), strict...)
	case text != "":
		return appendJSON(append(b, ", \"text\": "...), text)
	}
	return b
}

func appendGap(b []byte, key, gap string) []byte {
	if gap == "" {
		return b
	}
	return appendJSON(append(b, ",\n \""+key+"\": "...), gap)
}

func appendJSON(b []byte, s string) []byte {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c >= 0x7f || c == '"' || c == '\\' {
			text, _ := json.Marshal(s) // strings never fail to marshal
			return append(b, text...)
		}
	}
	return append(append(append(b, '"'), s...), '"')
}
