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
		{Name: "Berth.Depth", Was: "float64", Is: "int", Breaks: true},
		{Name: "Berth.Draught", Was: "`json:\"draught\"`", Is: "`json:\"draught\" odata:\"readonly\"`", Breaks: true},
		{Name: "Berth.Length", Was: "`json:\"length\"`", Is: "`json:\"Length\"`"},
		{Name: "Berth.Side", Is: "string"},
		{Name: "const Tide", Was: `"low"`, Is: `"high"`, Breaks: true},
		{Name: "func Get", Was: "func(id string) (*Berth, error)", Is: "func(ctx int, id string) (*Berth, error)", Breaks: true},
		{Name: "func Move", Was: "PATCH /berths/{id}", Is: "PUT /berths/{berth-id}"},
		{Name: "func Old", Was: "func()", Breaks: true},
		{Name: "type Kind", Was: "string", Is: "int", Breaks: true},
	}, surface.Diff(was, is))
	assert.Empty(t, surface.Diff(is, is))
}

func TestWhatIsPassedOver(t *testing.T) {
	s := surface.Of([]output.File{
		{Name: "a_test.go", Data: []byte("package a\nfunc TestA() {}\n")},
		{Name: "atest/b.go", Data: []byte("package atest\nfunc B() {}\n")},
		{Name: "a.json", Data: []byte("{}")},
		{Name: "broken.go", Data: []byte("package a\nfunc Whole() {}\nfunc Half( {")},
	})
	assert.Contains(t, s, "func Whole")
	assert.NotContains(t, s, "func TestA")
	assert.NotContains(t, s, "func B")
}
