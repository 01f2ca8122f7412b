package gocode_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
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

func TestInvalidDirectives(t *testing.T) {
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

//docwright operation GET /y
// docwright type harbor.port.y
//docwright-operation get
// docwright operation of the tool, and docwright-type things
//docwrite:type harbor.port.y
//docwright-lint ignore
//docwrighttype harbor.port.y
func Y() {}

//docwright:type harbor.port.z
type Z[T any] struct{ t T }

//docwright:whatever
`)
	require.NoError(t, err)
	assert.Equal(t, []string{
		"harbor.go:3:1: want //docwright:type QUALIFIED [partial], such as //docwright:type microsoft.graph.user partial",
		"harbor.go:6:1: want //docwright:type QUALIFIED [partial], such as //docwright:type microsoft.graph.user partial",
		"harbor.go:9:1: //docwright:enum belongs above a string type",
		"harbor.go:12:1: //docwright:type belongs above a struct type",
		"harbor.go:15:1: want //docwright:operation METHOD /path, such as //docwright:operation GET /users/{id}",
		"harbor.go:18:1: //docwright:enum belongs above a string type",
		"harbor.go:21:1: //docwright:operation belongs above a function",
		"harbor.go:24:1: unknown directive //docwright:path: want type, enum or operation",
		"harbor.go:27:1: unknown directive //docwright:operatoin: want type, enum or operation",
		"harbor.go:30:1: a directive has no space after the slashes: write //docwright:type harbor.port.j",
		"harbor.go:36:1: a directive has no space after the slashes: write //docwright:enum harbor.port.k",
		"harbor.go:39:1: a directive has no space after the colon: write //docwright:type harbor.port.l",
		"harbor.go:42:1: a directive is in lower case: write //docwright:type harbor.port.m",
		"harbor.go:45:1: //docwright:operation has no effect here: write it in the comment directly above a function, without a blank line between",
		"harbor.go:48:1: //docwright:type has no effect here: write it in the comment directly above a struct type, without a blank line between",
		"harbor.go:51:8: //docwright:type has no effect here: write it in the comment directly above a struct type, without a blank line between",
		"harbor.go:54:1: want //docwright:operation METHOD /path, such as //docwright:operation GET /users/{id}",
		"harbor.go:56:2: //docwright:operation has no effect here: write it in the comment directly above a function, without a blank line between",
		"harbor.go:61:1: repeated //docwright:operation: a function calls one operation; remove one of them",
		"harbor.go:65:1: repeated //docwright:enum: a Go type represents one type or enum; remove one of them",
		"harbor.go:68:1: a directive is a comment of one line: write //docwright:",
		"harbor.go:71:1: //docwright:type has no effect here: write it in the comment directly above a struct type, without a blank line between",
		"harbor.go:80:1: a directive has a colon after docwright, and no space: write //docwright:operation GET /y",
		"harbor.go:81:1: a directive has a colon after docwright, and no space: write //docwright:type harbor.port.y",
		"harbor.go:82:1: a directive has a colon after docwright, and no space: write //docwright:operation get",
		"harbor.go:89:1: //docwright:type belongs above a struct type, but Z is generic: write it above an alias with type arguments, such as type Name = Z[string]",
		"harbor.go:92:1: unknown directive //docwright:whatever: want type, enum or operation",
	}, findings)
}

// TestTextInGeneratedComments checks that text of a page in a generated comment
// is not a directive.
func TestTextInGeneratedComments(t *testing.T) {
	_, findings, err := read(t, output.Header+`

package harbor

// docwright:type harbor.port.a
type A struct{}
`)
	require.NoError(t, err)
	assert.Empty(t, findings)
}

// TestAliases checks that an alias is the type that it names, if that type has a
// name, and a type of its own otherwise.
func TestAliases(t *testing.T) {
	code, findings, err := read(t, `package harbor

import "encoding/json"

// The alias comes first.
//
//docwright:enum harbor.port.side
type Side = Half
type Half = half
type half string

type Word = string

type Kind = json.Number

//docwright:type harbor.port.berth
type Berth = berth

//docwright:type harbor.port.berth
type berth struct {
	Side Side
	Word Word
	Kind Kind
	Free *Free
	Any  Any
}

type Box[T any] struct{ V T }

//docwright:type harbor.port.free partial
type Free = Box[half]

//docwright:type harbor.port.any
type Any = map[string]any

const (
	port      Half = "port"
	starboard Side = "starboard"
	one       Word = "one"
	few       Kind = "few"
)
`)
	require.NoError(t, err)
	assert.Equal(t, []string{"harbor.go:19:1: repeated //docwright:type: a Go type represents one type or enum; remove one of them"}, findings)
	require.Len(t, code.Enums, 3)
	half, word, kind := code.Enums[0], code.Enums[1], code.Enums[2]
	assert.Equal(t, []any{"half", []string{"Side", "Half"}, "harbor.port.side", 2}, []any{half.Name, half.Aliases, half.Qualified, len(half.Members)})
	assert.Equal(t, []any{"Word", 1}, []any{word.Name, len(word.Members)})
	assert.Equal(t, []any{"Kind", 1}, []any{kind.Name, len(kind.Members)})

	require.Len(t, code.Structs, 3)
	berth, free, open := code.Structs[0], code.Structs[1], code.Structs[2]
	assert.Equal(t, []any{"berth", []string{"Berth"}, "harbor.port.berth"}, []any{berth.Name, berth.Aliases, berth.Qualified})
	require.Len(t, berth.Fields, 5)
	assert.Same(t, half, berth.Fields[0].Type.Enum)
	assert.Same(t, word, berth.Fields[1].Type.Enum)
	assert.Same(t, kind, berth.Fields[2].Type.Enum)
	assert.Same(t, free, berth.Fields[3].Type.Struct)
	assert.Same(t, open, berth.Fields[4].Type.Struct)
	assert.True(t, free.Partial && open.Map)
	assert.Same(t, half, free.Fields[0].Type.Enum)
}

// TestAliasesOfOneType checks that several aliases of one string type are
// different enums.
func TestAliasesOfOneType(t *testing.T) {
	code, _, err := read(t, `package harbor

type text string

func (t text) MarshalJSON() ([]byte, error) { return nil, nil }

type Side = text
type State = text

const (
	port Side  = "port"
	free State = "free"
	full State = "full"
)

type Berth struct{ Side Side; State *State; Other text }
`)
	require.NoError(t, err)
	members := map[string]int{}
	for _, e := range code.Enums {
		members[e.Name] = len(e.Members)
	}
	assert.Equal(t, map[string]int{"Side": 1, "State": 2, "text": 0}, members)
	fields := code.Structs[0].Fields
	assert.Equal(t, "Side", fields[0].Type.Enum.Name)
	assert.Equal(t, "State", fields[1].Type.Enum.Name)
}

// TestFieldsOfJSON checks that the fields of structs are those of encoding/json.
func TestFieldsOfJSON(t *testing.T) {
	code, _, err := read(t, `package harbor

type A struct {
	ID, Deep string
	Both     string
	Mark     string `+"`json:\"Tagged\"`"+`
}

type B struct {
	A
	Both   string
	Tagged string
}

type C struct{ Both string }

type Twice struct{ D; E }
type D struct{ A }
type E struct{ A }

type Berth struct {
	*B
	C
	ID     int
	Other  int `+"`json:\"ID\"`"+`
	Dash   int `+"`json:\"-,\"`"+`
	None   int `+"`json:\"-\"`"+`
	Text   *int `+"`json:\"text,omitzero,string\"`"+`
	Slice  []int `+"`json:\"slice,omitempty,string\"`"+`
	Inline struct{ Far []struct{ X func() } } `+"`json:\"inline,omitempty\"`"+`
	Err    *error
}
`)
	require.NoError(t, err)
	names := func(s *gocode.Struct) (found, lost []string) {
		for _, f := range s.Fields {
			found = append(found, f.Name+" "+f.GoName)
		}
		for _, l := range s.Lost {
			lost = append(lost, l[0].Name)
		}
		return found, lost
	}
	byName := map[string]*gocode.Struct{}
	for _, s := range code.Structs {
		byName[s.Name] = s
	}
	found, lost := names(byName["Berth"])
	assert.Equal(t, []string{"ID Other", "- Dash", "text Text", "slice Slice", "inline Inline", "Err Err", "Tagged Tagged", "Deep Deep"}, found)
	assert.Equal(t, []string{"Both"}, lost)
	found, lost = names(byName["Twice"])
	assert.Empty(t, found)
	assert.Equal(t, []string{"ID", "Deep", "Both", "Tagged"}, lost)

	text, slice, inline, failure := byName["Berth"].Fields[2], byName["Berth"].Fields[3], byName["Berth"].Fields[4], byName["Berth"].Fields[5]
	assert.Equal(t, []any{true, "omitzero"}, []any{text.Type.Quoted, text.Omits})
	assert.Equal(t, []any{false, "omitempty"}, []any{slice.Type.Quoted, slice.Omits})
	assert.Empty(t, inline.Omits)
	require.NotNil(t, inline.Type.Struct)
	assert.Empty(t, inline.Type.Struct.Name)
	assert.Equal(t, gocode.Unfit, inline.Type.Struct.Fields[0].Type.Struct.Fields[0].Type.Kind)
	assert.Equal(t, gocode.Unfit, failure.Type.Kind)
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

// TestFunctions checks functions, and methods of different types with the same
// name.
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
	assert.Equal(t, []bool{true, false, true}, []bool{berth.Fields[0].Omits != "", berth.Fields[1].Omits != "", berth.Fields[2].Omits != ""})
	assert.True(t, berth.Fields[0].Commented && berth.Fields[0].Deprecated)
	assert.False(t, berth.Fields[1].Deprecated)
}

