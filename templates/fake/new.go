package fake

import "embed"

// tables are what the pages say, as the generator wrote it.
//
//go:embed tables/*.json
var tables embed.FS

// New returns a service that knows what the pages say, and to which nothing has
// happened yet.
func New(opts ...Option) *Server {
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
	s, err := Load(texts, opts...)
	if err != nil {
		panic(err) // the generator writes what Load reads
	}
	return s
}
