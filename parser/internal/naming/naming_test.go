package naming

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/docwright/docwright/parser/internal/notation"
	"github.com/docwright/docwright/parser/model"
)

// lines parses request lines: "GET /a".
func lines(texts ...string) []notation.Line {
	var list []notation.Line
	for _, text := range texts {
		method, path := notation.CutMethod(text)
		list = append(list, notation.Line{Method: method, Path: notation.Parse(path, nil)})
	}
	return list
}

// names returns the names of a page whose request lines make an operation each.
func names(file, title string, texts ...string) []string {
	list := lines(texts...)
	p := NewPage(title, "api/"+file+".md", list)
	var ops []Operation
	for _, l := range list {
		op := Operation{Method: l.Method, Ending: notation.EndingOf(l, list), Paths: []*notation.Path{l.Path}}
		if op.Ending.Lists() || p.Title.Lists() && l.Method == "GET" && op.Ending.Form == notation.Plain {
			op.Kind = model.List
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
		{"get-list", "Get list", []string{"GET /lists/{id}"}, []string{"ListGet List Get"}},
		{"delete", "Delete", []string{"POST /berths/delete"}, []string{"Delete Delete "}},
		{"berth-open", "berth: open", []string{"POST /berths/{id}/open"}, []string{"OpenBerth Open Berth"}},
		{"tugs-berth-setkey", "berth: setKey", []string{"POST /berths/{id}/setKey"}, []string{"SetBerthKey Set Berth"}},
		{"berth-delta", "berth: delta", []string{"GET /berths/delta"}, []string{"GetBerthDelta Get Berth"}},
		{"berth-slowly", "berth: slowlyOpen", []string{"POST /berths/{id}/slowlyOpen"}, []string{"Slowly Slowly "}},
		{"berth-slowlyopen", "berth: slowlyOpen", []string{"POST /berths/{id}/slowlyOpen"}, []string{"SlowlyOpenBerth SlowlyOpen Berth"}},
		{"berth-ropeat", "berth: ropeAt", []string{"POST /berths/{id}/ropeAt"}, []string{"BerthRopeAt  Berth"}},
		{"berth-replyall", "berth: replyAll", []string{"POST /berths/{id}/replyAll"}, []string{"ReplyAllBerth ReplyAll Berth"}},
		{"berth-something-else", "berth: other", []string{"POST /berths/{id}/x"}, []string{"BerthSomethingElse Get Something"}[:0]},
		{"berth-publish", "Make it known", []string{"POST /berths/{id}/x"}, []string{"PublishBerth Publish Berth"}},
		{"berths-of-today", "Assign berths", []string{"POST /berths/{id}/x"}, []string{"AssignBerthsOfToday Assign "}},
		{"berths-of-today", "Today", []string{"GET /berths/{id}/x"}, []string{"GetBerthsOfToday Get "}},
	} {
		if len(tt.want) > 0 {
			assert.Equal(t, tt.want, names(tt.file, tt.title, tt.lines...), "%s %v", tt.file, tt.lines)
		}
	}
}
