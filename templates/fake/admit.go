package fake

import (
	"maps"
	"net"
	"net/http"
	"slices"
	"strings"
)

// headerPrefix begins the names of the headers that control the fake.
const headerPrefix = "Docwright-"

// admit answers a request that the service itself would never see: a request to
// another host, a request with an unknown Docwright header, or an OPTIONS
// request. It returns nil for all others.
func (s *Server) admit(w http.ResponseWriter, r *http.Request) *reply {
	if len(s.hosts) > 0 && !slices.ContainsFunc(s.hosts, func(host string) bool { return strings.EqualFold(host, hostname(r.Host)) }) {
		return refuse(&problem{http.StatusMisdirectedRequest, "MisdirectedRequest", "The host '" + r.Host + "' is not served here; there is " + strings.Join(s.hosts, ", ") + "."})
	}
	s.share(w, r)
	for _, name := range slices.Sorted(maps.Keys(r.Header)) {
		if name != FaultHeader && name != ExampleHeader && strings.HasPrefix(name, headerPrefix) {
			return refuse(bad("There is no header %s; there are %s and %s.", name, FaultHeader, ExampleHeader))
		}
	}
	if r.Method == http.MethodOptions {
		return s.methods(w, r)
	}
	return nil
}

// hostname returns the host without its port and without the brackets of an
// IPv6 address.
func hostname(host string) string {
	if name, _, err := net.SplitHostPort(host); err == nil {
		return name
	}
	return strings.Trim(host, "[]")
}

// share adds the CORS headers that allow a page of the allowed origin to read
// the response.
func (s *Server) share(w http.ResponseWriter, r *http.Request) {
	origin := r.Header.Get("Origin")
	if s.origin == "" || origin == "" || s.origin != "*" && s.origin != origin {
		return
	}
	w.Header().Set("Access-Control-Allow-Origin", s.origin)
	w.Header().Set("Access-Control-Expose-Headers", "Location, Retry-After, ETag, Request-Id, Content-Range")
	w.Header().Add("Vary", "Origin")
}

// methods answers OPTIONS with the methods of the path. Browsers send OPTIONS
// before a request of a page.
func (s *Server) methods(w http.ResponseWriter, r *http.Request) *reply {
	ask, err := s.ask(r, nil)
	if err != nil {
		return refuse(err)
	}
	allowed := []string{http.MethodOptions}
	for _, method := range [...]string{http.MethodGet, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete} {
		ask.method = method
		if ask.path == batchPath && method == http.MethodPost || strings.HasPrefix(ask.path, aside) {
			allowed = append(allowed, method)
		} else if found, shown := s.lines(ask); len(found)+len(shown) > 0 {
			allowed = append(allowed, method)
		}
	}
	if len(allowed) == 1 {
		ask.method = r.Method
		return refuse(s.undocumented(ask))
	}
	if slices.Contains(allowed, http.MethodGet) {
		allowed = append(allowed, http.MethodHead)
	}
	a := &reply{status: http.StatusNoContent}
	a.set("Allow", strings.Join(allowed, ", "))
	if w.Header().Get("Access-Control-Allow-Origin") != "" && r.Header.Get("Access-Control-Request-Method") != "" {
		a.set("Access-Control-Allow-Methods", strings.Join(allowed, ", "))
		a.set("Access-Control-Allow-Headers", r.Header.Get("Access-Control-Request-Headers"))
		a.set("Access-Control-Max-Age", "600")
	}
	return a
}
