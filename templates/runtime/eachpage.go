package runtime

import (
	"fmt"
	"iter"
	"net/http"
	"slices"
)

// PageOf is a page of a list.
type PageOf[T any] struct {
	Items []T
	// Count is the number of items in the whole list. It is absent unless the
	// request has the query option $count.
	Count Opt[int64]
	// NextLink is the URL of the next page, and DeltaLink is the URL of later
	// changes. Each is empty if the page has none.
	NextLink, DeltaLink string
}

// EachPage returns the pages of a list, with their counts and links. A function
// named New…Request builds req, the request for the first page. Each page is
// fetched when it is needed.
//
//	req, err := NewListVesselsRequest(ctx, &ListVesselsOptions{Count: true})
//	…
//	for page, err := range EachPage[*Vessel](c, req) {
//		if err != nil {
//			return err
//		}
//		fmt.Println(len(page.Items), "of", page.Count.Get())
//	}
//
// Each item that can't be read is left out of its page, and its error follows
// the page. Models can always be read; see [Object.Invalid].
func EachPage[T any](c *Client, req *http.Request) iter.Seq2[*PageOf[T], error] {
	return func(yield func(*PageOf[T], error) bool) {
		var items []T
		walkPages(c, req, nil, &items, func(info pageInfo, err error) bool {
			if err != nil {
				return yield(nil, err)
			}
			page := &PageOf[T]{Items: items, Count: info.count, NextLink: info.next, DeltaLink: info.delta}
			for i := len(info.misfits) - 1; i >= 0; i-- {
				n := info.misfits[i].index
				page.Items = slices.Delete(page.Items, n, n+1)
			}
			if !yield(page, nil) {
				return false
			}
			for _, m := range info.misfits {
				if !yield(nil, fmt.Errorf("%s: response: %w", c.requestName(req), within("value", m.err))) {
					return false
				}
			}
			return true
		})
	}
}
