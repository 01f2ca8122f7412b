package plan

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/generator/ident"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
	"github.com/docwright/docwright/templates"
	"github.com/docwright/docwright/templates/runtime"
)

const port = "harbor.port"

func str() model.Ref { return model.Ref{Type: "Edm.String"} }

func typ(namespace, name string, properties ...string) *model.Type {
	t := &model.Type{Namespace: namespace, Name: name, Pages: []string{"resources/" + strings.ToLower(name) + ".md"}, Line: 3}
	for i, p := range properties {
		t.Properties = append(t.Properties, &model.Property{Name: p, Ref: str(), Position: source.Position{File: t.Pages[0], Line: 10 + i}})
	}
	return t
}

func enum(name string, members ...string) *model.Enum {
	e := &model.Enum{Namespace: port, Name: name, Page: "resources/enums.md", Line: 5}
	for _, m := range members {
		e.Members = append(e.Members, &model.Member{Name: m})
	}
	return e
}

func op(page, name string, suffixes ...string) *model.Operation {
	o := &model.Operation{Name: name, Page: "api/" + page + ".md", Line: 20, Title: name, Method: "GET"}
	for i, s := range append([]string{""}, suffixes...) {
		segments := []model.Segment{{{Text: page}}, {{Text: fmt.Sprint(i)}}}
		o.Routes = append(o.Routes, &model.Route{Suffix: s, Name: name + s, Segments: segments})
	}
	return o
}

func planAll(t *testing.T, m *model.Model) (*Package, []string) {
	t.Helper()
	pkg, findings, err := New(m, Options{Package: "harbor", BaseURL: "https://harbor.example", Reserved: templates.Declared()})
	require.NoError(t, err)
	findings.Sort()
	var lines []string
	for _, f := range findings {
		lines = append(lines, f.String())
	}
	return pkg, lines
}

// first returns the first declaration of type D.
func first[D Decl](pkg *Package) D {
	for _, g := range pkg.Groups {
		for _, d := range g.Decls {
			if d, ok := d.(D); ok {
				return d
			}
		}
	}
	panic("there is none")
}

// names returns the file and name of every declaration, in order.
func names(pkg *Package) []string {
	var all []string
	for _, g := range pkg.Groups {
		for _, d := range g.Decls {
			switch d := d.(type) {
			case *Struct:
				all = append(all, g.Stem+" "+d.Name.String())
			case *Enum:
				all = append(all, g.Stem+" "+d.Name.String())
			case *Function:
				all = append(all, g.Stem+" "+d.Name.String())
			}
		}
	}
	return all
}

func TestTypeNames(t *testing.T) {
	pkg, findings := planAll(t, &model.Model{
		Types: []*model.Type{
			typ(port, "crane"), typ(port, "error"), typ(port, "client"), typ(port, "Crane"),
			typ(port+".towage", "crane"), typ("harbor", "pilot"), typ(port, "gangway-id"), typ(port, "as"), typ(port, "string"),
		},
	})
	assert.Equal(t, []string{
		"crane Crane", "cranev2 CraneV2", "gangwayid GangwayID", "pilot Pilot",
		"portas PortAs", "portclient PortClient", "porterror PortError", "string String", "towagecrane TowageCrane",
	}, names(pkg))
	assert.Equal(t, []string{"resources/crane.md:3: type harbor.port.Crane: the Go name Crane is that of type harbor.port.crane at resources/crane.md:3 [go-name-taken]"}, findings)
}

func TestNamesThatGiveNone(t *testing.T) {
	pkg, findings := planAll(t, &model.Model{
		Types: []*model.Type{typ(port, "Us\u0435r"), typ(port, ""), typ(port, strings.Repeat("x", 1<<20))},
		Enums: []*model.Enum{enum("e\u0301")},
	})
	assert.Empty(t, names(pkg))
	assert.Len(t, findings, 4)
}

