package notation

import (
	"slices"
	"strings"
)

// Base is what stands before the path in the URLs of a reference. The nil Base is
// known for nothing: scheme, host and version are then all that stands there.
type Base struct {
	// URL is where the service answers, without a trailing slash and with the
	// placeholders that the pages have; it is empty where they don't say.
	URL string
	// Words are what request lines without a slash begin with in the place of the
	// URL: "harborPrefix/berths".
	Words []string

	segments []string // of the URL, behind its host
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

// IsTemplate reports whether the URL has placeholders, so that it is another one for
// each tenant.
func (b *Base) IsTemplate() bool { return b != nil && HasPlaceholder(b.URL) }

// HasPlaceholder reports whether a URL has a placeholder in brackets.
func HasPlaceholder(url string) bool { return strings.ContainsAny(url, "{<") }

// baseDepth is how many segments may stand before the end of a base URL's path.
const baseDepth = 5

// cut cuts the base off a URL without its query. The rest begins with a slash. It
// returns false where the URL begins with a scheme, host and version only, or with
// nothing of the base. Conventional is set where what is cut off is written in place
// of the base all over the reference.
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

// behindPath returns what follows the base URL's path, or a word for it, among the
// first segments of a path.
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

// begins reports whether segments begin with those of the base URL. A version stands
// for any other.
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

// isWord reports whether a segment is a word that stands for the base URL.
func (b *Base) isWord(segment string) bool {
	return slices.ContainsFunc(b.Words, func(w string) bool { return strings.EqualFold(w, segment) })
}

// endsInWord reports whether a segment is such a word, or a version that it is glued
// to.
func (b *Base) endsInWord(segment string) bool {
	return slices.ContainsFunc(b.Words, func(w string) bool {
		n := len(segment) - len(w)
		return n >= 0 && strings.EqualFold(segment[n:], w) && (n == 0 || IsVersion(segment[:n]))
	})
}

// isHole reports whether a segment is one placeholder in braces or angles, and
// nothing else.
func isHole(segment string) bool {
	open, _ := unwrap(segment)
	return open != "" && len(segment) > 2
}

// SameSegment reports whether a segment of a URL can be that of a request line: both
// have the same text up to the first placeholder, key or call in either.
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
