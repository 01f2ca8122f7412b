package plan

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/generator/text"
	"github.com/docwright/docwright/parser/model"
)

// functionsOf returns the planned functions by name.
func functionsOf(pkg *Package) map[string]*Function {
	all := map[string]*Function{}
	for _, g := range pkg.Groups {
		for _, d := range g.Decls {
			if f, ok := d.(*Function); ok {
				all[f.Name.String()] = f
			}
		}
	}
	return all
}

// TestMediaTypeOfABody checks that a body has the media type of its page,
// unless it is the default.
func TestMediaTypeOfABody(t *testing.T) {
	tug := typ(port, "tug", "id")
	m := &model.Model{Types: []*model.Type{tug}}
	want := map[string]string{}
	for _, row := range []struct {
		name      string
		ref       model.Ref
		page, out string
	}{
		{"Value", ref(tug, false), "application/json", ""},
		{"ValueOther", ref(tug, false), "application/scim+json", "application/scim+json"},
		{"Bytes", ref("Edm.Stream", false), "application/octet-stream", ""},
		{"Picture", ref("Edm.Stream", false), "image/jpeg", "image/jpeg"},
		{"Binary", ref("Edm.Binary", false), "application/octet-stream", ""},
		{"Text", str(), "text/plain", ""},
		{"Page", str(), "text/html", "text/html"},
		{"Unsaid", ref("Edm.Stream", false), "", ""},
	} {
		o := routed("put-"+row.name, "Put"+row.name, "PUT", row.name)
		o.Request = &model.Body{Ref: row.ref}
		if row.page != "" {
			o.Request.MediaTypes = []string{row.page}
		}
		m.Operations = append(m.Operations, o)
		want["Put"+row.name] = row.out
	}
	pkg, findings := planAll(t, m)
	assert.Empty(t, findings)
	got := map[string]string{}
	for name, f := range functionsOf(pkg) {
		got[name] = f.MediaType
	}
	assert.Equal(t, want, got)
	assert.Contains(t, pkg.Uses, "typed")
}

// TestRangeOfADownload checks the option Range of downloads: in the options of
// the page, which may have a Range header, or in the options that all downloads
// share.
func TestRangeOfADownload(t *testing.T) {
	plain := returns(routed("photo-get", "GetPhoto", "GET", "photo"), 200, ref("Edm.Stream", false))
	own := returns(routed("film-get", "GetFilm", "GET", "film"), 200, ref("Edm.Stream", false))
	own.Headers = texts("If-None-Match", "range")
	own.Headers[1].Description = "The part to get"
	other := returns(routed("sound-get", "GetSound", "GET", "sound"), 200, ref("Edm.Stream", false))
	other.Headers = texts("If-None-Match")
	post := returns(routed("sound-make", "MakeSound", "POST", "sound"), 200, ref("Edm.Stream", false))
	pkg, findings := planAll(t, &model.Model{Operations: []*model.Operation{plain, own, other, post}})
	assert.Empty(t, findings)
	all := functionsOf(pkg)
	assert.Equal(t, "GetPhoto(ctx context.Context, c *Client, opts *DownloadOptions) (*Download, error)", all["GetPhoto"].Signature())
	assert.Equal(t, "MakeSound(ctx context.Context, c *Client, opts *Options) (*Download, error)", all["MakeSound"].Signature())
	for name, doc := range map[string]string{"GetFilm": "The part to get.", "GetSound": "The range of bytes, as returned by [Bytes]. The default is the whole file."} {
		s := all[name].options
		require.Len(t, s.Fields, 2, name)
		assert.Equal(t, "Range ByteRange", s.Fields[0].Name.String()+" "+s.Fields[0].Type.String())
		assert.Equal(t, doc, s.Fields[0].Doc.Text)
	}
	assert.Equal(t, text.Tag("header", "range"), all["GetFilm"].options.Fields[0].Tag)
	assert.Equal(t, text.Tag("header", "Range"), all["GetSound"].options.Fields[0].Tag)
}