func TestFieldNames(t *testing.T) {
	v := typ(port, "vessel", "id", "ID", "foo_bar", "fooBar", "type", "object", "marshalJSON", "unknown", "raw",
		`a"b`, "a,omitempty", "-", "@odata.type", "odata.type", "members@odata.bind", "1st", "名前", "error", "string")
	pkg, findings := planAll(t, &model.Model{Types: []*model.Type{v}})
	var fields []string
	for _, f := range first[*Struct](pkg).Fields {
		fields = append(fields, f.Name.String()+" "+f.Tag)
	}
	assert.Equal(t, []string{
		"ID `json:\"id\"`", "FooBar `json:\"foo_bar\"`", "Type `json:\"type\"`", "ObjectValue `json:\"object\"`",
		"MarshalJSONValue `json:\"marshalJSON\"`", "Unknown `json:\"unknown\"`", "Raw `json:\"raw\"`",
		"ODataType `json:\"odata.type\"`", "MembersODataBind `json:\"members@odata.bind\"`",
		"X1st `json:\"1st\"`", "Error `json:\"error\"`", "StringValue `json:\"string\"`",
	}, fields)
	assert.Equal(t, []string{
		`resources/vessel.md:11: property "ID" of harbor.port.vessel: the Go field ID is taken by "id" at resources/vessel.md:10 [go-field-taken]`,
		`resources/vessel.md:13: property "fooBar" of harbor.port.vessel: the Go field FooBar is taken by "foo_bar" at resources/vessel.md:12 [go-field-taken]`,
		`resources/vessel.md:19: property "a\"b" of harbor.port.vessel: a struct tag can't contain the name [wire-name-unusable]`,
		`resources/vessel.md:20: property "a,omitempty" of harbor.port.vessel: a struct tag can't contain the name [wire-name-unusable]`,
		`resources/vessel.md:21: property "-" of harbor.port.vessel: a struct tag can't contain the name [wire-name-unusable]`,
		`resources/vessel.md:22: property "@odata.type" of harbor.port.vessel: control information has no field; Object keeps it [wire-name-unusable]`,
		`resources/vessel.md:26: property "名前" of harbor.port.vessel: a struct tag can't contain the name [wire-name-unusable]`,
	}, findings)
}

func TestFieldsAreSpeltAsTheirTypes(t *testing.T) {
	shift, policy := typ(port, "openShift", "id"), typ(port, "tidePolicy", "id")
	desk := typ(port, "desk", "openshifts", "tidepolicies", "openShift", "duties")
	for i, ref := range []*model.Type{shift, policy, policy, shift} {
		desk.Properties[i].Ref = model.Ref{Type: ref.Qualified(), Struct: ref, Collection: i < 2}
	}
	pkg, _ := planAll(t, &model.Model{Types: []*model.Type{desk, shift, policy}})
	var fields []string
	for _, f := range first[*Struct](pkg).Fields {
		fields = append(fields, f.Name.String())
	}
	assert.Equal(t, []string{"OpenShifts", "TidePolicies", "OpenShift", "Duties"}, fields)
}

func TestInheritance(t *testing.T) {
	entity, vessel, tug := typ(port, "entity", "id"), typ(port, "vessel", "name", "flag"), typ(port, "tug", "pull", "name")
	vessel.BaseType, tug.BaseType = entity, vessel
	entity.Base = "harbor.base.thing"
	pkg, findings := planAll(t, &model.Model{Types: []*model.Type{tug}})
	assert.Empty(t, findings)
	s := first[*Struct](pkg)
	assert.Equal(t, "`odata:\"harbor.port.tug harbor.port.vessel harbor.port.entity harbor.base.thing\"`", s.EmbedTag)
	require.Len(t, s.Fields, 2)
	require.Len(t, s.Inherited, 2)
	assert.Equal(t, "vessel", s.Inherited[0].From)
	require.Len(t, s.Inherited[0].Fields, 1)
	assert.Equal(t, "Flag", s.Inherited[0].Fields[0].Name.String())
}

func TestBaseCycle(t *testing.T) {
	a, b := typ(port, "anchor", "x"), typ(port, "buoy", "y")
	a.BaseType, b.BaseType = b, a
	_, findings := planAll(t, &model.Model{Types: []*model.Type{a, b}})
	assert.Equal(t, []string{
		"resources/anchor.md:3: type harbor.port.anchor is a base type of its own base type harbor.port.buoy [base-type-cycle]",
		"resources/buoy.md:3: type harbor.port.buoy is a base type of its own base type harbor.port.anchor [base-type-cycle]",
	}, findings)
}

// TestBaseOfALaterName checks that the properties that a type leaves out are
// reported once, regardless of the order of the type and its subtypes.
func TestBaseOfALaterName(t *testing.T) {
	vessel, barge, yawl := typ(port, "vessel", "id", "a,b"), typ(port, "barge"), typ(port, "yawl")
	barge.BaseType, yawl.BaseType = vessel, vessel
	_, findings := planAll(t, &model.Model{Types: []*model.Type{barge, vessel, yawl}})
	assert.Equal(t, []string{`resources/vessel.md:11: property "a,b" of harbor.port.vessel: a struct tag can't contain the name [wire-name-unusable]`}, findings)
}

// TestOperationsWithoutARoute checks that operations without a route have no
// functions and types.
func TestOperationsWithoutARoute(t *testing.T) {
	o := op("crane-list", "ListCranes")
	o.Routes = nil
	o.QueryParameters = []*model.Parameter{{Name: "tag", Ref: str()}}
	pkg, findings := planAll(t, &model.Model{Operations: []*model.Operation{o}})
	assert.Empty(t, findings)
	assert.Empty(t, names(pkg))
}

