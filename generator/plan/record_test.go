package plan

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/generator/choice"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/templates"
)

// planKept plans a package that keeps the recorded names, and returns the names of its
// functions by path, and of its structs for options and bodies.
func planKept(t *testing.T, m *model.Model, o Options) (functions map[string]string, structs []string) {
	t.Helper()
	o.Package, o.BaseURL, o.Reserved = "harbor", harborURL, templates.Declared()
	pkg, _, err := New(m, o)
	require.NoError(t, err)
	functions = map[string]string{}
	for _, r := range pkg.Records {
		if r.Struct {
			structs = append(structs, r.Name)
		} else {
			functions[r.Line] = r.Name
		}
	}
	return functions, structs
}

// tugs is a model with two request lines of one operation that share a struct.
func tugs() *model.Model {
	list := op("tug", "ListTugs", "OfBerth")
	list.QueryParameters = []*model.Parameter{{Name: "$select", Ref: str()}}
	return &model.Model{Types: []*model.Type{typ(port, "tug", "id")}, Operations: []*model.Operation{list}}
}

// TestU13 checks that request lines keep their recorded names whatever is added, and
// that a package without additions does not depend on the record of itself.
func TestU13(t *testing.T) {
	functions, structs := planKept(t, tugs(), Options{})
	assert.Equal(t, map[string]string{"GET /tug/0": "ListTugs", "GET /tug/1": "ListTugsOfBerth"}, functions)
	assert.Equal(t, []string{"ListTugsOptions"}, structs)
	pkg, _, err := New(tugs(), Options{Package: "harbor", BaseURL: harborURL, Reserved: templates.Declared()})
	require.NoError(t, err)
	records := pkg.Records

	again, _, err := New(tugs(), Options{Package: "harbor", BaseURL: harborURL, Reserved: templates.Declared(), Records: records})
	require.NoError(t, err)
	assert.Equal(t, records, again.Records)

	more := func() *model.Model {
		m := tugs()
		first := op("a-tug", "ListTugs")
		first.QueryParameters = []*model.Parameter{{Name: "$top", Ref: str()}}
		m.Operations = append([]*model.Operation{first, op("b-tug", "ListTugsOfBerth")}, m.Operations...)
		m.Types = append(m.Types, typ(port, "ListTugs", "id"), typ(port, "NewListTugsRequest", "id"), typ(port, "ListTugsOptions", "id"))
		m.Enums = append(m.Enums, enum("ListTugsOfBerth", "x"))
		return m
	}
	without, _ := planKept(t, more(), Options{})
	assert.NotEqual(t, "ListTugs", without["GET /tug/0"])
	with, structs := planKept(t, more(), Options{Records: records})
	assert.Equal(t, "ListTugs", with["GET /tug/0"])
	assert.Equal(t, "ListTugsOfBerth", with["GET /tug/1"])
	assert.Equal(t, "ListTugsOperation", with["GET /a-tug/0"])
	assert.Equal(t, "ListTugsOfBerthOperation", with["GET /b-tug/0"])
	assert.Equal(t, []string{"ListTugsOperationOptions", "ListTugsOptions"}, structs)

	// The names are the same if the page is chosen alone.
	alone, _ := planKept(t, more(), Options{Records: records, Choice: choice.Choice{Include: []string{"api/b-tug.md"}}})
	assert.Equal(t, map[string]string{"GET /b-tug/0": "ListTugsOfBerthOperation"}, alone)
}

// TestKeptNames checks which names are kept.
func TestKeptNames(t *testing.T) {
	keep := func(records ...Record) map[string]string {
		functions, _ := planKept(t, tugs(), Options{Records: records})
		return functions
	}
	now := map[string]string{"GET /tug/0": "ListTugs", "GET /tug/1": "ListTugsOfBerth"}
	assert.Equal(t, now, keep(Record{Name: "Tugs", Line: "GET /gone"}), "the line is on no page")
	for _, name := range []string{"", "tugs", "func", "T-x", "Client", "NewClient"} {
		assert.Equal(t, now, keep(Record{Name: name, Line: "GET /tug/0"}), "%q cannot be the name of a function", name)
	}
	assert.Equal(t, map[string]string{"GET /tug/0": "Tugs", "GET /tug/1": "ListTugsOfBerth"}, keep(Record{Name: "Tugs", Line: "GET /tug/0"}, Record{Name: "Tugs", Line: "GET /tug/1"}), "the first line has the name")
	assert.Equal(t, map[string]string{"GET /tug/0": "Tugs", "GET /tug/1": "ListTugsOfBerth"}, keep(Record{Name: "Tugs", Line: "GET /tug/0"}, Record{Name: "Boats", Line: "GET /tug/0"}), "the first name is the name")
	assert.Equal(t, map[string]string{"GET /tug/0": "ListTugsOperation", "GET /tug/1": "ListTugs"}, keep(Record{Name: "ListTugs", Line: "GET /tug/1"}))
	assert.Equal(t, now, keep(Record{Name: "NewListTugsRequest", Line: "GET /gone"}))

	// The configuration takes precedence, also with a name that is recorded for
	// something else.
	fetch := Override{Subject: "GET /tug/0", Name: "FetchTugs"}
	record := Record{Name: "Tugs", Line: "GET /tug/0"}
	functions, structs := planKept(t, configured(), Options{Names: []Override{fetch}, Records: []Record{record, {Name: "TugsOptions", Line: "GET /tug/0", Struct: true}}})
	assert.Equal(t, "FetchTugs", functions["GET /tug/0"])
	assert.Equal(t, []string{"FetchTugsOptions"}, structs)
	functions, structs = planKept(t, configured(), Options{Records: []Record{{Name: "TugsOptions", Line: "GET /tug/0", Struct: true}}})
	assert.Equal(t, "ListTugs", functions["GET /tug/0"])
	assert.Equal(t, []string{"TugsOptions"}, structs)
	functions, _ = planKept(t, configured(), Options{Names: []Override{{Subject: "harbor.port.tug", Name: "Tugs"}}, Records: []Record{record}})
	assert.Equal(t, "ListTugs", functions["GET /tug/0"])
}

// configured is a model whose operations have the paths that overrides name.
func configured() *model.Model {
	m := tugs()
	m.Operations[0].Paths = []string{"/tug/0", "/tug/1"}
	return m
}

// TestUnusedNames checks that a name for a part that the package does not have is told.
func TestUnusedNames(t *testing.T) {
	names := []Override{
		{Subject: "GET /tug/0", Name: "A"}, {Subject: "harbor.port.buoy", Name: "B"}, {Subject: "harbor.port.buoy/id", Name: "C"},
		{Subject: "GET /a-tug/0", Name: "D"}, {Subject: "harbor.port.lights", Name: "E"}, {Subject: "harbor.port.lights/red", Name: "F"},
	}
	m := configured()
	other := op("a-tug", "GetTug")
	other.Paths = []string{"/a-tug/0"}
	m.Operations = append(m.Operations, other)
	m.Types = append(m.Types, typ(port, "buoy", "id"))
	m.Enums = append(m.Enums, enum("lights", "red", "green"))
	o := Options{Package: "harbor", BaseURL: harborURL, Reserved: templates.Declared(), Names: names}
	pkg, _, err := New(m, o)
	require.NoError(t, err)
	assert.Empty(t, pkg.Unused)
	o.Choice.Include = []string{"api/a-tug.md"}
	pkg, _, err = New(m, o)
	require.NoError(t, err)
	assert.Equal(t, []Override{names[0], names[1], names[2], names[4], names[5]}, pkg.Unused)
}
