// Package service finds the base URL of the service from the URLs of all pages, and
// the words that request lines have in its place.
//
// A request line and the URL of an example on the same page are aligned from the
// right. The rest of the URL is the base URL. The most frequent base URL is chosen,
// so that a stray example has no effect.
package service

import (
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/dialect"
	"github.com/docwright/docwright/parser/internal/notation"
	"github.com/docwright/docwright/parser/internal/part"
	"github.com/docwright/docwright/parser/page"
)

// Page holds the parsed URLs of a page.
type Page struct {
	relative, absolute []address
}

// address is the URL of a request.
type address struct {
	block    int // the index of the code block; lines of one block are alternatives and are not compared
	method   string
	origin   string // of an absolute URL, in lower case except for placeholders
	segments []string
	rooted   bool // a relative URL begins with a slash
}

// most is the maximum number of requests of a page that are compared.
const most = 200

// ReadPage reads the URLs of a page's requests.
func ReadPage(p *page.Page) *Page {
	list := &Page{}
	n, blocks := 0, 0
	for _, s := range p.Sections {
		for _, block := range s.Blocks {
			blocks++
			requests(block, func(method, url string) {
				if n++; n <= most {
					list.add(blocks, method, notation.CutHTTPVersion(url))
				}
			})
		}
	}
	return list
}

// requests calls f with each request of a code block or a table.
func requests(block page.Block, f func(method, url string)) {
	switch b := block.(type) {
	case *page.Table:
		for _, line := range part.Lines(b) {
			f(line.Method, line.URL)
		}
	case *page.Code:
		if !notation.StartsWithMethod(b.Text) {
			return
		}
		for line := range strings.SplitSeq(b.Text, "\n") {
			if method, rest := notation.CutMethod(strings.TrimSpace(line)); method != "" {
				f(method, rest)
			}
		}
	}
}

// add adds the URL of a request.
func (p *Page) add(block int, method, url string) {
	path, _, _ := notation.CutQuery(url)
	a := address{block: block, method: method}
	if scheme, rest, ok := strings.Cut(path, "://"); ok && strings.EqualFold(scheme, "https") {
		host, rest, _ := strings.Cut(rest, "/")
		if !isHost(host) {
			return
		}
		a.origin = "https://" + host
		if !notation.HasPlaceholder(host) {
			a.origin = strings.ToLower(a.origin)
		}
		a.segments = notation.SplitPath(strings.TrimRight(rest, "/"))
		p.absolute = append(p.absolute, a)
		return
	} else if ok || notation.HasEllipsis(path) || !notation.IsPath(path) {
		return
	}
	a.rooted = strings.HasPrefix(path, "/")
	a.segments = notation.SplitPath(strings.Trim(path, "/"))
	if len(a.segments) > 0 && notation.IsVersion(a.segments[0]) {
		a.rooted, a.segments = true, a.segments[1:]
	}
	if len(a.segments) > 0 {
		p.relative = append(p.relative, a)
	}
}

// Bases calls f with the base of each request of a page: its origin and version.
func Bases(p *page.Page, f func(base string)) {
	for _, a := range ReadPage(p).absolute {
		f(join(a.origin, a.segments[:versioned(a.segments)]))
	}
}

// BasesIn is like Bases for the request blocks in a text.
func BasesIn(text string, f func(base string)) {
	block := &page.Code{}
	for line := range strings.SplitSeq(text, "\n") {
		if notation.StartsWithMethod(line) {
			block.Text += strings.TrimSpace(line) + "\n"
		}
	}
	Bases(&page.Page{Sections: []*page.Section{{Blocks: []page.Block{block}}}}, f)
}

// isHost reports whether a text can be the host of a service: a name with a dot, or a
// placeholder.
func isHost(host string) bool {
	if strings.ContainsAny(host, " @?#\\\"") {
		return false
	}
	return strings.Contains(host, ".") || notation.HasPlaceholder(host)
}