func TestCodeThatCantBeRead(t *testing.T) {
	_, _, err := read(t, "package harbor\n\nvar x int = \"one\"\n")
	assert.ErrorContains(t, err, "harbor.go:3:13")
	_, _, err = gocode.Read(context.Background(), t.TempDir(), "./none")
	assert.Error(t, err)
}

// TestStructsWithoutName checks that structs without a name are read. A struct
// without a name in a partial struct is partial.
func TestStructsWithoutName(t *testing.T) {
	code, _, err := read(t, `package harbor

//docwright:type harbor.port.berth partial
type Berth struct {
	Hull struct{ Size struct{ Depth int } }
}

type Tug struct{ Hull struct{ Depth int } }

//docwright:operation POST /berths
func Create(berth struct{ Side struct{ Name string } }) error { return nil }
`)
	require.NoError(t, err)
	hull := code.Structs[0].Fields[0].Type.Struct
	require.NotNil(t, hull)
	assert.True(t, hull.Partial)
	size := hull.Fields[0].Type.Struct
	assert.True(t, size.Partial)
	assert.Equal(t, "Depth", size.Fields[0].Name)
	assert.False(t, code.Structs[1].Fields[0].Type.Struct.Partial)

	side := code.Functions[0].Params[0].Struct.Fields[0].Type.Struct
	assert.Equal(t, "Name", side.Fields[0].Name)
	assert.False(t, side.Partial)
}

