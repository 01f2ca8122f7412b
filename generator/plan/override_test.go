package plan

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/generator/choice"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/templates"
)

// overridden is a model with colliding default names.
func overridden() *model.Model {
	base, tug, buoy, quay := typ(port, "entity", "id"), typ(port, "tug", "name", "pull"), typ(port, "buoy", "id"), typ(port, "quay", "id")
	tug.BaseType = base
	lights := enum("lights", "red", "green")
	list, get, act := op("tug-list", "ListTugs", "OfBerth"), op("tug-get", "GetTug"), op("tug-act", "ActTug", "Me")
	list.Paths = []string{"/tugs", "/berths/{id}/tugs"}
	get.Paths = []string{"/tugs/{tug-id}"}
	get.QueryParameters = []*model.Parameter{{Name: "$select", Ref: str()}}
	act.Method, act.Paths = "POST", []string{"/tugs/act", "/me/act"}
	act.Request = &model.Body{Parameters: []*model.Parameter{{Name: "to", Ref: str()}}}
	return &model.Model{Types: []*model.Type{base, buoy, quay, tug}, Enums: []*model.Enum{lights}, Operations: []*model.Operation{list, get, act}}
}

func planWith(t *testing.T, m *model.Model, names ...Override) (*Package, []string) {
	t.Helper()
	pkg, findings, err := New(m, Options{Package: "harbor", BaseURL: harborURL, Reserved: templates.Declared(), Names: names})
	require.NoError(t, err)
	findings.Sort()
	var lines []string
	for _, f := range findings {
		lines = append(lines, f.String())
	}
	return pkg, lines
}

// TestOverrides checks that a chosen name is used, and that the names of dependent
// declarations derive from it.
func TestOverrides(t *testing.T) {
	pkg, findings := planWith(t, overridden(),
		Override{Subject: "harbor.port.tug", Name: "Tugboat"},
		Override{Subject: "harbor.port.tug/name", Name: "Label"},
		Override{Subject: "harbor.port.entity/id", Name: "Number"},
		Override{Subject: "harbor.port.lights", Name: "Lamps"},
		Override{Subject: "harbor.port.lights/green", Name: "Starboard"},
		Override{Subject: "GET /Berths/{x}/tugs", Name: "TugsAt"},
		Override{Subject: "GET /tugs/{any}", Name: "FetchTug"},
		Override{Subject: "POST /tugs/act", Name: "Act"},
	)
	assert.Empty(t, findings)
	var all, fields []string
	for _, g := range pkg.Groups {
		for _, d := range g.Decls {
			switch d := d.(type) {
			case *Struct:
				all = append(all, d.Name.String())
				for _, f := range d.Fields {
					fields = append(fields, d.Name.String()+"."+f.Name.String())
				}
				for _, i := range d.Inherited {
					for _, f := range i.Fields {
						fields = append(fields, d.Name.String()+"."+f.Name.String())
					}
				}
			case *Enum:
				all = append(all, d.Name.String())
				for _, m := range d.Members {
					all = append(all, m.Name.String()+"="+m.Value)
				}
			case *Function:
				all = append(all, d.Name.String(), d.Request.String())
			}
		}
	}
	assert.ElementsMatch(t, []string{
		"Buoy", "Entity", "Lamps", "LampsRed=red", "Starboard=green", "Quay",
		"ListTugs", "NewListTugsRequest", "TugsAt", "NewTugsAtRequest", "FetchTugOptions", "FetchTug", "NewFetchTugRequest",
		"ActBody", "Act", "NewActRequest", "ActTugMe", "NewActTugMeRequest", "Tugboat",
	}, all)
	assert.ElementsMatch(t, []string{"Buoy.ID", "Entity.Number", "Quay.ID", "FetchTugOptions.Select", "ActBody.To", "Tugboat.Label", "Tugboat.Pull", "Tugboat.Number"}, fields)
}

