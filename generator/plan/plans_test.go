package plan

import (
	"cmp"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/generator/choice"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

const harborURL = "https://harbor.example/v1.0"

// property returns a property of a type.
func property(name, typ string, change ...func(*model.Property)) *model.Property {
	p := &model.Property{Name: name, Ref: model.Ref{Type: typ}, Position: source.Position{File: "resources/x.md", Line: 9}}
	for _, f := range change {
		f(p)
	}
	return p
}

// ref returns a reference to a part of the model.
func ref(to any, collection bool) model.Ref {
	switch to := to.(type) {
	case *model.Type:
		return model.Ref{Type: to.Qualified(), Struct: to, Collection: collection}
	case *model.Enum:
		return model.Ref{Type: to.Qualified(), Enum: to, Collection: collection}
	}
	return model.Ref{Type: to.(string), Collection: collection}
}

// propertyTypes has the types of properties, and a name that is not a type.
var propertyTypes = []string{
	"Edm.String", "Edm.Guid", "Edm.Boolean", "Edm.Byte", "Edm.SByte", "Edm.Int16", "Edm.Int32", "Edm.Int64", "Edm.Single", "Edm.Double",
	"Edm.Decimal", "Edm.DateTimeOffset", "Edm.Date", "Edm.TimeOfDay", "Edm.Duration", "Edm.Binary", "Edm.Stream", "Edm.Untyped", "harbor.port.unknown",
}

// TestPlanOfTypes plans types and enums with every kind of property.
func TestPlanOfTypes(t *testing.T) {
	side := enum("side", "port", "starboard")
	side.Description = "Where a vessel lies"
	side.Members[1].Description = "To the right"
	signals := &model.Enum{Namespace: port, Name: "signals", Flags: true, Page: "resources/signals.md", Members: []*model.Member{{Name: "horn"}, {Name: "light"}}}
	mooring, anything, secret := typ(port, "mooring", "id"), typ(port, "json"), typ(port, "secret", "id")
	anything.AnyJSON = true
	hidden := enum("hiddenKind", "a")

	entity, vessel := typ(port, "entity"), typ(port, "vessel")
	entity.Base = "harbor.base.thing"
	entity.Properties = []*model.Property{property("id", "Edm.String", func(p *model.Property) {
		p.Description, p.ReadOnly, p.Deprecated = "The number", true, true
	})}
	vessel.BaseType, vessel.Open = entity, true
	vessel.Description = "Represents a vessel"
	for i, name := range propertyTypes {
		letter := string(rune('a' + i))
		vessel.Properties = append(vessel.Properties, property(letter+"One", name), property(letter+"Many", name, func(p *model.Property) { p.Collection = true }))
	}
	for _, p := range []struct {
		name string
		ref  model.Ref
	}{
		{"side", ref(side, false)}, {"sides", ref(side, true)}, {"signals", ref(signals, false)}, {"mooring", ref(mooring, false)}, {"moorings", ref(mooring, true)},
		{"json", ref(anything, false)}, {"secret", ref(secret, false)}, {"hidden", ref(hidden, false)}, {"hiddens", ref(hidden, true)},
	} {
		vessel.Properties = append(vessel.Properties, property(p.name, "", func(q *model.Property) { q.Ref = p.ref }))
	}
	vessel.Properties[0].Description = "As painted on the bow:"
	vessel.Properties[2].ReadOnly = true
	vessel.Properties[4].Deprecated = true
	lone := typ("harbor", "lone")
	lone.Pages = nil
	m := &model.Model{
		Types: []*model.Type{anything, entity, lone, mooring, secret, vessel},
		Enums: []*model.Enum{hidden, side, signals},
	}
	checkPlan(t, "types", m, Options{
		Package: "harbor", BaseURL: harborURL, Source: "the harbor reference", Licence: "CC-BY-4.0",
		DocsURL: "https://docs.example/",
		Choice:  choice.Choice{Include: []string{"harbor.port.vessel", "harbor.lone"}, Exclude: []string{"harbor.port.secret", "harbor.port.hiddenKind"}},
	})
	checkPlan(t, "types-chosen", m, Options{Package: "harbor", BaseURL: harborURL, Choice: choice.Choice{Include: []string{"harbor.port.mooring", "harbor.port.signals"}}})
}

// parameter returns a parameter with a description.
func parameter(name string, r model.Ref, description string) *model.Parameter {
	return &model.Parameter{Name: name, Ref: r, Description: description, Position: source.Position{File: "api/x.md", Line: 30}}
}

func texts(names ...string) []*model.Parameter {
	var list []*model.Parameter
	for _, name := range names {
		list = append(list, parameter(name, str(), ""))
	}
	return list
}

// walk sets the segments of a route from literal text and parameters.
func walk(r *model.Route, segments ...any) {
	for _, s := range segments {
		switch s := s.(type) {
		case string:
			r.Segments = append(r.Segments, model.Segment{{Text: s}})
			r.Path += "/" + s
		case *model.Parameter:
			r.Segments = append(r.Segments, model.Segment{{Param: s}})
			r.Path += "/{" + s.Name + "}"
		case model.Segment:
			r.Segments = append(r.Segments, s)
			r.Path += "/…"
		}
	}
}

func routed(page, name, method string, segments ...any) *model.Operation {
	o := op(page, name)
	o.Method = method
	o.Routes[0].Segments = nil
	walk(o.Routes[0], segments...)
	o.Paths = []string{o.Routes[0].Path}
	return o
}

func returns(o *model.Operation, status int, r model.Ref) *model.Operation {
	o.Responses = append(o.Responses, &model.Response{Status: status, Ref: r})
	return o
}

// TestPlanOfOperations plans operations with every kind of parameter, body and
// result.
func TestPlanOfOperations(t *testing.T) {
	tug, side := typ(port, "tug", "id"), enum("side", "port")
	session := typ(port, "uploadPlan", "uploadUrl", "nextExpectedRanges")
	id := func() *model.Parameter { return parameter("id", str(), "The number of the tug") }

	list := returns(routed("tug-list", "ListTugs", "GET", "tugs"), 200, ref(tug, true))
	list.Description, list.Deprecated = "Get all tugs", true
	list.QueryParameters = texts("$select", "$expand", "$orderby", "$filter", "$search", "$format", "$skiptoken", "$deltatoken", "$top", "$skip", "$count",
		"includeSold", "options", "Include-Sold", "名前")
	list.QueryParameters[11].Ref, list.QueryParameters[11].Description = model.Ref{Type: "Edm.Boolean"}, "Also the sold ones"
	list.Headers = texts("If-None-Match", "if-none-match", "Query", "é")
	list.Permissions = []*model.Permission{
		{Kind: model.Application, Scopes: []string{"Tug.Read.All"}, Supported: true},
		{Kind: model.DelegatedWork, Scopes: []string{"Tug.Read", "Tug.ReadWrite", "Berth.Read"}, Supported: true, Sets: [][]string{{"Tug.Read"}, {"Tug.ReadWrite", "Berth.Read"}}},
		{Kind: model.DelegatedPersonal, Scopes: []string{"Never"}},
	}
	list.Routes = append(list.Routes, &model.Route{Suffix: "OfBerth", Name: "ListTugsOfBerth"})
	berth := parameter("berth-id", str(), "")
	walk(list.Routes[1], "berths", berth, "tugs")
	list.Permissions[0].Paths = []string{list.Routes[0].Path}
	list.Permissions = append(list.Permissions, &model.Permission{
		Kind: model.Application, Scopes: []string{"Tug.Read.All", "Berth.Read.All"}, Supported: true, Paths: []string{list.Routes[1].Path},
	})

	get := returns(returns(routed("tug-get", "GetTug", "GET", "tugs", id()), 404, ref("harbor.port.error", false)), 200, ref(tug, false))
	get.Permissions = []*model.Permission{{Kind: model.DelegatedPersonal, Scopes: []string{"Tug.Read"}, Supported: true}}
	get.Routes[0].Query = []*model.Parameter{parameter("at", model.Ref{Type: "Edm.DateTimeOffset"}, "When it was seen"), parameter("as of", str(), "")}
	get.QueryParameters = texts("at", "as of")

	create := returns(routed("tug-post", "CreateTug", "POST", "tugs"), 201, ref(tug, false))
	create.Request = &model.Body{Ref: ref(tug, false), ReadOnlyToo: true}
	replace := routed("tug-put", "ReplaceTug", "PUT", "tugs", id())
	replace.Request = &model.Body{Ref: ref(tug, true)}
	update := routed("tug-update", "UpdateTug", "PATCH", "tugs", id())
	update.Request = &model.Body{Ref: ref(side, false)}
	drop := routed("tug-delete", "DeleteTug", "DELETE", "tugs", id())
	drop.Request = &model.Body{} // nothing is known about it
	head := routed("tug-check", "CheckTug", "HEAD", "tugs", id())
	odd := routed("tug-link", "LinkTug", "LINK", "tugs", id())
	odd.Permissions = get.Permissions

	tow := returns(routed("tug-tow", "TowTug", "POST", "tugs", id(), "harbor.port.tow"), 202, model.Ref{})
	tow.Responses[0].Headers = []string{"location"}
	tow.Request = &model.Body{Parameters: []*model.Parameter{
		parameter("to", str(), "Where to"), parameter("side", ref(side, false), ""), parameter("lines", model.Ref{Type: "Edm.Int32", Collection: true}, ""),
		parameter("To", str(), ""), parameter("a,b", str(), ""), parameter("object", str(), ""),
	}}
	rest := returns(routed("tug-rest", "RestTug", "POST", "tugs", id(), "rest"), 202, model.Ref{})
	rest.Request = &model.Body{Parameters: []*model.Parameter{{Name: "hours", Ref: model.Ref{Type: "Edm.Double"}, Required: true}}}
	rest.Examples = []*model.Example{{Name: "rest", Route: rest.Routes[0], Request: &model.ExampleRequest{JSON: "{}"},
		Response: &model.ExampleResponse{Status: 202, Headers: []model.Header{{Name: "LOCATION", Value: "x"}}}, Arguments: []model.Argument{{Value: "7", Param: rest.Routes[0].Segments[1][0].Param}}}}
	rested := *rest.Examples[0]
	rested.Name, rested.Response = "rested", &model.ExampleResponse{Status: 200, Headers: rest.Examples[0].Response.Headers}
	over := routed("tug-over", "RestOverTug", "POST", "tugs", id(), "over")
	rested.Route = over.Routes[0]
	over.Examples = []*model.Example{&rested}
	done := returns(routed("tug-done", "FinishTug", "POST", "tugs", id(), "done"), 200, model.Ref{})
	done.Responses[0].Headers = []string{"Location"}

	upload := returns(routed("tug-plan", "PlanUpload", "POST", "tugs", id(), "upload"), 200, ref(session, false))
	image := returns(routed("tug-image", "GetTugImage", "GET", "tugs", id(), "$value"), 200, ref("Edm.Stream", false))
	paint := routed("tug-paint", "PutTugImage", "PUT", "tugs", id(), "$value")
	paint.Request = &model.Body{Ref: ref("Edm.Stream", false)}
	raw := returns(routed("tug-raw", "GetTugRaw", "GET", "tugs", id(), "raw"), 200, ref("harbor.port.unknown", false))
	rawMany := returns(routed("tug-raws", "ListTugRaws", "GET", "tugs", id(), "raws"), 200, ref("harbor.port.unknown", true))
	count := returns(routed("tug-count", "CountTugs", "GET", "tugs", "$count"), 200, ref("Edm.Int32", false))
	sides := returns(routed("tug-sides", "ListTugSides", "GET", "tugs", id(), "sides"), 200, ref(side, true))
	delta := returns(routed("tug-delta", "TrackTugs", "GET", "tugs", "delta"), 200, ref(tug, false))
	delta.Kind = model.Delta
	deltaMany := returns(routed("tug-deltas", "TrackTugNames", "GET", "tugs", "deltas"), 200, ref("Edm.String", true))
	deltaMany.Kind = model.Delta
	deltaOne := returns(routed("tug-deltaone", "TrackTugName", "GET", "tugs", "deltaone"), 200, ref("Edm.String", false))
	deltaOne.Kind = model.Delta

	reach := routed("tug-reach", "ReachTug", "GET",
		model.Segment{{Text: "at(x="}, {Param: parameter("x", model.Ref{Type: "Edm.Int64"}, "")}, {Text: ",n='"}, {Param: parameter("name", str(), ""), Quoted: true}, {Text: "')"}},
		model.Segment{{Text: "root:"}}, model.Segment{{Param: parameter("item-path", str(), "Where it is"), Path: true}}, "a b{}?#[]é%20:@!$&*+,;=~._-'",
	)
	kinds := routed("tug-kinds", "GetTugKinds", "GET", "kinds", parameter("tug", ref(tug, false), ""), parameter("side", ref(side, false), ""), parameter("sides", ref(side, true), ""),
		parameter("data", model.Ref{Type: "Edm.Binary"}, ""), parameter("json", model.Ref{Type: "Edm.Untyped"}, ""), parameter("day", model.Ref{Type: "Edm.Date"}, ""))
	kinds.Routes[0].Query = texts("a&b=c+d", "*x:/")

	m := &model.Model{
		Types: []*model.Type{tug, session}, Enums: []*model.Enum{side},
		Operations: []*model.Operation{list, get, create, replace, update, drop, head, odd, tow, rest, over, done, upload, image, paint, raw, rawMany, count, sides, delta, deltaMany, deltaOne, reach, kinds},
	}
	checkPlan(t, "operations", m, Options{Package: "harbor"})
}

// example returns an example of a request to the route.
func example(name string, r *model.Route, change ...func(*model.Example)) *model.Example {
	e := &model.Example{
		Name: name, Route: r, Request: &model.ExampleRequest{Position: source.Position{File: "api/x.md", Line: 40}},
		Response: &model.ExampleResponse{Status: 200},
	}
	for _, f := range change {
		f(e)
	}
	return e
}

// TestPlanOfExamples plans examples that a function can send, and examples for
// each reason why it can't.
func TestPlanOfExamples(t *testing.T) {
	tug := typ(port, "tug", "id")
	gap := &source.Rule{Name: "page-is-wrong"}
	get := returns(routed("tug-get", "GetTug", "GET", "tugs", parameter("id", str(), "")), 200, ref(tug, false))
	get.QueryParameters = texts("$top", "$count", "$select", "tag")
	get.Headers = texts("If-Match")
	route := get.Routes[0]
	route.Query = texts("at")
	id, at := route.Segments[1][0].Param, route.Query[0]
	values := func(pairs ...string) func(*model.Example) {
		return func(e *model.Example) {
			for i := 0; i+1 < len(pairs); i += 2 {
				param := map[string]*model.Parameter{"id": id, "at": at}[pairs[i]]
				e.Arguments = append(e.Arguments, model.Argument{Param: cmp.Or(param, &model.Parameter{Name: pairs[i][1:]}), Value: pairs[i+1]})
			}
		}
	}
	query := func(pairs ...string) func(*model.Example) {
		return func(e *model.Example) {
			for i := 0; i+1 < len(pairs); i += 2 {
				e.Request.Query = append(e.Request.Query, model.NameValue{Name: pairs[i], Value: pairs[i+1]})
			}
		}
	}
	headers := func(names ...string) func(*model.Example) {
		return func(e *model.Example) {
			for _, name := range names {
				e.Request.Headers = append(e.Request.Headers, model.Header{Name: name, Value: "v"})
			}
		}
	}
	get.Examples = []*model.Example{
		example("plain", route, values("id", "7", "at", "noon")),
		example("by name", route, values("-id", "8", "-id", "9", "at", "noon")),
		example("exact", route, values("-id", "8", "id", "9", "-id", "10", "at", "")),
		example("options", route, values("id", "7"), query("$top", "5", "at", "noon", "tag", "a", "tag", "b", "other", "c", "$count", "true", "$select", "id,name")),
		example("zeros", route, values("id", "7"), query("$top", "0", "$count", "false", "tag", "")),
		example("wrong", route, values("id", "7"), query("$top", "five", "$count", "yes")),
		example("headers", route, headers("Authorization", "content-length", "Host", "Accept", "Accept-Encoding", "Connection", "Transfer-Encoding", "Content-Type",
			"", "a b", "é", "if-match", "IF-MATCH", "X_1", "Zed", "azAZ09-_", "a:b", "a/b", "a@b", "a[b", "a{b", "a`b")),
		example("gap", route, func(e *model.Example) { e.Request.Gap = gap }),
		example("response gap", route, func(e *model.Example) { e.Response.Gap = gap }),
		example("no response", route, func(e *model.Example) { e.Response = nil }),
		example("no route", nil),
		example("no route, known", nil, func(e *model.Example) { e.Request.Gap = gap }),
		example("stands in", nil, func(e *model.Example) { e.StandIn = route }, values("id", "7")),
		example("other route", &model.Route{}),
	}
	del := routed("tug-delete", "DeleteTug", "DELETE", "tugs")
	del.Examples = []*model.Example{example("no response needed", del.Routes[0], func(e *model.Example) { e.Response = nil })}
	image := returns(routed("tug-image", "GetTugImage", "GET", "image"), 200, ref("Edm.Stream", false))
	image.Examples = []*model.Example{example("no response needed", image.Routes[0], func(e *model.Example) { e.Response = nil })}
	list := returns(routed("tug-list", "ListTugs", "GET", "tugs"), 200, ref(tug, true))
	list.Examples = []*model.Example{example("list", list.Routes[0])}
	delta := returns(routed("tug-delta", "TrackTugs", "GET", "delta"), 200, ref(tug, true))
	delta.Kind = model.Delta
	delta.Examples = []*model.Example{example("track", delta.Routes[0])}

	create := routed("tug-post", "CreateTug", "POST", "tugs")
	create.Request = &model.Body{Ref: ref(tug, false)}
	create.Examples = []*model.Example{
		example("body", create.Routes[0], func(e *model.Example) { e.Request.JSON = "{}" }, headers("Content-Type")),
		example("no body", create.Routes[0]),
		example("no body, known", create.Routes[0], func(e *model.Example) { e.Request.Gap = gap }),
		example("text", create.Routes[0], func(e *model.Example) { e.Request.Text = "no JSON" }),
	}
	restore := routed("tug-restore", "RestoreTug", "POST", "restored")
	restore.Request = &model.Body{Ref: ref(tug, false), Optional: true}
	restore.Examples = []*model.Example{example("no body, optional", restore.Routes[0])}
	paint := routed("tug-paint", "PaintTug", "PUT", "image")
	paint.Request = &model.Body{Ref: ref("Edm.Stream", false)}
	paint.Examples = []*model.Example{example("bytes", paint.Routes[0], headers("Content-Type"))}

	typed := routed("tug-typed", "MeetTug", "GET", "typed")
	params := []*model.Parameter{}
	for _, name := range propertyTypes {
		p := parameter(name[len("Edm."):], model.Ref{Type: name}, "")
		params = append(params, p)
		walk(typed.Routes[0], p)
	}
	many := parameter("many", model.Ref{Type: "Edm.String", Collection: true}, "")
	walk(typed.Routes[0], many)
	params = append(params, many)
	good := map[string]string{
		"Edm.Boolean": "true", "Edm.Byte": "255", "Edm.SByte": "-128", "Edm.Int16": "32767", "Edm.Int32": "-2147483648", "Edm.Int64": "9223372036854775807",
		"Edm.Single": "1.50", "Edm.Double": "1e300", "Edm.DateTimeOffset": "2024-05-06T07:08:09.5+02:00", "Edm.Decimal": "9.90",
	}
	args := func(change string, value string) func(*model.Example) {
		return func(e *model.Example) {
			for _, p := range params {
				v := cmp.Or(good[p.Type], "a,b")
				if p.Type == change {
					v = value
				}
				e.Arguments = append(e.Arguments, model.Argument{Param: p, Value: v})
			}
		}
	}
	typed.Examples = []*model.Example{example("values", typed.Routes[0], args("", ""))}
	for typ, value := range map[string]string{"Edm.Boolean": "yes", "Edm.Byte": "256", "Edm.Single": "1e300", "Edm.DateTimeOffset": "2024-05-06"} {
		o := *typed
		o.Name, o.Page = "MeetTug"+typ[len("Edm."):], "api/tug-"+typ[len("Edm."):]+".md"
		o.Routes = []*model.Route{{Name: o.Name, Segments: typed.Routes[0].Segments}}
		o.Examples = []*model.Example{example(typ, o.Routes[0], args(typ, value))}
		_, findings, err := New(&model.Model{Operations: []*model.Operation{&o}}, Options{Package: "harbor", BaseURL: harborURL})
		require.NoError(t, err)
		require.Len(t, findings, 1, typ)
		assert.Equal(t, "api/x.md:40: parameter "+typ[len("Edm."):]+` can't have the value "`+value+`" [example-argument-unusable]`, findings[0].String())
	}
	numbers := routed("tug-numbers", "CountTugs", "GET", "numbers", parameter("list", model.Ref{Type: "Edm.Int32", Collection: true}, ""))
	numbers.Examples = []*model.Example{example("numbers", numbers.Routes[0], func(e *model.Example) {
		e.Arguments = []model.Argument{{Param: numbers.Routes[0].Segments[1][0].Param, Value: "1,2"}}
	})}

	m := &model.Model{Types: []*model.Type{tug}, Operations: []*model.Operation{get, del, image, list, delta, create, restore, paint, typed, numbers}}
	checkPlan(t, "examples", m, Options{Package: "harbor", BaseURL: harborURL})
}