// TestKinds checks the kind of each form of Go type.
func TestKinds(t *testing.T) {
	code, _, err := read(t, `package harbor

type marshals struct{}

func (marshals) MarshalJSON() ([]byte, error) { return nil, nil }

type unmarshals struct{}

func (*unmarshals) UnmarshalJSON([]byte) error { return nil }

type writes struct{}

func (writes) MarshalText() ([]byte, error) { return nil, nil }

type reads struct{}

func (*reads) UnmarshalText([]byte) error { return nil }

type named struct{ MarshalJSON int }

type Holder struct {
	A int8
	B uint8
	C int16
	D uint16
	E int32
	F uint32
	G int64
	H uint
	I float32
	J float64
	K complex128
	L []complex64
	M *[2]func()
	N chan int
	O [3]string
	P marshals
	Q unmarshals
	R writes
	S reads
	T named
	U map[string]func()
	V error
	W any
	X string
	Y bool
	Z []byte
}
`)
	require.NoError(t, err)
	var got []string
	for _, s := range code.Structs {
		if s.Name != "Holder" {
			continue
		}
		for _, f := range s.Fields {
			got = append(got, fmt.Sprint(f.Name, " ", f.Type.Kind, " ", f.Type.Bits, " ", f.Type.Collection))
		}
	}
	kind := func(name string, kind gocode.Kind, bits int, many bool) string {
		return fmt.Sprint(name, " ", kind, " ", bits, " ", many)
	}
	assert.Equal(t, []string{
		kind("A", gocode.Integer, 8, false), kind("B", gocode.Integer, 8, false), kind("C", gocode.Integer, 16, false), kind("D", gocode.Integer, 16, false),
		kind("E", gocode.Integer, 32, false), kind("F", gocode.Integer, 32, false), kind("G", gocode.Integer, 64, false), kind("H", gocode.Integer, 64, false),
		kind("I", gocode.Float, 32, false), kind("J", gocode.Float, 64, false), kind("K", gocode.Unfit, 0, false), kind("L", gocode.Unfit, 0, false),
		kind("M", gocode.Unfit, 0, false), kind("N", gocode.Unfit, 0, false), kind("O", gocode.String, 0, true),
		kind("P", gocode.Any, 0, false), kind("Q", gocode.Any, 0, false), kind("R", gocode.Any, 0, false), kind("S", gocode.Any, 0, false), kind("T", gocode.Object, 0, false),
		kind("U", gocode.Object, 0, false), kind("V", gocode.Unfit, 0, false), kind("W", gocode.Any, 0, false),
		kind("X", gocode.String, 0, false), kind("Y", gocode.Boolean, 0, false), kind("Z", gocode.Bytes, 0, false),
	}, got)
}

