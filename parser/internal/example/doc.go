// Package example reads the requests and responses among the examples of a
// page. [Read] finds the blocks and parses their messages. [Examples.Pair]
// assigns each response to its request.
package example
