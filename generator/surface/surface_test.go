package surface_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/docwright/docwright/generator/output"
	"github.com/docwright/docwright/generator/surface"
)

func of(text string) surface.Surface {
	return surface.Of([]output.File{{Name: "a.go", Data: []byte("package a\n" + text)}})
}

func TestDiff(t *testing.T) {
	was := of(`
type Berth struct {
	Depth  float64
	Number string
	Length int ` + "`json:\"length\"`" + `
	Draught int ` + "`json:\"draught\"`" + `
	hidden int
}
func (b *Berth) Free() bool { return true }
func (b *Berth) close() {}
func Get(id string) (*Berth, error) { return nil, nil }
func Old() {}
// Move moves it.
//
//	PATCH /berths/{id}
func Move(id string) {}
func local() {}
const Tide = "low"
type Kind string
var Err = 1
`)
	is := of(`
type Berth struct {
	Depth  int
	Number string
	Length int ` + "`json:\"Length\"`" + `
	Draught int ` + "`json:\"draught\" odata:\"readonly\"`" + `
	Side   string
	hidden string
}
func (b *Berth) Free() bool { return false }
func Get(ctx int, id string) (*Berth, error) { return nil, nil }
// Move moves it.
//
//	PUT /berths/{berth-id}
func Move(berthID string) {}
const Tide = "high"
type Kind int
var Err = 2
func other() {}
`)
	assert.Equal(t, []surface.Change{
		{Name: "Berth.Depth", Was: "float64", Is: "int", Of: "Berth", Breaks: true},
		{Name: "Berth.Draught", Was: "`json:\"draught\"`", Is: "`json:\"draught\" odata:\"readonly\"`", Of: "Berth", Breaks: true},
		{Name: "Berth.Length", Was: "`json:\"length\"`", Is: "`json:\"Length\"`", Of: "Berth"},
		{Name: "Berth.Side", Is: "string", Of: "Berth"},
		{Name: "const Tide", Was: `"low"`, Is: `"high"`, Breaks: true},
		{Name: "func Get", Was: "func(id string) (*Berth, error)", Is: "func(ctx int, id string) (*Berth, error)", Breaks: true},
		{Name: "func Move", Was: "PATCH /berths/{id}", Is: "PUT /berths/{berth-id}", Breaks: true},
		{Name: "func Old", Was: "func()", Breaks: true},
		{Name: "type Kind", Was: "string", Is: "int", Breaks: true},
	}, surface.Diff(was, is))
	assert.Empty(t, surface.Diff(is, is))
}

func TestIgnoredFiles(t *testing.T) {
	s := surface.Of([]output.File{
		{Name: "a_test.go", Data: []byte("package a\nfunc TestA() {}\n")},
		{Name: "atest/b.go", Data: []byte("package atest\nfunc B() {}\n")},
		{Name: "a.json", Data: []byte("{}")},
		{Name: "a.go.txt", Data: []byte("package a\nfunc Noted() {}\n")},
		{Name: "broken.go", Data: []byte("package a\nfunc Whole() {}\nfunc Half( {")},
	})
	assert.Contains(t, s, "func Whole")
	assert.NotContains(t, s, "func Noted")
	assert.NotContains(t, s, "func TestA")
	assert.NotContains(t, s, "func B")
}