// TestChosenNamesComeFirst checks that a chosen name is used at any place in the
// model, and that other names adapt to it.
func TestChosenNamesComeFirst(t *testing.T) {
	for _, test := range []struct {
		choice Override
		want   []string
	}{
		{Override{Subject: "harbor.port.tug", Name: "Buoy"}, []string{"tug Buoy", "buoy BuoyV2"}},
		{Override{Subject: "harbor.port.tug", Name: "BUOY"}, []string{"tug BUOY", "buoy BuoyV2"}},
		{Override{Subject: "harbor.port.lights", Name: "Buoy"}, []string{"lights Buoy", "buoy BuoyV2"}},
		{Override{Subject: "harbor.port.lights/red", Name: "Buoy"}, []string{"red Buoy", "buoy BuoyV2"}},
		{Override{Subject: "harbor.port.lights/red", Name: "LightsGreen"}, []string{"red LightsGreen", "green LightsGreenValue"}},
		{Override{Subject: "GET /tugs/{id}", Name: "ListTugs"}, []string{"/tugs/{tug-id} ListTugs", "/tugs ListTugsOperation", "/berths/{id}/tugs ListTugsOfBerthOperation"}},
	} {
		m := overridden()
		l, _, err := NewLookup(m, Options{Package: "harbor", BaseURL: harborURL, Names: []Override{test.choice}})
		require.NoError(t, err)
		got := map[string]string{}
		for _, typ := range m.Types {
			got[typ.Name] = l.Type(typ).String()
		}
		for _, e := range m.Enums {
			got[e.Name] = l.Enum(e).String()
			for _, member := range l.Members(e) {
				got[member.Value] = member.Name.String()
			}
		}
		for _, o := range m.Operations {
			for i, f := range l.Operation(o).Functions {
				got[o.Paths[i]] = f.Name.String()
			}
		}
		for _, want := range test.want {
			name := want[:strings.LastIndexByte(want, ' ')]
			assert.Equal(t, want, name+" "+got[name], "%v", test.choice)
		}
	}
}

// TestU14 checks that the name for a request line is always the name of its function,
// or an error.
func TestU14(t *testing.T) {
	m := overridden()
	one, two := op("a-tug-get", "GetTugFirst"), op("tug-get-more", "GetTugMore")
	one.Paths, two.Paths = []string{"/tugs/{id}/more"}, []string{"/tugs/{tug-id}/more"}
	two.Routes[0].Segments = one.Routes[0].Segments
	m.Operations = append(m.Operations, one, two)
	named := Override{Subject: "GET /tugs/{x}/more", Name: "MoreOfTug", At: "docwright.yaml:7"}
	for _, page := range []string{"a-tug-get", "tug-get-more"} {
		pkg, _, err := New(m, Options{Package: "harbor", BaseURL: harborURL, Names: []Override{named}, Choice: choice.Choice{Include: []string{"api/" + page + ".md"}}})
		require.NoError(t, err)
		assert.Equal(t, "MoreOfTug", first[*Function](pkg).Name.String(), "with %s alone, of two pages that have the line", page)
	}
	for name, has := range map[string]string{"Buoy": "type harbor.port.buoy", "Lights": "enum harbor.port.lights"} {
		named.Name = name
		_, _, err := New(m, Options{Package: "harbor", BaseURL: harborURL, Names: []Override{named}})
		assert.EqualError(t, err, "docwright.yaml:7: "+name+" is the Go name of "+has+" already: choose another for GET /tugs/{x}/more")
	}
	m.Types = append(m.Types, typ(port, "MoreOfTugOptions"))
	one.QueryParameters = []*model.Parameter{{Name: "$select", Ref: str()}}
	named.Name = "MoreOfTug"
	_, _, err := New(m, Options{Package: "harbor", BaseURL: harborURL, Names: []Override{named}})
	assert.ErrorContains(t, err, "docwright.yaml:7: MoreOfTug gives names that are taken already, such as MoreOfTugOptions")
}

