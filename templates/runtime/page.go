package runtime

import (
	"errors"
	"fmt"
	"hash/maphash"
	"net/http"
	"net/url"
	"reflect"
)

// Errors for lists that would never end.
var (
	// ErrLoop reports a page with a link to an earlier page.
	ErrLoop = errors.New("the links of the pages form a loop")
	// ErrPages reports a list with more pages than [WithLimits] allows.
	ErrPages = errors.New("too many pages")
)

// pageInfo has the properties of a page other than its items.
type pageInfo struct {
	count       Opt[int64]
	next, delta string
	misfits     []misfit // the invalid items
}

// pageLinks maps annotations to links (OData JSON Format 4.01, sections 4.6.6
// and 4.6.7).
var pageLinks = map[string]func(*pageInfo) *string{
	"@odata.nextLink":  func(p *pageInfo) *string { return &p.next },
	"@nextLink":        func(p *pageInfo) *string { return &p.next },
	"@odata.deltaLink": func(p *pageInfo) *string { return &p.delta },
	"@deltaLink":       func(p *pageInfo) *string { return &p.delta },
}

// walkPages fetches each page of a list when it is needed. It stores the items
// in the slice that items points to, a new one for each page. It yields the
// items before an error first, then the error.
func walkPages(c *Client, req *http.Request, err error, items any, yield func(pageInfo, error) bool) {
	trail := trail{seen: make(map[uint64]bool), seed: maphash.MakeSeed()}
	list := reflect.ValueOf(items).Elem()
	for err == nil {
		var info pageInfo
		list.SetZero()
		if err = trail.add(c, req); err == nil {
			err = receive(c, req, func(a answer) error { return readPage(a, list, &info) })
		}
		if (err == nil || list.Len() > 0) && !yield(info, nil) {
			return
		}
		if err == nil && info.next == "" {
			return
		}
		if err == nil {
			req, err = c.next(req, info.next)
		}
	}
	yield(pageInfo{}, err)
}

// trail records the pages that were fetched. It has hashes of their URLs to
// save memory.
type trail struct {
	seen map[uint64]bool
	seed maphash.Seed
}

// add records that req is fetched.
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
		return fmt.Errorf("%s: %w", c.requestName(req), ErrLoop)
	case len(t.seen) == c.maxPages:
		return fmt.Errorf("%s: %w", c.requestName(req), ErrPages)
	}
	t.seen[sum] = true
	return nil
}

// next returns the request for the page of a link. The URL is the link, and the
// headers are those of req. The link must not lead to another origin.
func (c *Client) next(req *http.Request, link string) (*http.Request, error) {
	from, err := c.target(req.URL)
	if err != nil {
		return nil, err
	}
	to, err := from.Parse(link)
	if err != nil {
		return nil, fmt.Errorf("%s: %w: the link can't be parsed", c.requestName(req), ErrForeign)
	}
	return c.linked(req, to)
}

// linked returns a GET request for a URL that the service returned.
func (c *Client) linked(req *http.Request, to *url.URL) (*http.Request, error) {
	if !sameOrigin(to, c.base) {
		return nil, fmt.Errorf("%s: %w: the link leads to %s://%s", c.requestName(req), ErrForeign, to.Scheme, to.Host)
	}
	next, err := http.NewRequestWithContext(req.Context(), http.MethodGet, to.String(), nil)
	if err != nil {
		return nil, bare(err)
	}
	next.Header = req.Header.Clone()
	next.Header.Del("Content-Type")
	return next, nil
}

// readPage reads the items of a page into a slice, and its other properties
// into info.
func readPage(a answer, v reflect.Value, info *pageInfo) error {
	if isNothing(a.body) {
		return noContent(a.status)
	}
	d := decoder{src: a.body}
	var err error
	if d.peek() == '[' {
		d.misfits = &info.misfits
		err = d.value(shapeOf(v.Type()), v)
	} else if err = d.page(v, info); errors.Is(err, errNoItems) {
		if name, _ := soleMember(a.body); name == "error" {
			err = failure(a)
		}
	}
	if err == nil {
		err = d.end()
	}
	return err
}

var errNoItems = errors.New("want an array \"value\"")

// page reads {"value": […]} and the annotations beside it, or the array alone.
func (d *decoder) page(items reflect.Value, info *pageInfo) error {
	if d.peek() == '[' {
		return d.pageMember("value", items, info)
	}
	if err := d.open('{', "an object"); err != nil {
		return err
	}
	have := false
	for first := true; ; first = false {
		more, err := d.more('}', first)
		if err != nil {
			return err
		}
		if !more {
			break
		}
		key, err := d.key()
		if err != nil {
			return err
		}
		name := string(key)
		have = have || name == "value"
		if err := d.pageMember(name, items, info); err != nil {
			return within(name, err)
		}
	}
	if !have {
		return d.fail(errNoItems)
	}
	return nil
}

// pageMember reads the value of a member of a page.
func (d *decoder) pageMember(name string, items reflect.Value, info *pageInfo) error {
	switch link := pageLinks[name]; {
	case name == "value":
		d.misfits = &info.misfits
		return d.value(shapeOf(items.Type()), items)
	case name == "@odata.count" || name == "@count":
		return d.value(shapeOf(reflect.TypeOf(info.count)), reflect.ValueOf(&info.count).Elem())
	case link != nil:
		var text Opt[string]
		err := d.value(shapeOf(reflect.TypeOf(text)), reflect.ValueOf(&text).Elem())
		*link(info) = text.Get()
		return err
	}
	_, err := d.skip()
	return err
}