// TestWorkThatGoesOn checks that the function of an operation that continues
// after the response returns a Work.
func TestWorkThatGoesOn(t *testing.T) {
	refit := returns(routed("tug-refit", "RefitTug", "POST", "refit"), 202, model.Ref{})
	refit.Responses[0].Headers = []string{"Location"}
	named := returns(routed("tug-paint", "PaintTug", "POST", "paint"), 202, ref(typ(port, "tug", "id"), false))
	named.Responses[0].Headers = []string{"Location"}
	m := &model.Model{Types: []*model.Type{named.Responses[0].Struct}, Operations: []*model.Operation{refit, named}}
	pkg, _ := planAll(t, m)
	all := functionsOf(pkg)
	assert.Equal(t, "(*Work[json.RawMessage], error)", all["RefitTug"].Result.String())
	assert.Equal(t, "(*Tug, error)", all["PaintTug"].Result.String(), "the response has the value")
	assert.Contains(t, all["RefitTug"].Doc.Notes[0], "The operation continues after the response. Use the method Await of [Work] to wait for its end.")
}

// TestTypesThatDerive checks that the tag of a type lists its subtypes, except
// for the root.
func TestTypesThatDerive(t *testing.T) {
	entity := typ(port, "entity", "id")
	entity.Kind = model.Entity
	vessel, tug, barge := typ(port, "vessel", "name"), typ(port, "tug", "pull"), typ(port, "barge", "load")
	for t, base := range map[*model.Type]*model.Type{vessel: entity, tug: vessel, barge: vessel} {
		t.BaseType = base
	}
	entity.Derived, vessel.Derived = []*model.Type{vessel}, []*model.Type{tug, barge}
	vessel.Open = true
	assert.Equal(t, text.Tag("odata", "harbor.port.vessel harbor.port.entity", "open", "true", "derived", "harbor.port.barge harbor.port.tug"), objectTag(vessel))
	assert.Equal(t, text.Tag("odata", "harbor.port.entity"), objectTag(entity))
	assert.Equal(t, text.Tag("odata", "harbor.port.tug harbor.port.vessel harbor.port.entity"), objectTag(tug))
}

// TestListsThatAreSentEmpty checks which lists in the body of an action are sent
// if the caller sets none: those that are required, and those that are always
// shown together.
func TestListsThatAreSentEmpty(t *testing.T) {
	list := func(name, description string) *model.Parameter {
		q := &model.Parameter{Name: name, Description: description}
		q.Type, q.Collection = "Edm.String", true
		return q
	}
	required := list("a", "")
	required.Required = true
	for _, row := range []struct {
		parameters []*model.Parameter
		examples   []string
		want       []string
	}{
		{[]*model.Parameter{list("a", "")}, []string{`{"a": ["x"]}`}, nil},
		{[]*model.Parameter{required}, nil, []string{"a"}},
		{[]*model.Parameter{required, list("b", "")}, nil, []string{"a"}},
		{[]*model.Parameter{required, list("b", "")}, []string{`{"a": [], "b": []}`}, []string{"a", "b"}},
		{[]*model.Parameter{list("a", ""), list("b", "")}, []string{`{"a": ["x"], "b": ["y"]}`, `{"a": [], "b": []}`}, []string{"a", "b"}},
		{[]*model.Parameter{list("a", ""), list("b", "")}, []string{`{"a": ["x"], "b": ["y"]}`, `{"a": []}`}, nil},
		{[]*model.Parameter{list("a", ""), list("b", "")}, nil, nil},
		{[]*model.Parameter{list("a", ""), list("b", "Optional. The tugs.")}, []string{`{"a": ["x"], "b": ["y"]}`}, nil},
		{[]*model.Parameter{list("a", ""), list("b", "The tugs. If not specified, all.")}, []string{`{"a": ["x"], "b": ["y"]}`}, nil},
	} {
		o := routed("tug-assign", "AssignTug", "POST", "assign")
		o.Request = &model.Body{Parameters: row.parameters}
		for _, text := range row.examples {
			o.Examples = append(o.Examples, &model.Example{Route: o.Routes[0], Request: &model.ExampleRequest{Method: "POST", Path: "/assign", JSON: model.RawJSON(text)}})
		}
		pkg, _ := planAll(t, &model.Model{Operations: []*model.Operation{o}})
		var got []string
		for _, f := range functionsOf(pkg)["AssignTug"].body.Fields {
			if f.Tag == text.Tag("json", f.wire, "odata", "required") {
				got = append(got, f.wire)
				assert.Contains(t, f.Doc.Text, "If it is nil, an empty list is sent.")
			}
		}
		assert.Equal(t, row.want, got, "%v", row.examples)
	}
}