// TestGeneratedStructs checks that only the tag of the embedded Object names the
// type of a generated struct.
func TestGeneratedStructs(t *testing.T) {
	code, _, err := read(t, `package harbor

type Object struct{}

type Other struct{}

type Tug struct {
	Object `+"`odata:\"harbor.port.tug harbor.port.vessel\"`"+`
}

type Deep struct{ Tug }

type Plain struct {
	Object
	Other `+"`odata:\"harbor.port.other\"`"+`
}
`)
	require.NoError(t, err)
	qualified := map[string]string{}
	for _, s := range code.Structs {
		qualified[s.Name] = s.Qualified
	}
	assert.Equal(t, map[string]string{"Object": "", "Other": "", "Tug": "harbor.port.tug", "Deep": "", "Plain": ""}, qualified)
}

// TestRoom checks whether receivers can hold a string or number, and so the value
// of a missing argument.
func TestRoom(t *testing.T) {
	code, _, err := read(t, `package harbor

import (
	"net/http"
	"time"
)

type empty struct{}
type text struct{ base string }
type number struct{ n *int32 }
type inner struct{ in struct{ of struct{ s string } } }
type flag struct{ on bool }
type client struct {
	http *http.Client
	at   time.Time
	call func() string
}
type whatever struct{ v any }
type reader struct{ v interface{ Read() } }
type list struct{ l []bool }
type deep struct{ a *struct{ b *struct{ c *struct{ on bool } } } }

//docwright:operation GET /a
func (empty) F() {}

//docwright:operation GET /a
func (*text) F(out chan<- text, in <-chan text) {}

//docwright:operation GET /a
func (number) F() {}

//docwright:operation GET /a
func (inner) F() {}

//docwright:operation GET /a
func (flag) F() {}

//docwright:operation GET /a
func (client) F() {}

//docwright:operation GET /a
func (whatever) F() {}

//docwright:operation GET /a
func (reader) F() {}

//docwright:operation GET /a
func (list) F() {}

//docwright:operation GET /a
func (deep) F() {}
`)
	require.NoError(t, err)
	holds := map[string]bool{}
	for _, f := range code.Functions {
		holds[strings.TrimPrefix(f.Receiver, "example.com/harbor.")] = f.Holds
	}
	assert.Equal(t, map[string]bool{"empty": false, "text": true, "number": true, "inner": true, "flag": false, "client": false,
		"whatever": true, "reader": false, "list": true, "deep": true}, holds)
	out, in := code.Functions[1].Params[0], code.Functions[1].Params[1]
	assert.True(t, out.Func)
	assert.Equal(t, gocode.Type{Text: "chan<- harbor.text"}, out.Type, "it is a way out, and no argument")
	assert.False(t, in.Func)
	assert.True(t, in.Collection)
	assert.Len(t, code.Functions[1].Yields, 1)
}

