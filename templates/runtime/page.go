package runtime

import (
	"errors"
	"fmt"
	"hash/maphash"
	"net/http"
	"net/url"
	"reflect"
)

// The ways in which a list can go on without end.
var (
	// ErrLoop is a page whose link leads to a page that was there before.
	ErrLoop = errors.New("the pages go round in a circle")
	// ErrPages is a list of more pages than [WithLimits] allows.
	ErrPages = errors.New("too many pages")
)

// links are where a page leads.
type links struct{ next, delta string }

// pageLinks maps the annotations to the links (OData JSON Format 4.01,
// sections 4.6.6 and 4.6.7).
var pageLinks = map[string]func(*links) *string{
	"@odata.nextLink":  func(l *links) *string { return &l.next },
	"@nextLink":        func(l *links) *string { return &l.next },
	"@odata.deltaLink": func(l *links) *string { return &l.delta },
	"@deltaLink":       func(l *links) *string { return &l.delta },
}

// walk yields the items of a list, page by page, and returns the delta link of
// the last page, or "" where it ended before. A page is fetched when its first
// item is needed; the items before an error are yielded.
func walk[T any](c *Client, req *http.Request, err error, yield func(T, error) bool) string {
	trail := trail{seen: make(map[uint64]bool), seed: maphash.MakeSeed()}
	var none T
	for err == nil {
		var items []T
		var to links
		if err = trail.add(c, req); err == nil {
			err = receive(c, req, func(a answer) (err error) {
				to, err = readPage(a, &items)
				return err
			})
		}
		for _, item := range items {
			if !yield(item, nil) {
				return ""
			}
		}
		if err == nil && to.next == "" {
			return to.delta
		}
		if err == nil {
			req, err = c.next(req, to.next)
		}
	}
	yield(none, err)
	return ""
}

// trail remembers the pages that were fetched. It holds sums of their URLs,
// since a list may have many.
type trail struct {
	seen map[uint64]bool
	seed maphash.Seed
}

// add notes that req is to be fetched.
func (t *trail) add(c *Client, req *http.Request) error {
	if c.err != nil {
		return c.err
	}
	target, err := c.target(req.URL)
	if err != nil {
		return err
	}
	sum := maphash.String(t.seed, target.String())
	switch {
	case t.seen[sum]:
		return fmt.Errorf("%s %s: %w", req.Method, req.URL.Path, ErrLoop)
	case len(t.seen) == c.maxPages:
		return fmt.Errorf("%s %s: %w", req.Method, req.URL.Path, ErrPages)
	}
	t.seen[sum] = true
	return nil
}

// next returns the request for the page that link leads to from that of req:
// the link as it is, with the same headers. It must not lead to another origin.
func (c *Client) next(req *http.Request, link string) (*http.Request, error) {
	from, err := c.target(req.URL)
	if err != nil {
		return nil, err
	}
	to, err := from.Parse(link)
	if err != nil {
		return nil, fmt.Errorf("%s %s: %w: the link can't be parsed", req.Method, req.URL.Path, ErrForeign)
	}
	return c.linked(req, to)
}

// linked returns a GET request for a URL that the service gave.
func (c *Client) linked(req *http.Request, to *url.URL) (*http.Request, error) {
	if !sameOrigin(to, c.base) {
		return nil, fmt.Errorf("%s %s: %w: the link leads to %s://%s", req.Method, req.URL.Path, ErrForeign, to.Scheme, to.Host)
	}
	next, err := http.NewRequestWithContext(req.Context(), http.MethodGet, to.String(), nil)
	if err != nil {
		return nil, bare(err)
	}
	next.Header = req.Header.Clone()
	next.Header.Del("Content-Type")
	return next, nil
}

// readPage reads the items of a page into the slice that items points to.
func readPage(a answer, items any) (to links, err error) {
	if a.empty() {
		return to, nil
	}
	d := decoder{src: a.body}
	v := reflect.ValueOf(items).Elem()
	if d.peek() == '[' {
		err = d.value(shapeOf(v.Type()), v)
	} else if to, err = d.page(v); errors.Is(err, errNoItems) {
		if name, _ := soleMember(a.body); name == "error" {
			err = failure(a)
		}
	}
	if err == nil {
		err = d.end()
	}
	return to, err
}

var errNoItems = errors.New("want an array named value")

// page reads {"value": […]} and its links.
func (d *decoder) page(items reflect.Value) (to links, err error) {
	if err := d.open('{', "an object"); err != nil {
		return to, err
	}
	have := false
	for first := true; ; first = false {
		more, err := d.more('}', first)
		if err != nil {
			return to, err
		}
		if !more {
			break
		}
		key, err := d.key()
		if err != nil {
			return to, err
		}
		name := string(key)
		link := pageLinks[name]
		switch {
		case name == "value":
			have = true
			err = d.value(shapeOf(items.Type()), items)
		case link != nil:
			var text Opt[string]
			err = d.value(shapeOf(reflect.TypeOf(text)), reflect.ValueOf(&text).Elem())
			*link(&to) = text.Get()
		default:
			_, err = d.skip()
		}
		if err != nil {
			return to, within(name, err)
		}
	}
	if !have {
		return to, d.fail(errNoItems)
	}
	return to, nil
}
