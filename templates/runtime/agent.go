package runtime

import (
	"net/http"
	"reflect"
	"strings"
)

// version is the version of the runtime. It changes with each release.
const version = "0.1"

// defaultAgent returns the User-Agent of a client: "docwright/VERSION PACKAGE".
func defaultAgent() string {
	pkg, _, _ := strings.Cut(reflect.TypeFor[Client]().String(), ".")
	return "docwright/" + version + " " + pkg
}

// setAgent sets the User-Agent header of a request that has none.
func (c *Client) setAgent(r *http.Request) {
	if _, ok := r.Header["User-Agent"]; !ok && c.agent != "" {
		r.Header.Set("User-Agent", c.agent)
	}
}
