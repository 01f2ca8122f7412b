// Package statement reads what the sections of a page state of its operations,
// whatever these are: in the introduction, on the request headers and body, and on
// the response.
package statement
