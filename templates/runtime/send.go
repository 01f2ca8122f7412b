package runtime

import (
	"bytes"
	"encoding/json"
	"net/http"
	"reflect"
)

// Send sends a request and returns the response. The request is built by
// [NewRequest] or by a function named New…Request. T is a model, the type of a
// value such as a number, or json.RawMessage for any JSON. If the response has
// no content, the error is [ErrNoContent]. If the request changes something, T
// is a model or json.RawMessage, and the status is 202, 204 or 205, the error is
// nil and the T is empty.
func Send[T any](c *Client, req *http.Request) (*T, error) {
	x := new(T)
	if err := receive(c, req, func(a answer) error { return readAny(a, x) }); err != nil {
		return nil, err
	}
	return x, nil
}

// readAny reads an answer into the value of any type that x points to.
func readAny(a answer, x any) error {
	switch {
	case shapeOf(reflect.TypeOf(x).Elem()).kind == kindStruct:
		return readOne(a, x)
	}
	raw, ok := x.(*json.RawMessage)
	if !ok {
		return readValue(a, x)
	}
	if len(a.body) == 0 {
		return lack(a)
	}
	if name, _ := soleMember(a.body); name == "error" {
		return failure(a)
	}
	d := decoder{src: a.body}
	text, err := d.skip()
	if err == nil {
		err = d.end()
	}
	*raw = bytes.Clone(text)
	return err
}
