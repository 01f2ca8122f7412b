package lock_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/generator/lock"
)

func TestRoundTrip(t *testing.T) {
	l := &lock.Lock{Tool: "v0.4.0", Targets: []*lock.Target{
		{Out: "internal/one", Docs: "5f3c", Options: []lock.Option{{"include", "aa"}, {"a b", "ab"}}, Pages: []lock.Page{{Name: "api/a b.md", Sum: "01"}, {Name: "api/c.md", Sum: "02", Says: "03"}}},
		{Out: "a folder", Options: []lock.Option{{"zone", "bb"}}, Files: "cc", Uses: []string{"GetBerth", "Vessel"}},
		{Out: "named", Funcs: []lock.Owner{{"GetBerth", "GET", "/berths/{}"}, {"ListX", "GET", "/x y#\"\n\u00e9"}}, Structs: []lock.Owner{{"ListXOptions", "GET", "/x"}}},
		{Out: "o", Pages: []lock.Page{{Name: "api/q.md 0\ntarget evil\ntool x.md", Sum: "03"}, {Name: "api/\u202e\"#.md", Sum: "04"}}},
	}}
	got, err := lock.Parse(l.Format())
	require.NoError(t, err)
	assert.Equal(t, l, got)
	assert.Equal(t, 4, strings.Count(string(l.Format()), "\ntarget "), "a name never begins a line")
}

// TestFormat checks that the text has a line for each fact.
func TestFormat(t *testing.T) {
	l := &lock.Lock{Tool: "v0.4.0", Targets: []*lock.Target{
		{Out: "gen", Docs: "5f3c", Options: []lock.Option{{"include", "aa"}}, Files: "bb", Uses: []string{"GetBerth"}, Funcs: []lock.Owner{{"GetBerth", "GET", "/berths/{}"}}, Structs: []lock.Owner{{"GetBerthOptions", "GET", "/berths/{}"}}, Pages: []lock.Page{{Name: "api/!a~.md", Sum: "01"}, {Name: "api/a b.md", Sum: "02", Says: "03"}}},
		{Out: "b#", Pages: []lock.Page{{Name: "\"", Sum: "03"}, {Name: "\x7f", Sum: "04"}, {Name: "häfen", Sum: "05"}}},
	}}
	assert.Equal(t, `# The inputs of the generated packages. Written by "docwright generate --update"; commit it.
tool v0.4.0
target gen
docs 5f3c
option include aa
files bb
use GetBerth
func GetBerth GET /berths/{}
struct GetBerthOptions GET /berths/{}
page api/!a~.md 01
page "api/a b.md" 02 03
target "b#"
page "\"" 03
page "\x7f" 04
page "h\u00e4fen" 05
`, string(l.Format()))
}

// TestHow checks the names of the kinds of difference.
func TestHow(t *testing.T) {
	assert.Equal(t, []lock.How{"changed", "new", "gone"}, []lock.How{lock.Changed, lock.New, lock.Gone})
}

func TestInvalidLines(t *testing.T) {
	for text, want := range map[string]string{
		"target x\npage x\n":          "docwright.lock:2: want \"page NAME HASH HASH\"",
		"target x\noption a\n":        "docwright.lock:2: want \"option NAME HASH\"",
		"target x\noption a b c\n":    "docwright.lock:2: want \"option NAME HASH\"",
		"tool v1\noption x y\n":       "docwright.lock:2: \"option\" must follow a line \"target\", which names the package",
		"target a b\n":                "docwright.lock:1: want \"target FOLDER\"",
		"target \"\n":                 "docwright.lock:1: want \"target FOLDER\"",
		"target\n":                    "docwright.lock:1: want \"target FOLDER\"",
		"target x\nuse\n":             "docwright.lock:2: want \"use NAME\"",
		"target x\nuse a b\n":         "docwright.lock:2: want \"use NAME\"",
		"target x\npage a b c d\n":    "docwright.lock:2: want \"page NAME HASH HASH\"",
		"target x\n\npage \"a b\n":    "docwright.lock:3: want \"page NAME HASH HASH\"",
		"target x\nfunc F GET\n":      "docwright.lock:2: want \"func NAME METHOD PATH\"",
		"target x\nfunc F GET /a b\n": "docwright.lock:2: want \"func NAME METHOD PATH\"",
		"target x\nstruct\n":          "docwright.lock:2: want \"struct NAME METHOD PATH\"",
		"=======\n":                   "docwright.lock:1: unknown line \"=======\"",
		"# comment\n\nfuture thing\n": "docwright.lock:3: unknown line \"future\"",
	} {
		_, err := lock.Parse([]byte(text))
		assert.ErrorContains(t, err, want)
	}
}

