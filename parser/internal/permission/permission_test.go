package permission

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/docwright/docwright/parser/model"
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
