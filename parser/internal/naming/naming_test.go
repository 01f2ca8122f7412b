package naming

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/docwright/docwright/parser/internal/notation"
	"github.com/docwright/docwright/parser/model"
)

// lines parses request lines such as "GET /a".
func lines(texts ...string) []notation.Line {
	var list []notation.Line
	for _, text := range texts {
		method, path := notation.CutMethod(text)
		list = append(list, notation.Line{Method: method, Path: notation.Parse(path, nil)})
	}
	return list
}

// names returns the names of a page's operations, one for each request line.
func names(file, title string, texts ...string) []string {
	list := lines(texts...)
	p := NewPage(title, "api/"+file+".md", list)
	var ops []Operation
	for _, l := range list {
		op := Operation{Method: l.Method, Ending: notation.NewEndings(list).Of(l), Paths: []*notation.Path{l.Path}}
		if op.Ending.Lists() || p.Title.Lists() && l.Method == "GET" && op.Ending.Form == notation.Plain {
			op.Kind = model.List
		}
		if op.Ending.Form == notation.Call || l.Method == "POST" && p.Title.Action != "" {
			op.Kind = model.Function
		}
		ops = append(ops, op)
	}
	var got []string
	for _, n := range p.Names(ops, p.Principal(ops)) {
		got = append(got, n.Name+" "+n.Verb+" "+n.Entity)
	}
	return got
}

func TestNames(t *testing.T) {
	for _, tt := range []struct {
		file, title string
		lines       []string
		want        []string
	}{
		{"berth-list", "List berths", []string{"GET /berths"}, []string{"ListBerths List Berths"}},
		{"berth-get", "Get berth", []string{"GET /berths/{id}", "PATCH /berths/{id}", "DELETE /berths/{id}", "PUT /berths/{id}", "POST /berths/{id}", "HEAD /berths/{id}"},
			[]string{"GetBerth Get Berth", "UpdateBerth Update Berth", "DeleteBerth Delete Berth", "ReplaceBerth Replace Berth", "CreateBerth Create Berth", "HeadBerth Head Berth"}},
		{"berth-get", "Get berth", []string{"GET /berths/{id}/owner/$ref", "PUT /berths/{id}/owner/$ref", "POST /berths/{id}/owner/$ref", "DELETE /berths/{id}/owner/$ref", "PATCH /berths/{id}/owner/$ref"},
			[]string{"GetBerth Get Berth", "SetBerth Set Berth", "AddBerth Add Berth", "RemoveBerth Remove Berth", "UpdateBerth Update Berth"}},
		{"berth-get", "Get berth", []string{"GET /berths", "GET /berths/{id}"}, []string{"ListBerths List Berth", "GetBerth Get Berth"}},
		{"berth-list", "List berths", []string{"GET /berths", "GET /berths/{id}"}, []string{"ListBerths List Berths", "GetBerth Get Berths"}},
		{"berth-list-cranes", "List cranes", []string{"GET /berths/{id}/cranes", "GET /berths/{id}/cranes/{id}"}, []string{"ListBerthCranes List Berth", "GetBerthCrane Get Berth"}},
		{"berth-get", "Get berth", []string{"GET /berths/{id}", "GET /berths/{id}/cranes"}, []string{"GetBerth Get Berth", "ListBerthCranes List Berth"}},
		{"berth-list", "List berths", []string{"GET /berths", "POST /berths", "GET /berths/$count", "GET /berths/delta"},
			[]string{"ListBerths List Berths", "CreateBerth Create Berth", "CountBerths Count Berths", "ListBerthsDelta List Berths"}},
		{"berth-get", "Get berth", []string{"GET /berths/{id}", "GET /berths/{id}/photo/$value", "PUT /berths/{id}/photo/content"},
			[]string{"GetBerth Get Berth", "GetBerthValue Get Berth", "ReplaceBerthContent Replace Berth"}},
		{"berth-get", "Get berth", []string{"GET /berths/{id}", "GET /berths/{id}/near(m={m})", "GET /berths/{id}/openGate(k={k})"},
			[]string{"GetBerth Get Berth", "GetBerthNear Get Berth", "OpenBerthGate Open Berth"}},
		{"berth-update", "Update berth", []string{"PATCH /berths/{id}", "PUT /berths/{id}", "GET /berths/{id}", "OPTIONS /berths/{id}"},
			[]string{"UpdateBerth Update Berth", "ReplaceBerth Replace Berth", "GetBerth Get Berth", "OptionsBerth Options Berth"}},
		{"berth-upsert", "Upsert berth", []string{"PATCH /berths/{id}", "PATCH /berths/{id}/$ref"}, []string{"UpsertBerth Upsert Berth", "UpsertBerthReference Upsert Berth"}},
		{"berth-post-berths", "Create berth", []string{"POST /berths"}, []string{"CreateBerth Create Berth"}},
		{"berth-post-cranes", "Add crane", []string{"POST /berths/{id}/cranes"}, []string{"AddBerthCrane Add Berth"}},
		{"berth-post-cranes", "Crane", []string{"POST /berths/{id}/cranes/$ref"}, []string{"AddBerthCrane Add Berth"}},
		{"berth-put-crane", "Creates crane", []string{"PUT /berths/{id}/crane"}, []string{"CreateBerthCrane Create Berth"}},
		{"berth-put-crane", "Crane", []string{"PUT /berths/{id}/crane"}, []string{"UpdateBerthCrane Update Berth"}},
		{"berth-update-cranes", "Update cranes", []string{"PATCH /berths/{id}/cranes"}, []string{"UpdateBerthCranes Update Berth"}},
		{"berth-update-cranes", "Update cranes", []string{"PATCH /berths/{id}/cranes/{id}"}, []string{"UpdateBerthCrane Update Berth"}},
		{"berth-get-cranes-all", "Get cranes", []string{"GET /berths/{id}/cranes"}, []string{"GetBerthCranesAll Get Berth"}},
		{"list-berths", "List berths", []string{"GET /berths"}, []string{"ListBerths List "}},
		{"list-get", "Get list", []string{"GET /lists/{id}"}, []string{"GetList Get List"}},
		{"delete", "Delete", []string{"POST /berths/delete"}, []string{"Delete Delete "}},
		{"berth-open", "berth: open", []string{"POST /berths/{id}/open"}, []string{"OpenBerth Open Berth"}},
		{"tugs-berth-setkey", "berth: setKey", []string{"POST /berths/{id}/setKey"}, []string{"SetBerthKey Set Berth"}},
		{"berth-delta", "berth: delta", []string{"GET /berths/delta"}, []string{"GetBerthDelta Get Berth"}},
		{"berth-slowly", "berth: slowlyOpen", []string{"POST /berths/{id}/slowlyOpen"}, []string{"SlowlyBerth Slowly Berth"}},
		{"berth-slowlyopen", "berth: slowlyOpen", []string{"POST /berths/{id}/slowlyOpen"}, []string{"SlowlyOpenBerth SlowlyOpen Berth"}},
		{"berth-ropeat", "berth: ropeAt", []string{"POST /berths/{id}/ropeAt"}, []string{"RunBerthRopeAt Run Berth"}},
		{"berth-replyall", "berth: replyAll", []string{"POST /berths/{id}/replyAll"}, []string{"ReplyAllBerth ReplyAll Berth"}},
		{"berth-publish", "Make it known", []string{"POST /berths/{id}/x"}, []string{"PublishBerth Publish Berth"}},
		{"berths-of-today", "Assign berths", []string{"POST /berths/{id}/x"}, []string{"AssignBerthsOfToday Assign "}},
		{"berths-of-today", "Today", []string{"GET /berths/{id}/x"}, []string{"GetBerthsOfToday Get "}},
	} {
		assert.Equal(t, tt.want, names(tt.file, tt.title, tt.lines...), "%s %v", tt.file, tt.lines)
	}
}