func TestCompare(t *testing.T) {
	x, y := []lock.Option{{"include", "x"}, {Name: "zone", Sum: "1"}, {Name: "source", Sum: "1"}}, []lock.Option{{Name: "licence", Sum: "1"}, {"include", "y"}, {Name: "source", Sum: "1"}}
	was := &lock.Target{Docs: "a", Options: x, Pages: []lock.Page{{Name: "a", Sum: "1"}, {Name: "b", Sum: "1"}, {Name: "c", Sum: "1"}}}
	is := &lock.Target{Docs: "b", Options: y, Pages: []lock.Page{{Name: "a", Sum: "1"}, {Name: "c", Sum: "2"}, {Name: "d", Sum: "1"}}}
	all := []lock.Difference{
		{Option: "licence", How: lock.New}, {Option: "include", How: lock.Changed}, {Option: "zone", How: lock.Gone},
		{Page: "b", How: lock.Gone}, {Page: "c", How: lock.Changed}, {Page: "d", How: lock.New},
	}
	for _, level := range []lock.Level{lock.Output, lock.Pages} {
		was.Files, is.Files = "", ""
		assert.Equal(t, all, lock.Compare(was, is, level), "the files are not known")
		assert.Empty(t, lock.Compare(was, &lock.Target{Options: x, Pages: was.Pages}, level), "another revision is not a difference")
		was.Files, is.Files = "1", "2"
		assert.Equal(t, all, lock.Compare(was, is, level), "differences of the inputs explain that of the files")
		assert.Equal(t, []lock.Difference{{How: lock.Otherwise}}, lock.Compare(was, &lock.Target{Options: x, Files: "2", Pages: was.Pages}, level))
	}
	is.Files = "1"
	assert.Empty(t, lock.Compare(was, is, lock.Output), "the same files are no difference, whatever the inputs")
	assert.Equal(t, all, lock.Compare(was, is, lock.Pages))
}

// TestCompareWhatPagesSay checks that pages with other texts that say the same are only
// differences if no page says something else.
func TestCompareWhatPagesSay(t *testing.T) {
	was := &lock.Target{Files: "1", Pages: []lock.Page{{"a", "1", "x"}, {"b", "1", "x"}, {"c", "1", ""}, {"d", "1", "x"}}}
	is := &lock.Target{Files: "2", Pages: []lock.Page{{"a", "2", "x"}, {"b", "2", "y"}, {"c", "2", "x"}, {"d", "1", "y"}}}
	changed := func(names ...string) (list []lock.Difference) {
		for _, name := range names {
			list = append(list, lock.Difference{Page: name, How: lock.Changed})
		}
		return list
	}
	assert.Equal(t, changed("b", "c"), lock.Compare(was, is, lock.Output))
	assert.Equal(t, changed("a", "b", "c"), lock.Compare(was, is, lock.Pages))
	is.Pages[1].Says, was.Pages[2].Says = "x", "x"
	assert.Equal(t, changed("a", "b", "c"), lock.Compare(was, is, lock.Output))
}

func TestParseLevel(t *testing.T) {
	for _, level := range []lock.Level{lock.Output, lock.Pages} {
		got, err := lock.ParseLevel(string(level))
		require.NoError(t, err)
		assert.Equal(t, level, got)
	}
	_, err := lock.ParseLevel("all")
	assert.EqualError(t, err, `unknown value "all" for lock: want output or pages`)
}

func TestPut(t *testing.T) {
	l := &lock.Lock{Targets: []*lock.Target{{Out: "a", Files: "1"}, {Out: "b", Files: "1"}}}
	l.Put(&lock.Target{Out: "a", Files: "2"})
	l.Put(&lock.Target{Out: "c"})
	assert.Equal(t, "2", l.Target("a").Files)
	assert.Equal(t, "1", l.Target("b").Files)
	assert.NotNil(t, l.Target("c"))
	assert.Nil(t, l.Target("d"))
}

func TestSumDependsOnParts(t *testing.T) {
	assert.NotEqual(t, lock.Sum([]byte("ab"), []byte("c")), lock.Sum([]byte("a"), []byte("bc")))
	assert.NotEqual(t, lock.Sum([]byte("a")), lock.Sum([]byte("a"), nil))
	assert.Len(t, lock.Sum(nil), 32)
}

func FuzzParse(f *testing.F) {
	f.Add([]byte("tool v1\ntarget o\ndocs x\noption include y\npage api/a.md 01\n"))
	f.Add([]byte("page \n"))
	f.Add([]byte("target\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		l, err := lock.Parse(text)
		if err != nil {
			return
		}
		again, err := lock.Parse(l.Format())
		require.NoError(t, err)
		assert.Equal(t, l, again)
	})
}