func TestOverridesThatCannotBe(t *testing.T) {
	const want = `: want letters and digits, the first an upper-case letter`
	for _, test := range []struct {
		subject, name, message string
	}{
		{"harbor.port.tug", "tug", `docwright.yaml:7: "tug" can't be the Go name of harbor.port.tug` + want},
		{"harbor.port.tug", "", `docwright.yaml:7: "" can't be the Go name of harbor.port.tug` + want},
		{"harbor.port.tug", "A-b", `docwright.yaml:7: "A-b" can't be the Go name of harbor.port.tug` + want},
		{"harbor.port.tug", "9x", `docwright.yaml:7: "9x" can't be the Go name of harbor.port.tug` + want},
		{"harbor.port.tug", "Client", "docwright.yaml:7: every generated package has a Client: choose another name for harbor.port.tug"},
		{"harbor.port.tug", "BaseURL", "docwright.yaml:7: every generated package has a BaseURL: choose another name for harbor.port.tug"},
		{"harbor.port.tug/name", "Get", "docwright.yaml:7: every model has a field or method Get: choose another name for harbor.port.tug/name"},
		{"harbor.port.tug/id", "Number", "docwright.yaml:7: harbor.port.tug/id is inherited: choose a name for harbor.port.entity/id, which all types derived from it have then"},
		{"harbor.port.tug/none", "Number", `docwright.yaml:7: the pages have no "harbor.port.tug/none": want a type or enum such as "microsoft.graph.user", a property or member such as "microsoft.graph.user/id", or a request line such as "GET /users/{id}"`},
		{"harbor.port.lights/blue", "Blue", `docwright.yaml:7: the pages have no "harbor.port.lights/blue"`},
		{"harbor.port.none", "None", `docwright.yaml:7: the pages have no "harbor.port.none"`},
		{"POST /tugs", "Post", `docwright.yaml:7: the pages have no "POST /tugs"`},
		{"GET /tugs/{id}/x", "Get", `docwright.yaml:7: the pages have no "GET /tugs/{id}/x"`},
	} {
		_, _, err := New(overridden(), Options{Package: "harbor", Reserved: templates.Declared(), Names: []Override{{Subject: test.subject, Name: test.name, At: "docwright.yaml:7"}}})
		if assert.Error(t, err, test.subject) {
			assert.Contains(t, err.Error(), test.message)
		}
		l, _, err := NewLookup(overridden(), Options{Package: "harbor", Reserved: templates.Declared(), Names: []Override{{Subject: test.subject, Name: test.name}}})
		assert.Error(t, err)
		assert.Nil(t, l)
	}
	_, _, err := New(overridden(), Options{Package: "harbor", Names: []Override{{"harbor.port.tug", "Boat", "a:1"}, {"harbor.port.quay", "BOAT", "a:2"}}})
	assert.EqualError(t, err, "a:2: BOAT is the Go name of harbor.port.tug already: choose another for harbor.port.quay")
	_, _, err = New(overridden(), Options{Package: "harbor", Names: []Override{{"harbor.port.tug/name", "Label", ""}, {"harbor.port.quay/id", "Label", ""}}})
	assert.NoError(t, err, "fields of two types may have one name")
	_, _, err = New(overridden(), Options{Package: "harbor", Choice: choice.Choice{Include: []string{"harbor.port.none"}}})
	assert.Error(t, err)
	_, _, err = New(&model.Model{}, Options{Package: "Harbor"})
	assert.EqualError(t, err, `"Harbor" can't be the name of a package: want lower-case letters and digits, and no reserved word of Go`)
}

// TestNumberedNames checks that repeated collisions get consecutive numbers.
func TestNumberedNames(t *testing.T) {
	m := &model.Model{
		Types: []*model.Type{typ(port, "tug"), typ(port, "TUG"), typ(port, "Tug"), typ(port, "listTugs"), typ(port, "ListTugsOperationOptions")},
		Enums: []*model.Enum{enum("side", "a", "+a", "-a", "/a"), enum("sideA", "x")},
	}
	list, again := op("tug-list", "ListTugs", "", "", "A-a", "AA"), op("tug-again", "ListTugs")
	list.QueryParameters = []*model.Parameter{{Name: "x", Ref: str()}}
	for _, r := range list.Routes {
		r.Name = ""
	}
	m.Operations = []*model.Operation{list, again}
	pkg, findings := planAll(t, m)
	assert.Equal(t, []string{
		"listtugs ListTugs", "listtugsoperationoptions ListTugsOperationOptions", "side Side", "sidea SideA", "tug Tug", "tugagain ListTugsOperation",
		"tuglist ListTugsOperation2Options", "tuglist ListTugsOperation2", "tuglist ListTugsOperation2V2", "tuglist ListTugsOperation2V3", "tuglist ListTugsAAOperation2", "tuglist ListTugsAAOperation2V2",
		"tugv2 TUGV2", "tugv3 TugV3",
	}, names(pkg))
	var members []string
	for _, m := range first[*Enum](pkg).Members {
		members = append(members, m.Name.String())
	}
	assert.Equal(t, []string{"SideAValue", "SideAValueV2", "SideAValueV3", "SideAValueV4"}, members)
	assert.NotEmpty(t, findings)
}