// TestDirectives checks directives in a group of declarations, with each method,
// and with too many words.
func TestDirectives(t *testing.T) {
	code, findings, err := read(t, `package harbor

type (
	//docwright:type harbor.port.tug
	Tug struct{}

	//docwright:enum harbor.port.tide neap
	Tide string

	//docwright:enum
	Wind string
)

//docwright:operation GET /a
func Get() {}

//docwright:operation POST /a
func Post() {}

//docwright:operation PATCH /a
func Patch() {}

//docwright:operation PUT /a
func Put() {}

//docwright:operation DELETE /a
func Delete() {}

//docwright:operation HEAD /a
func Head() {}

//docwright:operation OPTIONS /a
func Options() {}
`)
	require.NoError(t, err)
	assert.Equal(t, "harbor.port.tug", code.Structs[0].Qualified)
	var methods []string
	for _, f := range code.Functions {
		methods = append(methods, f.Method)
	}
	assert.Equal(t, []string{"GET", "POST", "PATCH", "PUT", "DELETE", "HEAD"}, methods)
	const wantEnum = "want //docwright:enum QUALIFIED, such as //docwright:enum microsoft.graph.bodyType"
	assert.Equal(t, []string{"harbor.go:7:2: " + wantEnum, "harbor.go:10:2: " + wantEnum,
		"harbor.go:32:1: want //docwright:operation METHOD /path, such as //docwright:operation GET /users/{id}"}, findings)
}

// TestHowMany checks the number of values that a generic type or a function holds.
func TestHowMany(t *testing.T) {
	code, _, err := read(t, `package harbor

type one[T any] struct{ v T }
type pointer[T any] struct{ v *T }
type many[T any] struct {
	v    []T
	next string
}
type pointers[T any] struct{ v []*T }
type slice[T any] []T
type two[K, V any] struct{ k K }
type hidden[T any] struct{ v map[string]T }

type Berth struct{}

type Holder struct {
	A one[Berth]
	B pointer[Berth]
	C many[Berth]
	D pointers[Berth]
	E slice[Berth]
	F two[Berth, Berth]
	G hidden[Berth]
	H func(func(Berth) bool)
	I func(func(Berth))
	J func(func() bool)
	K func(func(Berth) bool) error
	L func(Berth)
}
`)
	require.NoError(t, err)
	var got []string
	for _, s := range code.Structs {
		if s.Name == "Holder" {
			for _, f := range s.Fields {
				got = append(got, fmt.Sprintf("%s %v many=%v wrapped=%v single=%v", f.Name, f.Type.Struct != nil, f.Type.Collection, f.Type.Wrapped, f.Type.Single))
			}
		}
	}
	assert.Equal(t, []string{
		"A true many=false wrapped=true single=true",
		"B true many=false wrapped=true single=true",
		"C true many=true wrapped=true single=false",
		"D true many=true wrapped=true single=false",
		"E true many=true wrapped=true single=false",
		"F false many=false wrapped=false single=false",
		"G true many=false wrapped=true single=false",
		"H false many=false wrapped=false single=false", // no field of JSON
		"I false many=false wrapped=false single=false",
		"J false many=false wrapped=false single=false",
		"K false many=false wrapped=false single=false",
		"L false many=false wrapped=false single=false",
	}, got)
}

