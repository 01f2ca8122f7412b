// Package example reads the requests and responses among the examples of a page:
// [Read] finds the blocks and takes the messages in them apart, [Examples.Pair]
// puts each response to its request.
package example
