package operation

import (
	"slices"

	"github.com/docwright/docwright/parser/internal/example"
	"github.com/docwright/docwright/parser/internal/naming"
	"github.com/docwright/docwright/parser/internal/notation"
	"github.com/docwright/docwright/parser/internal/note"
	"github.com/docwright/docwright/parser/model"
)

// draft is an operation during reading.
type draft struct {
	op     *model.Operation
	note   *note.Operation
	lines  []*line // the lines of the operation's routes
	ending notation.Ending
	// shown has the examples whose URL matches, or whose nearest operation this
	// is.
	shown []shown
}

// shown is an example of an operation.
type shown struct {
	*example.Pair
	note *note.Example
}

// first returns the path of the first request line.
func (d *draft) first() *notation.Path { return d.lines[0].Path }

// paths returns the paths of the request lines.
func (d *draft) paths() []*notation.Path {
	list := make([]*notation.Path, len(d.lines))
	for i, l := range d.lines {
		list[i] = l.Path
	}
	return list
}

// isKeyed reports whether every path of an operation that reads or changes ends in a
// key, so that what it answers is one element whatever an example shows.
func (d *draft) isKeyed() bool {
	switch d.op.Method {
	case "GET", "PATCH", "PUT":
		return !slices.ContainsFunc(d.lines, func(l *line) bool { return !l.Path.EndsInKey() })
	}
	return false
}

// answersJSON reports whether an example has a JSON response.
func (d *draft) answersJSON() bool {
	return slices.ContainsFunc(d.shown, func(e shown) bool {
		return e.Response != nil && e.Response.JSON != nil && e.Response.Response.Status < 300
	})
}

// named returns the parts of the operation that its name depends on.
func (d *draft) named() naming.Operation {
	gives := slices.ContainsFunc(d.op.Responses, func(res *model.Response) bool {
		return d.hasBody(res.Status) && (res.Type != "" || res.Collection)
	})
	return naming.Operation{Method: d.op.Method, Kind: d.op.Kind, Ending: d.ending, Paths: d.paths(), Gives: gives}
}

// hasBody reports whether a response with the status can have a body that
// matters. The body of a redirect does not, and no response to a HEAD has one.
func (d *draft) hasBody(status int) bool {
	return status < 300 && status != 204 && d.op.Method != "HEAD"
}
