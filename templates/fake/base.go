package fake

import "strings"

// base is the base URL of the service: the URL that the request lines are below.
type base struct {
	url string // it may have placeholders; empty if it differs between tenants
	// host and segments are the host of the URL and the segments of its path.
	host     string
	segments []string
	// roots has the first segments of the request lines in lower case, without keys. It is
	// used if the URL is not known.
	roots map[string]bool
}

func newBase(url string) base {
	b := base{url: url, roots: map[string]bool{}}
	_, rest, _ := strings.Cut(url, "://")
	host, path, _ := strings.Cut(rest, "/")
	b.host = host
	if path = strings.Trim(path, "/"); path != "" {
		b.segments = strings.Split(path, "/")
	}
	return b
}

// add adds the first segment of a request line to the roots.
func (b *base) add(line string) {
	if root := rootOf(strings.TrimPrefix(line, "/")); root != "" && !strings.ContainsAny(root, "{}") {
		b.roots[root] = true
	}
}

// rootOf returns the first segment of a path in lower case, without keys.
func rootOf(path string) string {
	first, _, _ := strings.Cut(path, "/")
	first, _, _ = strings.Cut(first, "(")
	return fold(first)
}

// prefix returns the number of segments at the beginning of a path that belong to the base
// URL. Requests may omit the path of the base URL. A placeholder in it stands for any
// segment. If the URL is not known, a path below it begins with the first segment that a
// request line begins with.
func (b *base) prefix(path string) int {
	segments := strings.Split(strings.TrimPrefix(path, "/"), "/")
	if b.url != "" {
		return b.matches(segments)
	}
	for i, s := range segments {
		if b.roots[rootOf(s)] || strings.HasPrefix(aside, "/"+s+"/") || "/"+s == batchPath {
			return i
		}
	}
	return 0
}

// matches returns the number of segments of the base URL, if the path begins with them and
// goes on.
func (b *base) matches(segments []string) int {
	if len(segments) <= len(b.segments) {
		return 0
	}
	for i, want := range b.segments {
		if !isPlaceholder(want) && !strings.EqualFold(want, segments[i]) {
			return 0
		}
	}
	return len(b.segments)
}

func isPlaceholder(segment string) bool {
	return strings.HasPrefix(segment, "{") && strings.HasSuffix(segment, "}")
}

// below returns the part of a path that is below the base URL.
func (b *base) below(path string) string {
	_, rest := b.split(path)
	return rest
}

// split returns the part of a path that belongs to the base URL, and the rest.
func (b *base) split(path string) (own, rest string) {
	end := 0
	for range b.prefix(path) {
		end++
		end += strings.IndexByte(path[end:], '/')
	}
	return path[:end], path[end:]
}

// hosts reports whether a host can be that of the service. Parts of the name in braces
// stand for any text without dots.
func (b *base) hosts(host string) bool {
	if b.host == "" {
		return false
	}
	want, got := strings.Split(b.host, "."), strings.Split(host, ".")
	if len(want) != len(got) {
		return false
	}
	for i, name := range want {
		if !isPlaceholder(name) && !strings.EqualFold(name, got[i]) {
			return false
		}
	}
	return true
}
