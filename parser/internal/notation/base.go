package notation

import (
	"slices"
	"strings"
)

// Base is the part before the path in the URLs of a reference. A nil Base is unknown:
// only scheme, host and version then precede the path.
type Base struct {
	// URL is the base URL of the service, without a trailing slash and with the
	// placeholders of the pages. It is empty if the pages have none.
	URL string
	// Words are the words that replace the URL in request lines without a slash:
	// "harborPrefix/berths".
	Words []string

	segments []string // of the URL, after the host
}

// NewBase returns the base with the URL and the words.
func NewBase(url string, words []string) *Base {
	b := &Base{URL: url, Words: words}
	if _, rest, ok := strings.Cut(url, "://"); ok {
		_, path, _ := strings.Cut(rest, "/")
		b.segments = SplitPath(path)
	}
	return b
}

// IsTemplate reports whether the URL has placeholders, so that each tenant has a
// different URL.
func (b *Base) IsTemplate() bool { return b != nil && HasPlaceholder(b.URL) }

// HasPlaceholder reports whether a URL has a placeholder in brackets.
func HasPlaceholder(url string) bool { return strings.ContainsAny(url, "{<") }

// baseDepth is the maximum number of segments before the end of a base URL's path.
const baseDepth = 5

// cut cuts the base off a URL without its query. The rest begins with a slash. It
// returns false if the URL has no part of the base, or begins only with a scheme,
// host and version. Conventional is set if the removed text replaces the base
// throughout the reference.
func (b *Base) cut(s string) (rest string, conventional, ok bool) {
	if b == nil {
		return "", false, false
	}
	if i := strings.Index(s, "://"); i >= 0 && i <= 5 {
		host, path, _ := strings.Cut(s[i+3:], "/")
		rest, ok = b.behindPath(path)
		return rest, ok && HasPlaceholder(host), ok
	}
	if strings.HasPrefix(s, "/") {
		if len(b.segments) < 2 || !b.begins(SplitPath(s[1:])) {
			return "", false, false
		}
		rest, ok = b.behindPath(s[1:])
		return rest, false, ok
	}
	first, path, more := strings.Cut(s, "/")
	if !more || !b.isWord(first) && !isHole(first) {
		return "", false, false
	}
	if rest, ok := b.behindPath(path); ok {
		return rest, true, true
	}
	return "/" + cutVersion(path), true, true
}

// behindPath returns the segments after the base URL's path, or after a word for it,
// among the first segments of a path.
func (b *Base) behindPath(path string) (rest string, ok bool) {
	segments := SplitPath(path)
	end := -1
	for i := range min(len(segments), baseDepth) {
		if len(b.segments) > 0 && (i == 0 || len(b.segments) > 1) && b.begins(segments[i:]) {
			end = i + len(b.segments)
			break
		}
		if b.endsInWord(segments[i]) {
			end = i + 1
			break
		}
	}
	if end < 0 {
		return "", false
	}
	return "/" + strings.Join(segments[end:], "/"), true
}

// begins reports whether segments begin with those of the base URL. Any two versions
// match.
func (b *Base) begins(segments []string) bool {
	if len(segments) < len(b.segments) {
		return false
	}
	for i, own := range b.segments {
		if s := segments[i]; !SameSegment(own, s) && !(IsVersion(own) && IsVersion(s)) {
			return false
		}
	}
	return true
}

// splitQueryOff splits a URL before its query.
func splitQueryOff(s string) (path, query string) {
	path, _, _ = CutQuery(s)
	return path, s[len(path):]
}

// isWord reports whether a segment is a word for the base URL.
func (b *Base) isWord(segment string) bool {
	return slices.ContainsFunc(b.Words, func(w string) bool { return strings.EqualFold(w, segment) })
}

// endsInWord reports whether a segment is a word for the base URL, or a version
// joined to one.
func (b *Base) endsInWord(segment string) bool {
	return slices.ContainsFunc(b.Words, func(w string) bool {
		n := len(segment) - len(w)
		return n >= 0 && strings.EqualFold(segment[n:], w) && (n == 0 || IsVersion(segment[:n]))
	})
}

// isHole reports whether a segment consists of one placeholder in braces or angles.
func isHole(segment string) bool {
	open, _ := unwrap(segment)
	return open != "" && len(segment) > 2
}

// SameSegment reports whether a segment of a URL can match one of a request line.
// Both must have the same text up to the first placeholder, key or call in either.
func SameSegment(line, url string) bool {
	line, hole := untilHole(line)
	url, other := untilHole(url)
	switch {
	case line == "" && hole:
		return true
	case hole || other:
		return strings.EqualFold(line, url)
	}
	return strings.EqualFold(line, url)
}

// untilHole cuts a segment at its first bracket.
func untilHole(s string) (text string, hole bool) {
	if strings.HasPrefix(s, ":") && len(s) > 1 {
		return "", true
	}
	if i := strings.IndexAny(s, "{<("); i >= 0 {
		return s[:i], true
	}
	return s, false
}