// TestOf checks that a surface has all exported declarations and no others.
func TestOf(t *testing.T) {
	s := of(`
import "context"

// Get gets it.
//
//	GET /berths/{id}
func Get(ctx context.Context, id, kind string) (b *Berth, err error) { return nil, nil }
func None() {}
func Map[K comparable, V any](m map[K]V, f func(k K) V) {}
func (b Berth) Free() bool { return true }
func (b *Berth) Moor(v *Vessel) {}
func (l List[T]) Len() int { return 0 }
func (p *Pair[A, B]) Swap() {}
func (b berth) Hidden() {}
func (b *Berth) hidden() {}
func ((Berth)) Odd() {}
func hidden() {}

type (
	Berth struct {
		ID, Name string ` + "`json:\"id\"`" + `
		Depth    Opt[float64]
		hidden   int
		Object
	}
	berth struct{ Exposed int }
	Kind  string
	List[T any] struct{ Items []T }
	Pair[A, B any] struct{}
	Shown interface{ Show() }
	Alias = Kind
)

const (
	Low, High Kind = "low", "high"
	Bare
	quiet = 1
)

var Err, err = 1, 2
`)
	assert.Equal(t, surface.Surface{
		"func Get": {
			Text: "func(ctx context.Context, id, kind string) (b *Berth, err error)", Shape: "func(context.Context, string, string) (*Berth, error)",
			Sends: "GET /berths/{id}",
		},
		"func None":       {Text: "func()", Shape: "func()"},
		"func Map":        {Text: "func[K comparable, V any](m map[K]V, f func(k K) V)", Shape: "func[K comparable, V any](map[K]V, func(k K) V)"},
		"func Berth.Free": {Text: "func() bool", Shape: "func() bool"},
		"func Berth.Moor": {Text: "func(v *Vessel)", Shape: "func(*Vessel)"},
		"func List.Len":   {Text: "func() int", Shape: "func() int"},
		"func Pair.Swap":  {Text: "func()", Shape: "func()"},
		"type Berth":      {Text: "struct", Shape: "struct"},
		"Berth.ID":        {Text: "string", Shape: "string", Tag: "`json:\"id\"`"},
		"Berth.Name":      {Text: "string", Shape: "string", Tag: "`json:\"id\"`"},
		"Berth.Depth":     {Text: "Opt[float64]", Shape: "Opt[float64]"},
		"type Kind":       {Text: "string", Shape: "string"},
		"type List":       {Text: "struct", Shape: "struct"},
		"List.Items":      {Text: "[]T", Shape: "[]T"},
		"type Pair":       {Text: "struct", Shape: "struct"},
		"type Shown":      {Text: "interface{ Show() }", Shape: "interface{ Show() }"},
		"type Alias":      {Text: "Kind", Shape: "Kind"},
		"const Low":       {Text: "\"low\"", Shape: "\"low\"", Of: "Kind"},
		"const High":      {Text: "\"high\"", Shape: "\"high\"", Of: "Kind"},
		"const Bare":      {Text: "const", Shape: "const"},
		"var Err":         {Text: "var", Shape: "var"},
	}, s)
}

// TestDiffByPart checks for each part of a declaration whether a difference is a
// change, and whether the change breaks callers.
func TestDiffByPart(t *testing.T) {
	const readOnly = "`odata:\"readonly\"`"
	d := func(text, shape, sends, tag string) surface.Declared {
		return surface.Declared{Text: text, Shape: shape, Sends: sends, Tag: tag}
	}
	for name, test := range map[string]struct {
		was, is surface.Declared
		want    []surface.Change
	}{
		"the same":           {d("a", "a", "GET /a", "t"), d("a", "a", "GET /a", "t"), nil},
		"a name":             {d("f(a int)", "f(int)", "", ""), d("f(b int)", "f(int)", "", ""), nil},
		"a shape":            {d("a", "a", "GET /a", "t"), d("b", "b", "GET /b", "u"), []surface.Change{{Name: "X", Was: "a", Is: "b", Breaks: true}}},
		"a parameter's name": {d("a", "a", "GET /a/{id}", ""), d("a", "a", "GET /A/{key}?b={c}", ""), []surface.Change{{Name: "X", Was: "GET /a/{id}", Is: "GET /A/{key}?b={c}"}}},
		"a request line":     {d("a", "a", "GET /a", ""), d("a", "a", "GET /b", ""), []surface.Change{{Name: "X", Was: "GET /a", Is: "GET /b", Breaks: true}}},
		"a line more":        {d("a", "a", "", ""), d("a", "a", "GET /b", ""), nil},
		"a line less":        {d("a", "a", "GET /a", ""), d("a", "a", "", ""), nil},
		"a tag":              {d("a", "a", "", "t"), d("a", "a", "", "u"), []surface.Change{{Name: "X", Was: "t", Is: "u"}}},
		"read-only now":      {d("a", "a", "", "t"), d("a", "a", "", readOnly), []surface.Change{{Name: "X", Was: "t", Is: readOnly, Breaks: true}}},
		"read-only before":   {d("a", "a", "", readOnly), d("a", "a", "", "t"), []surface.Change{{Name: "X", Was: readOnly, Is: "t"}}},
		"read-only as ever":  {d("a", "a", "", "t "+readOnly), d("a", "a", "", readOnly), []surface.Change{{Name: "X", Was: "t " + readOnly, Is: readOnly}}},
	} {
		assert.Equal(t, test.want, surface.Diff(surface.Surface{"X": test.was}, surface.Surface{"X": test.is}), name)
	}
	both := surface.Surface{"X": d("a", "a", "", ""), "Y": d("b", "b", "", "")}
	assert.Equal(t, []surface.Change{{Name: "X", Is: "a"}, {Name: "Y", Is: "b"}}, surface.Diff(surface.Surface{}, both))
	assert.Equal(t, []surface.Change{{Name: "X", Was: "a", Breaks: true}, {Name: "Y", Was: "b", Breaks: true}}, surface.Diff(both, surface.Surface{}))
}
