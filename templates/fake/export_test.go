package fake

// Limit sets small limits for tests: ten items and calls, a thousand bytes of
// bodies and contents.
func (s *Server) Limit() {
	s.limits = limits{body: 1000, calls: 10, bodies: 2000, items: 10, content: 3000, uploads: 10, files: 10}
}