// Of returns the base of the URLs of all pages.
func Of(pages []*Page) *notation.Base {
	v := votes{bases: map[string]int{}, words: map[string]int{}, resources: map[string]int{}}
	for _, p := range pages {
		if p != nil {
			v.page(p)
		}
	}
	return notation.NewBase(v.url(pages), v.prefixes())
}

// votes counts the candidates found in the URLs.
type votes struct {
	bases     map[string]int // URLs before the path, by alignment
	words     map[string]int // first segments in the place of the base
	resources map[string]int // first segments that name a resource
	aligned   int
	absolute  int
}

func (v *votes) page(p *Page) {
	v.absolute += len(p.absolute)
	for _, r := range p.relative {
		switch first := r.segments[0]; {
		case r.rooted:
			v.resources[first]++
		case dialect.IsHostWord(first):
			v.words[first]++
		}
	}
	for _, a := range p.absolute {
		v.align(a, p.relative)
	}
}

// align matches an absolute URL with the request line that fits it best, and counts
// the part before the path.
func (v *votes) align(a address, lines []address) {
	matched, word := 0, ""
	for _, line := range lines {
		if line.method != a.method || line.block == a.block {
			continue
		}
		n := common(line.segments, a.segments)
		switch whole := n == len(line.segments); {
		case whole && (n > matched || word != ""):
			matched, word = n, ""
		case n > matched && n == len(line.segments)-1 && !line.rooted && (matched == 0 || word != ""):
			matched, word = n, line.segments[0]
		}
	}
	if matched == 0 {
		return
	}
	v.aligned++
	v.bases[join(a.origin, a.segments[:len(a.segments)-matched])]++
	if word != "" {
		v.words[word]++
	}
}

// common returns the number of segments, from the right, that a line and a URL share.
// A placeholder does not match a version.
func common(line, url []string) int {
	n := 0
	for n < len(line) && n < len(url) {
		l, u := line[len(line)-1-n], url[len(url)-1-n]
		if !notation.SameSegment(l, u) || notation.IsVersion(u) != notation.IsVersion(l) {
			break
		}
		n++
	}
	return n
}

// rare is the inverse of the least share of absolute URLs that must fit a request
// line to decide the base URL.
const rare = 10

// url returns the most frequent base URL.
func (v *votes) url(pages []*Page) string {
	bases := v.bases
	if v.aligned*rare < v.absolute {
		bases = map[string]int{}
		for _, p := range pages {
			if p == nil {
				continue
			}
			for _, a := range p.absolute {
				bases[join(a.origin, a.segments[:versioned(a.segments)])]++
			}
		}
	}
	return mostFrequent(bases)
}

// versioned returns the number of leading segments of a path up to its last version,
// or 0 without a version.
func versioned(segments []string) int {
	const deep = 4
	for n := min(len(segments), deep); n > 0; n-- {
		if notation.IsVersion(segments[n-1]) {
			return n
		}
	}
	return 0
}

// join joins an origin and segments. Versions are in lower case.
func join(origin string, segments []string) string {
	var b strings.Builder
	b.WriteString(origin)
	for _, s := range segments {
		if notation.IsVersion(s) {
			s = strings.ToLower(s)
		}
		b.WriteString("/" + s)
	}
	return b.String()
}

// prefixes returns the words, sorted, that replace the base more often than they name
// a resource.
func (v *votes) prefixes() []string {
	var list []string
	for word, n := range v.words {
		if n > v.resources[word] {
			list = append(list, word)
		}
	}
	slices.Sort(list)
	return list
}

// mostFrequent returns the key with the highest count. If several keys have it, the
// least one is returned.
func mostFrequent(counts map[string]int) string {
	best := ""
	for key, n := range counts {
		if n > counts[best] || n == counts[best] && (best == "" || key < best) {
			best = key
		}
	}
	return best
}
