package gocode_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/generator/gocode"
	"github.com/docwright/docwright/generator/output"
)

// read reads a package of one file, in a module of its own.
func read(t *testing.T, source string) (*gocode.Code, []string, error) {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{"go.mod": "module example.com/harbor\n\ngo 1.24\n", "harbor.go": source} {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600))
	}
	code, findings, err := gocode.Read(context.Background(), dir, ".")
	var texts []string
	for _, f := range findings {
		texts = append(texts, f.Position.String()+": "+f.Message)
	}
	return code, texts, err
}

func TestDirectivesThatSayNothing(t *testing.T) {
	_, findings, err := read(t, `package harbor

//docwright:type
type A struct{}

//docwright:type harbor.port.b whole
type B struct{}

//docwright:enum harbor.port.c
type C struct{}

//docwright:type harbor.port.d
type D string

//docwright:operation GET berths
func E() {}

//docwright:enum harbor.port.f
func F() {}

//docwright:operation GET /g
type G struct{}

//docwright:path /h
type H struct{}

//docwright:operatoin GET /i
func I() {}

// docwright:type harbor.port.j
type J struct{}

// Docwright: type names are our own.
// docwright: it says what it is.
//
// docwright: enum harbor.port.k
type K string

//docwright: type harbor.port.l
type L struct{}

//DocWright:type harbor.port.m
type M struct{}

//docwright:operation GET /n
var n = 1

//docwright:type harbor.port.o

type O struct {
	a int //docwright:type harbor.port.a
}

//docwright:operation get /p
func P() {
	//docwright:operation GET /p
	_ = n
}

//docwright:operation GET /q
//docwright:operation POST /q
func Q() {}

//docwright:enum harbor.port.r
//docwright:enum harbor.port.s
type R string

/*docwright:type harbor.port.t*/
type T struct{}

//docwright:type harbor.port.u
type (
	U struct{}
	V struct{}
)

//	//docwright:type harbor.port.example
type X struct{}

//docwright:whatever
`)
	require.NoError(t, err)
	assert.Equal(t, []string{
		"harbor.go:3:1: want //docwright:type QUALIFIED [partial], such as //docwright:type microsoft.graph.user partial",
		"harbor.go:6:1: want //docwright:type QUALIFIED [partial], such as //docwright:type microsoft.graph.user partial",
		"harbor.go:9:1: //docwright:enum goes above a string type",
		"harbor.go:12:1: //docwright:type goes above a struct type",
		"harbor.go:15:1: want //docwright:operation METHOD /path, such as //docwright:operation GET /users/{id}",
		"harbor.go:18:1: //docwright:enum goes above a string type",
		"harbor.go:21:1: //docwright:operation goes above a function",
		"harbor.go:24:1: unknown directive //docwright:path: want type, enum or operation",
		"harbor.go:27:1: unknown directive //docwright:operatoin: want type, enum or operation",
		"harbor.go:30:1: directives have no space after the slashes: write //docwright:type harbor.port.j",
		"harbor.go:36:1: directives have no space after the slashes: write //docwright:enum harbor.port.k",
		"harbor.go:39:1: directives have no space after the colon: write //docwright:type harbor.port.l",
		"harbor.go:42:1: directives are spelled //docwright:, in lower case",
		"harbor.go:45:1: //docwright:operation has no effect here: it goes into the comment right above a function of the package, with no blank line between",
		"harbor.go:48:1: //docwright:type has no effect here: it goes into the comment right above a struct type of the package, with no blank line between",
		"harbor.go:51:8: //docwright:type has no effect here: it goes into the comment right above a struct type of the package, with no blank line between",
		"harbor.go:54:1: want //docwright:operation METHOD /path, such as //docwright:operation GET /users/{id}",
		"harbor.go:56:2: //docwright:operation has no effect here: it goes into the comment right above a function of the package, with no blank line between",
		"harbor.go:61:1: there is a //docwright:operation above this one already: a function calls one operation",
		"harbor.go:65:1: there is a //docwright:enum above this one already: a type stands for one thing",
		"harbor.go:68:1: directives are comments of one line each: write //docwright:",
		"harbor.go:71:1: //docwright:type has no effect here: it goes into the comment right above a struct type of the package, with no blank line between",
		"harbor.go:80:1: unknown directive //docwright:whatever: want type, enum or operation",
	}, findings)
}

// The words of a page in a generated comment are no directive.
func TestGeneratedCommentsAreNoDirectives(t *testing.T) {
	_, findings, err := read(t, output.Header+`

package harbor

// docwright:type harbor.port.a
type A struct{}
`)
	require.NoError(t, err)
	assert.Empty(t, findings)
}