// Names of one page are distinguished by the method, and otherwise by a number.
func TestNamesTaken(t *testing.T) {
	assert.Equal(t, []string{"UpdateBerth Update Berth", "UpdateBerthViaMerge Update Berth", "UpdateBerthViaMerge2 Update Berth"},
		names("berth-update", "Update berth", "MERGE /berths/{id}", "MERGE /berths/{id}", "MERGE /berths/{id}"))
}

func TestTitle(t *testing.T) {
	for text, want := range map[string]Title{
		"List berths":                {Verb: "list"},
		"berth: open (deprecated)":   {Verb: "berth", Action: "open"},
		"berth: open the gate":       {Verb: "berth", Action: "open"},
		"The berth: open":            {Verb: "the"},
		"assign action":              {Verb: "assign", Action: "assign"},
		"near Function":              {Verb: "near", Action: "near"},
		"near function x":            {Verb: "near"},
		"assign (Deprecated)":        {Verb: "assign"},
		"":                           {},
		"…":                          {Verb: "…"},
		"--":                         {},
		"assign action (deprecated)": {Verb: "assign", Action: "assign"},
	} {
		want.Text = text
		assert.Equal(t, want, ReadTitle(text), text)
	}
	assert.True(t, IsDeprecated("x (DEPRECATED)"))
	assert.False(t, IsDeprecated("(deprecated) x"))
	assert.False(t, IsDeprecated("x"))
	assert.True(t, ReadTitle("Enumerate berths").Lists())
	assert.False(t, ReadTitle("Get berths").Lists())
	assert.Equal(t, []string{"a", "b", "c", "d", "e"}, fileWords("api/A-b_c d.e.MD"))
}

