// Package runtime is the part of generated packages that does not depend on the
// pages: requests, paging, errors and JSON.
//
// Its files are copied into each generated package. They form a package of
// their own so that they are compiled, vetted and tested here. The functions
// that generated code calls are unexported, and every exported name is
// documented for the users of the generated package. Package templates lists
// the files that a generated package needs.
//
// A request is processed as follows. A generated builder calls newRequest,
// which expands the path and encodes the body. A generated function passes the
// request to sendOne, sendPages or a similar function. These send it like
// [Client.Do], which adds the token, retries, and turns failures into [Error].
// The codec (decode.go, encode.go) converts between JSON and the generated
// structs, with tables that are made once for each type. A value that does not
// fit its field is not an error: the [Object] of the model keeps and reports
// it.
//
// Calls of several requests are functions whose arguments are the requests of
// the builders: [EachPage], [Batch], [Begin] and [Await], [UploadChunks]. The
// linker leaves them out of programs that do not call them. Requests to URLs
// that the service returns go through fetchForeign, which sends no token.
// [NewRequest] builds requests that are not on the pages.
//
// Most of the code size of a package is code that is compiled for each type:
// the methods of [Opt] and methods promoted to models. There are few such
// methods, and they call functions that do not depend on the type.
package runtime
