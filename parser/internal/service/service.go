// Package service tells from the URLs of all pages together where the service
// answers, and how request lines write that.
//
// A request line and the URL of an example on the same page are aligned from the
// right: what is left of the URL, where the line is used up, is the base URL. What
// most URLs say counts, so that a stray example decides nothing.
package service

import (
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/dialect"
	"github.com/docwright/docwright/parser/internal/notation"
	"github.com/docwright/docwright/parser/internal/part"
	"github.com/docwright/docwright/parser/page"
)

// Page holds the URLs of a page, taken apart.
type Page struct {
	relative, absolute []address
}

// address is a request's URL.
type address struct {
	block    int // in which block of code: lines of one are alternatives, and tell nothing of each other
	method   string
	origin   string // of an absolute URL, in lower case but for its placeholders
	segments []string
	rooted   bool // a relative URL begins with a slash
}

// most is how many requests of a page count: more than that tell nothing new.
const most = 200

// ReadPage takes the URLs of a page's requests.
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

// requests calls f with the requests of a block of code, or of a table.
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

// BasesIn does the same for text of a page, in which blocks of requests stand.
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

// votes are what the URLs say, each with how many say so.
type votes struct {
	bases     map[string]int // URLs before the path, by alignment
	words     map[string]int // first segments that stand for the base
	resources map[string]int // first segments that are a resource
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

// align gives a vote for what stands before the path of the request line that an
// absolute URL fits best.
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

// common is how many segments of a line, from the right, those of a URL can be. No
// placeholder stands for a version.
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

// rare is one in how many absolute URLs must fit a request line for that to say what
// the base is.
const rare = 10

// url returns the base URL that most say.
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

// versioned is how many of the first segments of a path end in the last version among
// them, none without a version.
func versioned(segments []string) int {
	const deep = 4
	for n := min(len(segments), deep); n > 0; n-- {
		if notation.IsVersion(segments[n-1]) {
			return n
		}
	}
	return 0
}

// join joins an origin and segments; versions are in lower case.
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

// prefixes are the words that stand for the base more often than for a resource,
// sorted.
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

// mostFrequent returns the key with the highest count, the least of them
// where several have it.
func mostFrequent(counts map[string]int) string {
	best := ""
	for key, n := range counts {
		if n > counts[best] || n == counts[best] && (best == "" || key < best) {
			best = key
		}
	}
	return best
}
