package fake

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// TestPathsBelowTheBase has the path of each request below the base URL of its service.
func TestPathsBelowTheBase(t *testing.T) {
	for _, c := range []struct{ base, path, own, below string }{
		{"https://api.harbor.example/v1.0", "/v1.0/vessels", "/v1.0", "/vessels"},
		{"https://api.harbor.example/v1.0", "/V1.0/vessels", "/V1.0", "/vessels"},
		{"https://api.harbor.example/v1.0", "/vessels", "", "/vessels"},
		{"https://api.harbor.example/v1.0", "/v1.0", "", "/v1.0"},
		{"https://api.harbor.example/v1.0", "/v1.01/vessels", "", "/v1.01/vessels"},
		{"https://api.harbor.example/v1.0", "/v2.0/vessels", "", "/v2.0/vessels"},
		{"https://api.harbor.example/v2.0/{port}/{dock}/api", "/v2.0/north/3/api/vessels", "/v2.0/north/3/api", "/vessels"},
		{"https://api.harbor.example/v2.0/{port}/{dock}/api", "/v1.0/north/3/api/vessels", "", "/v1.0/north/3/api/vessels"},
		{"https://{port}.harbor.example/api", "/api/vessels", "/api", "/vessels"},
		// Without a base URL, the first segment of a request line ends the base.
		{"", "/vessels", "", "/vessels"},
		{"", "/v2.0/north/api/Vessels(7)/log", "/v2.0/north/api", "/Vessels(7)/log"},
		{"", "/v2.0/$batch", "/v2.0", "/$batch"},
		{"", "/v2.0/$docwright/progress/1", "/v2.0", "/$docwright/progress/1"},
		{"", "/v2.0/cranes", "", "/v2.0/cranes"},
		{"", "/7", "", "/7"},
		{"", "/", "", "/"},
	} {
		b := newBase(c.base)
		for _, line := range []string{"/vessels", "/vessels({id})/log", "/{place}/notes"} {
			b.add(line)
		}
		own, below := b.split(c.path)
		assert.Equal(t, c.own, own, "%+v", c)
		assert.Equal(t, c.below, below, "%+v", c)
	}
}

func TestHostsOfTheBase(t *testing.T) {
	for _, c := range []struct {
		base, host string
		own        bool
	}{
		{"https://api.harbor.example/v1.0", "API.harbor.example", true},
		{"https://api.harbor.example/v1.0", "files.harbor.example", false},
		{"https://{port}.harbor.example/v1.0", "north.harbor.example", true},
		{"https://{port}.harbor.example/v1.0", "north.south.harbor.example", false},
		{"", "api.harbor.example", false},
	} {
		b := newBase(c.base)
		assert.Equal(t, c.own, b.hosts(c.host), "%+v", c)
	}
}