func TestDeepInheritance(t *testing.T) {
	top := typ(port, "t0")
	for range 1000 {
		next := typ(port, "t0")
		next.BaseType = top
		top = next
	}
	_, _, err := New(&model.Model{Types: []*model.Type{top}}, Options{Package: "harbor"})
	assert.NoError(t, err)
}

func TestEnumMembers(t *testing.T) {
	pkg, findings := planAll(t, &model.Model{
		Types: []*model.Type{typ(port, "sizeLarge")},
		Enums: []*model.Enum{enum("size", "large", "Large", "-", "+1", "1", "true", "2fa", "North America 5x7in", "unknownFutureValue", "é")},
	})
	var members []string
	for _, m := range first[*Enum](pkg).Members {
		members = append(members, m.Name.String()+"="+m.Value)
	}
	assert.Equal(t, []string{"SizeLargeValue=large", "SizeMember3=-", "Size1=+1", "Size1Value=1", "SizeTrue=true", "Size2fa=2fa",
		"SizeNorthAmerica5x7in=North America 5x7in", "SizeUnknownFutureValue=unknownFutureValue"}, members)
	assert.Len(t, findings, 4, findings)
}

func TestOperationNames(t *testing.T) {
	m := &model.Model{
		Types:      []*model.Type{typ(port, "newListCranesRequest")},
		Operations: []*model.Operation{op("crane-list", "ListCranes", "Me", "Me"), op("crane-url", "GetCraneUrl"), op("client", "NewClient"), op("x", "\u0435")},
	}
	pkg, findings := planAll(t, m)
	assert.Equal(t, []string{"client NewClientOperation", "cranelist ListCranesOperation", "cranelist ListCranesMeOperation", "cranelist ListCranesMeOperationV2",
		"craneurl GetCraneURL", "newlistcranesrequest NewListCranesRequest"}, names(pkg))
	assert.Equal(t, []string{
		"api/crane-list.md:20: operation ListCranes: the Go name NewListCranesRequest is that of type harbor.port.newListCranesRequest at resources/newlistcranesrequest.md:3 [go-name-taken]",
		"api/x.md:20: operation \u0435: the name gives no Go identifier: it has characters other than ASCII letters, digits and punctuation [go-name-invalid]",
	}, findings)
}

func TestParameterNames(t *testing.T) {
	o := op("crane-get", "GetCrane")
	twice := &model.Parameter{Name: "id", Ref: str()}
	r := o.Routes[0]
	r.Segments = nil
	for _, q := range []*model.Parameter{twice, {Name: "ID", Ref: str()}, twice, {Name: "type", Ref: str()}, {Name: "ctx", Ref: str()}, {Name: "名前", Ref: str()}, {Name: "item path", Ref: str()}} {
		r.Segments = append(r.Segments, model.Segment{{Param: q}})
	}
	r.Segments = append(r.Segments, model.Segment{{Text: "a b{}?'é"}})
	pkg, _ := planAll(t, &model.Model{Operations: []*model.Operation{o}})
	f := first[*Function](pkg)
	var params []string
	for _, q := range f.Params {
		params = append(params, q.Name.String())
	}
	assert.Equal(t, []string{"id", "idValue", "typeValue", "ctxValue", "arg", "itemPath"}, params)
	assert.Len(t, f.Args, 7)
	assert.Equal(t, "/{id}/{idValue}/{id}/{typeValue}/{ctxValue}/{arg}/{itemPath}/a%20b%7B%7D%3F'%C3%A9", f.Template)
}

// TestNamesBesideEachOther checks that a name is changed if it is that of a
// builder, of the runtime, or of an earlier argument.
func TestNamesBesideEachOther(t *testing.T) {
	o := op("crane-list", "ListCranes", "")
	o.Routes[1].Name = "NewListCranesRequest"
	for _, name := range []string{"id", "ID", "id-", "-id"} {
		o.Routes[0].Segments = append(o.Routes[0].Segments, model.Segment{{Param: &model.Parameter{Name: name, Ref: str()}}})
	}
	o.Routes[0].Segments = append(o.Routes[0].Segments, model.Segment{{Text: "azAZ09/"}})
	m := &model.Model{
		Types:      []*model.Type{typ(port, "craneHook"), typ(port, "error")},
		Enums:      []*model.Enum{enum("craneLoad", "a"), enum("craneArm", "b")},
		Operations: []*model.Operation{o},
	}
	pkg, findings, err := New(m, Options{Package: "harbor", BaseURL: harborURL, Reserved: []string{"Error", "PortError"}})
	require.NoError(t, err)
	assert.Equal(t, []string{"cranearm CraneArm", "cranehook CraneHook", "cranelist ListCranes", "cranelist NewListCranesRequestV2", "craneload CraneLoad", "porterrorv2 PortErrorV2"}, names(pkg))
	require.Len(t, findings, 1)
	assert.Equal(t, "resources/error.md:3: type harbor.port.error: the Go name PortError is that of the run-time part [go-name-taken]", findings[0].String())
	f := first[*Function](pkg)
	var params []string
	for _, q := range f.Params {
		params = append(params, q.Name.String())
	}
	assert.Equal(t, []string{"id", "idValue", "idValueV2", "idValueV3"}, params)
	assert.Equal(t, "/crane-list/0/{id}/{idValue}/{idValueV2}/{idValueV3}/azAZ09%2F", f.Template)
}

