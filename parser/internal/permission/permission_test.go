package permission

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/docwright/docwright/parser/internal/notation"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/page"
)

func TestScopesIn(t *testing.T) {
	for text, want := range map[string]string{
		"Berth.Read, Berth.Read.All":                  "[[Berth.Read] [Berth.Read.All]]",
		"Berth.Read or Berth.Read.All":                "[[Berth.Read] [Berth.Read.All]]",
		"Berth.Read; Berth.List\nBerth.All":           "[[Berth.Read] [Berth.List] [Berth.All]]",
		"Berth.Read and Berth.List":                   "[[Berth.Read Berth.List]]",
		"Berth.Read & Berth.List + Berth.All":         "[[Berth.Read Berth.List Berth.All]]",
		"A.Read, B.Read and C.Read":                   "[[A.Read] [B.Read] [C.Read]]",
		"A.Read, A.Read and C.Read":                   "[[A.Read] [A.Read C.Read]]",
		"A.Read and B.Read, C.Read and D.Read":        "[[A.Read B.Read] [C.Read D.Read]]",
		"A.Read, B.Read, C.Read and D.Read and E.All": "[[A.Read] [B.Read] [C.Read D.Read E.All]]",
		"and A.Read":                             "[[A.Read]]",
		"A.Read and (if it lies here) B.Read":    "[[A.Read B.Read]]",
		"*A.Read*, `B.Read`. [C.Read](x)":        "[[A.Read] [B.Read] [C.Read]]",
		"openid, email, profile, offline_access": "[[openid] [email] [profile] [offline_access]]",
		"Not supported.":                         "[]",
		"e.g. this":                              "[]",
		"1.Read, .Read, Read., A.B!C":            "[]",
		"a_b.c-d":                                "[[a_b.c-d]]",
	} {
		assert.Equal(t, want, fmt.Sprint(scopesIn(text)), text)
	}
}

func TestAddScopes(t *testing.T) {
	p := &model.Permission{}
	addScopes(p, [][]string{{"A"}, {"B"}, {"A"}})
	assert.Equal(t, []string{"A", "B"}, p.Scopes)
	assert.Nil(t, p.Sets)
	addScopes(p, [][]string{{"A", "C"}, {"A", "C"}})
	assert.Equal(t, []string{"A", "B", "C"}, p.Scopes)
	assert.Equal(t, [][]string{{"A"}, {"B"}, {"A", "C"}}, p.Sets)
	addScopes(p, [][]string{{"D"}})
	assert.Equal(t, [][]string{{"A"}, {"B"}, {"A", "C"}, {"D"}}, p.Sets)
}

func TestKindOf(t *testing.T) {
	for text, want := range map[string]model.PermissionKind{
		"Permission type": "", "Delegated (personal Microsoft account)": model.DelegatedPersonal, "Delegated (work or school account)": model.DelegatedWork,
		"Application": model.Application, "Supported resource": "",
	} {
		assert.Equal(t, want, kindOf(text), text)
	}
}

// table makes a table of texts. The first row is the header.
func table(rows ...[]string) *page.Table {
	cells := func(texts []string) []page.Cell {
		var list []page.Cell
		for _, text := range texts {
			list = append(list, page.Cell{Text: page.Text{{Text: text}}})
		}
		return list
	}
	t := &page.Table{Header: cells(rows[0])}
	for _, row := range rows[1:] {
		t.Rows = append(t.Rows, page.Row{Cells: cells(row)})
	}
	return t
}

func TestTable(t *testing.T) {
	const work, personal, app = "Delegated (work or school account)", "Delegated (personal account)", "Application"
	for what, tt := range map[string]struct {
		table    *page.Table
		want     string
		findings int
		together int
	}{
		"rows":               {table([]string{"Permission type", "Permissions"}, []string{work, "A.Read"}, []string{app, "B.Read, C.Read"}), "[A.Read] [] [B.Read C.Read]", 0, 1},
		"from most to least": {table([]string{"Permission type", "Permissions (from most to least privileged)"}, []string{work, "A.Read, B.Read"}), "[B.Read A.Read] [] []", 0, 1},
		"sub-rows":           {table([]string{"Permission type", "Permissions"}, []string{"Scope", "X.Read"}, []string{work, "A.Read"}, []string{"Tugs", "B.Read"}), "[A.Read B.Read] [] []", 0, 1},
		"several cells":      {table([]string{"Permission type", "Least", "Higher"}, []string{personal, "A.Read", "B.Read"}), "[] [A.Read B.Read] []", 0, 1},
		"unwritten":          {table([]string{"Permission type", "Permissions"}, []string{work, "TODO"}), "[] [] []", 1, 1},
		"by resource":        {table([]string{"Resource", work, app}, []string{"berth", "A.Read", "B.Read"}, []string{"crane", "C.Read", "D.Read"}), "[A.Read C.Read] by resource [] [B.Read D.Read] by resource", 0, 2},
		"one resource":       {table([]string{"Resource", work, app}, []string{"berth", "A.Read", "B.Read"}), "[A.Read] [] [B.Read]", 0, 1},
		"a kind first":       {table([]string{app, work, "Notes"}, []string{"X.Read", "A.Read", "N.Read"}), "[A.Read] [] []", 0, 1},
	} {
		line := notation.Parse("/a", nil)
		p := &Permissions{lines: []*notation.Path{line}}
		p.table(tt.table, "")
		var got []string
		for _, kind := range kinds {
			s := "[]"
			if found := merged(p.groupsOf(line), kind); found != nil {
				s = fmt.Sprint(found.Scopes)
				if found.ByResource {
					s += " by resource"
				}
			}
			got = append(got, s)
		}
		assert.Equal(t, tt.want, strings.Join(got, " "), what)
		assert.Len(t, p.Findings, tt.findings, what)
		assert.Equal(t, tt.together, max(1, p.together()), what)
	}
}