// TestSequences checks that a function reads a parameter that is a sequence, and
// calls any other function.
func TestSequences(t *testing.T) {
	code, _, err := read(t, `package harbor

type Berth struct{}

//docwright:operation POST /a
func F(a func(func(Berth) bool), b func(func(Berth)), c func(func() bool), d func(func(Berth) bool) error, e func(Berth)) {}
`)
	require.NoError(t, err)
	var got []string
	for _, p := range code.Functions[0].Params {
		got = append(got, fmt.Sprintf("%s called=%v many=%v struct=%v", p.Name, p.Func, p.Collection, p.Struct != nil))
	}
	assert.Equal(t, []string{"a called=false many=true struct=true", "b called=true many=false struct=false", "c called=true many=false struct=false",
		"d called=true many=false struct=false", "e called=true many=false struct=false"}, got)
}

// TestCalled checks that a generated function counts as called if hand-written
// code refers to it.
func TestCalled(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"go.mod":       "module example.com/harbor\n\ngo 1.24\n",
		"generated.go": output.Header + "\n\npackage harbor\n\n// GetBerth gets one.\n//\n//\tGET /berths/{id}\nfunc GetBerth() {}\n\n// ListBerths lists all.\n//\n//\tGET /berths\nfunc ListBerths() { GetTide() }\n\n// GetTide gets it.\n//\n//\tGET /tide\nfunc GetTide() {}\n",
		"main.go":      "package harbor\n\nvar get = GetBerth\n",
	} {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600))
	}
	code, findings, err := gocode.Read(context.Background(), dir, ".")
	require.NoError(t, err)
	assert.Empty(t, findings)
	called := map[string]bool{}
	for _, f := range code.Functions {
		called[f.Method+" "+f.Path] = f.Called
	}
	assert.Equal(t, map[string]bool{"GET /berths/{id}": true, "GET /berths": false, "GET /tide": false}, called)
}

func TestLoadFails(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, _, err := gocode.Read(ctx, ".", ".")
	assert.ErrorContains(t, err, "cannot load Go packages: ")
}

// TestMisspelledDirectives checks comments that are meant as directives, and
// others that only look like directives.
func TestMisspelledDirectives(t *testing.T) {
	_, findings, err := read(t, `package harbor

//docwright:
type A struct{}

// docwright:type harbor.port.loose

//docwright:operation GET /loose

type B struct{}

// documents type harbor.port.berth
//documents-type harbor.port.berth
type C struct{}

// docwright
type D struct{}
`)
	require.NoError(t, err)
	assert.Equal(t, []string{
		"harbor.go:3:1: unknown directive //docwright:: want type, enum or operation",
		"harbor.go:6:1: a directive has no space after the slashes: write //docwright:type harbor.port.loose",
		"harbor.go:8:1: //docwright:operation has no effect here: write it in the comment directly above a function, without a blank line between",
	}, findings)
}

// TestRoomOfOtherPackages checks receivers that hold a type of another package. A
// type of the standard library does not count.
func TestRoomOfOtherPackages(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"go.mod":         "module example.com/harbor\n\ngo 1.24\n",
		"inner/inner.go": "package inner\n\ntype Base struct{ URL string }\n",
		"harbor.go": `package harbor

import (
	"net/url"

	"example.com/harbor/inner"
)

type own struct{ in inner.Base }
type std struct{ in url.URL }

//docwright:operation GET /a
func (own) F() {}

//docwright:operation GET /a
func (std) F() {}
`,
	} {
		require.NoError(t, os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755))
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600))
	}
	code, _, err := gocode.Read(context.Background(), dir, ".")
	require.NoError(t, err)
	assert.Equal(t, []bool{true, false}, []bool{code.Functions[0].Holds, code.Functions[1].Holds})
}