func TestTypes(t *testing.T) {
	code, _, err := read(t, `package harbor

import (
	"encoding/json"
	"iter"
	"time"
)

type Opt[T any] struct{ p *T }

type own struct{ s string }

func (o *own) UnmarshalJSON([]byte) error { return nil }

type inner struct {
	Hidden string `+"`json:\"name\"`"+`
	Deep   bool
}

type Side string

const Port Side = "port"

type Berth struct {
	inner
	Name   *string                     `+"`json:\"name,omitempty\"`"+`
	Opt    Opt[[]Side]                 `+"`json:\"opt\"`"+`
	Own    own                         `+"`json:\"own\"`"+`
	Raw    json.RawMessage             `+"`json:\"raw\"`"+`
	Any    any                         `+"`json:\"any\"`"+`
	When   **time.Time                 `+"`json:\"when\"`"+`
	Data   []byte                      `+"`json:\"data\"`"+`
	Next   *Berth                      `+"`json:\"next\"`"+`
	Map    map[string]int              `+"`json:\"map\"`"+`
	Small  uint16                      `+"`json:\"small\"`"+`
	Ratio  float32                     `+"`json:\"ratio\"`"+`
	Seq    func(int)                   `+"`json:\"-\"`"+`
	hidden int
}

//docwright:operation GET /berths
func Berths(all iter.Seq2[*Berth, error]) (n int, err error) { return }

func caller() { Berths(nil) }
`)
	require.NoError(t, err)
	var berth *gocode.Struct
	for _, s := range code.Structs {
		if s.Name == "Berth" {
			berth = s
		}
	}
	require.NotNil(t, berth)
	got := map[string]gocode.Type{}
	for _, f := range berth.Fields {
		got[f.Name] = f.Type
	}
	assert.Len(t, got, 12)
	assert.Equal(t, gocode.Type{Text: "*string", Kind: gocode.String, Pointer: true}, got["name"], "its own field hides that of the embedded struct")
	assert.Equal(t, gocode.Boolean, got["Deep"].Kind)
	assert.True(t, got["opt"].Collection)
	require.NotNil(t, got["opt"].Enum)
	assert.Equal(t, "port", got["opt"].Enum.Members[0].Value)
	assert.Equal(t, gocode.Any, got["own"].Kind)
	assert.Equal(t, gocode.Any, got["raw"].Kind)
	assert.Equal(t, gocode.Any, got["any"].Kind)
	assert.Equal(t, gocode.Time, got["when"].Kind)
	assert.Equal(t, gocode.Bytes, got["data"].Kind)
	assert.Same(t, berth, got["next"].Struct)
	assert.Equal(t, gocode.Object, got["map"].Kind)
	assert.Equal(t, 16, got["small"].Bits)
	assert.Equal(t, gocode.Float, got["ratio"].Kind)

	require.Len(t, code.Functions, 1)
	f := code.Functions[0]
	assert.Equal(t, "GET /berths", f.Method+" "+f.Path)
	assert.Same(t, berth, f.Params[0].Struct)
	assert.True(t, f.Params[0].Collection)
	assert.True(t, f.Called)
}

// Functions are told apart by what they are methods of.
func TestFunctions(t *testing.T) {
	code, _, err := read(t, `package harbor

import (
	"context"
	"net/http"
)

type Client struct{ http *http.Client }

//docwright:operation GET /berths/{id}
func (c *Client) Get(ctx context.Context, id string, each func(*Berth) bool, out chan<- int) error { return nil }

type Request struct {
	of struct{ id string }
}

// Get gets it.
//
// Deprecated: use the client.
//
//docwright:operation DELETE /berths/{id}
func (r Request) Get(more ...int) ([]Berth, error) { return nil, nil }

//docwright:operation GET /berths
func All[T any](ctx context.Context) (Page[Berth], func(func(Berth) bool), Box[Berth]) { panic(0) }

type Page[T any] struct{ list []*T }

type Box[T any] struct{ v T }

type Berth struct {
	Old  int `+"`json:\"old,omitempty\"`"+` // Deprecated: it is.
	New  Box[int] `+"`json:\"new,omitempty\"`"+`
	Then Box[int] `+"`json:\"then,omitzero\"`"+`
}
`)
	require.NoError(t, err)
	require.Len(t, code.Functions, 3)
	client, request, all := code.Functions[0], code.Functions[1], code.Functions[2]
	assert.Equal(t, "example.com/harbor.Client", client.Receiver)
	assert.False(t, client.Holds)
	require.Len(t, client.Params, 4)
	assert.Equal(t, gocode.Param{Name: "id", Type: gocode.Type{Text: "string", Kind: gocode.String}}, client.Params[1])
	assert.True(t, client.Params[2].Func)
	assert.Nil(t, client.Params[2].Struct)
	assert.True(t, client.Params[3].Func)
	require.Len(t, client.Yields, 2)
	assert.Equal(t, "Berth", client.Yields[0].Struct.Name)
	assert.False(t, client.Deprecated)

	assert.True(t, request.Holds)
	assert.True(t, request.Deprecated)
	require.Len(t, request.Params, 1)
	assert.True(t, request.Params[0].Variadic)
	require.Len(t, request.Results, 2)
	assert.True(t, request.Results[0].Collection)

	require.Len(t, all.Results, 3)
	assert.True(t, all.Results[0].Collection, "a slice inside")
	assert.True(t, all.Results[1].Collection, "a sequence")
	assert.Equal(t, []bool{false, true, true}, []bool{all.Results[2].Collection, all.Results[2].Wrapped, all.Results[2].Single})

	berth := client.Yields[0].Struct
	assert.Equal(t, []bool{true, false, true}, []bool{berth.Fields[0].OmitEmpty, berth.Fields[1].OmitEmpty, berth.Fields[2].OmitEmpty})
	assert.True(t, berth.Fields[0].Commented && berth.Fields[0].Deprecated)
	assert.False(t, berth.Fields[1].Deprecated)
}

func TestCodeThatCantBeRead(t *testing.T) {
	_, _, err := read(t, "package harbor\n\nvar x int = \"one\"\n")
	assert.ErrorContains(t, err, "harbor.go:3:13")
	_, _, err = gocode.Read(context.Background(), t.TempDir(), "./none")
	assert.Error(t, err)
}
