package fake

import (
	"embed"
	"sync"
)

// tables holds the request lines, types and examples of the pages, as the
// generator wrote them.
//
//go:embed tables/*.json
var tables embed.FS

// embedded returns the parsed tables. All servers share them and never change
// them.
var embedded = sync.OnceValue(func() *api {
	entries, err := tables.ReadDir("tables")
	if err != nil {
		panic(err) // it is embedded
	}
	var texts [][]byte
	for _, e := range entries {
		text, err := tables.ReadFile("tables/" + e.Name())
		if err != nil {
			panic(err) // it has just been listed
		}
		texts = append(texts, text)
	}
	a, err := load(texts)
	if err != nil {
		panic(err) // the generator writes what load reads
	}
	return a
})

// New returns a service in its initial state.
func New(opts ...Option) *Server { return newServer(embedded(), opts) }
