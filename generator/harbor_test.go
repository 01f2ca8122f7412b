package generator

import (
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// harbor is a small model, made by hand, of an API that has one of everything:
// inheritance, an enum and a set, three-state properties, every kind of result
// and body, and examples of each.
type harbor struct {
	model.Model
	entity, vessel, berth, tug, position *model.Type
	state, cargo                         *model.Enum
}

const port = "harbor.port"

func ref(edm string) model.Ref { return model.Ref{Type: edm} }

func many(r model.Ref) model.Ref {
	r.Collection = true
	return r
}

func (h *harbor) typ(t *model.Type) model.Ref { return model.Ref{Type: t.Qualified(), Struct: t} }

func (h *harbor) enum(e *model.Enum) model.Ref { return model.Ref{Type: e.Qualified(), Enum: e} }

func property(name string, r model.Ref, description string) *model.Property {
	return &model.Property{Name: name, Ref: r, Description: description, Position: source.Position{File: "resources/harbor.md", Line: 7}}
}

func parameter(name string, r model.Ref) *model.Parameter {
	return &model.Parameter{Name: name, Ref: r, Position: source.Position{File: "api/harbor.md", Line: 9}}
}

func newHarbor() *harbor {
	h := &harbor{
		entity:   &model.Type{Namespace: port, Name: "entity", Kind: model.Entity, Abstract: true, Pages: []string{"resources/entity.md"}, Description: "The base of everything with an id."},
		vessel:   &model.Type{Namespace: port, Name: "vessel", Kind: model.Entity, Base: port + ".entity", Pages: []string{"resources/vessel.md"}, Description: "Represents a ship that calls at the harbor"},
		berth:    &model.Type{Namespace: port, Name: "berth", Kind: model.Entity, Base: port + ".entity", Pages: []string{"resources/berth.md"}},
		tug:      &model.Type{Namespace: port + ".towage", Name: "tug", Kind: model.Entity, Base: port + ".vessel", Open: true, Pages: []string{"resources/towage-tug.md"}},
		position: &model.Type{Namespace: port, Name: "geoPosition", Kind: model.Complex, Pages: []string{"resources/geoposition.md"}},
		state:    &model.Enum{Namespace: port, Name: "vesselState", Page: "resources/vessel.md", Line: 30, Members: []*model.Member{{Name: "moored", Description: "At a berth"}, {Name: "underWay"}, {Name: "2ndCall"}, {Name: "unknownFutureValue"}}},
		cargo:    &model.Enum{Namespace: port, Name: "cargoKind", Flags: true, Page: "resources/enums.md", Members: []*model.Member{{Name: "none"}, {Name: "bulk"}, {Name: "liquid"}}},
	}
	h.vessel.BaseType, h.berth.BaseType, h.tug.BaseType = h.entity, h.entity, h.vessel
	id := property("id", ref("Edm.String"), "The identifier. Read-only.")
	id.ReadOnly, id.Key = true, true
	h.entity.Properties = []*model.Property{id}
	old := property("homePort", ref("Edm.String"), "")
	old.Deprecated = true
	h.vessel.Properties = []*model.Property{
		property("displayName", ref("Edm.String"), "The name on the bow"),
		property("grossTonnage", ref("Edm.Int64"), "Tonnage by the convention of 1969."),
		property("lengthOverAll", ref("Edm.Double"), ""),
		property("draught", ref("Edm.Decimal"), ""),
		property("arrivalDateTime", ref("Edm.DateTimeOffset"), "When the vessel is due."),
		property("built", ref("Edm.Date"), ""),
		property("callSigns", many(ref("Edm.String")), "- none\n- one or more"),
		property("state", h.enum(h.state), ""),
		property("cargo", h.enum(h.cargo), ""),
		property("position", h.typ(h.position), ""),
		property("berth", h.typ(h.berth), ""),
		property("photo", ref("Edm.Binary"), ""),
		property("remarks", ref("Edm.Untyped"), ""),
		property("object", ref("Edm.Boolean"), ""),
		property("type", ref("Edm.String"), ""),
		old,
	}
	h.berth.Properties = []*model.Property{
		property("depth", ref("Edm.Single"), ""),
		property("vessels", many(h.typ(h.vessel)), "Those moored here."),
	}
	h.position.Properties = []*model.Property{property("latitude", ref("Edm.Double"), ""), property("longitude", ref("Edm.Double"), "")}
	h.tug.Properties = []*model.Property{property("bollardPull", ref("Edm.Int32"), "")}
	h.Version = model.Version
	h.BaseURL = "https://harbor.example/v1.0"
	h.Types = []*model.Type{h.berth, h.entity, h.position, h.vessel, h.tug}
	h.Enums = []*model.Enum{h.cargo, h.state}
	h.addOperations()
	return h
}

// op is an operation with one route for each list of path parts: strings are
// literal segments, parameters stand alone.
func (h *harbor) op(page, name, method string, kind model.OperationKind, paths ...[]any) *model.Operation {
	o := &model.Operation{Name: name, Page: "api/" + page + ".md", Line: 20, Title: name, Kind: kind, Method: method, Description: "Do what " + name + " says"}
	for i, parts := range paths {
		r := &model.Route{}
		if i > 0 {
			r.Suffix = "Other"
		}
		for _, p := range parts {
			switch p := p.(type) {
			case string:
				r.Segments = append(r.Segments, model.Segment{{Text: p}})
				r.Path += "/" + p
			case *model.Parameter:
				r.Segments = append(r.Segments, model.Segment{{Param: p}})
				r.Path += "/{" + p.Name + "}"
			case model.Segment:
				r.Segments = append(r.Segments, p)
				r.Path += "/function"
			}
		}
		o.Routes = append(o.Routes, r)
		o.Paths = append(o.Paths, r.Path)
	}
	h.Operations = append(h.Operations, o)
	return o
}

func answer(status int, r model.Ref) []*model.Response {
	return []*model.Response{{Status: status, Ref: r}}
}

func (h *harbor) addOperations() {
	id := parameter("vessel-id", ref("Edm.String"))

	list := h.op("vessel-list", "ListVessels", "GET", model.List, []any{"vessels"})
	list.Description = "Retrieve the vessels in port"
	list.QueryParameters = []*model.Parameter{parameter("$select", ref("Edm.String")), parameter("$top", ref("Edm.Int32")), parameter("flag", ref("Edm.String"))}
	list.Headers = []*model.Parameter{parameter("ConsistencyLevel", ref("Edm.String"))}
	list.Permissions = []*model.Permission{{Kind: model.Application, Scopes: []string{"Vessel.Read"}, Supported: true}}
	list.Responses = answer(200, many(h.typ(h.vessel)))
	list.Examples = []*model.Example{{
		Name: "list_vessels", Route: list.Routes[0],
		Request: &model.ExampleRequest{
			Method: "GET", URL: "https://harbor.example/v1.0/vessels?$select=id,displayName&$top=2&$skip=1", Path: "/vessels",
			Query:   []model.NameValue{{Name: "$select", Value: "id,displayName"}, {Name: "$top", Value: "2"}, {Name: "$skip", Value: "1"}},
			Headers: []model.Header{{Name: "consistencylevel", Value: "eventual"}, {Name: "Prefer", Value: "x"}},
		},
		Response: &model.ExampleResponse{Status: 200, JSON: `{"value":[{"id":"a","displayName":"Ann"},{"id":"b","displayName":"Bea"}],"@odata.nextLink":"https://elsewhere.example/x"}`},
	}}

	get := h.op("vessel-get", "GetVessel", "GET", model.Get, []any{"vessels", id}, []any{"berths", parameter("id", ref("Edm.Int32")), "vessels", id})
	get.Responses = answer(200, h.typ(h.vessel))
	get.Examples = []*model.Example{{
		Name: "get \"one\"", Route: get.Routes[1],
		Arguments: []model.Argument{{Param: get.Routes[1].Segments[1][0].Param, Value: "7"}, {Param: id, Value: "a b"}},
		Request:   &model.ExampleRequest{Method: "GET", URL: "/berths/7/vessels/a b", Path: "/berths/7/vessels/a%20b"},
		Response: &model.ExampleResponse{Status: 200, JSON: `{"id":"a","grossTonnage":9007199254740993,"lengthOverAll":"NaN","draught":11.250,
			"arrivalDateTime":"2020-02-03T04:05:06.1234567Z","built":"1999-01-31","callSigns":[],"state":"moored","cargo":"bulk,liquid",
			"position":{"latitude":1.5,"longitude":-2},"berth":null,"photo":"AQID","remarks":{"any":[1,2]},"object":true,"type":"x","homePort":null}`},
	}, {
		Name: "get unknown", Route: get.Routes[0], Arguments: []model.Argument{{Param: id, Value: "z"}},
		Request:  &model.ExampleRequest{Method: "GET", Path: "/vessels/z"},
		Response: &model.ExampleResponse{Status: 404, JSON: `{"error":{"code":"NotFound","message":"no such vessel"}}`},
	}}

	create := h.op("vessel-post-vessels", "CreateVessel", "POST", model.Create, []any{"vessels"})
	create.Request = &model.Body{Ref: h.typ(h.vessel)}
	create.Responses = answer(201, h.typ(h.vessel))
	create.Examples = []*model.Example{{
		Name: "create", Route: create.Routes[0],
		Request:  &model.ExampleRequest{Method: "POST", Path: "/vessels", JSON: `{"displayName":"Cee","state":"underWay","berth":null}`},
		Response: &model.ExampleResponse{Status: 201, JSON: `{"id":"c","displayName":"Cee"}`},
	}, {
		Name:     "create elsewhere",
		Request:  &model.ExampleRequest{Method: "POST", Path: "/ships", JSON: `{}`},
		Response: &model.ExampleResponse{Status: 201, Gap: &source.Rule{Name: "example-elsewhere"}},
	}}

	h.op("vessel-delete", "DeleteVessel", "DELETE", model.Delete, []any{"vessels", id}).Responses = answer(204, model.Ref{})

	moor := h.op("vessel-moor", "MoorVessel", "POST", model.Action, []any{"vessels", id, "moor"})
	moor.Request = &model.Body{Parameters: []*model.Parameter{parameter("berthId", ref("Edm.String")), parameter("lines", many(ref("Edm.Int32"))), parameter("until", ref("Edm.DateTimeOffset"))}}
	moor.Responses = answer(200, ref("Edm.Boolean"))
	moor.Examples = []*model.Example{{
		Name: "moor", Route: moor.Routes[0], Arguments: []model.Argument{{Param: id, Value: "a"}},
		Request:  &model.ExampleRequest{Method: "POST", Path: "/vessels/a/moor", JSON: `{"berthId":"7","lines":[1,2]}`},
		Response: &model.ExampleResponse{Status: 200, JSON: `{"value":true}`},
	}}

	near := h.op("vessel-near", "FindVesselsNear", "GET", model.Function, []any{"vessels", model.Segment{
		{Text: "near(name='"}, {Param: parameter("range", ref("Edm.String")), Quoted: true}, {Text: "',state="}, {Param: parameter("state", h.enum(h.state))}, {Text: ")"}}})
	near.Routes[0].Query = []*model.Parameter{parameter("since", ref("Edm.DateTimeOffset"))}
	near.Responses = answer(200, many(ref("Edm.String")))
	r := near.Routes[0]
	near.Examples = []*model.Example{{
		Name: "near", Route: r,
		Arguments: []model.Argument{{Param: r.Segments[1][1].Param, Value: "O'Hara"}, {Param: r.Segments[1][3].Param, Value: "moored"}, {Param: r.Query[0], Value: "2020-01-01T00:00:00Z"}},
		Request:   &model.ExampleRequest{Method: "GET", Path: "/vessels/near(name='O''Hara',state=moored)", Query: []model.NameValue{{Name: "since", Value: "2020-01-01T00:00:00Z"}}},
		Response:  &model.ExampleResponse{Status: 200, JSON: `{"value":["a","b"]}`},
	}}

	photo := h.op("vessel-photo", "GetVesselPhoto", "GET", model.Content, []any{"vessels", id, "photo", "$value"})
	photo.Responses = answer(200, ref("Edm.Stream"))
	put := h.op("vessel-photo", "PutVesselPhoto", "PUT", model.Content, []any{"vessels", id, "photo", "$value"})
	put.Request = &model.Body{Ref: ref("Edm.Stream")}
	put.Examples = []*model.Example{{
		Name: "put", Route: put.Routes[0], Arguments: []model.Argument{{Param: id, Value: "a"}},
		Request:  &model.ExampleRequest{Method: "PUT", Path: "/vessels/a/photo/$value", Text: "bytes", Headers: []model.Header{{Name: "Content-Type", Value: "image/png"}}},
		Response: &model.ExampleResponse{Status: 204},
	}}
	h.op("vessel-count", "CountVessels", "GET", model.Counting, []any{"vessels", "$count"}).Responses = answer(200, ref("Edm.Int64"))

	delta := h.op("vessel-delta", "VesselDelta", "GET", model.Delta, []any{"vessels", "delta"})
	delta.Responses = answer(200, many(h.typ(h.vessel)))
	delta.Examples = []*model.Example{{
		Name: "delta", Route: delta.Routes[0],
		Request:  &model.ExampleRequest{Method: "GET", Path: "/vessels/delta"},
		Response: &model.ExampleResponse{Status: 200, JSON: `{"value":[{"id":"a"}],"@odata.deltaLink":"https://harbor.example/v1.0/vessels/delta?token=1"}`},
	}}
	h.op("berth-list", "ListBerths", "GET", model.List, []any{"berths"}).Responses = answer(200, many(h.typ(h.berth)))
}
