// Package fake is a fake of a service, which answers as documented on its
// reference pages. It is a [net/http.Handler] for tests of client code.
//
//	service := fake.New()
//	server := httptest.NewServer(service)
//
// The fake knows the request lines of the pages, the types of the bodies and the
// examples. It holds the entities that requests create. Requests that would fail
// against the service fail against the fake too.
//
// # Answers
//
//  1. The request of an example gets the response of the example unchanged, until
//     another request changes one of its entities. New entities always get new ids.
//  2. The fake compares all other requests with the pages. It answers 400 to an
//     unknown or read-only property, an invalid enum value, a missing property,
//     parameter or header, a value that its type does not have, and an unknown
//     query option. It answers 415 to a media type that the page does not document.
//  3. Entities can be read, listed, changed and deleted. An action whose example
//     returns a new entity (201) creates one. An action that returns the entity
//     that it is bound to returns that entity. An action that copies its entity and
//     answers 202 leaves the copy, and its monitor names the copy.
//  4. The nearest example answers the remaining requests: other actions, functions,
//     and entities at paths without a key, such as /users/{id}/mailboxSettings.
//
// The fake answers 501 to requests that no page documents, and suggests similar
// request lines. It also answers 501 with the line of an example whose response no
// client can read: JSON that is broken, or no body where the page documents one. With
// [WithoutState], the examples alone answer.
//
// # Entities
//
// In the initial state the fake holds the entities in the responses of the
// examples. It also accepts the keys in the paths of their requests. If the
// examples only show the key of an entity, its members are those of the nearest
// example.
//
// Every key in the path of a request has to exist. The fake answers 404 to a key
// that no example, request or [Server.Seed] has provided, at the end of the path
// or before.
//
// A seeded collection holds the seeded entities only. A collection below a new or
// seeded entity is empty at first, and a single entity to which a $ref refers does
// not exist. New entities can also be found by id through another collection, if its
// path names no other entity: a message created in /me/mailFolders/inbox/messages is
// at /me/messages/{id} as well. A collection of references, with paths that end in
// $ref, holds the referenced entities only. A reference also shows on the other side
// if the pages tell the name of the relationship there: whoever joins the members of a
// group has the group in memberOf. If they don't, a list that may have the entity gets
// 501. An entity that is seeded where it is referred to is the entity with its key.
//
// What is below an entity is the same by all paths that lead to the entity. Below a
// folder, a path addresses entities by the names of the folders and their own:
// root:/logs/may.txt.
//
// # Query options
//
// The fake evaluates $filter, $search, $orderby, $top, $skip, $count, $select and
// $expand with nested options, for the entities that it holds and for lists in
// examples. Strings compare without regard to case, as in the examples of the
// pages. The fake answers 501 to expressions that it can't evaluate, and names the
// part. A list between two times, such as calendarView, has what overlaps that time.
// Lists have pages. Delta requests return the changes since the previous request.
//
// # Other features
//
// Links to the service in responses become links to the fake. Uploaded content can
// be downloaded, whole or in ranges. Upload sessions and $batch work. Entities have
// ETags, and the fake evaluates If-Match and If-None-Match. [Server.Inject] makes
// requests fail. [Server.Calls] returns the requests.
package fake