// TestReferencesHaveOneType checks that all bodies that only refer to an entity
// have the same type.
func TestReferencesHaveOneType(t *testing.T) {
	link := &model.Parameter{Name: "@odata.id", Required: true}
	link.Type = "Edm.String"
	role := &model.Parameter{Name: "role"}
	role.Type = "Edm.String"
	add := routed("tug-add", "AddTug", "POST", "add")
	add.Request = &model.Body{Parameters: []*model.Parameter{link}}
	both := routed("tug-join", "JoinTug", "POST", "join")
	both.Request = &model.Body{Parameters: []*model.Parameter{link, role}}
	pkg, findings := planAll(t, &model.Model{Operations: []*model.Operation{add, both}})
	assert.Empty(t, findings)
	all := functionsOf(pkg)
	assert.Equal(t, "AddTug(ctx context.Context, c *Client, body *EntityRef, opts *Options) error", all["AddTug"].Signature())
	assert.Equal(t, "JoinTug(ctx context.Context, c *Client, body *JoinTugBody, opts *Options) error", all["JoinTug"].Signature())
	assert.Contains(t, pkg.Uses, "EntityRef")
	assert.NotNil(t, (&Declarations{Body: all["AddTug"].body}).Parameter("@odata.id"))
}

// TestTypesOfMonitors checks that the result of an operation that continues after
// the response has the type that its page names, or that the request on a linked
// page returns.
func TestTypesOfMonitors(t *testing.T) {
	work := typ(port, "work", "status")
	named, linked := routed("tug-refit", "RefitTug", "POST", "refit"), routed("tug-paint", "PaintTug", "POST", "paint")
	lost, plain := routed("tug-test", "TestTug", "POST", "test"), routed("tug-oil", "OilTug", "POST", "oil")
	for _, o := range []*model.Operation{named, linked, lost, plain} {
		returns(o, 202, model.Ref{}).Responses[0].Headers = []string{"Operation-Location"}
	}
	named.Responses[0].Monitor = ref(work, false)
	linked.Responses[0].MonitorPage = "work-get.md"
	lost.Responses[0].MonitorPage = "work-list.md"
	get := returns(routed("work-get", "GetWork", "GET", "works"), 200, ref(work, false))
	list := returns(routed("work-list", "ListWorks", "GET", "works", "all"), 200, ref(work, true))
	pkg, _ := planAll(t, &model.Model{Types: []*model.Type{work}, Operations: []*model.Operation{named, linked, lost, plain, get, list}})
	all := functionsOf(pkg)
	for name, want := range map[string]string{"RefitTug": "Work", "PaintTug": "Work", "TestTug": "json.RawMessage", "OilTug": "json.RawMessage"} {
		if want == "Work" {
			want = all["GetWork"].Result.Type.String()
		}
		assert.Equal(t, "(*Work["+want+"], error)", all[name].Result.String(), name)
	}
	assert.Contains(t, all["OilTug"].Doc.Notes[0], "as JSON, because the page does not document its type.")
	assert.NotContains(t, all["PaintTug"].Doc.Notes[0], "JSON")
}
