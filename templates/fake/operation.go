package fake

import "slices"

// The kinds of operation, as the tables name them.
const (
	kindList      = "list"
	kindGet       = "get"
	kindCreate    = "create"
	kindUpdate    = "update"
	kindAction    = "action"
	kindFunction  = "function"
	kindReference = "reference"
	kindContent   = "content"
	kindCount     = "count"
	kindDelta     = "delta"
)

// listed reports whether the operation returns the content of a collection.
func (op *operation) listed() bool { return op.Kind == kindList || op.Kind == kindDelta }

// sendsEntity reports whether the operation requires a body.
func (op *operation) sendsEntity() bool { return op.Kind == kindCreate || op.Kind == kindUpdate }

// fitting returns the pattern of the operation that matches the path, and the
// values of its parameters.
func (op *operation) fitting(path string) (*pattern, []string) {
	for _, p := range op.patterns {
		if values, ok := p.fits(path); ok {
			return p, values
		}
	}
	return nil, nil
}

// endsInKey reports whether the last segment of the path is a key.
func (op *operation) endsInKey(path string) bool {
	p, _ := op.fitting(path)
	return p != nil && p.endsInKey()
}

// success returns the first documented 2xx response, or nil.
func (op *operation) success() *response {
	for _, r := range op.Responses {
		if r.Status/100 == 2 {
			return r
		}
	}
	return nil
}

// status returns the first documented 2xx status.
func (op *operation) status(otherwise int) int {
	if r := op.success(); r != nil {
		return r.Status
	}
	return otherwise
}

// result returns the type of the first documented 2xx response with a body. The
// type is empty if there is none.
func (op *operation) result() valueType {
	for _, r := range op.Responses {
		if r.Status/100 == 2 && r.Type != "" {
			return r.valueType
		}
	}
	return valueType{}
}

// entity returns the type of the entity that the operation returns or, if it
// returns none, takes.
func (op *operation) entity() valueType {
	t := op.result()
	if t.Type == "" && op.sendsEntity() && op.Request != nil {
		t = op.Request.valueType
	}
	return t
}

// documents reports whether the page documents a header of a response.
func (op *operation) documents(header string) bool {
	return slices.ContainsFunc(op.Responses, func(r *response) bool { return slices.Contains(r.Headers, header) })
}

// succeeds reports whether the example has a 2xx response.
func (e *example) succeeds() bool { return e.Response != nil && e.Response.Status/100 == 2 }

// request returns the JSON body of the example's request, or nil.
func (e *example) request() []byte {
	if e == nil {
		return nil
	}
	return e.JSON
}
