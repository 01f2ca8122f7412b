package drift

import (
	"net/http"
	"strings"

	"github.com/docwright/docwright/parser/edm"
	"github.com/docwright/docwright/parser/model"
)

// request compares the request bodies of two operations.
func (c *comparison) request(s subject, op, old *model.Operation) {
	b, was := body(op), body(old)
	s.is, s.was = requestPosition(op), requestPosition(old)
	if is, before := bodyType(b), bodyType(was); !strings.EqualFold(is, before) {
		if isByUse(b.Ref, was.Ref) {
			c.contents(s, b.Ref, was.Ref)
		} else if b.Type != "" && was.Type != "" && c.contradicts(requestDiffers, s, b.Ref, was.Ref, nil, was.Claims) {
			return
		} else if b.Type != edm.Untyped && was.Type != edm.Untyped {
			c.body(s, b, is, before)
		}
		return
	}
	role := argument
	switch {
	case op.Method == http.MethodPatch:
		role = change
	case b.Type != "":
		role = option
	}
	l := c.lists(op, old, bodyParameters)
	if b.Struct != nil && was.Struct != nil && !isUnnamed(b.Struct) {
		l = c.rows(s, l, role, b.Struct, was.Struct)
	}
	c.parameters(s, l, role)
}

// body reports a different type of body. A new optional body does not break
// callers that send none.
func (c *comparison) body(s subject, b *model.Body, is, was string) {
	if b.Optional && was == noBody {
		c.note(requestDiffers, s, is+" "+was, "a body may be sent now: %s", is)
		return
	}
	c.differ(requestDiffers, s, true, "the body", is, was)
}

const noBody = "none"

func bodyType(b *model.Body) string {
	switch {
	case isUnnamed(b.Struct) && !b.Collection:
		return "parameters"
	case b.Type != "":
		return shown(b.Ref).CSDL()
	case len(b.Parameters) > 0:
		return "parameters"
	}
	return noBody
}
