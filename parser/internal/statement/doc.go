// Package statement reads what the sections of a page state about its
// operations: the introduction and the sections on request headers, request
// body and response.
package statement