func TestDevices(t *testing.T) {
	for name, want := range map[string]bool{"con": true, "com1": true, "lpt0": true, "com.": false, "com:": false} {
		assert.Equal(t, want, isDevice(name), name)
	}
}

func TestStems(t *testing.T) {
	for word, want := range map[string]string{"user": "user", "con": "conapi", "prn": "prnapi", "aux": "auxapi", "nul": "nulapi", "com0": "com0api", "com9": "com9api", "comx": "comx", "com12": "com12", "lpt0": "lpt0api", "abc1": "abc1", "lpt9": "lpt9api", "lpt": "lpt", "baseurl": "baseurlapi", "docwright": "docwrightapi", "doc": "docapi", "permissions": "permissionsapi",
		"driveItem": "driveitem", "x_linux": "xlinux", "../a/B": "ab", "名前": "x", "": "x", "CON": "conapi"} {
		assert.Equal(t, want, stem(word))
	}
	assert.Len(t, stem(strings.Repeat("x", 300)), maxStem)
	assert.NotEqual(t, stem(strings.Repeat("x", 300)), stem(strings.Repeat("x", 301)))
}

func TestPackageNames(t *testing.T) {
	for _, name := range []string{"", "main", "func", "Upper", "a b", "_", "string", "a;b"} {
		_, _, err := New(&model.Model{}, Options{Package: name})
		assert.Error(t, err, name)
	}
}

// TestOptionFieldsAreThoseOfOptions checks that no field of an options struct
// hides a field of Options.
func TestOptionFieldsAreThoseOfOptions(t *testing.T) {
	options := reflect.TypeFor[runtime.Options]()
	for i := range options.NumField() {
		assert.True(t, optionFields[options.Field(i).Name], options.Field(i).Name)
	}
}

func TestSentence(t *testing.T) {
	for in, want := range map[string]string{"": "", " a ": "a.", "a.": "a.", "a:": "a …", "a!": "a!"} {
		assert.Equal(t, want, sentence(in))
	}
}

func TestValues(t *testing.T) {
	for _, test := range []struct {
		edm, text string
		ok        bool
	}{
		{"Edm.Int32", "12", true}, {"Edm.Int32", "012", false}, {"Edm.Int32", "2147483648", false}, {"Edm.Byte", "-1", false},
		{"Edm.Boolean", "true", true}, {"Edm.Boolean", "True", false}, {"Edm.Double", "1.5", true}, {"Edm.Double", "NaN", false},
		{"Edm.Double", "1;panic(1)", false}, {"Edm.DateTimeOffset", "2020-01-01T00:00:00Z", true}, {"Edm.DateTimeOffset", "2020-01-01", false},
		{"Edm.String", "a\";b", true},
	} {
		_, ok := valueOf(Type{Plain, primitives[test.edm]}, test.text)
		assert.Equal(t, test.ok, ok, "%s %s", test.edm, test.text)
	}
}

func TestSummariesBeginWithTheName(t *testing.T) {
	name := ident.Must("TowVessel")
	for summary, want := range map[string]string{
		"Tow a vessel":                          "TowVessel tows a vessel.",
		"Apply a line.":                         "TowVessel applies a line.",
		"Deletes a line.":                       "TowVessel deletes a line.",
		"Use this API to fetch a vessel":        "TowVessel fetches a vessel.",
		"This method returns all the vessels.":  "TowVessel returns all the vessels.",
		"This action allows the pilot to rest.": "TowVessel allows the pilot to rest.",
		"This port is old and has a crane.":     "TowVessel: This port is old and has a crane.",
		"Movies that were made at sea.":         "TowVessel: Movies that were made at sea.",
		"Not yet documented":                    "",
		"":                                      "",
	} {
		assert.Equal(t, want, functionDoc(name, summary, ""))
	}
}
