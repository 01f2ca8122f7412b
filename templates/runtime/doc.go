// Package runtime is the part of a generated client that does not depend on
// the pages it was made from: sending, paging, errors, and the reading and
// writing of JSON.
//
// It is a real package, so that it is compiled, vetted and tested here; its
// files are copied into each generated package, which is why the functions
// that generated code calls are unexported, and why every exported name is
// documented for the users of that package. Package templates says which files
// a generated package needs.
//
// A request goes through it like this: a generated builder calls newRequest,
// which expands the path and encodes the body; a generated sender hands the
// request to sendOne, sendPages and the like; these send it as [Client.Do] does,
// which adds the token, retries and turns failures into [Error]; and the codec
// (decode.go, encode.go) moves the body between JSON and the generated structs
// by tables made from their fields once per type. A value that its field can't hold
// is no error there: its [Object] keeps it, and tells.
//
// What takes more than one request is made of functions that take the requests
// of the builders: [EachPage], [Batch], [Begin] and [Await], [UploadChunks]. A
// program that doesn't call them doesn't have them. What they send to URLs that
// the service hands out goes through fetchForeign, which knows no token. Requests that
// no page has are built by [NewRequest].
//
// Code that is compiled for each type is what a package weighs: the methods of [Opt],
// and what is promoted to a model. So there is little of it, and it calls functions
// that know no type.
package runtime
