package soundness_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/soundness"
	"github.com/docwright/docwright/parser/source"
	"github.com/docwright/docwright/parser/source/report"
)

var (
	fault = &source.Rule{Name: "tide-differs", Severity: source.Warning}
	hint  = &source.Rule{Name: "tide-unsaid", Severity: source.Note}
)

// quay returns a model with types, an enum on the page of a type, and
// operations with examples.
func quay() *model.Model {
	berth := &model.Type{Namespace: "harbor", Name: "berth", Pages: []string{"resources/berth.md"}, Properties: []*model.Property{{Name: "id"}, {Name: "depth"}, {Name: "side"}}}
	tide := &model.Type{Namespace: "harbor", Name: "tide", Pages: []string{"resources/tide.md"}, Properties: []*model.Property{{Name: "time"}}}
	side := &model.Enum{Namespace: "harbor", Name: "side", Page: "resources/berth.md", Members: []*model.Member{{Name: "port"}, {Name: "starboard"}}}
	body := model.Ref{Type: "harbor.berth", Struct: berth}
	text := model.Ref{Type: "Edm.String"}
	two := []*model.Example{{}, {}}
	return &model.Model{Types: []*model.Type{berth, tide}, Enums: []*model.Enum{side}, Operations: []*model.Operation{
		{Page: "api/berth-update.md", Request: &model.Body{Ref: body}, Responses: []*model.Response{{Status: 200, Ref: body}}, Examples: two},
		{Page: "api/tide-list.md", Responses: []*model.Response{{Status: 200, Ref: model.Ref{Type: "harbor.tide", Struct: tide, Collection: true}}}, Examples: two},
		{Page: "api/tide-add.md", Request: &model.Body{Ref: model.Ref{Type: "harbor.tide", Struct: tide}}, Examples: two[:1]},
		{Page: "api/note-post.md", Request: &model.Body{Ref: text}, Responses: []*model.Response{{Status: 200, Ref: text}}, Examples: two},
		{Page: "api/note-delete.md", Responses: []*model.Response{{Status: 204}}, Examples: two},
	}}
}

func ExampleOfPages() {
	var findings source.Findings
	findings.Add(source.Position{File: "docs/resources/berth.md", Line: 7}, fault, "by an hour")
	findings.Add(source.Position{File: "docs/resources/berth.md", Line: 7}, fault, "by a day")
	findings.Add(source.Position{File: "docs/resources/berth.md", Line: 8}, hint, "when")
	findings.Add(source.Position{File: "docs/api/berth-update.md", Line: 9}, fault, "by an hour")
	for _, r := range soundness.OfPages(quay(), findings, "docs") {
		fmt.Printf("%s: %d of %d %v\n", r.Name, r.Sound, r.Of, r.Files)
	}
	// Output:
	// harbor.berth: 3 of 5 [docs/resources/berth.md docs/api/berth-update.md]
	// harbor.tide: 4 of 4 [docs/resources/tide.md docs/api/tide-list.md docs/api/tide-add.md]
	// harbor.side: 2 of 2 [docs/resources/berth.md]
}

// TestAllPartsFaulty checks a type with more faulty lines than parts.
func TestAllPartsFaulty(t *testing.T) {
	var findings source.Findings
	for line := range 9 {
		findings.Add(source.Position{File: "resources/tide.md", Line: line + 1}, fault, "by an hour")
	}
	assert.Zero(t, soundness.OfPages(quay(), findings, ".")[1].Sound)
}

func TestOfSubjects(t *testing.T) {
	add := func(list *source.Findings, rule *source.Rule, subject string) {
		list.Add(source.Position{File: "docs/resources/berth.md"}, rule, "x")
		(*list)[len(*list)-1].Subject = subject
	}
	var findings source.Findings
	add(&findings, fault, "harbor.berth/id")
	add(&findings, fault, "harbor.berth/id")
	add(&findings, fault, "harbor.berth/depth")
	add(&findings, hint, "harbor.berth/side")
	add(&findings, fault, "harbor.side/port")
	add(&findings, fault, "")
	for range 3 {
		add(&findings, fault, "harbor.tide/"+fmt.Sprint(len(findings)))
	}
	assert.Equal(t, []report.Resource{{Name: "harbor.berth", Sound: 1, Of: 3}, {Name: "harbor.tide", Sound: 0, Of: 1}, {Name: "harbor.side", Sound: 1, Of: 2}},
		soundness.OfSubjects(quay(), findings, nil))
	assert.Equal(t, []report.Resource{{Name: "harbor.side", Sound: 1, Of: 2}}, soundness.OfSubjects(quay(), findings, map[string]bool{"harbor.side": true}))
}