func TestSpeller(t *testing.T) {
	var s Speller
	s.Add("The pilotBoat and HTTP, tideId.")
	s.AddPath("/charts/{name}/berthLog('x')/harbor.port.seaMark:/charts")
	for lower, want := range map[string]string{
		"pilotboat": "PilotBoat", "pilotboats": "PilotBoats", "http": "HTTP", "tide": "Tide", "berthlog": "BerthLog", "seamark": "SeaMark",
		"chartfont": "ChartFont", "charts": "Charts", "chart": "Chart", "chartit": "Chartit", "unknown": "Unknown", "name": "Name",
	} {
		assert.Equal(t, want, s.Name(lower), lower)
	}
	s.Add("pilotBoat PILOTBOAT Pilotboat")
	assert.Equal(t, "PilotBoat", s.Name("pilotboat"))
	s.Add("grainLoads")
	assert.Equal(t, "GrainLoad", s.Name("grainload"))
	assert.Equal(t, "GrainLoads", s.plural("grainload"))
	assert.Equal(t, "Tides", s.plural("tide"))
	s.AddPath("/fog")
	assert.Equal(t, "Foghorn", s.Name("foghorn"), "a compound does not begin with a word of three letters")
	s.AddPath("/rope")
	assert.Equal(t, "Ropeway", s.Name("ropeway"), "the rest after a word of four letters must be a word, too")
	s.Add("way")
	assert.Equal(t, "RopeWay", s.Name("ropeway"))
}

func TestPage(t *testing.T) {
	p := NewPage("Update berth", "api/tugs-berth-update.md", lines("PATCH /berths/{id}"))
	assert.Equal(t, 2, p.FileVerb())
	assert.Equal(t, "berth", p.UpdatedEntity())
	assert.True(t, p.Mentions("Berth"))
	assert.True(t, p.Mentions("tug"))
	assert.False(t, p.Mentions("crane"))
	assert.Equal(t, -1, NewPage("", "berth-delete.md", lines("POST /berths/delete")).FileVerb())
	assert.Equal(t, 0, NewPage("", "delete.md", lines("POST /berths/delete")).FileVerb())
	assert.Equal(t, 1, NewPage("", "post-get.md", lines("GET /posts/{id}")).FileVerb())
	assert.Empty(t, NewPage("", "berth-update-cranes.md", lines("PATCH /a")).UpdatedEntity())
	assert.Empty(t, NewPage("", "update.md", lines("PATCH /a")).UpdatedEntity())
	q := NewPage("", "tugs-berth-open-gate.md", lines("POST /x"))
	assert.Equal(t, 2, q.ActionWord([]*notation.Path{notation.Parse("/{id}", nil), notation.Parse("/berths/openGate", nil)}))
	assert.Equal(t, -1, q.ActionWord([]*notation.Path{notation.Parse("/berths/open", nil)}))
	assert.Equal(t, -1, q.ActionWord([]*notation.Path{notation.Parse("/tugsBerthOpenGate", nil)}))
}

func TestPrincipal(t *testing.T) {
	op := func(method string, e notation.Ending) Operation { return Operation{Method: method, Ending: e} }
	plain, list, ref := notation.Ending{}, notation.Ending{Form: notation.Collection}, notation.Ending{Form: notation.Special, Name: "$ref"}
	for _, tt := range []struct {
		title string
		ops   []Operation
		want  int
	}{
		{"Update berth", []Operation{op("GET", plain), op("PATCH", plain)}, 1},
		{"Move berth", []Operation{op("GET", plain), op("PATCH", plain)}, 0},
		{"List berths", []Operation{op("GET", plain), op("GET", list)}, 1},
		{"Get berth", []Operation{op("GET", list), op("GET", plain)}, 1},
		{"Get berth", []Operation{op("GET", ref), op("GET", plain)}, 1},
		{"Get berth", []Operation{op("POST", plain), op("GET", ref)}, 1},
		{"Get berth", []Operation{op("GET", plain), op("GET", plain)}, 0},
	} {
		p := NewPage(tt.title, "x.md", lines("GET /x"))
		assert.Equal(t, tt.want, p.Principal(tt.ops), tt.title)
	}
}

// TestManyPathWords checks that many words of paths, which have an index, are spelled as
// few are.
func TestManyPathWords(t *testing.T) {
	words := []string{"charts", "craneParts", "berths", "winch", "harborSets", "harbors"}
	var small, large Speller
	for _, w := range words {
		small.AddPath("/" + w + "/{id}")
		large.AddPath("/" + w + "/{id}")
	}
	for i := range 3 * few {
		large.AddPath("/q" + strings.Repeat("z", i) + "x")
	}
	for _, w := range []string{"chartfont", "chart", "charts", "cranepart", "cranepartset", "berthlist", "winchrope", "harborsetlist", "harborlist", "pier", "part"} {
		assert.Equal(t, small.Spell(w), large.Spell(w), w)
	}
}
