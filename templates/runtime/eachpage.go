package runtime

import (
	"fmt"
	"iter"
	"net/http"
	"slices"
)

// PageOf is one page of a list.
type PageOf[T any] struct {
	Items []T
	// Count is how many items the whole list has. It is absent unless the request
	// asks for it by $count.
	Count Opt[int64]
	// NextLink leads to the next page and DeltaLink to what will have changed
	// since; each is empty where there is none.
	NextLink, DeltaLink string
}

// EachPage returns a list page by page, with what the pages say of it: how many
// items it has, and where it goes on. req asks for the first page; a function
// named New…Request builds it. Pages are fetched as they are needed.
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
// A page is followed by an error for each of its items that can't be read, which is
// not among the others. A model can always be read: see Invalid of [Object].
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
