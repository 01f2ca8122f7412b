// Package fake is a service that answers as its reference pages say: an
// [net/http.Handler] for tests of the code that calls it.
//
//	service := fake.New()
//	server := httptest.NewServer(service)
//
// It knows the request lines of the pages, the types of their bodies and their
// examples. A request is answered in this order:
//
//  1. The request of an example gets that example's response, to the letter,
//     whatever else is wrong with either.
//  2. A request that fits a documented request line is held against the pages:
//     a property that they don't know, one that is read-only, a value that the
//     enum doesn't have, a parameter or header that is missing. What is wrong
//     gets status 400 in the error shape of OData, and says what it is.
//  3. What was created before is there to be read, listed, changed and deleted.
//  4. Anything else gets the response of the example that is most like it.
//
// A request that no page documents gets status 501, and the message names the
// documented ones that are nearest. Links in responses that lead to the service
// lead to the fake instead. $top and $skip cut lists; $select, $filter, $orderby,
// $search and $expand change nothing, but for the examples that have them.
package fake
