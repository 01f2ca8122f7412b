package fake

// Limit makes the limits of the server small: items and calls come by the ten,
// bodies and contents by the thousand bytes.
func (s *Server) Limit() {
	s.limits = limits{body: 1000, calls: 10, bodies: 2000, items: 10, content: 3000, uploads: 10, files: 10}
}
