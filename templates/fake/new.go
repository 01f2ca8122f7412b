package fake

import (
	"embed"
	"sync"
)

// tables are what the pages say, as the generator wrote it.
//
//go:embed tables/*.json
var tables embed.FS

// embedded is what the tables say. No server changes it.
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

// New returns a service that knows what the pages say, and to which nothing has
// happened yet.
func New(opts ...Option) *Server { return newServer(embedded(), opts) }
