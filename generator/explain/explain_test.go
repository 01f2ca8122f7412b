package explain

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/parser"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// sample returns an index of the sample pages.
func sample(t testing.TB) *Index {
	t.Helper()
	m, findings, err := parser.Parse(context.Background(), parser.Options{Root: os.DirFS("../../testdata"), Docs: "docs"})
	require.NoError(t, err)
	x, err := New(m, findings, Options{Dir: "docs"})
	require.NoError(t, err)
	return x
}

// TestEveryName checks that each completion is found, and that its explanation can
// be printed and is the same each time.
func TestEveryName(t *testing.T) {
	x := sample(t)
	names := x.Complete("")
	for _, owner := range x.m.Types {
		names = append(names, x.Complete(owner.Qualified()+"/")...)
		names = append(names, x.Complete(x.names.Type(owner).String()+".")...)
	}
	require.Greater(t, len(names), 500)
	for _, name := range names {
		list := x.Find(name)
		if !assert.NotEmpty(t, list, name) {
			continue
		}
		var text, again bytes.Buffer
		require.NoError(t, Write(&text, list))
		require.NoError(t, Write(&again, x.Find(name)))
		assert.Equal(t, text.String(), again.String(), name)
		require.NoError(t, WriteJSON(&again, list))
		for _, e := range list {
			assert.NotEmpty(t, e.Name, name)
			assert.True(t, strings.HasPrefix(text.String(), string(list[0].Kind)+" "+list[0].Name), name)
			for _, r := range e.Reasons {
				assert.NotZero(t, r.Line, "%s: %s", name, r.Aspect)
			}
		}
	}
}

// A function stands for its request line on the page that it is called after; what
// the page of a derived type calls it stands for that page.
func TestFunctionOfSeveralPages(t *testing.T) {
	x := sample(t)
	for asked, page := range map[string]string{
		"ListVessels": "vessel-list", "ListTugs": "fleet-tug-list", "CreateVessel": "fleet-tug-create", "CreateTug": "fleet-tug-create", "CreateFerry": "fleet-ferry-create",
	} {
		list := x.Find(asked)
		require.Len(t, list, 1, asked)
		assert.Contains(t, fmt.Sprint(list[0].Facts), "{page docs/api/"+page+".md:", asked)
		assert.Regexp(t, "^func (ListVessels|CreateVessel)\\(", list[0].Go, asked)
	}
	e := x.Find("CreateFerry")[0]
	i := slices.IndexFunc(e.Lists, func(l List) bool { return l.Name == "pages that have the line" })
	require.GreaterOrEqual(t, i, 0)
	assert.Equal(t, [][]string{{"CreateTug", "docs/api/fleet-tug-create.md:34"}, {"CreateFerry", "docs/api/fleet-ferry-create.md:33"}}, e.Lists[i].Rows)
}

// TestOddNames checks that no name causes a panic.
func TestOddNames(t *testing.T) {
	x := sample(t)
	for _, name := range []string{"", " ", ".", "/", "//", "./", "..", "a.", ".a", "{", "GET", "GET ", "GET /", "/", "/{", "/{}", "/<", "GET /{a", "://",
		"https://", ":", "::", ":1", "x.md:", "x.md:1:2:3", "vessel.", "vessel/", "/vessel", "vessel.id.id", "\x00", "\xff\xfe", "é", "'", "''",
		strings.Repeat("a.", 5000), "GET /" + strings.Repeat("{}/", 5000)} {
		assert.NotPanics(t, func() {
			var b bytes.Buffer
			_ = Write(&b, x.Find(name))
			x.Nearest(name)
			x.Complete(name)
		}, "%q", name)
	}
}

func TestRequestLines(t *testing.T) {
	param := &model.Parameter{Name: "id"}
	route := &model.Route{Segments: []model.Segment{{{Text: "tugs"}}, {{Text: "range(from='"}, {Param: param, Quoted: true}, {Text: "',to="}, {Param: param}, {Text: ")"}}, {{Param: param}}}}
	tests := []struct {
		path   string
		values int
		ok     bool
	}{
		{"tugs/range(from='{a}',to={b})/{c}", 0, true},
		{"Tugs/Range(from={from},to=<to>)/{id | name}", 0, true},
		{"tugs/range(from='1',to={b})/{c}", 2, true},
		{"tugs/range(from='1',to=2)/7", 3, true},
		{"tugs/range(from='1',to=2)/seven()", 0, false},
		{"tugs/range(from='',to=2)/7", 0, false},
		{"tugs/range(from='1')/7", 0, false},
		{"tugs/range(from='1',to=2)", 0, false},
		{"tugs/range(from='1',to=2)/7/8", 0, false},
		{"tugs//7", 0, false},
	}
	for _, test := range tests {
		values, ok := fit(route, strings.Split(blank(test.path), "/"))
		assert.Equal(t, test.ok, ok, test.path)
		assert.Equal(t, test.values, values, test.path)
	}
}

// TestReasonOrder checks that the last reason for an aspect comes first, because it
// applies. If an aspect lists several values, all its reasons apply.
func TestReasonOrder(t *testing.T) {
	var list model.Reasons
	for i, aspect := range []string{"type", "path", "name", "type", "path"} {
		list.Add(aspect, &model.Why{Name: fmt.Sprint("way-", i)}, source.Position{File: "a.md", Line: i + 1}, "")
	}
	b := sample(t).explain(Type, "x", "")
	b.reasons(list)
	var got []string
	for _, r := range b.e.Reasons {
		got = append(got, fmt.Sprint(r.Aspect, " ", r.Line, " ", r.Earlier))
	}
	assert.Equal(t, []string{"name 3 false", "type 4 false", "type 1 true", "path 2 false", "path 5 false"}, got)
}

// TestRuleNames checks that rules of reasons and rules of findings have different
// names, so that a name in brackets has one explanation.
func TestRuleNames(t *testing.T) {
	named := 0
	for _, use := range sample(t).ruleList {
		if len(use.reasons) > 0 {
			named++
			assert.False(t, slices.ContainsFunc(source.Rules(), func(r *source.Rule) bool { return r.Name == use.name }), use.name)
		}
	}
	assert.Greater(t, named, 30)
}

// TestWriteEscapes checks that text of a page can't control a terminal or begin a
// line.
func TestWriteEscapes(t *testing.T) {
	var b bytes.Buffer
	require.NoError(t, Write(&b, []Explanation{{Kind: Type, Name: "tug\x1b[31m", Facts: []Fact{{"is", "a\u202eb"}},
		Reasons: []Reason{{Aspect: "type", Words: "c\rd"}}, Findings: []Finding{{Message: "e\nf"}}}}))
	assert.NotContains(t, b.String(), "\x1b")
	assert.NotContains(t, b.String(), "\u202e")
	assert.NotContains(t, b.String(), "\r")
	assert.NotContains(t, b.String(), "\nf")
}

func TestWrapped(t *testing.T) {
	assert.Equal(t, []string{""}, wrapped("", 10))
	assert.Equal(t, []string{"a tug", "and a", "crane"}, wrapped("a  tug and\na crane", 5))
	assert.Equal(t, []string{"unbreakable", "word"}, wrapped("unbreakable word", 3))
	assert.Equal(t, []string{"häfen ab", "c"}, wrapped("häfen ab c", 8))
}
