// Package fake is a service that answers as its reference pages say: an
// [net/http.Handler] for tests of the code that calls it.
//
//	service := fake.New()
//	server := httptest.NewServer(service)
//
// It knows the request lines of the pages, the types of their bodies and their
// examples, and holds what is created and seeded. What would fail against the
// service fails here too.
//
// # What answers
//
//  1. The request of an example gets that example's response, to the letter, as
//     long as nothing that it is about has changed. A new entity always has an id
//     of its own.
//  2. Any other request that fits a documented request line is compared with the
//     pages. An unknown or read-only property, a value that the enum doesn't have,
//     a missing property, parameter or header, an unknown query option is status
//     400, a media type that the page doesn't have 415.
//  3. What the fake holds is read, listed, changed and deleted. An action whose
//     example shows a new entity (201) makes one, and one that returns the entity
//     that it is called on returns that.
//  4. The rest gets the response of the example that is the most like the request:
//     other actions, functions, and GETs of a path that ends with no key, such as
//     /users/{id}/mailboxSettings, unless something was put there.
//
// A request that no page documents is status 501, and the message names the
// documented ones that are nearest. [WithoutState] has the examples alone answer.
//
// # What is there
//
// At first the fake holds what the examples show: entities in their responses, and
// keys in the paths of their requests. An entity of which only the key is known is
// as the nearest example shows one, with that key. Every key in the path of a
// request has to be known. One that no example, no request and no [Server.Seed]
// has given is status 404, in the last place of the path as well as before it.
//
// A collection below an entity that was created or seeded holds only what is put
// there. So does a collection that was seeded. An entity is also found by a path
// to another collection if that names no other entity on the way: what is created
// in /me/mailFolders/inbox/messages is at /me/messages/{id}. A collection of
// references, to which entities are added with $ref, holds only these.
//
// # Query options
//
// $filter, $search, $orderby, $top, $skip, $count, $select and $expand with options
// of its own are evaluated on what the fake holds and on lists in examples. Text
// is compared without regard to case, as the pages' own examples have it. What the
// fake can't evaluate is status 501, and the message says what that is. Lists come
// in pages. Requests for changes (delta) tell what was created, changed and deleted
// since the request before.
//
// # More
//
// Links in responses that lead to the service lead to the fake instead. Bytes that
// are sent to a path are there to be read, whole or in ranges; uploads in parts and
// $batch work. Entities have ETags, and If-Match and If-None-Match are honored.
// [Server.Inject] has requests go wrong. [Server.Calls] tells what was asked.
package fake
