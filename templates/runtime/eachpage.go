package runtime

import (
	"iter"
	"net/http"
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
// A page whose items can't all be read is followed by the error, as the items
// of a list are.
func EachPage[T any](c *Client, req *http.Request) iter.Seq2[*PageOf[T], error] {
	return func(yield func(*PageOf[T], error) bool) {
		var items []T
		walkPages(c, req, nil, &items, func(info pageInfo, err error) bool {
			if err != nil {
				return yield(nil, err)
			}
			return yield(&PageOf[T]{Items: items, Count: info.count, NextLink: info.next, DeltaLink: info.delta}, nil)
		})
	}
}
