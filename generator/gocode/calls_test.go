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

// TestCalls finds the calls of a program: of functions in a package that is generated,
// in one with directives, and of its own. What the packages call among themselves, and
// functions that nobody calls, are none.
func TestCalls(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"go.mod": "module program\n\ngo 1.24\n",
		"api/api.go": output.Header + `

package api

// GetBerth reads a berth.
//
//	GET /berths/{id}
func GetBerth(id string) error { return NewGetBerthRequest(id) }

func NewGetBerthRequest(id string) error { return nil }

// ListBerths lists berths.
//
//	GET /berths
func ListBerths() error { return GetBerth("") }

// ListCranes lists cranes.
//
//	GET /cranes
func ListCranes() error { return nil }
`,
		"hand/hand.go": `package hand

type Client struct{}

//docwright:operation POST /berths/{id}/reserve
func (Client) Reserve(id string) error { return nil }
`,
		"main.go": `package main

import (
	"fmt"

	"program/api"
	"program/hand"
)

func main() {
	fmt.Println(api.NewGetBerthRequest("1"))
	list := api.ListBerths
	fmt.Println(list(), hand.Client{}.Reserve("1"))
}

//docwright:operation DELETE /berths/{id}
func remove(id string) error { return nil }
`,
	} {
		file := filepath.Join(dir, name)
		require.NoError(t, os.MkdirAll(filepath.Dir(file), 0o755))
		require.NoError(t, os.WriteFile(file, []byte(text), 0o600))
	}
	calls, err := gocode.Calls(context.Background(), dir, ".")
	require.NoError(t, err)
	var got []string
	for _, c := range calls {
		got = append(got, c.Position.String()+" "+c.Function.Method+" "+c.Function.Path)
	}
	assert.Equal(t, []string{"main.go:11:18 GET /berths/{id}", "main.go:12:14 GET /berths", "main.go:13:36 POST /berths/{id}/reserve", "main.go:17:6 DELETE /berths/{id}"}, got)

	_, err = gocode.Calls(context.Background(), dir, "./nowhere")
	assert.Error(t, err)
}
